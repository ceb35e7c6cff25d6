//! An automaton's nodes → the same, those that notes come by most often side by side, where one read of memory brings several.

use super::trie::{GAP, NUMBER, Node, Symbol, Trie};

/// How often a search goes on behind `..`, for each time that it comes to one: it passes over none to three words.
const GAP_WAYS: f64 = 3.0;

/// Numbers the nodes anew by how often a search is to come by them; `frequencies` tells, by symbol, how often each stands in notes.
pub fn arrange(trie: &mut Trie, frequencies: &[u32]) {
    let heats = heats(trie, frequencies);
    let mut order: Vec<usize> = (1..trie.nodes.len()).collect();
    order.sort_by(|&one, &two| heats[two].total_cmp(&heats[one]).then(one.cmp(&two)));
    order.splice(0..0, (!trie.nodes.is_empty()).then_some(0));
    let mut numbers = vec![0; order.len()];
    for (number, &node) in order.iter().enumerate() {
        numbers[node] = number as u32;
    }
    let (mut symbols, mut targets) = (Vec::new(), Vec::new());
    let mut nodes: Vec<Node> = Vec::with_capacity(order.len());
    for node in order.iter().map(|&node| trie.nodes[node]) {
        let first_edge = targets.len() as u32;
        for (symbol, target) in trie.edges(&node).iter() {
            symbols.push(symbol);
            targets.push(numbers[target as usize]);
        }
        nodes.push(Node { first_edge, gap: numbers[node.gap as usize], ..node });
    }
    let root = trie.root.iter().map(|&child| numbers[child as usize]).collect();
    (trie.nodes, trie.symbols, trie.targets, trie.root) =
        (nodes.into(), symbols.into(), targets.into(), root);
}

/// Per node, how often a search that begins at each token is to come by.
fn heats(trie: &Trie, frequencies: &[u32]) -> Vec<f64> {
    let frequency = |symbol: Symbol| frequencies.get(symbol as usize).copied().unwrap_or_default();
    let tokens = frequencies.iter().copied().max().unwrap_or_default().max(frequency(NUMBER)).max(1);
    let mut heats = vec![0.0; trie.nodes.len()];
    if let Some(root) = heats.first_mut() {
        *root = 1.0;
    }
    for node in from_root(trie) {
        let heat = heats[node as usize];
        for (symbol, target) in trie.edges(trie.node(node)).iter() {
            let ways =
                if symbol == GAP { GAP_WAYS } else { f64::from(frequency(symbol)) / f64::from(tokens) };
            heats[target as usize] += heat * ways;
        }
    }
    heats
}

/// The nodes, each after all that lead to it.
fn from_root(trie: &Trie) -> Vec<u32> {
    let mut order = Vec::with_capacity(trie.nodes.len());
    let mut seen = vec![false; trie.nodes.len()];
    // A node and how many of its edges were followed.
    let mut open: Vec<(u32, usize)> = if trie.nodes.is_empty() { vec![] } else { vec![(0, 0)] };
    while let Some((node, followed)) = open.last_mut() {
        let next = trie.edges(trie.node(*node)).iter().nth(*followed);
        *followed += 1;
        match next {
            Some((_, target)) if !std::mem::replace(&mut seen[target as usize], true) => {
                open.push((target, 0))
            }
            Some(_) => {}
            None => {
                order.push(*node);
                open.pop();
            }
        }
    }
    order.reverse();
    order
}

#[cfg(test)]
mod tests {
    use super::super::trie::Builder;
    use super::*;

    #[test]
    fn what_is_frequent_stands_first_and_leads_where_it_led() {
        let mut builder = Builder::default();
        for (path, value) in [([4, 6], 7), ([5, 8], 9)] {
            let nodes = path.iter().fold(builder.root(), |nodes, &symbol| builder.grow(&nodes, symbol));
            builder.accept(&nodes, value);
        }
        let mut trie = builder.finish(9);
        assert_eq!(trie.begin(4), Some(1));
        let mut frequencies = vec![0; 9];
        (frequencies[4], frequencies[5]) = (1, 20);
        arrange(&mut trie, &frequencies);
        assert_eq!(trie.begin(5), Some(1), "the most frequent stands right behind the root");
        let walk = |symbols: &[Symbol]| symbols.iter().try_fold(0, |node, &symbol| trie.child(node, symbol));
        assert_eq!(walk(&[4, 6]).and_then(|node| trie.accept(node)), Some(7));
        assert_eq!(walk(&[5, 8]).and_then(|node| trie.accept(node)), Some(9));
        assert_eq!(walk(&[5, 6]), None);
    }
}
