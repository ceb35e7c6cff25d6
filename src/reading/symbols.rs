//! Tokens of one sentence → what each can be read as: a word, a form of a verb, the members of classes that begin there, a name.

use std::ops::Range;

use super::gaps::{is_point, joins_verbs, skip};
use super::names::{self, name_at};
use crate::lexicon::masks::Mask;
use crate::lexicon::needs::SymbolSet;
use crate::lexicon::trie::{NAME, Node};
use crate::lexicon::{Lexicon, PERSON, Role, Symbol, Trie};
use crate::note::Note;
use crate::token::Mark;

/// Words that `..` in a phrase may skip; clitics, numbers and words joined by a hyphen are not counted.
const LONGEST_GAP: usize = 3;
/// Tokens that `..` may skip in all.
const LONGEST_GAP_TOKENS: usize = 8;
/// Steps after which a search gives up; no phrase of sane length comes near.
pub(super) const MOST_STEPS: u32 = 4000;
/// Tokens of what is added to a person in brackets.
const LONGEST_BRACKET: usize = 6;

/// The symbols of a note's tokens: words, verb forms, classes, names. Loaded sentence by sentence.
#[derive(Debug, Default)]
pub struct Symbols {
    /// The sentence that is looked at; what other tokens begin is not asked.
    sentence: Range<usize>,
    /// Per token of the note, what begins there.
    pub(super) runs: Vec<Run>,
    /// What tokens can be read as: each as a word first, then the members of classes that begin with it.
    pub(super) senses: Vec<Sense>,
    /// Members of classes found at one token: the set and the token after it.
    found: Vec<(u32, usize)>,
    /// The symbols that a token further on in the sentence can be read as.
    ahead: SymbolSet,
    /// Where phrases of acts begin that may come true.
    starts: Vec<Start>,
}

/// What some tokens can be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense {
    /// The word, the form of a verb, the class, the name.
    pub symbol: Symbol,
    /// How many tokens it takes.
    pub length: u8,
    /// The symbol's bit in a [`Mask`].
    pub(super) bit: u8,
}

/// The first step of a phrase of an act.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    /// The node that it leads to.
    pub(super) node: u32,
    /// How many tokens it takes.
    pub(super) length: u8,
    /// It is a form of the phrase's verb.
    pub(super) lemma: bool,
}

/// What begins at a token.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Run {
    /// Its first place in `senses`.
    first: u32,
    /// How many there are as a word.
    words: u8,
    /// How many there are in all.
    count: u16,
    /// The automata that have a phrase beginning here, and whether a person may.
    pub(super) begins: u16,
    /// Tokens that `..` may pass over from here on.
    gap: u8,
    /// It is the point of an abbreviation.
    pub(super) point: bool,
    /// Verbs may be joined here.
    pub(super) joins: bool,
    /// Its first place in `starts`.
    first_start: u32,
    /// Its number of places there.
    starts: u8,
    /// Words that passing over this token counts for; [`STOPS`] where `..` may not.
    counts: u8,
    /// All that the token can be read as.
    pub(super) mask: Mask,
    /// The same of every token to which `..` may lead from here on, and of the one behind them.
    pub(super) gap_mask: Mask,
}

impl Run {
    /// The places in `senses` of all that the token can be read as.
    pub(super) const fn all(&self) -> Range<usize> {
        self.first as usize..self.first as usize + self.count as usize
    }

    /// The same without the word itself.
    const fn classes(&self) -> Range<usize> {
        self.first as usize + self.words as usize..self.first as usize + self.count as usize
    }
}

/// A symbol that stands for so many tokens.
fn sense(lexicon: &Lexicon, symbol: Symbol, length: usize) -> Sense {
    Sense { symbol, length: length.min(u8::MAX as usize) as u8, bit: lexicon.masks.bit(symbol) }
}

/// The count of a token that `..` does not pass over.
const STOPS: u8 = u8::MAX;

/// Room per token for what it can be read as; more is made where it does not do.
const USUAL_SENSES: usize = 10;

impl Symbols {
    /// Room for the symbols of a note.
    pub fn of(note: &Note<'_>) -> Self {
        let tokens = note.tokens.len();
        let senses = Vec::with_capacity(tokens * USUAL_SENSES);
        Self { runs: vec![Run::default(); tokens], senses, ..Self::default() }
    }

