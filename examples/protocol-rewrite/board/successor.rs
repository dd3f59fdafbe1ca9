//! The Rust frame reader on the board: without the standard library, and with a panic that ends the run.
#![no_std]

#[path = "../successor/frame.rs"]
pub mod frame;

unsafe extern "C" {
    safe fn board_panic() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    board_panic()
}
