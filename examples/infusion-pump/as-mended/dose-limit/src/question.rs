//! The question that the main processor asks, and the answer to it.
use crate::crc::crc16;

pub const RECORD_SIZE: usize = 16;

const ALLOW: u8 = 0xA5;
const REFUSE: u8 = 0x5A;
const RECORD_ANSWER: u8 = 0x02;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    pub sequence: u8,
    pub drug: u16,
    pub rate: u32,
    pub volume: u32,
}

impl Question {
    /// Reads a question; anything that is not one, or is damaged, is `None`.
    pub fn read(record: &[u8; RECORD_SIZE]) -> Option<Question> {
        let [b'Q', sequence, d1, d0, r3, r2, r1, r0, v3, v2, v1, v0, _, _, c1, c0] = *record else {
            return None;
        };
        if crc16(record.get(..14)?) != u16::from_be_bytes([c1, c0]) {
            return None;
        }
        Some(Question {
            sequence,
            drug: u16::from_be_bytes([d1, d0]),
            rate: u32::from_be_bytes([r3, r2, r1, r0]),
            volume: u32::from_be_bytes([v3, v2, v1, v0]),
        })
    }

    /// The answer carries the sequence number of its question, so that an old one is seen.
    pub fn answer(&self, allowed: bool) -> [u8; RECORD_SIZE] {
        sealed([
            RECORD_ANSWER, self.sequence, if allowed { ALLOW } else { REFUSE },
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ])
    }
}

/// A record closed by the checksum over what it holds.
pub fn sealed(content: [u8; 14]) -> [u8; RECORD_SIZE] {
    let [c1, c0] = crc16(&content).to_be_bytes();
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = content;
    [a, b, c, d, e, f, g, h, i, j, k, l, m, n, c1, c0]
}

#[cfg(test)]
mod tests {
    use super::{Question, sealed};

    #[test]
    fn reads_what_was_sealed_and_refuses_a_flipped_bit() {
        let record = sealed([b'Q', 7, 0, 3, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0]);
        assert_eq!(Question::read(&record), Some(Question { sequence: 7, drug: 3, rate: 256, volume: 512 }));
        for at in 0..record.len() {
            let mut damaged = record;
            damaged[at] ^= 1;
            assert_eq!(Question::read(&damaged), None);
        }
    }

    #[test]
    fn answers_with_the_sequence_of_the_question() {
        let question = Question { sequence: 9, drug: 1, rate: 1, volume: 1 };
        assert_eq!(question.answer(true)[..3], [2, 9, 0xA5]);
        assert_eq!(question.answer(false)[..3], [2, 9, 0x5A]);
    }
}
