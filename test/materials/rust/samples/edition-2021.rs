//! Forms of unsafe code as editions before 2024 spell them, for comparing with the compiler.
#![allow(dead_code, unused_unsafe, static_mut_refs, non_upper_case_globals, unused_macros)]

extern crate alloc;

use core::{cell::UnsafeCell, ptr as pointer};

#[no_mangle]
pub extern "C" fn start() {}

#[export_name = "_stop"]
pub static STOP: u8 = 0;

#[link_section = ".ramfunc"]
#[inline(never)]
fn in_ram() {}

#[cfg_attr(not(windows), no_mangle)]
pub extern "C" fn conditional() {}

extern "C" {
    fn getpid() -> i32;
    static mut environ: *mut *mut u8;
}

extern {
    fn abort() -> !;
}

pub struct Cell<const N: usize>(UnsafeCell<[u8; N]>);

// Safety: only one thread exists
#[allow(clippy::non_send_fields_in_send_ty)]
unsafe impl<const N: usize> Sync for Cell<{ N }> {}

pub unsafe trait Marker {}
unsafe impl Marker for fn(u8) {}
unsafe impl<'a, T: ?Sized + for<'b> Fn(&'b u8)> Marker for &'a T {}

static mut LEVEL: u8 = 0;

/// Sets the level.
/// # Safety
/// Not from an interrupt.
pub unsafe fn set(level: u8) {
    LEVEL = level;
    let mut counter = 1;
    counter += 1;
    let _ = counter;
}

pub unsafe extern "C" fn exported(_: unsafe fn(u8) -> u8) -> u8 {
    LEVEL
}

pub async unsafe fn later() {}

pub fn ticks() -> u32 {
    static mut counter: u32 = 0;
    // SAFETY: called from one task only
    #[allow(unused_variables)]
    let now = unsafe {
        counter += 1;
        counter
    };
    now
}

fn chained(bytes: &[u8]) -> u8 {
    /* SAFETY: the caller checked the length */
    let first = core::cmp::max(
        0,
        unsafe { *bytes.get_unchecked(0) },
    );
    foo(); // SAFETY: about the line before, not the one after
    let second = unsafe { *bytes.get_unchecked(1) };
    let third = unsafe {
        // SAFETY: as above
        *bytes.get_unchecked(2)
    };
    let both = [
        // SAFETY: index 3 exists
        unsafe { *bytes.get_unchecked(3) },
        unsafe { *bytes.get_unchecked(4) },
    ];
    first + second + third + both[0] + match both[1] { 0 => unsafe { LEVEL }, _ => 1 }
}

fn foo() {}

macro_rules! wrapped {
    ({ $($body:tt)* }) => { unsafe { $($body)* } };
    (as written $body:tt) => { unsafe $body };
    ($($name:ident: $ty:ty = $value:expr;)*) => {
        $(
            #[no_mangle]
            pub static $name: $ty = $value;
        )*
        unsafe impl Marker for ($($ty,)*) {}
    };
}

wrapped! { ONE: u8 = 1; TWO: u16 = 2; }

fn wraps() -> u8 {
    wrapped!({ LEVEL }) + wrapped!(as written { LEVEL })
}

thread_local! {
    static SLOT: u8 = unsafe { LEVEL };
}

trait Reader {
    unsafe fn peek(&self) -> u8;
    fn safe_name(&self) -> u8;
}

impl<T> Reader for [T]
where
    T: Copy,
{
    unsafe fn peek(&self) -> u8 {
        pointer::read(self.as_ptr().cast::<u8>())
    }

    fn safe_name(&self) -> u8 {
        let safe = 1;
        let union = 2;
        fn unsafe_code() -> u8 { 3 }
        // unsafe { in a comment }
        safe + union + unsafe_code() + b"unsafe {".len() as u8
    }
}
