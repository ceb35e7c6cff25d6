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
    /// The needs of all symbols.
    pub symbols: Cow<'static, [u16]>,
}

impl Needs {
    /// Works out the needs of each symbol that begins a phrase of `trie`. `frequency` tells, by symbol, how often each
    /// stands in notes: of the sets that would do, the rarest is asked for.
    pub fn new(trie: &Trie, frequency: &[u32]) -> Self {
        let mut worker = Worker { trie, frequency, known: vec![None; trie.nodes.len()] };
        let (mut first, mut symbols) = (vec![0], Vec::new());
        for &child in trie.root.iter() {
            if child != 0
                && let Some(need) = worker.behind(child)
            {
                symbols.extend(need.symbols);
            }
            first.push(symbols.len() as u32);
        }
        Self { first: first.into(), symbols: symbols.into() }
    }

    /// Symbols of which one must follow a symbol that begins a phrase; none where the phrase may be whole already.
    #[inline]
    pub fn of(&self, symbol: Symbol) -> &[Symbol] {
        let at = |i: usize| self.first.get(i).map_or(0, |&first| first as usize);
        self.symbols.get(at(symbol as usize)..at(symbol as usize + 1)).unwrap_or_default()
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
