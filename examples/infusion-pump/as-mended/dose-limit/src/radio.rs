//! Puts the fragments of the radio module together. A fragment that does not fit ends the message it belongs to.

pub const MESSAGE_MAXIMUM: usize = 244;

const FIRST: u8 = 1;
const LAST: u8 = 4;

pub struct Assembly {
    bytes: [u8; MESSAGE_MAXIMUM],
    size: usize,
    /// Running number of the next fragment; `None` while no message is open.
    next: Option<u8>,
}

impl Default for Assembly {
    fn default() -> Self {
        Assembly { bytes: [0; MESSAGE_MAXIMUM], size: 0, next: None }
    }
}

impl Assembly {
    /// Takes a fragment (flags, length, running number, data); answers with the message when it is whole.
    pub fn take(&mut self, fragment: &[u8]) -> Option<&[u8]> {
        let [flags, length, number, data @ ..] = fragment else {
            return None;
        };
        if flags & FIRST != 0 {
            self.size = 0;
            self.next = Some(*number);
        }
        let fits = data.len() == usize::from(*length) && self.next == Some(*number);
        let room = self.bytes.get_mut(self.size..self.size + data.len());
        let (true, Some(room)) = (fits, room) else {
            self.next = None;
            return None;
        };
        room.copy_from_slice(data);
        self.size += data.len();
        self.next = Some(number.wrapping_add(1));
        if flags & LAST == 0 {
            return None;
        }
        self.next = None;
        self.bytes.get(..self.size)
    }
}

#[cfg(test)]
mod tests {
    use super::Assembly;

    #[test]
    fn joins_fragments_in_order() {
        let mut assembly = Assembly::default();
        assert_eq!(assembly.take(&[1, 2, 7, b'a', b'b']), None);
        assert_eq!(assembly.take(&[4, 1, 8, b'c']), Some(&b"abc"[..]));
    }

    #[test]
    fn drops_what_is_missing_a_part_or_lies_about_its_length() {
        let mut assembly = Assembly::default();
        assert_eq!(assembly.take(&[1, 2, 7, b'a', b'b']), None);
        assert_eq!(assembly.take(&[4, 1, 9, b'c']), None);
        assert_eq!(assembly.take(&[5, 200, 1, b'c']), None);
    }

    #[test]
    fn never_grows_past_its_room() {
        let mut assembly = Assembly::default();
        assembly.take(&[1, 0, 0]);
        for number in 1..20u8 {
            let mut fragment = vec![0, 61, number];
            fragment.extend([0x55; 61]);
            assembly.take(&fragment);
        }
        assert_eq!(assembly.take(&[4, 0, 20]), None);
    }
}
