//! A name that nobody knows → the nearest names, for messages.

/// Up to three of `known` that differ from `given` by few letters, nearest first.
pub fn nearest<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    let given = given.to_lowercase();
    let limit = (given.chars().count() / 3).max(2);
    let mut near: Vec<(usize, &str)> = known
        .map(|name| {
            let lower = name.to_lowercase();
            let within = given.len() > 2 && (lower.contains(&given) || given.contains(&lower));
            (if within { 1 } else { distance(&given, &lower) }, name)
        })
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

/// Letters to insert, delete or replace to get from one word to the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_nearest_names() {
        let known = || ["transport", "travel", "fax", "voicemail-left"].into_iter();
        assert_eq!(nearest("transprot", known()), ["transport"]);
        assert_eq!(nearest("voicemail", known()), ["voicemail-left"]);
        assert!(nearest("zebra", known()).is_empty());
    }
}
