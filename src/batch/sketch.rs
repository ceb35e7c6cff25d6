//! A note's words → a sketch of them, by which two notes can be compared when both are gone.
//!
//! What copies change is dropped first: names, numbers, dates, times, and the words that stand for a person. Of what is
//! left, every three words in a row are hashed (a *shingle*), and the hashes are parted among [`PLACES`] by their upper
//! bits; in each place the sketch keeps the least that the note has there, cut to 16 bits. A place without any takes what
//! another has, by a rule that looks at nothing else, so that notes that agree there agree here. Two notes agree in a place
//! as often as they share shingles: the part of places that agree is the Jaccard similarity of their shingles, within a
//! standard error of 0.06 at 0.8.

use crate::lexicon::{Lexicon, WordClass};
use crate::note::Note;
use crate::token::hash_lower;

/// How many places a sketch has.
pub const PLACES: usize = 48;
/// Words in a shingle.
const SHINGLE: usize = 3;
/// The least words, after names and numbers are dropped, of a note that is compared: "called ct, no answer" is said every
/// day by everyone.
pub const LEAST_WORDS: usize = 15;

/// What is kept of a note's words: 96 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sketch([u16; PLACES]);

impl Default for Sketch {
    fn default() -> Self {
        Self([0; PLACES])
    }
}

impl Sketch {
    /// The sketch of a note; `None` where it has too few words to be told from others.
    pub fn new(note: &Note<'_>, lexicon: &Lexicon) -> Option<Self> {
        let words = words(note, lexicon);
        if words.len() < LEAST_WORDS { None } else { Some(Self::of(&words)) }
    }

    /// The sketch of some words, by their hashes.
    pub fn of(words: &[u32]) -> Self {
        let mut least: [Option<u32>; PLACES] = [None; PLACES];
        let shingles = words.windows(SHINGLE.min(words.len()).max(1));
        for shingle in shingles {
            let hash = shingle.iter().fold(0, |hash, &word| mixed(hash ^ u64::from(word)));
            let place = (((hash >> 32) * PLACES as u64) >> 32) as usize;
            least[place] = Some(least[place].map_or(hash as u32, |least| least.min(hash as u32)));
        }
        Self(std::array::from_fn(|place| filled(&least, place)))
    }

    /// The part of the places in which two sketches agree, from 0 to 1.
    pub fn likeness(&self, other: &Self) -> f64 {
        let same = self.0.iter().zip(&other.0).filter(|(one, other)| one == other).count();
        same as f64 / PLACES as f64
    }

    /// A hash of some of the places: notes that are alike are likely to have one in common.
    pub(super) fn band(&self, places: std::ops::Range<usize>) -> u32 {
        let hash = self.0[places].iter().fold(0, |hash, &place| mixed(hash ^ u64::from(place)));
        (hash >> 32) as u32
    }
}

/// The words of a note that a copy keeps, by their hashes: no names, numbers, days or pronouns.
fn words(note: &Note<'_>, lexicon: &Lexicon) -> Vec<u32> {
    const DROPPED: [WordClass; 6] = [
        WordClass::Number,
        WordClass::Weekday,
        WordClass::GivenName,
        WordClass::Title,
        WordClass::Minute,
        WordClass::Hour,
    ];
    let mut words = Vec::new();
    for sentence in &note.sentences {
        for token in sentence.tokens.clone() {
            let is = &note.tokens[token];
            let head = token == sentence.tokens.start || is.lines_before > 0;
            // A capital within a sentence is a name; at its head, where no lexicon knows the word.
            let name =
                is.capital && !note.shouting && (!head || note.words[token] == 0) && is.end - is.start > 1;
            let single = is.end - is.start == 1;
            let dropped = !is.is_word()
                || name && (!is.all_caps || note.words[token] == 0)
                || single
                || PERSONS.contains(&is.hash)
                || MONTHS.contains(&is.hash)
                || note.classes(&lexicon.words, token).any(&DROPPED);
            if !dropped {
                words.push(is.hash);
            }
        }
    }
    words
}

/// Pronouns, which change with the name that they stand for, and the halves of the day.
const PERSONS: [u32; 14] = [
    hash_lower("he"),
    hash_lower("she"),
    hash_lower("him"),
    hash_lower("her"),
    hash_lower("his"),
    hash_lower("hers"),
    hash_lower("himself"),
    hash_lower("herself"),
    hash_lower("they"),
    hash_lower("them"),
    hash_lower("their"),
    hash_lower("themselves"),
    hash_lower("am"),
    hash_lower("pm"),
];

/// Months in capitals or at the head of a sentence; "may" is a verb.
const MONTHS: [u32; 11] = [
    hash_lower("january"),
    hash_lower("february"),
    hash_lower("march"),
    hash_lower("april"),
    hash_lower("june"),
    hash_lower("july"),
    hash_lower("august"),
    hash_lower("september"),
    hash_lower("october"),
    hash_lower("november"),
    hash_lower("december"),
];

/// Steele, Lea and Flood's finalizer: every bit of the result depends on every bit given.
const fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// What a place holds; one that is empty takes it from the first filled one of a sequence of its own.
fn filled(least: &[Option<u32>; PLACES], place: usize) -> u16 {
    let others = (1..MOST_TRIES).map(|nth| mixed((place as u64) << 32 | nth) as usize % PLACES);
    std::iter::once(place).chain(others).find_map(|at| least[at]).unwrap_or_default() as u16
}

/// Places that an empty one asks: of notes that say one shingle over and over, three places in a million find none.
const MOST_TRIES: u64 = 600;

#[cfg(all(test, notelint_embedded))]
mod tests {
    use super::*;
    use crate::lexicon::LEXICON;

    fn sketch(text: &str) -> Option<Sketch> {
        Sketch::new(&Note::new(text, &LEXICON), &LEXICON)
    }

    const NOTE: &str = "Met with Maria at her apartment on Monday 5/6 at 10:00. Reviewed the housing list with her, \
                        called the landlord Mr. Ortiz about the deposit, and helped her fill out the voucher form. 45 min.";

    #[test]
    fn changed_names_dates_minutes_and_pronouns_leave_the_sketch_alone() {
        let copy = "Met with Tyrone at his apartment on Thursday 6/13 at 2:15. Reviewed the housing list with him, called \
                    the landlord Ms. Whitfield about the deposit, and helped him fill out the voucher form. 60 min.";
        let (one, other) = (sketch(NOTE).unwrap(), sketch(copy).unwrap());
        assert!(one.likeness(&other) > 0.99, "{}", one.likeness(&other));
    }

    #[test]
    fn another_note_is_not_alike_and_a_short_one_is_not_compared() {
        let other = "Transported ct to court, waited until the hearing was called, and spoke with the public defender about \
                     a later date for the treatment report that the judge had ordered.";
        let likeness = sketch(NOTE).unwrap().likeness(&sketch(other).unwrap());
        assert!(likeness < 0.1, "{likeness}");
        assert_eq!(sketch("Called ct, no answer, left a voicemail."), None);
        assert_eq!(sketch(""), None);
    }

    #[test]
    fn likeness_follows_the_part_of_words_that_is_shared() {
        let words: Vec<u32> = (0..200).collect();
        let mut changed = words.clone();
        changed[100..120].iter_mut().for_each(|word| *word += 1000);
        // 176 of 220 shingles are shared.
        let likeness = Sketch::of(&words).likeness(&Sketch::of(&changed));
        assert!((likeness - 0.8).abs() < 0.15, "{likeness}");
    }
}