    /// Finds the classes of every token of the sentence, from the last to the first.
    pub fn load(&mut self, note: &Note<'_>, lexicon: &Lexicon, sentence: &Range<usize>) {
        self.turn_to(sentence);
        self.ahead.clear(lexicon.begins.len());
        let mut found = std::mem::take(&mut self.found);
        let brackets = note.tokens[sentence.clone()].iter().any(|token| token.is(Mark::Open));
        for token in sentence.clone().rev() {
            let begin = self.senses.len();
            let word = note.words[token];
            let words = lexicon.words.symbols(word).len();
            let readings = lexicon.words.readings(word);
            self.senses.extend(readings.map(|(symbol, bit)| Sense { symbol, length: 1, bit }));
            let (classes, known) = (begin + words, self.senses.len());
            let opening = lexicon.words.opening(word);
            let (mut begins, mut masks) = (opening.begins, opening.mask);
            let name = name_at(note, lexicon, token, sentence);
            if name > token {
                self.senses.push(sense(lexicon, NAME, name - token));
                begins |= lexicon.begins(NAME);
                masks.add(&lexicon.masks.one(NAME));
            }
            if word == 0 && note.tokens[token].all_caps {
                for symbol in self.agency_at(note, lexicon, token).unwrap_or_default() {
                    self.senses.push(sense(lexicon, symbol, 2));
                    begins |= lexicon.begins(symbol);
                    masks.add(&lexicon.masks.one(symbol));
                }
            }
            if begins & lexicon.classes.bit != 0 {
                // What the word itself begins is known, and mostly is not gone on with; then what each newly found
                // class begins.
                let goes_on = self.run(token + 1).is_some_and(|run| opening.next.meets(&run.mask));
                let (mut next, mut steps) = (if goes_on { begin } else { known }, 0);
                while let Some(&Sense { symbol, length, .. }) = self.senses.get(next) {
                    let by_one = next >= known;
                    next += 1;
                    let Some(node) = lexicon.classes.begin(symbol) else { continue };
                    let (node, end) = (lexicon.classes.node(node), token + length as usize);
                    if by_one && let Some(set) = node.accept() {
                        found.push((set, end));
                    }
                    self.members(lexicon, node, end, &mut found, &mut steps);
                    for &(set, end) in &found {
                        for &class in lexicon.class_set(set) {
                            let class = sense(lexicon, class, end - token);
                            if masks.has_bit(class.bit) {
                                self.push(class, classes);
                            } else {
                                self.senses.push(class);
                            }
                        }
                        masks.add(&lexicon.class_set_mask(set));
                        begins |= lexicon.class_set_begins(set);
                    }
                    found.clear();
                }
            }
            if brackets {
                self.join_brackets(note, lexicon, token, classes, &mut masks);
            }
            let first_start = self.starts.len();
            if begins & lexicon.acts.bit != 0 {
                self.find_starts(lexicon, token, begin);
            }
            let starts = (self.starts.len() - first_start).min(u8::MAX as usize) as u8;
            for sense in &self.senses[begin..] {
                self.ahead.insert(sense.symbol);
            }
            let count = (self.senses.len() - begin).min(u16::MAX as usize) as u16;
            let point = token > 0 && is_point(note, lexicon, token);
            let counts = if point { 0 } else { skip(note, lexicon, token).unwrap_or(STOPS) };
            self.runs[token] = Run {
                first: begin as u32,
                words: words.min(u8::MAX as usize) as u8,
                count,
                begins,
                gap: 0,
                point,
                joins: joins_verbs(note, lexicon, token),
                first_start: first_start as u32,
                starts,
                counts,
                mask: masks,
                gap_mask: Mask::NONE,
            };
            let gap = self.gap_at(token);
            let mut gap_mask = Mask::NONE;
            for run in self.runs[token..sentence.end].iter().take(usize::from(gap) + 2) {
                gap_mask.add(&run.mask);
            }
            (self.runs[token].gap, self.runs[token].gap_mask) = (gap, gap_mask);
        }
        self.found = found;
    }

    /// Keeps what may begin a phrase of an act at the token: the phrase goes on with the next token, and the sentence holds
    /// further on what it cannot do without.
    fn find_starts(&mut self, lexicon: &Lexicon, token: usize, begin: usize) {
        let Self { runs, senses, starts, ahead, sentence, .. } = self;
        let runs = runs.get(..sentence.end).unwrap_or_default();
        for &Sense { symbol, length, .. } in &senses[begin..] {
            let Some(first) = lexicon.acts.begin(symbol) else { continue };
            let (node, lemma) = (lexicon.acts.node(first), lexicon.is_lemma(symbol));
            let goes_on = node.accept().is_some()
                || runs.get(token + length as usize).is_some_and(|run| {
                    node.gap != 0 || node.mask.meets(&run.mask) || run.point || lemma && run.joins
                });
            if goes_on && lexicon.needs.are_met(symbol, ahead) {
                starts.push(Start { node: first, length, lemma });
            }
        }
    }

