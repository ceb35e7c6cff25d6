//! A lexicon → what lets a search pass over most of it: what a word alone can be read as, what begins with it, which symbols meet.

use super::masks::{Mask, Masks};
use super::needs::Needs;
use super::trie::{GAP, NAME, NONE, NUMBER, Symbol};
use super::{Lexicon, Opening, PERSON, Role, Trie, WordId};
use crate::token;

/// Fills them in; `symbols` is how many there are, and the sentences tell which of them are frequent.
pub(super) fn fill<'e>(lexicon: &mut Lexicon, symbols: usize, sentences: impl Iterator<Item = &'e String>) {
    add_classes_of_words(lexicon);
    tell_beginnings(lexicon, symbols);
    let frequencies = frequencies(lexicon, symbols, sentences);
    lexicon.needs = Needs::new(&lexicon.acts, &frequencies);
    fill_masks(lexicon, &frequencies);
}

/// The automata that are searched at every token.
fn automata(lexicon: &mut Lexicon) -> [&mut Trie; 8] {
    [
        &mut lexicon.classes,
        &mut lexicon.acts,
        &mut lexicon.cues,
        &mut lexicon.attempts,
        &mut lexicon.circumstances,
        &mut lexicon.systems,
        &mut lexicon.programs,
        &mut lexicon.times,
    ]
}

/// Puts behind each word's symbols the classes that it is a member of by a sequence of one, as "client" is of the class
/// that holds `[the] client`.
fn add_classes_of_words(lexicon: &mut Lexicon) {
    let (mut first_symbol, mut first_class, mut symbols) = (vec![0u32], vec![], vec![]);
    for word in 0..=lexicon.words.len() as WordId {
        let mut read = lexicon.words.symbols(word).to_vec();
        let own = read.len();
        let mut next = 0;
        while let Some(&symbol) = read.get(next) {
            next += 1;
            let set = lexicon.classes.begin(symbol).and_then(|node| lexicon.classes.accept(node));
            for &class in set.map(|set| lexicon.class_set(set)).unwrap_or_default() {
                if !read[own..].contains(&class) {
                    read.push(class);
                }
            }
        }
        first_class.push((symbols.len() + own) as u32);
        symbols.append(&mut read);
        first_symbol.push(symbols.len() as u32);
    }
    let words = &mut lexicon.words;
    words.first_symbol = first_symbol.into();
    words.first_class = first_class.into();
    words.symbols = symbols.into();
}

/// Gives every automaton a bit, and tells for each symbol which of them it begins a phrase of.
fn tell_beginnings(lexicon: &mut Lexicon, symbols: usize) {
    let mut begins = vec![0u16; symbols];
    for (i, trie) in automata(lexicon).into_iter().enumerate() {
        trie.bit = 1 << i;
        for (begins, _) in begins.iter_mut().zip(trie.root.iter()).filter(|(_, child)| **child != 0) {
            *begins |= trie.bit;
        }
    }
    begins[NONE as usize] = begins[GAP as usize];
    begins[NAME as usize] |= PERSON;
    for &role in Role::ALL {
        begins[lexicon.role_symbol(role) as usize] |= PERSON;
    }
    for office in [lexicon.organisation, lexicon.outside] {
        begins[office as usize] |= PERSON;
    }
    let words = 0..=lexicon.words.len() as WordId;
    let of_word = |word| {
        lexicon.words.symbols(word).iter().fold(begins[NONE as usize], |all, &s| all | begins[s as usize])
    };
    lexicon.words.begins = words.map(of_word).collect::<Vec<_>>().into();
    lexicon.begins = begins.into();
}

/// Gives every symbol its bit, and tells words, sets of classes and nodes of automata their symbols.
fn fill_masks(lexicon: &mut Lexicon, frequencies: &[u32]) {
    let masks = Masks::new(frequencies);
    lexicon.words.bits = lexicon.words.symbols.iter().map(|&symbol| masks.bit(symbol)).collect();
    let sets = 0..lexicon.class_set_starts.len().saturating_sub(1) as u32;
    let begins = |set: &[Symbol]| set.iter().fold(0, |all, &symbol| all | lexicon.begins(symbol));
    let (set_masks, set_begins): (Vec<_>, Vec<_>) =
        sets.map(|set| lexicon.class_set(set)).map(|set| (masks.of(set), begins(set))).unzip();
    (lexicon.class_set_masks, lexicon.class_set_begins) = (set_masks.into(), set_begins.into());
    for trie in automata(lexicon) {
        trie.fill_masks(&masks);
    }
    lexicon.masks = masks;
    let words = 0..=lexicon.words.len() as WordId;
    lexicon.words.openings = words.map(|word| opening(lexicon, word)).collect();
}

/// What a word begins, by all that it can be read as.
fn opening(lexicon: &Lexicon, word: WordId) -> Opening {
    let mut opening = Opening { begins: lexicon.words.begins(word), ..Opening::default() };
    for (symbol, _) in lexicon.words.readings(word) {
        opening.mask.add(&lexicon.masks.one(symbol));
        opening.begins |= lexicon.begins(symbol);
        if let Some(node) = lexicon.classes.begin(symbol) {
            let node = lexicon.classes.node(node);
            opening.next.add(if node.gap == 0 { &node.mask } else { &Mask::ALL });
        }
    }
    opening
}

/// How often each symbol stands in some sentences. Members of classes that are made of other classes are not counted.
fn frequencies<'e>(
    lexicon: &Lexicon,
    symbols: usize,
    sentences: impl Iterator<Item = &'e String>,
) -> Vec<u32> {
    fn members(lexicon: &Lexicon, node: u32, words: &[WordId], found: &mut Vec<u32>) {
        found.extend(lexicon.classes.accept(node));
        if let [word, rest @ ..] = words {
            for next in lexicon.words.symbols(*word).iter().filter_map(|&s| lexicon.classes.child(node, s)) {
                members(lexicon, next, rest, found);
            }
        }
    }
    let mut frequencies = vec![0; symbols];
    let mut found = Vec::new();
    for sentence in sentences {
        let tokens = token::tokenize(sentence);
        let words: Vec<WordId> = tokens.iter().map(|token| lexicon.words.find(token, sentence)).collect();
        for (place, token) in tokens.iter().enumerate() {
            for &symbol in lexicon.words.symbols(words[place]) {
                frequencies[symbol as usize] += 1;
            }
            frequencies[NAME as usize] += u32::from(token.capital);
            frequencies[NUMBER as usize] += u32::from(token.is_number());
            found.clear();
            members(lexicon, 0, &words[place..], &mut found);
            for &set in &found {
                for &class in lexicon.class_set(set) {
                    frequencies[class as usize] += 1;
                }
            }
        }
    }
    frequencies
}
