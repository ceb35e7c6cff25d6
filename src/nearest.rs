//! A misspelt name → the names it might have been.

/// Up to three of `names` that are a few typing errors away from `given`, the nearest first.
pub fn nearest<'a>(given: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let given = given.to_lowercase();
    let allowed = (given.chars().count() / 3).max(1);
    let mut near: Vec<(usize, &str)> = names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&given, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= allowed)
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

/// "; did you mean `a` or `b`?", or nothing.
pub fn did_you_mean(near: &[&str]) -> String {
    match near {
        [] => String::new(),
        near => format!("; did you mean `{}`?", near.join("` or `")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let names = ["la-sapc", "sd-bhs", "il-rule132"];
        assert_eq!(nearest("la-scap", names), ["la-sapc"]);
        assert_eq!(nearest("IL-rule123", names), ["il-rule132"]);
        assert!(nearest("medicare", names).is_empty());
    }
}
