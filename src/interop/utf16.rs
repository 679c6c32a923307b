//! UTF-16, which spreadsheets call "Unicode text": read as UTF-8 on the way in, so that nothing behind it
//! knows of it.
//!
//! The byte order mark says it. Without a mark the zero bytes say it: text of letters, digits and
//! separators has one in every other byte, always on the same side, and no other encoding has any.

use std::io::{BufRead, Error, ErrorKind, Read, Result};

/// How much of the start is looked at where there is no mark.
const LOOKED_AT: usize = 256;

/// Which byte of a unit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// The low one, as Windows writes it.
    Little,
    /// The high one.
    Big,
}

/// The order of the units and the length of the mark, where some bytes are the start of UTF-16.
pub(super) fn sniffed(start: &[u8]) -> Option<(Order, usize)> {
    if start.starts_with(b"\xFF\xFE") {
        return Some((Order::Little, 2));
    }
    if start.starts_with(b"\xFE\xFF") {
        return Some((Order::Big, 2));
    }
    let start = &start[..start.len().min(LOOKED_AT)];
    let zeros = |side: usize| {
        start
            .iter()
            .skip(side)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    // Separators, digits and Latin letters are at least every eighth; a stray zero is something else.
    let enough = |zeros: usize| zeros >= 2 && zeros * 16 >= start.len();
    match (zeros(0), zeros(1)) {
        (0, low) if enough(low) => Some((Order::Little, 0)),
        (high, 0) if enough(high) => Some((Order::Big, 0)),
        _ => None,
    }
}

/// A reader whose bytes are UTF-8, whatever the file's are: UTF-16 is turned round, the rest passes.
pub(super) struct AsUtf8<R> {
    input: R,
    /// `None` where the bytes pass as they are.
    order: Option<Order>,
    /// Turned round and not read yet, from `at`.
    ready: Vec<u8>,
    at: usize,
    /// First half of a pair, or first byte of a unit, that waits for its other.
    high: Option<u16>,
    odd: Option<u8>,
    /// Bytes taken from the input.
    taken: u64,
}

impl<R: BufRead> AsUtf8<R> {
    /// Looks at the start of the input; a mark of UTF-16 is taken away.
    pub(super) fn new(mut input: R) -> Result<Self> {
        let found = sniffed(input.fill_buf()?);
        if let Some((_, mark)) = found {
            input.consume(mark);
        }
        Ok(Self {
            input,
            order: found.map(|(order, _)| order),
            ready: Vec::new(),
            at: 0,
            high: None,
            odd: None,
            taken: found.map_or(0, |(_, mark)| mark as u64),
        })
    }

    /// True when the file is UTF-16.
    pub(super) fn is_utf16(&self) -> bool {
        self.order.is_some()
    }

    /// Turns the next piece of the input round; nothing more comes when `ready` stays empty.
    fn turn(&mut self, order: Order) -> Result<()> {
        self.ready.clear();
        self.at = 0;
        while self.ready.is_empty() {
            let piece = self.input.fill_buf()?;
            let length = piece.len();
            if length == 0 {
                return match (self.high.take(), self.odd.take()) {
                    (None, None) => Ok(()),
                    _ => Err(not_utf16(self.taken)),
                };
            }
            let bytes: Vec<u8> = self
                .odd
                .take()
                .into_iter()
                .chain(piece.iter().copied())
                .collect();
            let mut units = bytes.chunks_exact(2);
            let mut wrong = false;
            for unit in units.by_ref() {
                let unit = match order {
                    Order::Little => u16::from_le_bytes([unit[0], unit[1]]),
                    Order::Big => u16::from_be_bytes([unit[0], unit[1]]),
                };
                wrong |= !push(&mut self.ready, &mut self.high, unit);
            }
            self.odd = units.remainder().first().copied();
            self.input.consume(length);
            self.taken += length as u64;
            if wrong {
                return Err(not_utf16(self.taken));
            }
        }
        Ok(())
    }
}

/// Appends the letter that a unit ends; false when it cannot stand here.
fn push(ready: &mut Vec<u8>, high: &mut Option<u16>, unit: u16) -> bool {
    let units: &[u16] = match (high.take(), unit) {
        (None, 0xD800..=0xDBFF) => {
            *high = Some(unit);
            return true;
        }
        (None, unit) => &[unit],
        (Some(first), unit) => &[first, unit],
    };
    let mut fits = true;
    for letter in char::decode_utf16(units.iter().copied()) {
        match letter {
            Ok(letter) => {
                ready.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
            }
            Err(_) => fits = false,
        }
    }
    fits
}

fn not_utf16(byte: u64) -> Error {
    Error::new(
        ErrorKind::InvalidData,
        format!("no UTF-16 before byte {byte}"),
    )
}

impl<R: BufRead> Read for AsUtf8<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let ready = self.fill_buf()?;
        let length = ready.len().min(into.len());
        into[..length].copy_from_slice(&ready[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for AsUtf8<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        match self.order {
            None => self.input.fill_buf(),
            Some(order) => {
                if self.at >= self.ready.len() {
                    self.turn(order)?;
                }
                Ok(&self.ready[self.at..])
            }
        }
    }

    fn consume(&mut self, amount: usize) {
        match self.order {
            None => self.input.consume(amount),
            Some(_) => self.at = (self.at + amount).min(self.ready.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn utf16(text: &str, order: Order, mark: bool) -> Vec<u8> {
        let marked = if mark { "\u{feff}" } else { "" };
        let units = marked.encode_utf16().chain(text.encode_utf16());
        units
            .flat_map(|unit| match order {
                Order::Little => unit.to_le_bytes(),
                Order::Big => unit.to_be_bytes(),
            })
            .collect()
    }

    fn read(bytes: &[u8], buffer: usize) -> Result<String> {
        let mut text = String::new();
        AsUtf8::new(BufReader::with_capacity(buffer.max(300), bytes))?.read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn both_orders_are_read_with_and_without_a_mark() {
        let text = "code;stem_kk\r\n1;Қанша 𝑥 болады?\r\n";
        for order in [Order::Little, Order::Big] {
            for mark in [true, false] {
                let bytes = utf16(text, order, mark);
                assert_eq!(read(&bytes, 0).expect("read"), text, "{order:?} {mark}");
            }
        }
        let long = text.repeat(200);
        let bytes = utf16(&long, Order::Little, true);
        assert_eq!(read(&bytes, 301).expect("read"), long);
    }

    #[test]
    fn other_files_pass_as_they_are() {
        for text in ["code;stem\n1;Қанша?\n", "", "a"] {
            assert_eq!(read(text.as_bytes(), 0).expect("read"), text);
            assert_eq!(sniffed(text.as_bytes()), None);
        }
        assert_eq!(sniffed(b"\xCF\xF0\xE8\xE2"), None);
        let stray = b"code;subject;grade;stem_kk;stem_ru\n1;a\0;bb\0c;5\n";
        assert_eq!(sniffed(stray), None);
    }

    #[test]
    fn half_a_letter_is_an_error() {
        let mut cut = utf16("ab", Order::Little, true);
        cut.pop();
        assert!(read(&cut, 0).is_err());
        let lone = [0xFF, 0xFE, 0x00, 0xD8, b'a', 0];
        assert!(read(&lone, 0).is_err());
    }
}
