//! Text + lexicon → note: tokens, header fields, sections, sentences. Structure, no meaning.

mod header;
mod sentence;

use std::ops::Range;

use crate::lexicon::{Field, Forms, Lexicon, Section, WordClass, WordClasses, WordId, Words};
use crate::record::Given;
use crate::span::Span;
use crate::token::{self, Kind, Mark, Token};

/// Bytes of the shortest word that is taken for a verb by its ending.
const SHORTEST_VERB: u32 = 5;

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
        let word = |(place, token): (usize, &Token)| match lexicon.words.find(token, text) {
            0 if token.is_number() => lexicon.number_word,
            0 if token.is_word() && (shouting || !may_be_name(&tokens, place)) => {
                let meant = lexicon.spelling.meant(&lexicon.words, token.text(text));
                if !shouting && token.capital && is_likelier_name(&tokens, text, lexicon, place, meant) {
                    0
                } else {
                    meant
                }
            }
            word => word,
        };
        let words: Vec<WordId> = tokens.iter().enumerate().map(word).collect();
        let forms = |(token, &word): (usize, &WordId)| {
            let known = lexicon.words.forms(word);
            let unknown = known.is_empty() && (word == 0 || lexicon.words.classes(word).0 == 0);
            if unknown && may_be_verb(&tokens, token, shouting) {
                forms_by_ending(tokens[token].text(text), word == 0)
            } else {
                known
            }
        };
        let forms = words.iter().enumerate().map(forms).collect();
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

/// Whether a word has a capital that does not come from where it stands: at the head of a line or after a full stop.
fn may_be_name(tokens: &[Token], place: usize) -> bool {
    let token = &tokens[place];
    let heads = place.checked_sub(1).is_none_or(|before| {
        token.lines_before > 0 || matches!(tokens[before].kind, Kind::Mark(mark) if mark != Mark::Comma)
    });
    token.capital && !heads
}

/// Whether a word that the lexicon knows no forms of may be a verb: it is long enough, and no name.
fn may_be_verb(tokens: &[Token], place: usize, shouting: bool) -> bool {
    let token = &tokens[place];
    let opens = place.checked_sub(1).is_none_or(|before| {
        let opener = [Mark::Period, Mark::Colon, Mark::Bullet, Mark::Dash, Mark::Exclamation];
        token.lines_before > 0 || opener.iter().any(|&mark| tokens[before].is(mark))
    });
    token.is_word() && (!token.capital || shouting || opens) && token.end - token.start >= SHORTEST_VERB
}

/// The forms that a word's ending tells; "-ing" is told of words alone that the lexicon does not have.
fn forms_by_ending(word: &str, unknown: bool) -> Forms {
    let ends = |end: &str| {
        word.len() > end.len()
            && word.as_bytes()[word.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
    };
    if ends("ed") || ends("'d") || ends("’d") {
        Forms::PAST.with(Forms::PARTICIPLE)
    } else if ends("ing") && unknown {
        Forms::GERUND
    } else {
        Forms::default()
    }
}

/// "Mia faxed it", "Wendy has the form": a word at the head of a sentence that a finite verb follows, and that is near to one which
/// stands for nobody, is rather a name than a mistake.
fn is_likelier_name(tokens: &[Token], text: &str, lexicon: &Lexicon, place: usize, meant: WordId) -> bool {
    let Some(next) = tokens.get(place + 1).filter(|next| next.is_word() && next.lines_before == 0) else {
        return false;
    };
    let verb = lexicon.words.find(next, text);
    let forms = lexicon.words.forms(verb);
    let finite = forms.has(Forms::PAST) && !forms.has(Forms::BASE)
        || forms.has(Forms::THIRD) && !forms.has(Forms::BASE)
        || lexicon.words.classes(verb).any(&[WordClass::Be, WordClass::Have]);
    let nobody = lexicon.words.symbols(meant).iter().all(|&symbol| lexicon.role(symbol).is_none());
    let classes = lexicon.words.classes(meant);
    let plain = classes.0 == 0 || classes.has(WordClass::Preposition) && !classes.has(WordClass::Clause);
    finite && nobody && plain && lexicon.words.forms(meant).is_empty()
}
