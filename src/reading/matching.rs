//! Tokens of one sentence → the phrases that match at each of them, longest first.

use std::cmp::Ordering;
use std::ops::Range;

use super::names::{self, is_outside, name_at};
use crate::lexicon::masks::Mask;
use crate::lexicon::needs::SymbolSet;
use crate::lexicon::trie::{NAME, Node};
use crate::lexicon::{Forms, Lexicon, PERSON, Role, Symbol, Trie, Usage, WordClass};
use crate::note::Note;
use crate::token::Mark;

/// Words that `..` in a phrase may skip; clitics, numbers and words joined by a hyphen are not counted.
const LONGEST_GAP: usize = 3;
/// Tokens that `..` may skip in all.
const LONGEST_GAP_TOKENS: usize = 8;
/// Steps after which the search at one token gives up; no phrase of sane length comes near.
const MOST_STEPS: u32 = 4000;
/// Tokens of what is added to a person in brackets.
const LONGEST_BRACKET: usize = 6;

/// A phrase found at some tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The first token.
    pub start: usize,
    /// The token after the last.
    pub end: usize,
    /// The token of the phrase's first `~word`, or the first token.
    pub head: usize,
    /// What the automaton accepts there.
    pub accepts: u32,
    /// Tokens that `..` skipped.
    pub skipped: usize,
}

impl Match {
    /// How many of its tokens the phrase names.
    fn named(&self) -> usize {
        (self.end - self.start).saturating_sub(self.skipped)
    }
}

/// The symbols of a note's tokens: words, verb forms, classes, names. Loaded sentence by sentence.
#[derive(Debug, Default)]
pub struct Symbols {
    /// The sentence that is looked at; what other tokens begin is not asked.
    sentence: Range<usize>,
    /// Per token of the note, what begins there.
    runs: Vec<Run>,
    /// What tokens can be read as: each as a word first, then the members of classes that begin with it.
    senses: Vec<Sense>,
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
    bit: u8,
}

/// The first step of a phrase of an act.
#[derive(Debug, Clone, Copy)]
struct Start {
    /// The node that it leads to.
    node: u32,
    /// How many tokens it takes.
    length: u8,
    /// It is a form of the phrase's verb.
    lemma: bool,
}

/// What begins at a token.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    /// Its first place in `senses`.
    first: u32,
    /// How many there are as a word.
    words: u8,
    /// How many there are in all.
    count: u16,
    /// The automata that have a phrase beginning here, and whether a person may.
    begins: u16,
    /// Tokens that `..` may pass over from here on.
    gap: u8,
    /// It is the point of an abbreviation.
    point: bool,
    /// Verbs may be joined here.
    joins: bool,
    /// Its first place in `starts`.
    first_start: u32,
    /// Its number of places there.
    starts: u8,
    /// Words that passing over this token counts for; [`STOPS`] where `..` may not.
    counts: u8,
    /// All that the token can be read as.
    mask: Mask,
    /// The same of every token to which `..` may lead from here on, and of the one behind them.
    gap_mask: Mask,
}

