//! Whatever the bytes, a file becomes notes without a panic and without losing a word.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, missing_docs, reason = "helpers of tests are tests")]

use std::time::{Duration, Instant};

use notelint::source::decode::decode;
use notelint::source::text::{Kind, split};
use proptest::prelude::*;

/// Lines that matter to the parting of notes, among others.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("---".to_owned()),
        Just("=====".to_owned()),
        Just("\x0c".to_owned()),
        Just(String::new()),
        Just("Date of Service: 5/4/09".to_owned()),
        Just("PROGRESS NOTE".to_owned()),
        Just("Signed: J. Doe, LPHA".to_owned()),
        Just("Drove ct to court. 20 min.".to_owned()),
        "[ -~é😕\u{a0}\u{2028}]{0,20}",
    ]
}

fn file() -> impl Strategy<Value = String> {
    proptest::collection::vec((line(), prop_oneof![Just("\n"), Just("\r\n"), Just("\r")]), 0..24)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

proptest! {
    #[test]
    fn notes_ascend_and_hold_every_word(text in file(), markdown: bool) {
        let notes = split(&text, if markdown { Kind::Markdown } else { Kind::Plain });
        prop_assert!(!notes.is_empty());
        let mut end = 0;
        let mut outside = String::new();
        for note in &notes {
            prop_assert!(end <= note.start && note.start <= note.end, "{notes:?}");
            outside.push_str(&text[end..note.start]);
            end = note.end;
        }
        outside.push_str(&text[end..]);
        prop_assert!(!outside.contains(char::is_alphanumeric), "{outside:?} is in no note");
        if notes.len() > 1 {
            for note in &notes {
                prop_assert!(text[note.start..note.end].contains(char::is_alphanumeric), "an empty note");
            }
        }
    }

    #[test]
    fn any_bytes_are_text_or_an_error(bytes: Vec<u8>, mark in prop_oneof![
        Just(&b""[..]), Just(&b"\xEF\xBB\xBF"[..]), Just(&b"\xFF\xFE"[..]), Just(&b"\xFE\xFF"[..])
    ]) {
        let bytes = [mark, &bytes].concat();
        if let Ok(decoded) = decode(&bytes) {
            for kind in [Kind::Plain, Kind::Markdown] {
                split(&decoded.text, kind);
            }
            // What is not told is not lost.
            if decoded.damage.is_none() && mark.len() != 2 && !bytes.windows(3).any(|b| b == b"\xEF\xBF\xBD") {
                prop_assert!(!decoded.text.contains(char::REPLACEMENT_CHARACTER));
            }
        }
    }

    #[test]
    fn utf16_and_utf8_decode_to_the_same_text(text: String) {
        let units = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect()
        };
        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for bytes in [units(u16::to_le_bytes), units(u16::to_be_bytes), marked] {
            // FF FE 00 00 is the mark of UTF-32.
            if !bytes.starts_with(b"\xFF\xFE\0\0") {
                prop_assert_eq!(&decode(&bytes).unwrap().text, &text);
            }
        }
    }
}

#[test]
fn parting_takes_linear_time() {
    for line in ["---\n", "\n", "- - -\n", "=====\nx\n", "Date: x\n---\n", "\x0c", "Drove ct.\n---\n", "1 "] {
        for kind in [Kind::Plain, Kind::Markdown] {
            let text = line.repeat(100_000);
            let start = Instant::now();
            split(&text, kind);
            assert!(start.elapsed() < Duration::from_secs(10), "{line:?} {kind:?}");
        }
    }
}
