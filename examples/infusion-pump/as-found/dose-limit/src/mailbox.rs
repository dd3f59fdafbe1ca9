//! The serial port towards the main processor.
use core::ptr::{read_volatile, write_volatile};

const STATUS: usize = 0;
const DATA: usize = 1;
const RECEIVED: u32 = 1 << 5;
const TRANSMIT_EMPTY: u32 = 1 << 7;

pub struct Mailbox {
    base: *mut u32,
}

unsafe impl Sync for Mailbox {}

impl Mailbox {
    pub const unsafe fn at(base: *mut u32) -> Mailbox {
        Mailbox { base }
    }

    fn read(&self, register: usize) -> u32 {
        unsafe { read_volatile(self.base.add(register)) }
    }

    fn write(&self, register: usize, value: u32) {
        unsafe { write_volatile(self.base.add(register), value) }
    }

    /// The byte that has arrived, if one has.
    pub fn take(&self) -> Option<u8> {
        if self.read(STATUS) & RECEIVED == 0 {
            return None;
        }
        Some(self.read(DATA) as u8)
    }

    /// Sends the bytes one after the other.
    pub fn send(&self, bytes: &[u8]) {
        for byte in bytes {
            while self.read(STATUS) & TRANSMIT_EMPTY == 0 {}
            self.write(DATA, u32::from(*byte));
        }
    }
}
