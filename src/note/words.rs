//! Tokens + lexicon → the word and the verb forms of each: mistyped words are put right, unknown verbs told by their ending.

use crate::lexicon::{Forms, Lexicon, WordClass, WordId};
use crate::token::{Kind, Mark, Token};

/// Bytes of the shortest word that is taken for a verb by its ending.
const SHORTEST_VERB: u32 = 5;

/// What words are told by.
pub(super) struct Writing<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub lexicon: &'a Lexicon,
    /// Most of its words are in capitals.
    pub shouting: bool,
}

impl Writing<'_> {
    /// The lexicon's word for a token, also where it is mistyped; 0 where it has none.
    pub(super) fn word(&self, place: usize) -> WordId {
        let token = &self.tokens[place];
        match self.lexicon.words.find(token, self.text) {
            0 if token.is_number() => self.lexicon.number_word,
            0 if token.is_word() && (self.shouting || !self.may_be_name(place)) => {
                let meant = self.lexicon.spelling.meant(&self.lexicon.words, token.text(self.text));
                let name = !self.shouting && token.capital && self.is_likelier_name(place, meant);
                if name { 0 } else { meant }
            }
            word => word,
        }
    }

    /// The verb forms that a token may have, of which the word is known.
    pub(super) fn forms(&self, place: usize, word: WordId) -> Forms {
        let known = self.lexicon.words.forms(word);
        let unknown = known.is_empty() && (word == 0 || self.lexicon.words.classes(word).0 == 0);
        if unknown && self.may_be_verb(place) {
            forms_by_ending(self.tokens[place].text(self.text), word == 0)
        } else {
            known
        }
    }

    /// Whether a word has a capital that does not come from where it stands: at the head of a line or after a full stop.
    fn may_be_name(&self, place: usize) -> bool {
        let token = &self.tokens[place];
        let heads = place.checked_sub(1).is_none_or(|before| {
            token.lines_before > 0
                || matches!(self.tokens[before].kind, Kind::Mark(mark) if mark != Mark::Comma)
        });
        token.capital && !heads
    }

    /// "Mia faxed it", "Wendy has the form": a word at the head of a sentence that a finite verb follows, and that is near to one
    /// which stands for nobody, is rather a name than a mistake.
    fn is_likelier_name(&self, place: usize, meant: WordId) -> bool {
        let lexicon = self.lexicon;
        let next = self.tokens.get(place + 1).filter(|next| next.is_word() && next.lines_before == 0);
        let Some(next) = next else { return false };
        let verb = lexicon.words.find(next, self.text);
        let forms = lexicon.words.forms(verb);
        let finite = forms.has(Forms::PAST) && !forms.has(Forms::BASE)
            || forms.has(Forms::THIRD) && !forms.has(Forms::BASE)
            || lexicon.words.classes(verb).any(&[WordClass::Be, WordClass::Have]);
        let nobody = lexicon.words.symbols(meant).iter().all(|&symbol| lexicon.role(symbol).is_none());
        let classes = lexicon.words.classes(meant);
        let plain = classes.0 == 0 || classes.has(WordClass::Preposition) && !classes.has(WordClass::Clause);
        finite && nobody && plain && lexicon.words.forms(meant).is_empty()
    }

    /// Whether a word that the lexicon knows no forms of may be a verb: it is long enough, and no name.
    fn may_be_verb(&self, place: usize) -> bool {
        let token = &self.tokens[place];
        let opens = place.checked_sub(1).is_none_or(|before| {
            let opener = [Mark::Period, Mark::Colon, Mark::Bullet, Mark::Dash, Mark::Exclamation];
            token.lines_before > 0 || opener.iter().any(|&mark| self.tokens[before].is(mark))
        });
        token.is_word()
            && (!token.capital || self.shouting || opens)
            && token.end - token.start >= SHORTEST_VERB
    }
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
