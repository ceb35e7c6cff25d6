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
        Self { all: all.into(), longest: longest as u8 }
    }

    /// What a plain name stands for.
    pub fn get(&self, name: &str) -> Option<u32> {
        let at = self.all.binary_search_by(|(known, _)| known.as_ref().cmp(name)).ok()?;
        self.all.get(at).map(|&(_, value)| u32::from(value))
    }

    /// What the first name in a text stands for that `wanted` picks, the longest of those that begin at one word.
    pub fn find(&self, text: &str, wanted: impl Fn(u32) -> bool) -> Option<u32> {
        let words: Vec<String> = words(text).collect();
        let mut name = String::new();
        for first in 0..words.len() {
            let mut found = None;
            name.clear();
            for word in words.iter().skip(first).take(usize::from(self.longest)) {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(word);
                found = self.get(&name).filter(|&value| wanted(value)).or(found);
            }
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

/// A name in lower case, its words parted by single spaces: "svc_date", "SvcDate" and "Svc. Date" are "svc date".
pub fn plain(name: &str) -> String {
    words(name).collect::<Vec<_>>().join(" ")
}

/// The words of a name: runs of letters and digits, and "#". A capital after a small letter begins one.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        while chars.next_if(|c| !c.is_alphanumeric() && *c != '#').is_some() {}
        let mut word = String::new();
        let mut small = false;
        while let Some(c) =
            chars.next_if(|c| c.is_alphanumeric() && !(small && c.is_uppercase()) || *c == '#')
        {
            small = c.is_lowercase();
            word.extend(c.to_lowercase());
        }
        (!word.is_empty()).then_some(word)
    })
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
