//! What a recognised frame asks for, and the records of fixed size by which the main processor hears of it.
use crate::protocol::LABEL_SIZE;
use crate::question::{RECORD_SIZE, sealed};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    Program { channel: u8, drug: u16, rate: u32, volume: u32 },
    Begin { channel: u8 },
    Hold { channel: u8 },
    Label { channel: u8, text: [u8; LABEL_SIZE] },
}

const LABEL_PART: usize = 8;

impl Command {
    /// Hands each record to `send`; a label takes three.
    pub fn records(&self, mut send: impl FnMut([u8; RECORD_SIZE])) {
        match *self {
            Command::Program { channel, drug, rate, volume } => {
                let [d1, d0] = drug.to_be_bytes();
                let [r3, r2, r1, r0] = rate.to_be_bytes();
                let [v3, v2, v1, v0] = volume.to_be_bytes();
                send(sealed([0x10, channel, d1, d0, r3, r2, r1, r0, v3, v2, v1, v0, 0, 0]));
            }
            Command::Begin { channel } => send(sealed([0x11, channel, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
            Command::Hold { channel } => send(sealed([0x12, channel, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
            Command::Label { channel, text } => {
                for (part, piece) in (0u8..).zip(text.chunks_exact(LABEL_PART)) {
                    if let [a, b, c, d, e, f, g, h] = *piece {
                        send(sealed([0x13, channel, part, 0, a, b, c, d, e, f, g, h, 0, 0]));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Command;

    #[test]
    fn a_label_takes_three_records() {
        let mut parts = Vec::new();
        Command::Label { channel: 1, text: *b"abcdefghijklmnopqrstuvwx" }.records(|record| parts.push(record));
        assert_eq!(parts.len(), 3);
        assert_eq!(parts[2][..12], *b"\x13\x01\x02\x00qrstuvwx");
    }
}
