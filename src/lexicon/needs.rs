//! What phrases cannot do without: symbols of which one must follow, or no phrase that a symbol begins can come of it.
//!
//! Nearly every word begins some phrase and hardly any sentence holds one: what is missing further on tells so before
//! the search begins.

use std::borrow::Cow;

use super::trie::{GAP, Symbol, Trie};

/// More symbols than this are not worth asking for.
const MOST: usize = 60;

/// Per symbol that begins a phrase, the symbols of which each such phrase has one behind it.
#[derive(Debug, Clone, Default, databake::Bake)]
#[databake(path = notelint::lexicon::needs)]
pub struct Needs {
    /// Per symbol, where its needs begin in `symbols`; one more entry closes the last.
    pub first: Cow<'static, [u32]>,
    /// Which of the sets that all symbols are parted into the needs of all symbols fall in.
    pub parts: Cow<'static, [u16]>,
    /// The needs in each of these parts.
    pub bits: Cow<'static, [u64]>,
}

/// A set of symbols, in parts of 64.
#[derive(Debug, Default)]
pub struct SymbolSet(Vec<u64>);

impl SymbolSet {
    /// Empties the set, and makes room for so many symbols.
    pub fn clear(&mut self, symbols: usize) {
        self.0.clear();
        self.0.resize(symbols.div_ceil(64), 0);
    }

    /// Adds a symbol.
    #[inline]
    pub fn insert(&mut self, symbol: Symbol) {
        if let Some(bits) = self.0.get_mut(symbol as usize / 64) {
            *bits |= 1 << (symbol % 64);
        }
    }
}

impl Needs {
    /// Works out the needs of each symbol that begins a phrase of `trie`. `frequency` tells, by symbol, how often each
    /// stands in notes: of the sets that would do, the rarest is asked for.
    pub fn new(trie: &Trie, frequency: &[u32]) -> Self {
        let mut worker = Worker { trie, frequency, known: vec![None; trie.nodes.len()] };
        let (mut first, mut parts, mut bits) = (vec![0], Vec::new(), Vec::new());
        for &child in trie.root.iter() {
            if child != 0
                && let Some(need) = worker.behind(child)
            {
                for symbols in need.symbols.chunk_by(|a, b| a / 64 == b / 64) {
                    parts.push(symbols[0] / 64);
                    bits.push(symbols.iter().fold(0, |all, symbol| all | 1 << (symbol % 64)));
                }
            }
            first.push(parts.len() as u32);
        }
        Self { first: first.into(), parts: parts.into(), bits: bits.into() }
    }

    /// Whether one of the symbols follows that a phrase beginning with `symbol` cannot do without; of a phrase that may be
    /// whole already, always.
    #[inline]
    pub fn are_met(&self, symbol: Symbol, ahead: &SymbolSet) -> bool {
        let Some(&[first, end]) = self.first.get(symbol as usize..symbol as usize + 2) else { return true };
        let run = first as usize..end as usize;
        let (parts, bits) = (self.parts.get(run.clone()), self.bits.get(run));
        let (parts, bits) = (parts.unwrap_or_default(), bits.unwrap_or_default());
        let meets =
            |(&part, bits): (&u16, &u64)| ahead.0.get(part as usize).is_some_and(|set| set & bits != 0);
        parts.is_empty() || parts.iter().zip(bits).any(meets)
    }
}

/// A set of symbols, and how often they stand in notes.
#[derive(Debug, Clone)]
struct Need {
    frequency: u32,
    symbols: Vec<Symbol>,
}

struct Worker<'t> {
    trie: &'t Trie,
    frequency: &'t [u32],
    /// Per node, what is needed behind it, once that is known.
    known: Vec<Option<Option<Need>>>,
}

impl Worker<'_> {
    /// What each phrase has behind a node; nothing where one ends there, or where it is too much to ask for.
    fn behind(&mut self, node: u32) -> Option<Need> {
        if let Some(known) = &self.known[node as usize] {
            return known.clone();
        }
        let need = self.work_out(node);
        self.known[node as usize] = Some(need.clone());
        need
    }

    fn work_out(&mut self, node: u32) -> Option<Need> {
        let here = self.trie.node(node);
        if here.accept().is_some() {
            return None;
        }
        let edges: Vec<(Symbol, u32)> = self.trie.edges(here).iter().collect();
        let mut symbols = Vec::new();
        for (symbol, target) in edges {
            let further = self.behind(target);
            let frequency = self.often(symbol);
            match further {
                Some(further) if symbol == GAP || further.frequency < frequency => {
                    symbols.extend(further.symbols);
                }
                None if symbol == GAP => return None,
                _ => symbols.push(symbol),
            }
        }
        symbols.sort_unstable();
        symbols.dedup();
        let frequency = symbols.iter().map(|&symbol| self.often(symbol)).sum();
        (symbols.len() <= MOST).then_some(Need { frequency, symbols })
    }

    /// How often a symbol stands in notes; one that was never seen is as good as one seen once.
    fn often(&self, symbol: Symbol) -> u32 {
        self.frequency.get(symbol as usize).copied().unwrap_or_default().max(1)
    }
}
