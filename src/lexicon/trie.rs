//! Symbol sequences → one shared automaton in flat arrays, walked over the symbols of a note's tokens.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::masks::{Mask, Masks, is_own};

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
    /// The node behind its [`GAP`], or 0.
    pub gap: u32,
    /// The symbols of its other edges.
    pub mask: Mask,
}

impl Node {
    const NONE: Self = Self { accepts: NOTHING, first_edge: 0, edges: 0, gap: 0, mask: Mask::NONE };

    /// What the node accepts.
    #[inline]
    pub const fn accept(&self) -> Option<u32> {
        if self.accepts == NOTHING { None } else { Some(self.accepts) }
    }

    /// The node behind its gap.
    #[inline]
    pub const fn behind_gap(&self) -> Option<u32> {
        if self.gap == 0 { None } else { Some(self.gap) }
    }
}

/// An automaton without cycles, in flat arrays that need no parsing. Node 0 is the root.
#[derive(Debug, Clone, Default, databake::Bake)]
#[databake(path = notelint::lexicon)]
pub struct Trie {
    /// The nodes.
    pub nodes: Cow<'static, [Node]>,
    /// Per edge, its symbol; within a node first those with a bit of their own, by bit, then the others, ascending.
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
    mask: &'t Mask,
    symbols: &'t [Symbol],
    targets: &'t [u32],
}

impl<'t> Edges<'t> {
    /// The symbols, and the nodes that they lead to.
    pub fn iter(self) -> impl Iterator<Item = (Symbol, u32)> + 't {
        self.symbols.iter().copied().zip(self.targets.iter().copied())
    }

    /// The node that `symbol` leads to, whose bit is in the node's mask.
    #[inline]
    pub fn child(self, symbol: Symbol, bit: u8) -> Option<u32> {
        let at = if is_own(bit) {
            self.mask.own_before(bit)
        } else {
            let own = self.mask.own();
            own + self.symbols.get(own..)?.binary_search(&symbol).ok()?
        };
        self.targets.get(at).copied()
    }
}

impl Trie {
    /// The node that `symbol` leads to.
    #[inline]
    pub fn child(&self, node: u32, symbol: Symbol) -> Option<u32> {
        if node == 0 {
            return self.begin(symbol);
        }
        self.edges(self.node(node)).iter().find(|&(known, _)| known == symbol).map(|(_, target)| target)
    }

    /// The node that `symbol` leads to from the root.
    #[inline]
    pub fn begin(&self, symbol: Symbol) -> Option<u32> {
        self.root.get(symbol as usize).copied().filter(|&child| child != 0)
    }

    /// A node; one that is not there accepts nothing and leads nowhere.
    #[inline]
    pub fn node(&self, node: u32) -> &Node {
        self.nodes.get(node as usize).unwrap_or(&Node::NONE)
    }

    /// A node's edges.
    #[inline]
    pub fn edges<'t>(&'t self, node: &'t Node) -> Edges<'t> {
        let run = node.first_edge as usize..node.first_edge as usize + node.edges as usize;
        Edges {
            mask: &node.mask,
            symbols: self.symbols.get(run.clone()).unwrap_or_default(),
            targets: self.targets.get(run).unwrap_or_default(),
        }
    }

    /// Tells every node the symbols of its edges, and puts first those that its mask tells the place of.
    pub fn fill_masks(&mut self, masks: &Masks) {
        let mut nodes = std::mem::take(&mut self.nodes).into_owned();
        let mut symbols = std::mem::take(&mut self.symbols).into_owned();
        let mut targets = std::mem::take(&mut self.targets).into_owned();
        let mut edges: Vec<(Symbol, u32)> = Vec::new();
        for node in &mut nodes {
            let run = node.first_edge as usize..node.first_edge as usize + node.edges as usize;
            edges.clear();
            edges.extend(symbols[run.clone()].iter().copied().zip(targets[run.clone()].iter().copied()));
            // A gap is no symbol of a token.
            let bit = |symbol: Symbol| Some(masks.bit(symbol)).filter(|_| symbol != GAP);
            let own = |symbol: Symbol| bit(symbol).filter(|&bit| is_own(bit));
            edges.sort_by_key(|&(symbol, _)| own(symbol).map_or((1, symbol), |bit| (0, u16::from(bit))));
            for ((symbol, target), at) in edges.iter().zip(run) {
                (symbols[at], targets[at]) = (*symbol, *target);
            }
            node.mask = masks.of(edges.iter().map(|(symbol, _)| symbol).filter(|&&symbol| symbol != GAP));
        }
        (self.nodes, self.symbols, self.targets) = (nodes.into(), symbols.into(), targets.into());
    }

    /// What a node accepts.
    #[inline]
    pub fn accept(&self, node: u32) -> Option<u32> {
        self.node(node).accept()
    }
}

/// Phrases while they are collected: a node for every step of every phrase, so that alternatives and optional words
/// join again. [`Builder::finish`] makes the automaton of it that is in one node at a time.
#[derive(Debug)]
pub struct Builder {
    nodes: Vec<Step>,
    accepted: u32,
}

/// A node of the [`Builder`].
#[derive(Debug, Default)]
struct Step {
    /// Per symbol, the nodes that it leads to.
    next: BTreeMap<Symbol, Vec<u32>>,
    /// What it accepts, each with its turn.
    accepts: Vec<(u32, u32)>,
}

