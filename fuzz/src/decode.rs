//! Bytes → text: nothing is lost, and what could not be read is told.

use notelint::source::decode::{HEAD, NotText, decode, is_utf32};
use notelint::source::{Encoding, visible};

use super::is_visible;

pub fn work(data: &[u8]) {
    let _ = decode(data);
}

pub fn check(data: &[u8]) {
    let decoded = match decode(data) {
        Ok(decoded) => decoded,
        Err(NotText::Binary) => return assert!(data[..data.len().min(HEAD)].contains(&0)),
        Err(NotText::Utf32) => return assert!(is_utf32(data)),
    };
    let text = decoded.text;
    if let Some(damage) = decoded.damage {
        assert!(text[damage.first..].starts_with('\u{fffd}'), "the first replacement stands there");
        is_visible(&damage.to_string());
    }
    match decoded.encoding {
        Encoding::Utf8 => assert_eq!(text.as_bytes(), data.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(data)),
        Encoding::Windows1252 { bytes } => {
            assert!(bytes > 0 && bytes <= data.len() && std::str::from_utf8(data).is_err());
            // Text that is UTF-8 now stays what it is; behind a mark it may hold NUL bytes, which without one make it binary.
            if !text.starts_with('\u{feff}') && !text.contains('\0') {
                assert_eq!(decode(text.as_bytes()).map(|again| again.text), Ok(text.clone()));
            }
        }
        Encoding::Utf16Le | Encoding::Utf16Be if decoded.damage.is_none() => {
            let bytes = |unit: u16| match decoded.encoding {
                Encoding::Utf16Le => unit.to_le_bytes(),
                _ => unit.to_be_bytes(),
            };
            assert_eq!(text.encode_utf16().flat_map(bytes).collect::<Vec<_>>(), data[2..]);
        }
        Encoding::Utf16Le | Encoding::Utf16Be => {}
    }
    is_visible(&visible(&text));
}
