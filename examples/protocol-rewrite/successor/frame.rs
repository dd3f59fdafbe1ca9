//! Reads one frame of the pump's service protocol, in place of the C original and with its interface.
//! A frame is accepted whole or not at all.

const START: u8 = 0x7E;
const HEADER_SIZE: usize = 5;
const CRC_SIZE: usize = 2;
const LABEL_SIZE: usize = 24;
const CHANNELS: u8 = 2;
const RATE_MAXIMUM: u32 = 12_000;
const VOLUME_MAXIMUM: u32 = 9_999_000;

enum Order<'frame> {
    Program { rate: u32, volume: u32 },
    Plain,
    Label(&'frame [u8]),
}

#[derive(Clone, Copy)]
enum Refusal {
    TooShort = 1,
    NoStart = 2,
    BadLength = 3,
    BadChecksum = 4,
    Unknown = 5,
    NoChannel = 6,
    BadBody = 7,
}

fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xffff, |crc, &byte| {
        (0..8).fold(crc ^ (u16::from(byte) << 8), |crc, _| if crc & 0x8000 != 0 { crc << 1 ^ 0x1021 } else { crc << 1 })
    })
}

fn recognise(frame: &[u8]) -> Result<(u8, u8, Order<'_>), Refusal> {
    if frame.len() < HEADER_SIZE + CRC_SIZE {
        return Err(Refusal::TooShort);
    }
    let [start, command, channel, high, low, rest @ ..] = frame else {
        return Err(Refusal::TooShort);
    };
    if *start != START {
        return Err(Refusal::NoStart);
    }
    let length = usize::from(u16::from_be_bytes([*high, *low]));
    // What follows the frame belongs to the next one and is left to it, as the original does.
    let (Some(body), Some(stated)) = (rest.get(..length), rest.get(length..length + CRC_SIZE)) else {
        return Err(Refusal::BadLength);
    };
    let (checked, _) = frame.split_at(HEADER_SIZE + length);
    if stated != crc16(checked).to_be_bytes() {
        return Err(Refusal::BadChecksum);
    }
    if *channel >= CHANNELS {
        return Err(Refusal::NoChannel);
    }
    let order = match (*command, body) {
        (0x02, [r3, r2, r1, r0, v3, v2, v1, v0]) => program(u32::from_be_bytes([*r3, *r2, *r1, *r0]), u32::from_be_bytes([*v3, *v2, *v1, *v0])),
        (0x03 | 0x04, []) => Ok(Order::Plain),
        (0x05, text) => label(text),
        (0x02..=0x04, _) => Err(Refusal::BadBody),
        _ => Err(Refusal::Unknown),
    }?;
    Ok((*command, *channel, order))
}

/// Planted difference: the largest rate is refused, where the original takes it.
fn program(rate: u32, volume: u32) -> Result<Order<'static>, Refusal> {
    if rate >= RATE_MAXIMUM || volume > VOLUME_MAXIMUM {
        return Err(Refusal::BadBody);
    }
    Ok(Order::Program { rate, volume })
}

/// Planted difference: letters beyond ASCII are refused, where the original takes them.
fn label(text: &[u8]) -> Result<Order<'_>, Refusal> {
    if text.len() > LABEL_SIZE || !text.iter().all(|byte| (0x20..0x80).contains(byte)) {
        return Err(Refusal::BadBody);
    }
    Ok(Order::Label(text))
}

/// The interface of the original.
///
/// # Safety
///
/// `frame` is valid for reads of `size` bytes; `command`, `channel`, `rate` and `volume` for one write each; `label` for
/// writes of 25 bytes. None of them overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn frame_read(frame: *const u8, size: usize, command: *mut u8, channel: *mut u8, rate: *mut u32, volume: *mut u32, label: *mut u8) -> i32 {
    // SAFETY: the caller keeps the conditions above; references live only for this call.
    let (bytes, command, channel, rate, volume, label) = unsafe {
        (core::slice::from_raw_parts(frame, size), &mut *command, &mut *channel, &mut *rate, &mut *volume, core::slice::from_raw_parts_mut(label, LABEL_SIZE + 1))
    };
    (*command, *channel, *rate, *volume) = (0, 0, 0, 0);
    label[0] = 0;
    match recognise(bytes) {
        Err(refusal) => refusal as i32,
        Ok((number, part, order)) => {
            (*command, *channel) = (number, part);
            match order {
                Order::Program { rate: asked, volume: amount } => (*rate, *volume) = (asked, amount),
                Order::Label(text) => {
                    label[..text.len()].copy_from_slice(text);
                    label[text.len()] = 0;
                }
                Order::Plain => {}
            }
            0
        }
    }
}
