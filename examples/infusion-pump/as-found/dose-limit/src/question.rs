//! The question that the main processor asks, and the answer to it.

pub const QUESTION_SIZE: usize = 12;
pub const ANSWER_SIZE: usize = 4;

const ALLOW: u8 = 0xA5;
const REFUSE: u8 = 0x5A;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    pub sequence: u8,
    pub drug: u16,
    pub rate: u32,
    pub volume: u32,
}

impl Question {
    /// Reads a question; anything that is not one is `None`.
    pub fn read(bytes: &[u8; QUESTION_SIZE]) -> Option<Question> {
        let [b'Q', sequence, d1, d0, r3, r2, r1, r0, v3, v2, v1, v0] = *bytes else {
            return None;
        };
        Some(Question {
            sequence,
            drug: u16::from_be_bytes([d1, d0]),
            rate: u32::from_be_bytes([r3, r2, r1, r0]),
            volume: u32::from_be_bytes([v3, v2, v1, v0]),
        })
    }

    /// The answer carries the sequence number of its question and its own complement, so that an old or damaged one is seen.
    pub fn answer(&self, allowed: bool) -> [u8; ANSWER_SIZE] {
        let word = if allowed { ALLOW } else { REFUSE };
        [b'A', self.sequence, word, !word]
    }
}
