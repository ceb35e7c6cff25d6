//! Text → structure: tokens, header fields, section labels and sentences stand in order and share no token.

use std::ops::Range;

use notelint::lexicon::LEXICON;
use notelint::note::Note;
use notelint::span::Span;

use super::{lies_in, text};

pub fn work(data: &[u8]) {
    Note::new(&text(data), &LEXICON);
}

pub fn check(data: &[u8]) {
    let text = text(data);
    structure(&Note::new(&text, &LEXICON));
}

/// What holds for the structure of any note.
pub fn structure(note: &Note<'_>) {
    let mut end = 0;
    for token in &note.tokens {
        let span = Span::new(token.start as usize, token.end as usize);
        lies_in(span, note.text);
        assert!(end <= span.start && !span.is_empty(), "tokens in order");
        end = span.end;
    }
    assert_eq!(note.words.len(), note.tokens.len());
    let within = |tokens: &Range<usize>| {
        assert!(tokens.start <= tokens.end && tokens.end <= note.tokens.len(), "{tokens:?}");
        lies_in(note.span(tokens.clone()), note.text);
    };
    let mut taken = vec![false; note.tokens.len()];
    let mut take = |tokens: &Range<usize>| {
        within(tokens);
        for token in tokens.clone() {
            assert!(!std::mem::replace(&mut taken[token], true), "token {token} stands twice");
        }
    };
    for field in &note.header {
        assert!(field.name.end <= field.value.start || field.value.is_empty());
        take(&field.name);
        take(&field.value);
        assert!(note.text.contains(note.value(field)));
    }
    note.labels.iter().for_each(|(tokens, _)| take(tokens));
    note.sentences.iter().for_each(|sentence| take(&sentence.tokens));
    assert!(note.sentences.is_sorted_by(|a, b| a.tokens.end <= b.tokens.start), "sentences in order");
    assert!(note.sentences.iter().all(|sentence| !sentence.tokens.is_empty()));
    assert!(note.labels.is_sorted_by(|a, b| a.0.end <= b.0.start), "labels in order");
}