impl Run {
    /// The places in `senses` of all that the token can be read as.
    const fn all(&self) -> Range<usize> {
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
    fn run(&self, token: usize) -> Option<&Run> {
        if self.sentence.contains(&token) { self.runs.get(token) } else { None }
    }

    /// All that a token can be read as.
    #[inline]
    fn mask(&self, token: usize) -> &Mask {
        self.run(token).map_or(&Mask::ALL, |run| &run.mask)
    }

    /// "Pt. absent", "appt. moved": the point of an abbreviation is no word of a phrase that began at `start`.
    #[inline]
    fn past_point(&self, at: usize, start: usize, end: usize) -> usize {
        let is_point = |at: usize| self.runs.get(at).is_some_and(|run| run.point);
        if at > start && at < end && is_point(at) { at + 1 } else { at }
    }

    /// The tokens before `end` at which a phrase may go on after `..`.
    #[inline]
    fn gap_ends(&self, at: usize, end: usize) -> std::ops::RangeInclusive<usize> {
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
    fn senses(&self, token: usize) -> &[Sense] {
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

    /// The longest phrase of `trie` that begins at `token`.
    #[inline(always)]
    pub fn longest(
        &self,
        note: &Note<'_>,
        lexicon: &Lexicon,
        trie: &Trie,
        token: usize,
        end: usize,
    ) -> Option<Match> {
        if token >= end || self.run(token).is_some_and(|run| run.begins & trie.bit != trie.bit) {
            return None;
        }
        if trie.bit == lexicon.acts.bit && self.starts(token).is_some_and(<[Start]>::is_empty) {
            return None;
        }
        self.search(note, lexicon, trie, token, end)
    }

    /// What may begin a phrase of an act at a token of the sentence.
    #[inline]
    fn starts(&self, token: usize) -> Option<&[Start]> {
        let run = self.run(token)?;
        self.starts.get(run.first_start as usize..run.first_start as usize + usize::from(run.starts))
    }

    fn search(
        &self,
        note: &Note<'_>,
        lexicon: &Lexicon,
        trie: &Trie,
        token: usize,
        end: usize,
    ) -> Option<Match> {
        let mut search = Search {
            note,
            lexicon,
            symbols: self,
            trie,
            start: token,
            end,
            steps: 0,
            best: None,
            not: Vec::new(),
            seen: Vec::new(),
        };
        match self.starts(token) {
            Some(starts) if trie.bit == lexicon.acts.bit => {
                for start in starts {
                    let head = start.lemma.then_some(token);
                    search.enter(start.node, token + usize::from(start.length), head, 0);
                }
            }
            _ => search.begin(token),
        }
        search.settle()
    }
}

struct Search<'a> {
    note: &'a Note<'a>,
    lexicon: &'a Lexicon,
    symbols: &'a Symbols,
    trie: &'a Trie,
    start: usize,
    end: usize,
    steps: u32,
    best: Option<Match>,
    /// Look-alikes.
    not: Vec<Match>,
    /// The latest goings-on of a long search, by what [`Search::is_new`] makes of node and token.
    seen: Vec<Visit>,
}

/// A node from which a search went on.
#[derive(Debug, Clone, Copy, Default)]
struct Visit {
    /// The node's first edge and one more, which no other node has that leads anywhere; 0 for no visit.
    node: u32,
    /// The token.
    at: u32,
    /// What `..` had passed over, the least so far.
    skipped: u32,
}

/// Steps after which a search keeps [`Search::seen`]: short ones hardly come twice by one place.
const LONG: u32 = 24;
/// Places in [`Search::seen`], a power of two.
const SEEN: usize = 64;

impl<'a> Search<'a> {
    /// Begins at the root, by all that the token can be read as.
    fn begin(&mut self, at: usize) {
        let symbols = self.symbols;
        for &Sense { symbol, length, .. } in symbols.senses(at) {
            if let Some(next) = self.trie.begin(symbol) {
                let head = self.lexicon.is_lemma(symbol).then_some(at);
                self.enter(next, at + length as usize, head, 0);
            }
        }
    }

    /// Goes on from a node to its children, by all that the token can be read as; `skipped` counts what `..` passed over.
    #[inline(never)]
    fn go_on(&mut self, node: &Node, run: &Run, at: usize, head: Option<usize>, skipped: usize) {
        if node.mask.meets(&run.mask) {
            let (symbols, edges) = (self.symbols, self.trie.edges(node));
            for &Sense { symbol, length, bit } in symbols.senses.get(run.all()).unwrap_or_default() {
                if node.mask.has_bit(bit)
                    && let Some(next) = edges.child(symbol, bit)
                {
                    let head = head.or_else(|| self.lexicon.is_lemma(symbol).then_some(at));
                    self.enter(next, at + length as usize, head, skipped);
                }
            }
        }
        if let Some(next) = node.behind_gap() {
            self.enter_gap(next, at, head, skipped);
        }
    }

    /// Takes what a node accepts, and goes on from it where that may lead somewhere: mostly it does not.
    #[inline(always)]
    fn enter(&mut self, node: u32, at: usize, head: Option<usize>, skipped: usize) {
        self.enter_node(self.trie.node(node), at, head, skipped);
    }

    /// Goes on behind all that `..` may pass over.
    fn enter_gap(&mut self, node: u32, at: usize, head: Option<usize>, skipped: usize) {
        let (node, symbols) = (self.trie.node(node), self.symbols);
        let ends_or_skips = node.accept().is_some() || node.gap != 0;
        if !ends_or_skips && symbols.run(at).is_some_and(|run| !node.mask.meets(&run.gap_mask)) {
            return;
        }
        let ends = symbols.gap_ends(at, self.end);
        for (to, run) in ends.clone().zip(symbols.runs.get(ends).unwrap_or_default()) {
            if ends_or_skips || run.point || node.mask.meets(&run.mask) {
                self.enter_node(node, to, head, skipped + to - at);
            }
        }
    }

    #[inline(always)]
    fn enter_node(&mut self, node: &Node, at: usize, head: Option<usize>, skipped: usize) {
        if let Some(accepts) = node.accept()
            && !self.owns_what_follows(at)
        {
            let start = self.start;
            let hit = Match { start, end: at, head: head.unwrap_or(start), accepts, skipped };
            if self.is_look_alike(accepts) {
                self.not.push(hit);
            } else if self.best.is_none_or(|found| self.is_better(hit, found)) {
                self.best = Some(hit);
            }
        }
        let at = self.symbols.past_point(at, self.start, self.end);
        self.steps += 1;
        if let Some(run) = self.goes_on(node, at)
            && self.is_new(node, at, skipped)
        {
            self.go_on(node, run, at, head, skipped);
        }
        if at == self.start + 1
            && head.is_some()
            && self.symbols.runs.get(at).is_some_and(|run| run.joins)
            && let Some(beside) = verb_beside(self.note, self.lexicon, self.start, self.end)
            && let Some(run) = self.goes_on(node, beside + 1)
        {
            self.go_on(node, run, beside + 1, head, skipped + beside + 1 - at);
        }
    }

    /// "drove over for pt's hearing", "was there with her teacher": the phrase would end in whose it is.
    fn owns_what_follows(&self, at: usize) -> bool {
        let lexicon = self.lexicon;
        if at >= self.end || self.trie.bit != lexicon.acts.bit {
            return false;
        }
        if self.note.is_any(at - 1, &["her"]) && names::role(self.note, lexicon, at).is_some_and(is_outside) {
            return true;
        }
        matches!(self.note.word(at), "'s" | "’s" | "'S" | "’S")
            && lexicon
                .words
                .symbols(self.note.words[at - 1])
                .iter()
                .any(|&s| lexicon.role(s) == Some(Role::Client))
    }

    fn is_look_alike(&self, accepts: u32) -> bool {
        self.trie.bit == self.lexicon.acts.bit && self.lexicon.usage(accepts) == Usage::Not
    }

    /// The best phrase, unless a look-alike of its own entry is at least as good; without a phrase the best look-alike,
    /// which swallows what it covers.
    fn settle(self) -> Option<Match> {
        let named = |hit: &Match| (hit.named(), hit.end);
        let Some(best) = self.best else { return self.not.into_iter().max_by_key(named) };
        let own = self.not.iter().filter(|not| self.lexicon.same_entry(not.accepts, best.accepts));
        Some(own.copied().filter(|not| named(not) >= named(&best)).max_by_key(named).unwrap_or(best))
    }

    /// The one that names most of its words is better, then the longer: "gave ct a lift to" before "gave ct .. food".
    fn is_better(&self, hit: Match, found: Match) -> bool {
        match (hit.named(), hit.end).cmp(&(found.named(), found.end)) {
            Ordering::Equal => hit.accepts < found.accepts,
            order => order == Ordering::Greater,
        }
    }

    /// What begins at a token, if an edge of the node may fit it.
    #[inline]
    fn goes_on(&self, node: &Node, at: usize) -> Option<&'a Run> {
        if at >= self.end || self.steps > MOST_STEPS {
            return None;
        }
        let run = self.symbols.runs.get(at)?;
        (node.gap != 0 || node.mask.meets(&run.mask)).then_some(run)
    }

    /// Whether a long search goes on here for the first time, or has skipped less than before: two gaps and the senses
    /// of one token lead to the same place in many ways.
    #[inline]
    fn is_new(&mut self, node: &Node, at: usize, skipped: usize) -> bool {
        self.steps < LONG
            || self.remember(Visit { node: node.first_edge + 1, at: at as u32, skipped: skipped as u32 })
    }

    fn remember(&mut self, visit: Visit) -> bool {
        self.seen.resize(SEEN, Visit::default());
        let place = (visit.node.wrapping_mul(0x9E37_79B1) >> 16) as usize + visit.at as usize * 31;
        let seen = &mut self.seen[place % SEEN];
        let again = seen.node == visit.node && seen.at == visit.at && seen.skipped <= visit.skipped;
        if !again {
            *seen = visit;
        }
        !again
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

/// Whether the token is the point of an abbreviation, or of an initial that something follows without a space: "R.J.'s papers".
fn is_point(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> bool {
    let before = &note.tokens[token - 1];
    let initial = before.is_word() && before.capital && before.end - before.start == 1;
    let tight = note.tokens.get(token + 1).is_some_and(|next| next.is_word() && !next.spaced);
    note.tokens[token].is(Mark::Period)
        && (initial && tight
            || note.classes(&lexicon.words, token - 1).any(&[WordClass::Title, WordClass::Abbreviation]))
}

/// How many words skipping a token counts for; `None` where a phrase cannot run on over it.
fn skip(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> Option<u8> {
    let found = &note.tokens[token];
    if found.is_number() || found.is(Mark::Slash) || found.is(Mark::Apostrophe) {
        return Some(0);
    }
    // "talked with mom until 2:40 about school", "met w/ mom 1-1:30 about school"
    let number = |at: usize| note.tokens.get(at).is_some_and(|next| next.is_number());
    let clock = (found.is(Mark::Colon) || found.is(Mark::Dash)) && token > 0 && number(token - 1);
    if clock && number(token + 1) && !note.tokens[token + 1].spaced {
        return Some(0);
    }
    let classes = note.classes(&lexicon.words, token);
    // "called about the visit and got the discharge orders": what follows is another act.
    let joins = classes.has(WordClass::Coordinator) && note.is_any(token, &["and", "&", "+"]);
    if joins && note.words.get(token + 1).is_some_and(|&next| lexicon.words.forms(next).has(Forms::PAST)) {
        return None;
    }
    if !found.is_word() {
        return joins.then_some(0);
    }
    // "took 20 min to fax the packet": what follows is another act.
    let infinitive = classes.has(WordClass::Preposition)
        && note.word(token).eq_ignore_ascii_case("to")
        && note.words.get(token + 1).is_some_and(|&next| {
            let forms = lexicon.words.forms(next);
            forms.has(Forms::BASE) && lexicon.words.classes(next).0 == 0
        })
        && token > 0
        && note.classes(&lexicon.words, token - 1).any(&[WordClass::Minute, WordClass::Hour]);
    if infinitive {
        return None;
    }
    // "mailed the May calendar": the month.
    let month = classes.has(WordClass::Modal)
        && found.capital
        && token > 0
        && note.classes(&lexicon.words, token - 1).any(&[WordClass::Article, WordClass::Possessive]);
    if month {
        return Some(1);
    }
    if classes.any(&[WordClass::Relative, WordClass::Modal, WordClass::Condition])
        || classes.has(WordClass::Clause) && !classes.has(WordClass::Preposition) && !number(token + 1)
    {
        return None;
    }
    // "had a supervisor & he faxed it": another subject, another clause.
    let joined = || token > 0 && note.classes(&lexicon.words, token - 1).has(WordClass::Coordinator);
    if classes.has(WordClass::SubjectPronoun) && !note.word(token).eq_ignore_ascii_case("it") && joined() {
        return None;
    }
    let free = found.hyphenated
        || note.word(token).starts_with(['\'', '’'])
        || classes.any(&[
            WordClass::Article,
            WordClass::Possessive,
            WordClass::Minute,
            WordClass::Hour,
            WordClass::Title,
        ]);
    Some(u8::from(!free))
}

/// Whether a token stands where verbs are joined: "printed, signed", "printed and filed", "printed/filed".
fn joins_verbs(note: &Note<'_>, lexicon: &Lexicon, token: usize) -> bool {
    let Some(found) = note.tokens.get(token) else { return false };
    found.is(Mark::Comma)
        || found.is(Mark::Slash)
        || note.classes(&lexicon.words, token).has(WordClass::Coordinator)
}

/// The last verb of those that share their object with the verb at `token`: "filed" in "printed, signed and filed the form".
pub fn verb_beside(note: &Note<'_>, lexicon: &Lexicon, token: usize, end: usize) -> Option<usize> {
    let forms = |token: usize| lexicon.words.forms(note.words[token]);
    let joins = |token: usize| {
        note.classes(&lexicon.words, token).has(WordClass::Coordinator) || note.tokens[token].is(Mark::Slash)
    };
    let alike = |verb: usize| verb < end && note.tokens[verb].is_word() && forms(verb).has(forms(token));
    let mut last = token;
    while last + 2 < end && note.tokens[last + 1].is(Mark::Comma) && alike(last + 2) {
        last += 2;
    }
    if last + 2 < end && joins(last + 1) && alike(last + 2) {
        return Some(last + 2);
    }
    let serial =
        last + 3 < end && note.tokens[last + 1].is(Mark::Comma) && joins(last + 2) && alike(last + 3);
    serial.then_some(last + 3)
}
