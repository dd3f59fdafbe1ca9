//! The serial ports of the supervisor processor. All code that leaves Rust's guarantees is in this file and in `entry`.
use core::ptr::{read_volatile, write_volatile};

const STATUS: usize = 0;
const DATA: usize = 1;
const RECEIVED: u32 = 1 << 5;
const TRANSMIT_EMPTY: u32 = 1 << 7;
const SEND_TRIES: u32 = 100_000;

/// A serial port: four registers of 32 bits.
pub struct Mailbox {
    base: *mut u32,
}

impl Mailbox {
    /// Takes over the port whose registers begin at `base`.
    ///
    /// # Safety
    ///
    /// `base` has to be the aligned address of four readable and writable 32-bit registers that stay there for ever and
    /// that nothing else reads or writes.
    pub const unsafe fn at(base: *mut u32) -> Mailbox {
        Mailbox { base }
    }

    fn status(&self) -> u32 {
        // SAFETY: register 0 of 4 lies within what `at` was promised, and reading the status has no side effect.
        unsafe { read_volatile(self.base.add(STATUS)) }
    }

    /// The byte that has arrived, if one has.
    pub fn take(&self) -> Option<u8> {
        if self.status() & RECEIVED == 0 {
            return None;
        }
        // SAFETY: register 1 of 4 lies within what `at` was promised; reading it takes the byte that the status announced.
        let word = unsafe { read_volatile(self.base.add(DATA)) };
        let [byte, ..] = word.to_le_bytes();
        Some(byte)
    }

    /// Sends the bytes one after the other; answers whether the port took them all.
    pub fn send(&self, bytes: &[u8]) -> bool {
        for byte in bytes {
            if !(0..SEND_TRIES).any(|_| self.status() & TRANSMIT_EMPTY != 0) {
                return false;
            }
            // SAFETY: register 1 of 4 lies within what `at` was promised, and the port is ready to take a byte.
            unsafe { write_volatile(self.base.add(DATA), u32::from(*byte)) };
        }
        true
    }
}
