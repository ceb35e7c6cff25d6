//! Text → the spans of its notes: in order, and no word outside of them.

use notelint::source::decode::Decoded;
use notelint::source::text::{Kind, split};
use notelint::source::{Encoding, document};
use notelint::span::Lines;

use super::{lies_in, text};

pub fn work(data: &[u8]) {
    split(&text(data), Kind::Markdown);
}

pub fn check(data: &[u8]) {
    let text = text(data);
    let lines = Lines::new(&text);
    for kind in [Kind::Plain, Kind::Markdown] {
        let notes = split(&text, kind);
        assert!(!notes.is_empty());
        let mut end = 0;
        for note in &notes {
            lies_in(*note, &text);
            assert!(end <= note.start, "in order, and none within another");
            assert!(!text[end..note.start].contains(char::is_alphanumeric), "words between notes");
            end = note.end;
        }
        assert!(!text[end..].contains(char::is_alphanumeric), "words behind the last note");
        let places: Vec<_> = notes.iter().map(|note| lines.position(&text, note.start)).collect();
        assert!(places.is_sorted());
    }
    let decoded = Decoded { text: text.clone().into_owned(), encoding: Encoding::Utf8, damage: None };
    let notes = document(&"a.txt".into(), decoded).notes;
    assert!(notes.iter().zip(1..).all(|(note, number)| note.note == number));
}