    /// How many tokens of the sentence `..` may pass over from a token on.
    fn gap_at(&self, token: usize) -> u8 {
        let mut words = 0;
        let ahead = self.runs[token..self.sentence.end].iter().take(LONGEST_GAP_TOKENS);
        let gap = ahead.take_while(|run| {
            words += usize::from(run.counts);
            run.counts != STOPS && words <= LONGEST_GAP
        });
        gap.count() as u8
    }

    /// "DRS counselor": what the word after the initials of an unknown agency stands for, if it is somebody's office.
    fn agency_at(&self, note: &Note<'_>, lexicon: &Lexicon, token: usize) -> Option<Vec<Symbol>> {
        let next = token + 1;
        if note.shouting
            || !note.tokens[token].is_word()
            || !self.sentence.contains(&next)
            || note.words[next] == 0
        {
            return None;
        }
        let one = lexicon.words.symbols(note.words[next]).iter().copied();
        let more = self.classes(next).iter().filter(|class| class.length == 1).map(|class| class.symbol);
        let office = |symbol: &Symbol| {
            let role = lexicon.role(*symbol);
            *symbol == lexicon.outside || role.is_some_and(|role| !matches!(role, Role::Client | Role::Staff))
        };
        let mut found: Vec<Symbol> = one.chain(more).filter(office).collect();
        found.dedup();
        Some(found)
    }

    /// "M. Lott (my supervisor)" is a supervisor, "her PO (Ms. Diaz)" is a PO: what stands in brackets behind a person is
    /// a part of the person.
    fn join_brackets(
        &mut self,
        note: &Note<'_>,
        lexicon: &Lexicon,
        token: usize,
        begin: usize,
        masks: &mut Mask,
    ) {
        for place in begin..self.senses.len() {
            let Sense { symbol, length, .. } = self.senses[place];
            let open = token + length as usize;
            if !self.sentence.contains(&open) || !note.tokens[open].is(Mark::Open) {
                continue;
            }
            let last = self.sentence.end.min(open + LONGEST_BRACKET);
            let Some(close) = (open + 1..last).find(|&at| note.tokens[at].is(Mark::Close)) else { continue };
            if note.tokens[open + 1].is_number() {
                continue;
            }
            let whole = close + 1 - token;
            self.push(sense(lexicon, symbol, whole), begin);
            if symbol == NAME {
                for at in self.runs[open + 1].classes() {
                    let Sense { symbol: role, length, .. } = self.senses[at];
                    if open + 1 + length as usize == close {
                        self.push(sense(lexicon, role, whole), begin);
                        masks.add(&lexicon.masks.one(role));
                    }
                }
            }
        }
    }

    /// Looks at a sentence that was loaded before.
    pub fn turn_to(&mut self, sentence: &Range<usize>) {
        self.sentence = sentence.clone();
    }

    /// Members of classes of which a part leads to `node` and ends before `at`, and that go on there.
    #[inline]
    fn members(
        &self,
        lexicon: &Lexicon,
        node: &Node,
        at: usize,
        found: &mut Vec<(u32, usize)>,
        steps: &mut u32,
    ) {
        if node.gap != 0 || node.mask.meets(self.mask(at)) {
            let (trie, symbols) = (&lexicon.classes, self);
            Members { trie, symbols, start: at, end: self.sentence.end, steps, found }.go_on(node, at);
        }
    }

    /// Adds what was not read there before; `begin` is the token's first class.
    fn push(&mut self, sense: Sense, begin: usize) {
        if !self.senses[begin..].contains(&sense) {
            self.senses.push(sense);
        }
    }

    /// What begins at a token of the sentence.
    #[inline]
    pub(super) fn run(&self, token: usize) -> Option<&Run> {
        if self.sentence.contains(&token) { self.runs.get(token) } else { None }
    }

    /// All that a token can be read as.
    #[inline]
    fn mask(&self, token: usize) -> &Mask {
        self.run(token).map_or(&Mask::ALL, |run| &run.mask)
    }

