//! Base form of a verb → its forms, by the regular rules or the table of irregular verbs.

use std::collections::{BTreeMap, BTreeSet};

use super::schema::VerbsFile;

/// The forms a word can stand in, as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, databake::Bake)]
#[databake(path = notelint::lexicon)]
pub struct Forms(pub u8);

impl Forms {
    /// "leave": after "to", a modal, or as an order.
    pub const BASE: Self = Self(1);
    /// "leaves".
    pub const THIRD: Self = Self(2);
    /// "left", as in "I left".
    pub const PAST: Self = Self(4);
    /// "left", as in "had left" and "was left".
    pub const PARTICIPLE: Self = Self(8);
    /// "leaving".
    pub const GERUND: Self = Self(16);

    /// Whether the two sets share a form.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is no form: the word is no verb that we know.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Both sets.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The verbs we know and how each is inflected.
#[derive(Debug, Default)]
pub struct Inflection {
    irregular: BTreeMap<String, (String, String)>,
    doubling: BTreeSet<String>,
    clipped: BTreeMap<String, Vec<String>>,
}

impl Inflection {
    /// Reads the table.
    pub fn new(verbs: &VerbsFile) -> Self {
        let irregular = verbs
            .irregular
            .iter()
            .map(|(base, forms)| {
                let mut forms = forms.split_whitespace();
                let past = forms.next().unwrap_or(base).to_owned();
                let participle = forms.next().map_or_else(|| past.clone(), str::to_owned);
                (base.clone(), (past, participle))
            })
            .collect();
        Self { irregular, doubling: verbs.doubling.iter().cloned().collect(), clipped: verbs.clipped.clone() }
    }

    /// Every form of `base`, with what it can stand for. A word that takes two spellings gives both.
    pub fn forms(&self, base: &str) -> Vec<(String, Forms)> {
        let mut forms: BTreeMap<String, Forms> = BTreeMap::new();
        let mut add = |word: String, form: Forms| {
            let entry = forms.entry(word).or_default();
            *entry = entry.with(form);
        };
        add(base.to_owned(), Forms::BASE);
        add(third(base), Forms::THIRD);
        for clipped in self.clipped.get(base).into_iter().flatten() {
            add(clipped.clone(), Forms::PAST.with(Forms::PARTICIPLE));
        }
        let doubled = self.doubling.contains(base).then(|| {
            let last = base.chars().last().map(String::from).unwrap_or_default();
            format!("{base}{last}")
        });
        if let Some((past, participle)) = self.irregular.get(base) {
            add(past.clone(), Forms::PAST);
            add(participle.clone(), Forms::PARTICIPLE);
            if past.starts_with(base) && past == &format!("{base}ed") {
                add(past.clone(), Forms::PARTICIPLE);
            }
        } else {
            for stem in [Some(base), doubled.as_deref()].into_iter().flatten() {
                add(past(stem), Forms::PAST.with(Forms::PARTICIPLE));
            }
        }
        let irregular_double = matches!(
            base,
            "begin"
                | "bind"
                | "cut"
                | "dig"
                | "forget"
                | "get"
                | "hit"
                | "let"
                | "put"
                | "quit"
                | "run"
                | "set"
                | "shut"
                | "sit"
                | "split"
                | "swim"
                | "win"
        ) && base != "bind";
        if irregular_double {
            let last = base.chars().last().map(String::from).unwrap_or_default();
            add(gerund(&format!("{base}{last}")), Forms::GERUND);
        } else {
            add(gerund(base), Forms::GERUND);
        }
        if let Some(doubled) = doubled {
            add(gerund(&doubled), Forms::GERUND);
        }
        forms.into_iter().collect()
    }
}

fn is_vowel(c: char) -> bool {
    "aeiou".contains(c)
}

/// Whether the word ends in a consonant and "y", as "copy" does.
fn ends_in_consonant_y(base: &str) -> bool {
    let mut back = base.chars().rev();
    back.next() == Some('y') && back.next().is_some_and(|c| !is_vowel(c))
}

fn third(base: &str) -> String {
    if ends_in_consonant_y(base) {
        return format!("{}ies", &base[..base.len() - 1]);
    }
    let sibilant = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end));
    format!("{base}{}", if sibilant { "es" } else { "s" })
}

fn past(base: &str) -> String {
    if ends_in_consonant_y(base) {
        format!("{}ied", &base[..base.len() - 1])
    } else if base.ends_with('e') {
        format!("{base}d")
    } else {
        format!("{base}ed")
    }
}

fn gerund(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    let drop_e = base.ends_with('e') && !base.ends_with("ee") && !base.ends_with("oe") && base != "be";
    if drop_e { format!("{}ing", &base[..base.len() - 1]) } else { format!("{base}ing") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: &str, expected: &[&str]) {
        let verbs = VerbsFile {
            irregular: [("drive", "drove driven"), ("leave", "left"), ("put", "put"), ("sit", "sat")]
                .map(|(k, v)| (k.to_owned(), v.to_owned()))
                .into(),
            doubling: ["drop", "fax", "travel"].map(str::to_owned).into(),
            ..VerbsFile::default()
        };
        let forms = Inflection::new(&verbs).forms(base);
        let words: Vec<&str> = forms.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn inflects_regular_and_irregular_verbs() {
        check("drive", &["drive", "driven", "drives", "driving", "drove"]);
        check("leave", &["leave", "leaves", "leaving", "left"]);
        check("put", &["put", "puts", "putting"]);
        check("sit", &["sat", "sit", "sits", "sitting"]);
        check("drop", &["drop", "droped", "droping", "dropped", "dropping", "drops"]);
        check("travel", &["travel", "traveled", "traveling", "travelled", "travelling", "travels"]);
        check("copy", &["copied", "copies", "copy", "copying"]);
        check("escort", &["escort", "escorted", "escorting", "escorts"]);
    }
}
