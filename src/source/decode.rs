//! Bytes → text: UTF-8, UTF-16 with a byte order mark, Windows-1252 for bytes that are neither. Nothing is lost silently.
//!
//! - A byte order mark decides, and is not part of the text.
//! - Without one, bytes that are no UTF-8 are read as Windows-1252, one by one, so that a file pasted together from both
//!   keeps its UTF-8 letters. Every byte has a character there; the file is named in a notice.
//! - UTF-16 that ends inside a character or has lone surrogates: each becomes U+FFFD, the rest is read, and the file is
//!   named in an error with the line of the first.
//! - A NUL in the first 8 KB without a byte order mark is binary, and so is UTF-32: an error, not text.

use std::borrow::Cow;
use std::fmt;

/// How many bytes decide whether a file is text.
pub const HEAD: usize = 8 * 1024;

/// How the bytes of a file were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, least significant byte first.
    Utf16Le,
    /// UTF-16, most significant byte first.
    Utf16Be,
    /// Windows-1252 for the bytes that are no UTF-8.
    Windows1252 {
        /// How many bytes were read so.
        bytes: usize,
    },
}

/// What of a file could not be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damage {
    /// How many lone surrogates were replaced by U+FFFD.
    pub surrogates: usize,
    /// Whether the file ends inside a character.
    pub cut_off: bool,
    /// Where the first replacement stands, in bytes of the decoded text.
    pub first: usize,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.surrogates, self.cut_off) {
            (0, _) => write!(f, "UTF-16 that ends inside a character"),
            (n, cut_off) => {
                write!(f, "UTF-16 with {n} broken character{}", if n == 1 { "" } else { "s" })?;
                if cut_off { write!(f, ", and it ends inside a character") } else { Ok(()) }
            }
        }
    }
}

/// A decoded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without its byte order mark.
    pub text: String,
    /// How the bytes were read.
    pub encoding: Encoding,
    /// What could not be decoded, if anything.
    pub damage: Option<Damage>,
}

/// Why bytes are not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotText {
    /// A NUL in the first 8 KB and no byte order mark.
    Binary,
    /// A byte order mark of UTF-32.
    Utf32,
}

/// Decodes a file.
///
/// # Errors
/// When it is binary or UTF-32.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    check_head(bytes)?;
    Ok(match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, Encoding::Utf16Le, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, Encoding::Utf16Be, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        _ => utf8(bytes),
    })
}

/// Looks at the first bytes of a file.
///
/// # Errors
/// When they show that it is binary or UTF-32.
pub fn check_head(bytes: &[u8]) -> Result<(), NotText> {
    let head = &bytes[..bytes.len().min(HEAD)];
    match head {
        _ if is_utf32(head) => Err(NotText::Utf32),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0xEF, 0xBB, 0xBF, ..] => Ok(()),
        _ if head.contains(&0) => Err(NotText::Binary),
        _ => Ok(()),
    }
}

/// Whether the first bytes are a byte order mark of UTF-32.
pub fn is_utf32(bytes: &[u8]) -> bool {
    matches!(bytes, [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..])
}

fn utf8(bytes: &[u8]) -> Decoded {
    let (text, foreign) = mixed(bytes);
    let encoding = if foreign == 0 { Encoding::Utf8 } else { Encoding::Windows1252 { bytes: foreign } };
    Decoded { text, encoding, damage: None }
}

/// UTF-8, and Windows-1252 for the bytes that are none: the text, and how many those were.
pub fn mixed(bytes: &[u8]) -> (String, usize) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), 0);
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut foreign = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&windows_1252(chunk.invalid()));
        foreign += chunk.invalid().len();
    }
    (text, foreign)
}

fn windows_1252(bytes: &[u8]) -> Cow<'_, str> {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0
}

fn utf16(bytes: &[u8], encoding: Encoding, unit: fn([u8; 2]) -> u16) -> Decoded {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut damage: Option<Damage> = None;
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        text.push(decoded.unwrap_or_else(|_| {
            damage.get_or_insert(Damage { surrogates: 0, cut_off: false, first: text.len() }).surrogates += 1;
            char::REPLACEMENT_CHARACTER
        }));
    }
    if !rest.is_empty() {
        damage.get_or_insert(Damage { surrogates: 0, cut_off: true, first: text.len() }).cut_off = true;
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Decoded { text, encoding, damage }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn le(text: &str) -> Vec<u8> {
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    }

    fn be(text: &str) -> Vec<u8> {
        [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
    }

    #[track_caller]
    fn check(bytes: &[u8], text: &str, encoding: Encoding, damage: Option<Damage>) {
        assert_eq!(decode(bytes), Ok(Decoded { text: text.to_owned(), encoding, damage }));
    }

    #[test]
    fn the_encodings_of_one_text_agree() {
        let text = "Señor’s 😕 note — 20 min.\r\n";
        check(text.as_bytes(), text, Encoding::Utf8, None);
        check(format!("\u{feff}{text}").as_bytes(), text, Encoding::Utf8, None);
        check(&le(text), text, Encoding::Utf16Le, None);
        check(&be(text), text, Encoding::Utf16Be, None);
        check(
            b"Se\xF1or\x92s note \x97 20 min.",
            "Señor’s note — 20 min.",
            Encoding::Windows1252 { bytes: 3 },
            None,
        );
        check(b"", "", Encoding::Utf8, None);
    }

    #[test]
    fn foreign_bytes_among_utf8_leave_the_utf8_alone() {
        check(b"na\xC3\xAFve \x93ok\x94", "naïve “ok”", Encoding::Windows1252 { bytes: 2 }, None);
        check(b"cut caf\xC3", "cut cafÃ", Encoding::Windows1252 { bytes: 1 }, None);
    }

    #[test]
    fn every_windows_1252_byte_is_some_character() {
        let bytes: Vec<u8> = (0x80..=0xFF).collect();
        let text = windows_1252(&bytes);
        assert_eq!(text.chars().count(), 128);
        assert!(!text.contains(char::REPLACEMENT_CHARACTER));
    }

    #[test]
    fn broken_utf16_is_replaced_and_told() {
        let mut cut = le("ok");
        cut.push(0x41);
        check(&cut, "ok\u{fffd}", Encoding::Utf16Le, Some(Damage { surrogates: 0, cut_off: true, first: 2 }));
        let lone = [0xFE, 0xFF, 0, b'a', 0xD8, 0x00, 0, b'b', 0xDC, 0x00];
        let damage = Damage { surrogates: 2, cut_off: false, first: 1 };
        check(&lone, "a\u{fffd}b\u{fffd}", Encoding::Utf16Be, Some(damage));
        assert_eq!(damage.to_string(), "UTF-16 with 2 broken characters");
    }

    #[test]
    fn nul_is_binary_only_near_the_start_and_without_a_mark() {
        assert_eq!(decode(b"a\0b"), Err(NotText::Binary));
        assert_eq!(decode(&le("abc")[2..]), Err(NotText::Binary));
        assert_eq!(decode(&[0xFF, 0xFE, 0, 0, 65, 0, 0, 0]), Err(NotText::Utf32));
        check(b"\xEF\xBB\xBFa\0b", "a\0b", Encoding::Utf8, None);
        let mut late = vec![b' '; HEAD];
        late.push(0);
        assert!(decode(&late).is_ok());
    }
}
