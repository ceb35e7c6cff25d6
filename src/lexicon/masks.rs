//! Sets of symbols in 256 bits, which tell at once when two of them have nothing in common.
//!
//! A token can be read as some seven symbols, a node of an automaton has up to hundreds of edges, and hardly ever do they
//! meet. What notes say most often ("the", `{client}`, `~call`) has a bit of its own, so that a common word never passes
//! for another; the rest share what is left.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::trie::Symbol;

/// A set of symbols, or a little more than that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, databake::Bake)]
#[databake(path = notelint::lexicon::masks)]
pub struct Mask(pub [u64; 4]);

impl Mask {
    /// Every symbol.
    pub const ALL: Self = Self([u64::MAX; 4]);
    /// No symbol.
    pub const NONE: Self = Self([0; 4]);

    /// What has this bit alone.
    const fn of_bit(bit: u8) -> Self {
        let mut bits = [0; 4];
        bits[bit as usize / 64] = 1 << (bit % 64);
        Self(bits)
    }

    /// Whether the two may have a symbol in common; `false` is certain.
    #[inline(always)]
    pub const fn meets(&self, other: &Self) -> bool {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        (a & e) | (b & f) | (c & g) | (d & h) != 0
    }

    /// Adds the symbols of another.
    #[inline(always)]
    pub const fn add(&mut self, other: &Self) {
        let [e, f, g, h] = other.0;
        self.0[0] |= e;
        self.0[1] |= f;
        self.0[2] |= g;
        self.0[3] |= h;
    }

    /// How many bits of the set that belong to one symbol each come before this one of them.
    #[inline(always)]
    pub const fn own_before(&self, bit: u8) -> usize {
        let below = (1 << (bit % 64)) - 1;
        let [first, second] = if bit < 64 { [self.0[0] & below, 0] } else { [self.0[0], self.0[1] & below] };
        (first.count_ones() + second.count_ones()) as usize
    }

    /// How many of the set's symbols have a bit of their own.
    #[inline(always)]
    pub const fn own(&self) -> usize {
        (self.0[0].count_ones() + self.0[1].count_ones()) as usize
    }

    /// Whether a symbol of that bit may be in the set; `false` is certain.
    #[inline(always)]
    pub const fn has_bit(&self, bit: u8) -> bool {
        self.0[bit as usize / 64] >> (bit % 64) & 1 != 0
    }
}

/// Bits that belong to one symbol each: the first two words of a [`Mask`].
const OWN: usize = 128;

/// Whether a bit belongs to one symbol.
#[inline(always)]
pub const fn is_own(bit: u8) -> bool {
    (bit as usize) < OWN
}

/// The bit of each symbol.
#[derive(Debug, Clone, Default, databake::Bake)]
#[databake(path = notelint::lexicon::masks)]
pub struct Masks {
    /// Per symbol, its bit.
    pub bits: Cow<'static, [u8]>,
}

impl Masks {
    /// Gives out the bits; `frequency` tells, by symbol, how often each stands in notes.
    pub fn new(frequency: &[u32]) -> Self {
        let mut order: Vec<usize> = (0..frequency.len()).collect();
        order.sort_by_key(|&symbol| (Reverse(frequency[symbol]), symbol));
        let mut bits = vec![0; frequency.len()];
        for (rank, symbol) in order.into_iter().enumerate() {
            let bit = if rank < OWN { rank } else { OWN + (rank - OWN) % (256 - OWN) };
            bits[symbol] = bit as u8;
        }
        Self { bits: bits.into() }
    }

    /// The set of some symbols.
    pub fn of<'s>(&self, symbols: impl IntoIterator<Item = &'s Symbol>) -> Mask {
        let mut mask = Mask::NONE;
        symbols.into_iter().for_each(|&symbol| mask.add(&self.one(symbol)));
        mask
    }

    /// The set of one symbol.
    #[inline]
    pub fn one(&self, symbol: Symbol) -> Mask {
        Mask::of_bit(self.bit(symbol))
    }

    /// The bit of a symbol.
    #[inline(always)]
    pub fn bit(&self, symbol: Symbol) -> u8 {
        self.bits.get(symbol as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_frequent_meets_itself_alone() {
        let frequency: Vec<u32> = (0..1000).map(|symbol| if symbol == 700 { 9 } else { 1 }).collect();
        let masks = Masks::new(&frequency);
        let frequent = masks.one(700);
        assert!((0..1000).all(|other| frequent.meets(&masks.one(other)) == (other == 700)));
        let some = masks.of(&[3, 700, 999]);
        assert!([3, 700, 999].iter().all(|&symbol| some.has_bit(masks.bit(symbol))));
        assert!(!some.has_bit(masks.bit(4)));
        assert!(!Mask::NONE.meets(&Mask::ALL) && some.meets(&Mask::ALL));
    }
}
