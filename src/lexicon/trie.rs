//! Symbol sequences → one shared automaton in flat arrays, walked over the symbols of a note's tokens.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// What a token can be read as: a word, a form of a verb, a member of a class. One number space for all of them.
pub type Symbol = u16;

/// Stands for nothing; what `begins` has for it holds for every token.
pub const NONE: Symbol = 0;
/// Stands for a number.
pub const NUMBER: Symbol = 1;
/// Stands for a person's name.
pub const NAME: Symbol = 2;
/// An edge that skips up to three words.
pub const GAP: Symbol = 3;
/// The first symbol that is given out.
pub const FIRST_FREE: Symbol = 4;

const NOTHING: u32 = u32::MAX;

/// One of 32 bits for a symbol: two sets of symbols whose bits do not meet have none in common.
#[inline]
pub const fn mask(symbol: Symbol) -> u32 {
    1 << (symbol & 31)
}

/// A node of an automaton.
#[derive(Debug, Clone, Copy, PartialEq, Eq, databake::Bake)]
#[databake(path = notelint::lexicon::trie)]
pub struct Node {
    /// What it accepts, or `u32::MAX`.
    pub accepts: u32,
    /// Its first edge.
    pub first_edge: u32,
    /// Its number of edges.
    pub edges: u32,
    /// The [`mask`] of its edges.
    pub mask: u32,
}

impl Node {
    const NONE: Self = Self { accepts: NOTHING, first_edge: 0, edges: 0, mask: 0 };

    /// What the node accepts.
    #[inline]
    pub fn accept(self) -> Option<u32> {
        if self.accepts == NOTHING { None } else { Some(self.accepts) }
    }
}

/// An automaton without cycles, in flat arrays that need no parsing. Node 0 is the root.
#[derive(Debug, Clone, Default, databake::Bake)]
#[databake(path = notelint::lexicon)]
pub struct Trie {
    /// The nodes.
    pub nodes: Cow<'static, [Node]>,
    /// Per edge, its symbol; ascending within a node.
    pub symbols: Cow<'static, [u16]>,
    /// Per edge, the node it leads to.
    pub targets: Cow<'static, [u32]>,
    /// Per symbol, the root's child, or 0.
    pub root: Cow<'static, [u32]>,
    /// Its bit in the lexicon's `begins`.
    pub bit: u16,
}

/// The edges of a node.
#[derive(Debug, Clone, Copy)]
pub struct Edges<'t> {
    symbols: &'t [Symbol],
    targets: &'t [u32],
    mask: u32,
}

impl Edges<'_> {
    /// The node that `symbol` leads to.
    #[inline]
    pub fn child(self, symbol: Symbol) -> Option<u32> {
        if self.mask & mask(symbol) == 0 {
            return None;
        }
        let found = if self.symbols.len() <= 8 {
            self.symbols.iter().position(|&s| s == symbol)
        } else {
            self.symbols.binary_search(&symbol).ok()
        };
        self.targets.get(found?).copied()
    }
}

impl Trie {
    /// The node that `symbol` leads to.
    #[inline]
    pub fn child(&self, node: u32, symbol: Symbol) -> Option<u32> {
        if node == 0 { self.begin(symbol) } else { self.edges(self.node(node)).child(symbol) }
    }

    /// The node that `symbol` leads to from the root.
    #[inline]
    pub fn begin(&self, symbol: Symbol) -> Option<u32> {
        self.root.get(symbol as usize).copied().filter(|&child| child != 0)
    }

    /// A node; one that is not there accepts nothing and leads nowhere.
    #[inline]
    pub fn node(&self, node: u32) -> Node {
        self.nodes.get(node as usize).copied().unwrap_or(Node::NONE)
    }

    /// A node's edges.
    #[inline]
    pub fn edges(&self, node: Node) -> Edges<'_> {
        let run = node.first_edge as usize..node.first_edge as usize + node.edges as usize;
        Edges {
            symbols: self.symbols.get(run.clone()).unwrap_or_default(),
            targets: self.targets.get(run).unwrap_or_default(),
            mask: node.mask,
        }
    }

    /// What a node accepts.
    #[inline]
    pub fn accept(&self, node: u32) -> Option<u32> {
        self.node(node).accept()
    }
}

/// A trie while it is built.
#[derive(Debug)]
pub struct Builder {
    /// Per node, its children and what it accepts, in the order in which it was added.
    nodes: Vec<(BTreeMap<Symbol, u32>, Vec<u32>)>,
}

impl Default for Builder {
    fn default() -> Self {
        Self { nodes: vec![(BTreeMap::new(), Vec::new())] }
    }
}

impl Builder {
    /// The root, as a set of nodes to grow from.
    pub fn root(&self) -> Vec<u32> {
        vec![0]
    }

