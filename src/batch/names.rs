//! Names of people, codes and files → numbers.

use std::collections::HashMap;

/// Names, each with a number.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    numbers: HashMap<String, u32>,
    shown: Vec<String>,
}

impl Names {
    /// The number of a name: `key` is what makes it this name, `shown` one way of writing it.
    pub(super) fn number(&mut self, key: &str, shown: &str) -> u32 {
        if let Some(&number) = self.numbers.get(key) {
            // Whatever order the notes come in, the same way of writing is shown.
            if let Some(known) = self.shown.get_mut(number as usize)
                && shown < known.as_str()
            {
                shown.clone_into(known);
            }
            return number;
        }
        let number = u32::try_from(self.shown.len()).unwrap_or(super::NONE);
        self.numbers.insert(key.to_owned(), number);
        self.shown.push(shown.to_owned());
        number
    }

    /// The name as it is written.
    pub(super) fn shown(&self, number: u32) -> Option<&str> {
        self.shown.get(number as usize).map(String::as_str)
    }

    /// For each number its place in the order of the names.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.shown.len() as u32).collect();
        order.sort_unstable_by_key(|&number| &self.shown[number as usize]);
        let mut ranks = vec![0; order.len()];
        for (rank, number) in order.into_iter().enumerate() {
            ranks[number as usize] = rank as u32;
        }
        ranks
    }

    /// For each number of `other` the number here.
    pub(super) fn take(&mut self, other: &Self) -> Vec<u32> {
        let mut moved = vec![0; other.shown.len()];
        for (key, &number) in &other.numbers {
            moved[number as usize] = self.number(key, &other.shown[number as usize]);
        }
        moved
    }
}

/// What makes a person's name that name: its words in lower case, without credentials behind a comma. `None` of nothing.
pub(super) fn person(name: &str) -> Option<String> {
    let (own, after) = name.split_once(',').unwrap_or((name, ""));
    let credential = !after.contains(char::is_lowercase) && own.contains(char::is_lowercase);
    let name = if credential { own } else { name };
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let key = words.map(str::to_lowercase).collect::<Vec<_>>().join(" ");
    (!key.is_empty()).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_however_she_is_written() {
        for name in ["J. Soto", "j soto", "J. Soto, CADC-II", "J.  SOTO"] {
            assert_eq!(person(name).as_deref(), Some("j soto"), "{name}");
        }
        assert_eq!(person("Soto, Jane").as_deref(), Some("soto jane"));
        assert_eq!(person(" - "), None);
    }
}
