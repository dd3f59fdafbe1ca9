//! The supervisor's work, free of hardware: bytes in from three ports, records and answers out.
use crate::limits::allows;
use crate::protocol::recognise;
use crate::question::{Question, RECORD_SIZE};
use crate::radio::{Assembly, MESSAGE_MAXIMUM};

/// Collects bytes until a frame or record can be complete; a line that stays silent ends a frame.
pub struct Gathering<const SIZE: usize> {
    bytes: [u8; SIZE],
    filled: usize,
}

impl<const SIZE: usize> Default for Gathering<SIZE> {
    fn default() -> Self {
        Gathering { bytes: [0; SIZE], filled: 0 }
    }
}

impl<const SIZE: usize> Gathering<SIZE> {
    /// Adds a byte; one too many empties the gathering, so that an endless stream never becomes a frame.
    pub fn add(&mut self, byte: u8) {
        match self.bytes.get_mut(self.filled) {
            Some(place) => {
                *place = byte;
                self.filled += 1;
            }
            None => self.filled = 0,
        }
    }

    fn whole(&mut self) -> Option<[u8; SIZE]> {
        if self.filled < SIZE {
            return None;
        }
        self.filled = 0;
        Some(self.bytes)
    }

    fn finish(&mut self) -> &[u8] {
        let filled = core::mem::take(&mut self.filled);
        self.bytes.get(..filled).unwrap_or(&[])
    }
}

#[derive(Default)]
pub struct Supervisor {
    question: Gathering<RECORD_SIZE>,
    service: Gathering<MESSAGE_MAXIMUM>,
    fragment: Gathering<64>,
    radio: Assembly,
    refused: u32,
}

impl Supervisor {
    /// A byte from the main processor; answers a question when it is complete.
    pub fn main_byte(&mut self, byte: u8, send: impl FnOnce([u8; RECORD_SIZE])) {
        self.question.add(byte);
        if let Some(question) = self.question.whole().as_ref().and_then(Question::read) {
            send(question.answer(allows(question.drug, question.rate, question.volume)));
        }
    }

    /// The main processor has been silent: half a question is no question, and the next byte begins a new one.
    pub fn main_silent(&mut self) {
        self.question.finish();
    }

    /// A byte from the service port.
    pub fn service_byte(&mut self, byte: u8) {
        self.service.add(byte);
    }

    /// A byte from the radio module.
    pub fn radio_byte(&mut self, byte: u8) {
        self.fragment.add(byte);
    }

    /// The service port has been silent: what came is a frame, or is dropped.
    pub fn service_silent(&mut self, send: impl FnMut([u8; RECORD_SIZE])) {
        match self.service.finish() {
            [] => {}
            frame => match recognise(frame) {
                Ok(command) => command.records(send),
                Err(_) => self.refused = self.refused.saturating_add(1),
            },
        }
    }

    /// The radio module has been silent: what came is a fragment, or is dropped.
    pub fn radio_silent(&mut self, send: impl FnMut([u8; RECORD_SIZE])) {
        let fragment = self.fragment.finish();
        if fragment.is_empty() {
            return;
        }
        match self.radio.take(fragment).map(recognise) {
            Some(Ok(command)) => command.records(send),
            Some(Err(_)) => self.refused = self.refused.saturating_add(1),
            None => {}
        }
    }

    /// How many frames were refused since start.
    pub fn refused(&self) -> u32 {
        self.refused
    }
}

#[cfg(test)]
mod tests {
    use super::Supervisor;
    use crate::question::sealed;

    #[test]
    fn answers_a_question_about_a_dose() {
        let mut supervisor = Supervisor::default();
        let mut answers = Vec::new();
        for byte in sealed([b'Q', 1, 0, 3, 0, 0, 0x4e, 0x21, 0, 0, 0, 1, 0, 0]) {
            supervisor.main_byte(byte, |answer| answers.push(answer));
        }
        assert_eq!(answers.len(), 1);
        assert_eq!(answers[0][2], 0x5A);
    }

    #[test]
    fn finds_the_next_question_after_a_lost_byte() {
        let mut supervisor = Supervisor::default();
        let mut answers = 0;
        let question = sealed([b'Q', 1, 0, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0]);
        for byte in &question[1..] {
            supervisor.main_byte(*byte, |_| answers += 1);
        }
        supervisor.main_silent();
        for byte in question {
            supervisor.main_byte(byte, |_| answers += 1);
        }
        assert_eq!(answers, 1);
    }

    #[test]
    fn counts_what_it_refuses_and_passes_nothing_on() {
        let mut supervisor = Supervisor::default();
        for byte in b"~garbage" {
            supervisor.service_byte(*byte);
        }
        supervisor.service_silent(|_| panic!("passed on"));
        assert_eq!(supervisor.refused(), 1);
    }
}