    /// "Pt. absent", "appt. moved": the point of an abbreviation is no word of a phrase that began at `start`.
    #[inline]
    pub(super) fn past_point(&self, at: usize, start: usize, end: usize) -> usize {
        let is_point = |at: usize| self.runs.get(at).is_some_and(|run| run.point);
        if at > start && at < end && is_point(at) { at + 1 } else { at }
    }

    /// The tokens before `end` at which a phrase may go on after `..`.
    #[inline]
    pub(super) fn gap_ends(&self, at: usize, end: usize) -> std::ops::RangeInclusive<usize> {
        let gap = self.runs.get(at).map_or(0, |run| usize::from(run.gap));
        at..=(at + gap).min(end.saturating_sub(1)).max(at)
    }

    /// Members of classes that begin at a token.
    #[inline]
    pub fn classes(&self, token: usize) -> &[Sense] {
        self.run(token).and_then(|run| self.senses.get(run.classes())).unwrap_or_default()
    }

    /// What `told` makes of the longest member of a class that begins at a token and says something to it, and how many
    /// tokens that takes.
    pub fn longest_class<T>(&self, token: usize, told: impl Fn(Symbol) -> Option<T>) -> Option<(T, usize)> {
        let told = self.classes(token).iter().filter_map(|class| Some((told(class.symbol)?, class.length)));
        told.max_by_key(|&(_, length)| length).map(|(told, length)| (told, length as usize))
    }

    /// All that a token can be read as.
    #[inline]
    pub(super) fn senses(&self, token: usize) -> &[Sense] {
        self.run(token).and_then(|run| self.senses.get(run.all())).unwrap_or_default()
    }

    /// The role of the longest name of one that begins at a token and has several words, in whatever sentence.
    pub fn long_role(&self, lexicon: &Lexicon, token: usize) -> Option<Role> {
        let run = self.runs.get(token)?;
        let roles = self.senses.get(run.classes())?.iter().filter(|class| class.length > 1);
        let roles = roles.filter_map(|class| Some((class.length, lexicon.role(class.symbol)?)));
        roles.max_by_key(|&(length, _)| length).map(|(_, role)| role)
    }

    /// The role of whom a token names, in whatever sentence.
    pub fn role(&self, note: &Note<'_>, lexicon: &Lexicon, token: usize) -> Option<Role> {
        self.long_role(lexicon, token).or_else(|| names::role(note, lexicon, token))
    }

    /// The token after a person's name that begins at `token`.
    pub fn name_end(&self, token: usize) -> Option<usize> {
        let name = self.classes(token).iter().find(|class| class.symbol == NAME)?;
        Some(token + name.length as usize)
    }

    /// Whether a role or a name may begin at a token.
    #[inline]
    pub fn may_be_person(&self, token: usize) -> bool {
        self.run(token).is_none_or(|run| run.begins & PERSON != 0)
    }

    /// What may begin a phrase of an act at a token of the sentence.
    #[inline]
    pub(super) fn starts(&self, token: usize) -> Option<&[Start]> {
        let run = self.run(token)?;
        self.starts.get(run.first_start as usize..run.first_start as usize + usize::from(run.starts))
    }
}

/// The search for members of classes: every one, not the longest.
struct Members<'a> {
    trie: &'a Trie,
    symbols: &'a Symbols,
    start: usize,
    end: usize,
    steps: &'a mut u32,
    found: &'a mut Vec<(u32, usize)>,
}

impl Members<'_> {
    /// Keeps every accepted end from `node` on.
    fn follow(&mut self, node: &Node, at: usize) {
        if let Some(accepts) = node.accept() {
            self.found.push((accepts, at));
        }
        if node.edges != 0 {
            self.go_on(node, at);
        }
    }

    /// Goes on from a node to its children.
    fn go_on(&mut self, node: &Node, at: usize) {
        let symbols = self.symbols;
        let at = symbols.past_point(at, self.start, self.end);
        *self.steps += 1;
        if at >= self.end || *self.steps > MOST_STEPS {
            return;
        }
        if node.mask.meets(symbols.mask(at)) {
            let edges = self.trie.edges(node);
            for &Sense { symbol, length, bit } in symbols.senses(at) {
                if node.mask.has_bit(bit)
                    && let Some(next) = edges.child(symbol, bit)
                {
                    self.follow(self.trie.node(next), at + length as usize);
                }
            }
        }
        if let Some(next) = node.behind_gap() {
            for to in symbols.gap_ends(at, self.end) {
                self.follow(self.trie.node(next), to);
            }
        }
    }
}
