//! Text + lexicon → note: tokens, header fields, sections, sentences. Structure, no meaning.

mod header;
mod sentence;
mod words;

use std::ops::Range;

use self::words::Writing;

use crate::lexicon::{Field, Forms, Lexicon, Section, WordClasses, WordGroup, WordId, Words};
use crate::record::Given;
use crate::span::Span;
use crate::token::{self, Mark, Token};

/// A field of the note's header: "Start: 10:00".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderField {
    /// Which field.
    pub field: Field,
    /// The tokens of its name.
    pub name: Range<usize>,
    /// The tokens of its value.
    pub value: Range<usize>,
}

/// A sentence, a line that stands for one, or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The section it stands in, where the note has sections.
    pub section: Option<Section>,
    /// Begins with a bullet, or a clock time or number that counts as one.
    pub bullet: bool,
    /// Begins a line.
    pub starts_line: bool,
}

/// A note's structure. Spans count bytes of `text`.
#[derive(Debug, Clone)]
pub struct Note<'t> {
    /// The note as it was written.
    pub text: &'t str,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Per token, the lexicon's word, also where it is mistyped.
    pub words: Vec<WordId>,
    /// Per token, the verb forms that it may have; a word that the lexicon does not know is guessed by its ending.
    forms: Vec<Forms>,
    /// Header fields, in order; those of a record before those that the note itself has.
    pub header: Vec<HeaderField>,
    /// Where the note's own text begins: past the fields of a record, 0 without one.
    pub body: usize,
    /// Sentences, in order, without header fields and section labels.
    pub sentences: Vec<Sentence>,
    /// Section labels, in order.
    pub labels: Vec<(Range<usize>, Section)>,
    /// Most of its words are in capitals.
    pub shouting: bool,
}

impl<'t> Note<'t> {
    /// Reads a note's structure.
    pub fn new(text: &'t str, lexicon: &Lexicon) -> Self {
        Self::with_fields(text, lexicon, 0, &[])
    }

    /// Reads the structure of a record: its fields are given, and the note begins at byte `body`.
    pub fn with_fields(text: &'t str, lexicon: &Lexicon, body: usize, given: &[Given]) -> Self {
        let mut tokens = token::tokenize(text);
        token::read_dictated_marks(&mut tokens, text);
        let first = tokens.partition_point(|token| (token.start as usize) < body);
        let (long, loud) = tokens[first..]
            .iter()
            .filter(|t| t.is_word() && t.end - t.start > 2)
            .fold((0usize, 0usize), |(long, loud), token| (long + 1, loud + usize::from(token.all_caps)));
        let shouting = loud * 3 > long * 2;
        let writing = Writing { text, tokens: &tokens, lexicon, shouting };
        let words: Vec<WordId> = (0..tokens.len()).map(|place| writing.word(place)).collect();
        let forms = words.iter().enumerate().map(|(place, &word)| writing.forms(place, word)).collect();
        let mut note = Self {
            text,
            words,
            forms,
            header: Vec::new(),
            body,
            sentences: Vec::new(),
            labels: Vec::new(),
            shouting,
            tokens,
        };
        let prose = header::split_off(&mut note, lexicon, first);
        if !given.is_empty() {
            let given: Vec<HeaderField> = given.iter().map(|given| note.given(given)).collect();
            note.header.splice(0..0, given);
        }
        sentence::split(&mut note, lexicon, &prose);
        note
    }

    /// A field of a record, by its tokens.
    fn given(&self, given: &Given) -> HeaderField {
        let at = |byte: usize| self.tokens.partition_point(|token| (token.start as usize) < byte);
        let tokens = |span: Span| at(span.start)..at(span.end);
        HeaderField { field: given.field, name: tokens(given.name), value: tokens(given.value) }
    }

    /// Whether a field is a record's.
    pub fn is_given(&self, field: &HeaderField) -> bool {
        self.tokens.get(field.name.start).is_some_and(|token| (token.start as usize) < self.body)
    }

    /// The text of a header field's value.
    pub fn value(&self, field: &HeaderField) -> &'t str {
        if field.value.is_empty() {
            return "";
        }
        let span = self.span(field.value.clone());
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// The bytes of some tokens; of none, the end of the text.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        match (
            self.tokens.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if tokens.start < tokens.end => {
                Span::new(first.start as usize, last.end as usize)
            }
            (Some(first), _) => Span::new(first.start as usize, first.start as usize),
            _ => Span::new(self.text.len(), self.text.len()),
        }
    }

    /// The text of one token.
    pub fn word(&self, token: usize) -> &'t str {
        self.tokens.get(token).map_or("", |t| t.text(self.text))
    }

    /// Whether a token is one of some words, without regard to case.
    pub fn is_any(&self, token: usize, words: &[&str]) -> bool {
        let found = self.word(token);
        words.iter().any(|word| found.eq_ignore_ascii_case(word))
    }

    /// Whether the word at a token stands in a group of the lexicon's.
    pub fn is_in(&self, words: &Words, token: usize, group: WordGroup) -> bool {
        self.words.get(token).is_some_and(|&word| words.is_in(word, group))
    }

    /// The token after "with" or "w/", where one of them stands at `token`.
    pub fn after_with(&self, token: usize) -> Option<usize> {
        let word = self.word(token);
        if word.eq_ignore_ascii_case("with") {
            return Some(token + 1);
        }
        let slash = self.tokens.get(token + 1).is_some_and(|next| next.is(Mark::Slash));
        (word.eq_ignore_ascii_case("w") && slash).then_some(token + 2)
    }

    /// What the word at a token does in a sentence.
    #[inline]
    pub fn classes(&self, words: &Words, token: usize) -> WordClasses {
        self.words.get(token).map_or(WordClasses::default(), |&word| words.classes(word))
    }

    /// The verb forms that the word at a token may have.
    #[inline]
    pub fn forms(&self, token: usize) -> Forms {
        self.forms.get(token).copied().unwrap_or_default()
    }

    /// The first field of that kind in the header.
    pub fn field(&self, field: Field) -> Option<&HeaderField> {
        self.header.iter().find(|found| found.field == field)
    }
}
