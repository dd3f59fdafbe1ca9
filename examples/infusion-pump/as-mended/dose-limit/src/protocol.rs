//! Recognises the frames of the service port and the radio. A frame is accepted whole or not at all:
//! start, command, channel, length of the body (two bytes), body, CRC-16 over all before it.
use crate::command::Command;
use crate::crc::crc16;

const START: u8 = 0x7E;
const HEADER_SIZE: usize = 5;
const CRC_SIZE: usize = 2;
pub const CHANNELS: u8 = 2;
pub const LABEL_SIZE: usize = 24;

/// Why bytes are not a frame; goes into the reply and the counters, never into a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    TooShort,
    NoStart,
    LengthDisagrees,
    ChecksumDisagrees,
    UnknownCommand,
    NoSuchChannel,
    BodyDisagrees,
}

/// Reads one frame. The stated length has to be exactly what arrived.
pub fn recognise(frame: &[u8]) -> Result<Command, Refusal> {
    let [start, command, channel, l1, l0, rest @ ..] = frame else {
        return Err(Refusal::TooShort);
    };
    if *start != START {
        return Err(Refusal::NoStart);
    }
    let length = usize::from(u16::from_be_bytes([*l1, *l0]));
    if rest.len() != length + CRC_SIZE {
        return Err(Refusal::LengthDisagrees);
    }
    let (checked, stated) = frame.split_at(HEADER_SIZE + length);
    if stated != crc16(checked).to_be_bytes() {
        return Err(Refusal::ChecksumDisagrees);
    }
    if *channel >= CHANNELS {
        return Err(Refusal::NoSuchChannel);
    }
    let (_, body) = checked.split_at(HEADER_SIZE);
    command_of(*command, *channel, body)
}

fn command_of(command: u8, channel: u8, body: &[u8]) -> Result<Command, Refusal> {
    match (command, body) {
        (0x02, [d1, d0, r3, r2, r1, r0, v3, v2, v1, v0]) => Ok(Command::Program {
            channel,
            drug: u16::from_be_bytes([*d1, *d0]),
            rate: u32::from_be_bytes([*r3, *r2, *r1, *r0]),
            volume: u32::from_be_bytes([*v3, *v2, *v1, *v0]),
        }),
        (0x03, []) => Ok(Command::Begin { channel }),
        (0x04, []) => Ok(Command::Hold { channel }),
        (0x05, text) => label(channel, text),
        (0x02..=0x04, _) => Err(Refusal::BodyDisagrees),
        _ => Err(Refusal::UnknownCommand),
    }
}

/// A label is printable ASCII of at most 24 characters; it is padded with spaces.
fn label(channel: u8, text: &[u8]) -> Result<Command, Refusal> {
    if text.len() > LABEL_SIZE || !text.iter().all(|byte| (0x20..0x7f).contains(byte)) {
        return Err(Refusal::BodyDisagrees);
    }
    let mut padded = [b' '; LABEL_SIZE];
    for (to, from) in padded.iter_mut().zip(text) {
        *to = *from;
    }
    Ok(Command::Label { channel, text: padded })
}

#[cfg(test)]
mod tests {
    use super::{Refusal, recognise};
    use crate::command::Command;
    use crate::crc::crc16;

    fn frame(command: u8, channel: u8, body: &[u8]) -> Vec<u8> {
        let mut out = vec![0x7E, command, channel];
        out.extend((body.len() as u16).to_be_bytes());
        out.extend(body);
        out.extend(crc16(&out).to_be_bytes());
        out
    }

    #[test]
    fn recognises_a_programme() {
        let command = recognise(&frame(0x02, 1, &[0, 3, 0, 0, 1, 0, 0, 0, 2, 0]));
        assert_eq!(command, Ok(Command::Program { channel: 1, drug: 3, rate: 256, volume: 512 }));
    }

    #[test]
    fn refuses_a_length_that_is_not_what_arrived() {
        let mut long = frame(0x05, 0, b"bed 4");
        long[4] = 0xff;
        assert_eq!(recognise(&long), Err(Refusal::LengthDisagrees));
        assert_eq!(recognise(&[]), Err(Refusal::TooShort));
    }

    #[test]
    fn refuses_a_channel_that_is_not_there() {
        assert_eq!(recognise(&frame(0x03, 2, &[])), Err(Refusal::NoSuchChannel));
        assert_eq!(recognise(&frame(0x03, 255, &[])), Err(Refusal::NoSuchChannel));
    }

    #[test]
    fn refuses_labels_that_are_too_long_or_not_text() {
        assert_eq!(recognise(&frame(0x05, 0, &[b'x'; 25])), Err(Refusal::BodyDisagrees));
        assert_eq!(recognise(&frame(0x05, 0, b"a\x1b[2J")), Err(Refusal::BodyDisagrees));
    }

    #[test]
    fn never_panics_on_any_short_input() {
        for seed in 0..50_000u32 {
            let bytes: Vec<u8> = (0..seed % 40).map(|i| (seed.wrapping_mul(2_654_435_761).rotate_left(i)) as u8).collect();
            let _ = recognise(&bytes);
        }
    }
}
