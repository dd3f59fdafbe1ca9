//! Forms of unsafe code that edition 2024 knows, for comparing with the compiler.
#![allow(dead_code, unused_macros, static_mut_refs)]

use core::arch::asm;
use core::ptr::{self, NonNull};

pub type Callback = unsafe extern "C" fn(u32) -> u32;
pub type Plain = unsafe fn();
pub struct Handlers {
    table: [Option<unsafe extern "C" fn(i32)>; 4],
    for_all: for<'a> unsafe fn(&'a u8),
}

static mut COUNTER: u32 = 0;
static TABLE: [u8; 3] = unsafe { core::mem::zeroed() };
const FIRST: u8 = unsafe { *TABLE.as_ptr() };

#[unsafe(no_mangle)]
pub extern "C" fn tick(step: u32) -> u32 {
    // SAFETY: the only writer is this interrupt
    unsafe {
        COUNTER += step;
        COUNTER
    }
}

#[unsafe(export_name = "tock")]
pub fn tock() {}

#[unsafe(link_section = ".noinit")]
pub static PLACED: u32 = 7;

unsafe extern "C" {
    /// Returns the length of a string.
    pub unsafe fn strlen(text: *const core::ffi::c_char) -> usize;
    pub safe fn abs(value: i32) -> i32;
    pub safe static VERSION: u32;
    static mut environ: *mut *mut u8;
    fn plain();
}

#[repr(C)]
pub union Word {
    bits: u32,
    float: f32,
}

pub struct Uart<T> {
    base: NonNull<T>,
}

// SAFETY: the registers are only reached through `&mut`
unsafe impl<T> Send for Uart<T> {}
unsafe impl<T: Sync> Sync for Uart<T> where T: Clone {}

/// Something that must be zeroable.
///
/// # Safety
/// All zero bits must be a value.
pub unsafe trait Zeroable {
    unsafe fn raw(&self) -> *const u8;
    unsafe fn given(&self) -> u8 {
        unsafe { *self.raw() }
    }
}

unsafe impl Zeroable for u32 {
    unsafe fn raw(&self) -> *const u8 {
        ptr::from_ref(self).cast()
    }
}

impl<T> Uart<T> {
    /// Reads the register.
    ///
    /// # Safety
    /// The clock must run.
    pub const unsafe fn read(&self) -> *mut T {
        self.base.as_ptr()
    }

    pub fn float(word: Word) -> f32 {
        let copy = Word { bits: 1 };
        let bits = unsafe { word.bits }; // SAFETY: both fields are plain numbers
        let _ = bits;
        let r#unsafe = 1;
        let text = "unsafe { }";
        let _ = (r#unsafe, text, r#"unsafe fn"#, 'u', copy);
        let closure = |w: Word| unsafe { w.float };
        closure(word)
    }
}

pub fn wait() {
    // SAFETY: no memory is touched
    unsafe { asm!("nop", options(nomem, nostack)) };
    let address = &raw mut COUNTER;
    let _ = address;
}

core::arch::global_asm!("/* unsafe */");

macro_rules! peek {
    (unsafe $address:expr) => {
        // SAFETY: the caller names a register
        unsafe { ptr::read_volatile($address as *const u32) }
    };
    ($address:expr, $name:ident) => {
        pub unsafe fn $name() -> u32 {
            unsafe { ptr::read_volatile($address as *const u32) }
        }
    };
}

peek!(0x4000_0000, status);

pub fn peeked() -> u32 {
    peek!(unsafe 0x4000_0004)
}

const _: () = {
    unsafe impl Send for Handlers {}
};

mod driver {
    pub mod inner {
        pub fn generic<const N: usize>(bytes: [u8; N]) -> u8 where [(); { 2 }]: Sized, {
            match N {
                0 => 0,
                // SAFETY: N is not zero here
                _ => unsafe { *bytes.get_unchecked(0) },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads() {
        assert_eq!(unsafe { *(&7u8 as *const u8) }, 7);
    }
}

#[cfg(not(test))]
fn shipped() {
    unsafe { plain() }
}

#[cfg(all(test, feature = "slow"))]
fn only_slow_tests() {
    unsafe { plain() }
}

#[cfg(any(test, feature = "mock"))]
fn also_mocks() {
    unsafe { plain() }
}
