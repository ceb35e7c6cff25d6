//! Plain names → what they stand for: columns, credentials, services. They are looked up, not read as phrases.

use std::borrow::Cow;

/// Names in lower case with single spaces, each with the place of what it stands for in its closed list.
#[derive(Debug, Clone, Default, databake::Bake)]
#[databake(path = notelint::lexicon::names)]
pub struct Names {
    /// Sorted by name.
    pub all: Cow<'static, [(Cow<'static, str>, u8)]>,
    /// How many words the longest name has.
    pub longest: u8,
    /// The places of the names' first words, one bit each: most words of a text open no name and are sought no further.
    pub opens: Cow<'static, [u64]>,
}

/// Bits in [`Names::opens`]; a power of two.
const OPENINGS: usize = 4096;

/// The place of a word in [`Names::opens`], which it may share with others.
fn opening(word: &str) -> usize {
    word.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % OPENINGS
}

impl Names {
    /// Sorts the names, which are [`plain`]; of two that are alike the later one holds.
    pub(crate) fn new(mut names: Vec<(String, u8)>) -> Self {
        names.reverse();
        names.sort_by(|a, b| a.0.cmp(&b.0));
        names.dedup_by(|a, b| a.0 == b.0);
        let longest = names.iter().map(|(name, _)| name.split(' ').count()).max().unwrap_or_default();
        let all: Vec<(Cow<'static, str>, u8)> =
            names.into_iter().map(|(name, value)| (name.into(), value)).collect();
        let mut opens = vec![0; OPENINGS / 64];
        for (name, _) in &all {
            let place = opening(name.split(' ').next().unwrap_or_default());
            opens[place / 64] |= 1 << (place % 64);
        }
        Self { all: all.into(), longest: longest as u8, opens: opens.into() }
    }

    /// Whether a name may open with a word.
    fn may_open(&self, word: &str) -> bool {
        let place = opening(word);
        self.opens.get(place / 64).is_some_and(|bits| bits >> (place % 64) & 1 == 1)
    }

    /// What a plain name stands for.
    pub fn get(&self, name: &str) -> Option<u32> {
        let at = self.all.binary_search_by(|(known, _)| known.as_ref().cmp(name)).ok()?;
        self.all.get(at).map(|&(_, value)| u32::from(value))
    }

    /// What the first name in a text stands for that `wanted` picks, the longest of those that begin at one word.
    pub fn find(&self, text: &str, wanted: impl Fn(u32) -> bool) -> Option<u32> {
        let text = plain(text);
        let word_end = |from: usize| {
            let space = text.as_bytes()[from..].iter().position(|&byte| byte == b' ');
            space.map_or(text.len(), |at| from + at)
        };
        let mut start = 0;
        while start < text.len() {
            let first = word_end(start);
            if !self.may_open(&text[start..first]) {
                start = first + 1;
                continue;
            }
            let mut end = start;
            let mut found = None;
            for _ in 0..self.longest {
                end = word_end(end);
                let name = &text[start..end];
                let at = self.all.partition_point(|(known, _)| known.as_ref() < name);
                let Some((known, value)) = self.all.get(at).filter(|(known, _)| known.starts_with(name))
                else {
                    break;
                };
                if known == name && wanted(u32::from(*value)) {
                    found = Some(u32::from(*value));
                }
                if end == text.len() {
                    break;
                }
                end += 1;
            }
            if found.is_some() {
                return found;
            }
            start = first + 1;
        }
        None
    }
}

/// A name in lower case, its words parted by single spaces: "svc_date", "SvcDate" and "Svc. Date" are "svc date". Words
/// are runs of letters, digits and "#"; a capital after a small letter begins one.
pub fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let (mut small, mut apart) = (false, false);
    let mut rest = name;
    while let Some(c) = rest.chars().next() {
        // Most of a text, at one stroke.
        let run = rest.bytes().take_while(u8::is_ascii_lowercase).count();
        if run > 0 {
            if apart && !plain.is_empty() {
                plain.push(' ');
            }
            (small, apart) = (true, false);
            plain.push_str(&rest[..run]);
            rest = &rest[run..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if !c.is_alphanumeric() && c != '#' {
            (small, apart) = (false, true);
            continue;
        }
        if (apart || (small && c.is_uppercase())) && !plain.is_empty() {
            plain.push(' ');
        }
        (small, apart) = (c.is_lowercase(), false);
        plain.extend(c.to_lowercase());
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_one() {
        for name in ["svc_date", "svcDate", "Svc. Date", "SVC-DATE", " svc  date "] {
            assert_eq!(plain(name), "svc date", "{name}");
        }
        assert_eq!(plain("Case #"), "case #");
        assert_eq!(plain("clientID"), "client id");
        assert_eq!(plain("Señor"), "señor");
    }

    #[test]
    fn the_longest_name_in_a_text_is_found() {
        let names = Names::new(vec![("radt".into(), 1), ("radt ii".into(), 2), ("msw".into(), 3)]);
        assert_eq!(names.find("R. Delacroix, MSW, RADT-II", |_| true), Some(3));
        assert_eq!(names.find("R. Delacroix, MSW, RADT-II", |value| value < 3), Some(2));
        assert_eq!(names.find("Radtke", |_| true), None);
    }
}
