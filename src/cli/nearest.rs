//! A mistyped name → the names it may have meant.

/// Up to three of `names` that are a slip or a beginning away from `given`, nearest first.
pub(super) fn nearest<'n>(given: &str, names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let given = given.to_lowercase();
    let allowed = (given.chars().count() / 3).max(1);
    let mut near: Vec<(usize, &str)> = names
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let distance = distance(&given, &lower);
            let begins = given.len() >= 2 && lower.starts_with(&given);
            (distance <= allowed || begins).then_some((distance, name))
        })
        .collect();
    near.sort_unstable();
    near.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

/// "; did you mean `a` or `b`?", or nothing where no name is near.
pub(super) fn did_you_mean(near: &[String]) -> String {
    match near {
        [] => String::new(),
        [one] => format!("; did you mean `{one}`?"),
        [most @ .., last] => {
            let most: Vec<String> = most.iter().map(|name| format!("`{name}`")).collect();
            format!("; did you mean {} or `{last}`?", most.join(", "))
        }
    }
}

/// How many letters must be added, left out, changed or swapped with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_slips() {
        for (a, b, expected) in [
            ("", "", 0),
            ("fax", "fax", 0),
            ("fax", "", 3),
            ("fxa", "fax", 1),
            ("rulset", "ruleset", 1),
            ("ab", "cd", 2),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
            assert_eq!(distance(b, a), expected, "{b} {a}");
        }
    }

    #[test]
    fn near_names_come_nearest_first() {
        let names = || ["select", "ignore", "ruleset", "staff-names"].into_iter();
        assert_eq!(nearest("rulset", names()), ["ruleset"]);
        assert_eq!(nearest("staff", names()), ["staff-names"]);
        assert!(nearest("zzzzzz", names()).is_empty());
        assert_eq!(did_you_mean(&["a".into(), "b".into(), "c".into()]), "; did you mean `a`, `b` or `c`?");
    }
}