impl Default for Builder {
    fn default() -> Self {
        Self { nodes: vec![Step::default()], accepted: 0 }
    }
}

impl Builder {
    /// The root, as a set of nodes to grow from.
    pub fn root(&self) -> Vec<u32> {
        vec![0]
    }

    /// The node that `symbol` leads to from all of `nodes`; none from none.
    pub fn grow(&mut self, nodes: &[u32], symbol: Symbol) -> Vec<u32> {
        if nodes.is_empty() {
            return Vec::new();
        }
        let grown = self.nodes.len() as u32;
        self.nodes.push(Step::default());
        for &node in nodes {
            self.nodes[node as usize].next.entry(symbol).or_default().push(grown);
        }
        vec![grown]
    }

    /// Lets `nodes` accept `value`, after what they accept already.
    pub fn accept(&mut self, nodes: &[u32], value: u32) {
        self.accepted += 1;
        for &node in nodes {
            self.nodes[node as usize].accepts.push((self.accepted, value));
        }
    }

    /// The automaton; where several phrases end, the one that was added first is accepted.
    pub fn finish(self, symbols: usize) -> Trie {
        Merger::new(&self, |accepts| accepts.first().copied()).run(symbols)
    }

    /// As [`Builder::finish`], where all phrases are accepted: the place of their set in the second result.
    pub fn finish_with_sets(self, symbols: usize) -> (Trie, Vec<Vec<u32>>) {
        let mut sets: Vec<Vec<u32>> = Vec::new();
        let trie = Merger::new(&self, |accepts| {
            if accepts.is_empty() {
                return None;
            }
            let known = sets.iter().position(|set| set == accepts);
            Some(known.unwrap_or_else(|| {
                sets.push(accepts.to_vec());
                sets.len() - 1
            }) as u32)
        })
        .run(symbols);
        (trie, sets)
    }
}

/// Sets of the builder's nodes → the fewest nodes that accept the same.
struct Merger<'b, F> {
    builder: &'b Builder,
    accept: F,
    /// The merged node of each set of the builder's nodes.
    of_set: HashMap<Vec<u32>, u32>,
    /// The merged node of each set of edges and what is accepted there.
    of_content: HashMap<(Vec<(Symbol, u32)>, u32), u32>,
    /// Per merged node, its edges and what it accepts.
    merged: Vec<(Vec<(Symbol, u32)>, u32)>,
}

impl<'b, F: FnMut(&[u32]) -> Option<u32>> Merger<'b, F> {
    fn new(builder: &'b Builder, accept: F) -> Self {
        Self { builder, accept, of_set: HashMap::new(), of_content: HashMap::new(), merged: Vec::new() }
    }

    /// The merged node that stands for a set of nodes, after those that it leads to. As deep as a phrase is long.
    fn merge(&mut self, set: Vec<u32>) -> u32 {
        if let Some(&known) = self.of_set.get(&set) {
            return known;
        }
        let mut next: BTreeMap<Symbol, Vec<u32>> = BTreeMap::new();
        let mut accepts = Vec::new();
        for &node in &set {
            let step = &self.builder.nodes[node as usize];
            for (&symbol, targets) in &step.next {
                next.entry(symbol).or_default().extend(targets);
            }
            accepts.extend(&step.accepts);
        }
        let edges: Vec<(Symbol, u32)> = next
            .into_iter()
            .map(|(symbol, mut targets)| {
                targets.sort_unstable();
                targets.dedup();
                (symbol, self.merge(targets))
            })
            .collect();
        accepts.sort_unstable();
        let mut values: Vec<u32> = Vec::new();
        for (_, value) in accepts {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        let content = (edges, (self.accept)(&values).unwrap_or(NOTHING));
        let node = *self.of_content.entry(content.clone()).or_insert_with(|| {
            self.merged.push(content);
            self.merged.len() as u32 - 1
        });
        self.of_set.insert(set, node);
        node
    }

    /// Lays the merged nodes out flat, the root first, each as near behind one that leads to it as can be.
    fn run(mut self, symbols: usize) -> Trie {
        let first = self.merge(self.builder.root());
        let mut numbers: HashMap<u32, u32> = HashMap::new();
        let (mut open, mut order) = (vec![first], vec![]);
        while let Some(node) = open.pop() {
            if numbers.contains_key(&node) {
                continue;
            }
            numbers.insert(node, order.len() as u32);
            order.push(node);
            open.extend(self.merged[node as usize].0.iter().rev().map(|&(_, child)| child));
        }
        let (mut nodes, mut edge_symbols, mut targets) = (vec![], vec![], vec![]);
        let mut root = vec![0; symbols];
        for &node in &order {
            let (edges, accepts) = &self.merged[node as usize];
            nodes.push(Node {
                accepts: *accepts,
                first_edge: targets.len() as u32,
                edges: edges.len() as u32,
                gap: edges.iter().find(|(symbol, _)| *symbol == GAP).map_or(0, |(_, child)| numbers[child]),
                mask: Mask::NONE,
            });
            for &(symbol, child) in edges {
                edge_symbols.push(symbol);
                targets.push(numbers[&child]);
                if node == first {
                    root[symbol as usize] = numbers[&child];
                }
            }
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
