//! CRC-16/CCITT-FALSE: finds transmission errors, proves nothing about the sender.

/// The checksum over the bytes.
pub fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xffff, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(*byte) << 8), |crc, _| {
            if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::crc16;

    #[test]
    fn gives_the_catalogued_check_value() {
        assert_eq!(crc16(b"123456789"), 0x29b1);
    }
}
