//! A mistyped name → the names it may have meant.

/// Up to three of `names` that are a few slips or a beginning away from `given`, the nearest first.
pub fn nearest<'a>(given: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let given = given.to_lowercase();
    let allowed = (given.chars().count() / 3).max(1);
    let mut near: Vec<(usize, &str)> = names
        .into_iter()
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let slips = strsim::damerau_levenshtein(&given, &lower);
            let begins = given.len() >= 2 && lower.starts_with(&given);
            (slips <= allowed || begins).then_some((slips, name))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

/// "; did you mean `a`, `b` or `c`?", or nothing where no name is near.
pub fn did_you_mean(near: &[&str]) -> String {
    match near {
        [] => String::new(),
        [one] => format!("; did you mean `{one}`?"),
        [most @ .., last] => format!("; did you mean `{}` or `{last}`?", most.join("`, `")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let names = ["la-sapc", "sd-bhs", "il-rule132", "staff-names"];
        for (given, expected) in [
            ("la-scap", &["la-sapc"][..]),
            ("IL-rule123", &["il-rule132"]),
            ("staff", &["staff-names"]),
            ("medicare", &[]),
            ("", &[]),
        ] {
            assert_eq!(nearest(given, names), expected, "{given}");
        }
    }

    #[test]
    fn the_nearest_comes_first_and_each_once() {
        assert_eq!(nearest("fax", ["faxed", "fax", "fax", "fix", "vax"]), ["fax", "fix", "vax"]);
    }

    #[test]
    fn suggestions_read_as_a_sentence() {
        assert_eq!(did_you_mean(&[]), "");
        assert_eq!(did_you_mean(&["a"]), "; did you mean `a`?");
        assert_eq!(did_you_mean(&["a", "b", "c"]), "; did you mean `a`, `b` or `c`?");
    }
}
