//! What tokens can be read as → the phrases that match at each of them, longest first.

use std::cmp::Ordering;

use super::gaps::verb_beside;
use super::names::{self, is_outside};
use super::symbols::{MOST_STEPS, Run, Sense, Start, Symbols};
use crate::lexicon::trie::Node;
use crate::lexicon::{Lexicon, Role, Trie, Usage};
use crate::note::Note;

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

impl Symbols {
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
