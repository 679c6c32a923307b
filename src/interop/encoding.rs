//! Bytes to text: UTF-8, UTF-16 and Windows-1251, byte order marks.

use std::io::Read;

use super::profile::Encoding;
use super::utf16::AsUtf8;
use crate::language::finding::Finding;

/// The upper half of Windows-1251, 0x80 to 0xFF; 0x98 is not assigned.
const WINDOWS_1251: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї\
АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
/// The byte order mark of UTF-8.
pub const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Text of some bytes.
///
/// Errors: one finding when the bytes are not in the encoding. It carries no place; the caller
/// knows line and column.
pub fn decode(bytes: &[u8], encoding: Encoding) -> Result<String, Finding> {
    match (std::str::from_utf8(bytes), encoding) {
        (Ok(text), Encoding::Auto | Encoding::Utf8) => Ok(text.to_owned()),
        (Err(error), Encoding::Utf8) => Err(Finding::error("encoding_invalid", "")
            .with("encoding", "UTF-8")
            .with("byte", error.valid_up_to() + 1)),
        (_, Encoding::Auto | Encoding::Windows1251) => decode_windows_1251(bytes),
    }
}

fn decode_windows_1251(bytes: &[u8]) -> Result<String, Finding> {
    let upper: Vec<char> = WINDOWS_1251.chars().collect();
    let mut text = String::with_capacity(bytes.len() * 2);
    for (position, byte) in bytes.iter().enumerate() {
        match byte {
            0x98 => {
                return Err(Finding::error("encoding_invalid", "")
                    .with("encoding", "Windows-1251")
                    .with("byte", position + 1));
            }
            0x80.. => text.push(upper[usize::from(*byte) - 0x80]),
            _ => text.push(char::from(*byte)),
        }
    }
    Ok(text)
}

/// Text of a whole file that says its encoding by a mark; UTF-8 where it has none.
///
/// Errors: `encoding_invalid`, `utf16_invalid`.
pub fn decode_marked(bytes: &[u8]) -> Result<String, Finding> {
    match whole_as_utf8(bytes)? {
        Some(turned) => decode(&turned, Encoding::Utf8),
        None => decode(
            bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes),
            Encoding::Utf8,
        ),
    }
}

/// The bytes of a whole UTF-16 file as UTF-8; `None` for every other file.
///
/// Errors: `utf16_invalid`.
pub fn whole_as_utf8(bytes: &[u8]) -> Result<Option<Vec<u8>>, Finding> {
    let mut reader = AsUtf8::new(bytes).map_err(|_| not_utf16())?;
    if !reader.is_utf16() {
        return Ok(None);
    }
    let mut turned = Vec::with_capacity(bytes.len());
    reader.read_to_end(&mut turned).map_err(|_| not_utf16())?;
    Ok(Some(turned))
}

/// The finding for a file that begins like UTF-16 and is none.
pub(super) fn not_utf16() -> Finding {
    Finding::error("utf16_invalid", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_1251_has_a_letter_for_every_upper_byte() {
        assert_eq!(WINDOWS_1251.chars().count(), 128);
        let text = decode(
            b"\xCF\xF0\xE8\xE2\xE5\xF2 \xB9 5, \xB8\xE6",
            Encoding::Windows1251,
        );
        assert_eq!(text.as_deref(), Ok("Привет № 5, ёж"));
    }

    #[test]
    fn bytes_that_are_valid_utf8_are_read_as_such_unless_told_otherwise() {
        assert_eq!(
            decode("Әлем".as_bytes(), Encoding::Auto).as_deref(),
            Ok("Әлем")
        );
        assert_eq!(
            decode(b"\xCC\xE8\xF0", Encoding::Auto).as_deref(),
            Ok("Мир")
        );
        assert_eq!(
            decode("я".as_bytes(), Encoding::Windows1251).as_deref(),
            Ok("СЏ")
        );
    }

    #[test]
    fn wrong_bytes_are_named() {
        let found = decode(b"ab\xCC", Encoding::Utf8).expect_err("not UTF-8");
        assert_eq!(
            (found.code.as_str(), &found.args["byte"]),
            ("encoding_invalid", &serde_json::json!(3))
        );
        assert!(decode(b"\x98", Encoding::Windows1251).is_err());
    }

    #[test]
    fn a_mark_says_what_a_file_is() {
        assert_eq!(decode_marked(b"\xFF\xFEa\0").as_deref(), Ok("a"));
        assert_eq!(decode_marked(b"\xEF\xBB\xBFa").as_deref(), Ok("a"));
        assert_eq!(decode_marked("Ә".as_bytes()).as_deref(), Ok("Ә"));
        assert!(decode_marked(b"\xFF\xFEa").is_err());
        assert_eq!(whole_as_utf8(b"a;b"), Ok(None));
    }
}