    /// The nodes that `symbol` leads to from `nodes`, made where they are missing.
    pub fn grow(&mut self, nodes: &[u32], symbol: Symbol) -> Vec<u32> {
        let mut grown = Vec::with_capacity(nodes.len());
        for &node in nodes {
            let next = self.nodes.len() as u32;
            let child = *self.nodes[node as usize].0.entry(symbol).or_insert(next);
            if child == next {
                self.nodes.push((BTreeMap::new(), Vec::new()));
            }
            grown.push(child);
        }
        grown.sort_unstable();
        grown.dedup();
        grown
    }

    /// Lets `nodes` accept `value`, after what they accept already.
    pub fn accept(&mut self, nodes: &[u32], value: u32) {
        for &node in nodes {
            let accepts = &mut self.nodes[node as usize].1;
            if !accepts.contains(&value) {
                accepts.push(value);
            }
        }
    }

    /// Merges equal ends and lays the nodes out flat; a node accepts what was added to it first.
    pub fn finish(self, symbols: usize) -> Trie {
        let accepts: Vec<u32> =
            self.nodes.iter().map(|(_, accepts)| accepts.first().copied().unwrap_or(NOTHING)).collect();
        self.lay_out(symbols, &accepts)
    }

    /// As [`Builder::finish`], where a node accepts all that was added to it: the place of its set in the second result.
    pub fn finish_with_sets(self, symbols: usize) -> (Trie, Vec<Vec<u32>>) {
        let mut sets: Vec<Vec<u32>> = Vec::new();
        let accepts: Vec<u32> = self
            .nodes
            .iter()
            .map(|(_, accepts)| {
                if accepts.is_empty() {
                    return NOTHING;
                }
                let place = sets.iter().position(|set| set == accepts).unwrap_or_else(|| {
                    sets.push(accepts.clone());
                    sets.len() - 1
                });
                place as u32
            })
            .collect();
        (self.lay_out(symbols, &accepts), sets)
    }

    fn lay_out(self, symbols: usize, accept_of: &[u32]) -> Trie {
        // Children have higher numbers than their parents, so that one backward sweep sees them first.
        let mut merged: HashMap<(Vec<(Symbol, u32)>, u32), u32> = HashMap::new();
        let mut canonical = vec![0u32; self.nodes.len()];
        for (node, (edges, _)) in self.nodes.iter().enumerate().rev() {
            let edges = edges.iter().map(|(&symbol, &child)| (symbol, canonical[child as usize])).collect();
            canonical[node] = *merged.entry((edges, accept_of[node])).or_insert(node as u32);
        }
        let mut numbers: HashMap<u32, u32> = HashMap::from([(0, 0)]);
        let mut order = vec![0u32];
        let mut i = 0;
        while i < order.len() {
            for child in self.nodes[order[i] as usize].0.values() {
                let child = canonical[*child as usize];
                numbers.entry(child).or_insert_with(|| {
                    order.push(child);
                    order.len() as u32 - 1
                });
            }
            i += 1;
        }
        let (mut nodes, mut edge_symbols, mut targets) = (vec![], vec![], vec![]);
        for node in &order {
            let edges = &self.nodes[*node as usize].0;
            nodes.push(Node {
                accepts: accept_of[*node as usize],
                first_edge: targets.len() as u32,
                edges: edges.len() as u32,
                mask: edges.keys().fold(0, |all, &symbol| all | mask(symbol)),
            });
            for (symbol, child) in edges {
                edge_symbols.push(*symbol);
                targets.push(numbers[&canonical[*child as usize]]);
            }
        }
        let mut root = vec![0; symbols];
        for (symbol, child) in &self.nodes[0].0 {
            root[*symbol as usize] = numbers[&canonical[*child as usize]];
        }
        Trie {
            nodes: nodes.into(),
            symbols: edge_symbols.into(),
            targets: targets.into(),
            root: root.into(),
            bit: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merges_equal_ends_and_keeps_what_came_first() {
        let mut builder = Builder::default();
        for (first, value) in [(4, 7), (5, 7), (4, 9)] {
            let nodes = builder.grow(&builder.root(), first);
            let nodes = builder.grow(&nodes, 6);
            builder.accept(&nodes, value);
        }
        let trie = builder.finish(8);
        assert_eq!(trie.nodes.len(), 3, "root, the shared middle, the shared end");
        let walk = |symbols: &[Symbol]| symbols.iter().try_fold(0, |node, &s| trie.child(node, s));
        assert_eq!(walk(&[4, 6]).and_then(|node| trie.accept(node)), Some(7));
        assert_eq!(walk(&[5, 6]).and_then(|node| trie.accept(node)), Some(7));
        assert_eq!(walk(&[6]), None);
        assert_eq!(walk(&[4]).and_then(|node| trie.accept(node)), None);
    }
}
