//! `notelint docs`: every page there, no dead link, nothing from outside.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;
use tempfile::TempDir;

use super::notelint;

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

#[test]
fn no_link_is_dead_and_every_page_is_linked() {
    let dir = TempDir::new().unwrap();
    notelint(dir.path(), &["docs", "--output", "site"], "").status(0).says("wrote ").says("site/index.html");
    let site = dir.path().join("site");
    let files: BTreeSet<PathBuf> =
        files(&site).into_iter().map(|path| path.canonicalize().unwrap()).collect();
    let links = Regex::new(r#"(?:href|src)="([^"]*)""#).unwrap();
    let ids = Regex::new(r#"\bid="([^"]*)""#).unwrap();
    let mut linked = BTreeSet::new();
    for file in &files {
        let text = fs::read_to_string(file).unwrap();
        for link in links.captures_iter(&text) {
            let (path, fragment) = link[1].split_once('#').unwrap_or((&link[1], ""));
            assert!(!path.contains(':') && !path.starts_with('/'), "{}: {}", file.display(), &link[1]);
            let target = if path.is_empty() { file.clone() } else { file.parent().unwrap().join(path) };
            let target =
                target.canonicalize().unwrap_or_else(|_| panic!("{}: dead: {}", file.display(), &link[1]));
            assert!(files.contains(&target), "{}: leaves the site: {}", file.display(), &link[1]);
            let there = fs::read_to_string(&target).unwrap();
            let known = ids.captures_iter(&there).any(|id| &id[1] == fragment);
            assert!(fragment.is_empty() || known, "{}: dead: {}", file.display(), &link[1]);
            linked.insert(target);
        }
        let own: Vec<String> = ids.captures_iter(&text).map(|id| id[1].to_owned()).collect();
        assert_eq!(own.iter().collect::<BTreeSet<_>>().len(), own.len(), "{}: ids repeat", file.display());
    }
    assert_eq!(linked, files, "pages that nothing links to, or links to no page");
}

#[test]
fn every_rule_and_payer_has_a_page() {
    let dir = TempDir::new().unwrap();
    notelint(dir.path(), &["docs", "--output", "site"], "").status(0);
    let codes = notelint::catalogue::ACTIVITIES.iter().filter_map(|act| act.code);
    let codes = codes.chain(notelint::catalogue::RULES.iter().map(|rule| rule.code));
    for key in codes.chain(notelint::catalogue::INTERVENTIONS.iter().map(|act| act.name)) {
        let page = fs::read_to_string(dir.path().join(format!("site/rules/{key}.html"))).unwrap();
        assert!(page.contains("What the payers say"), "{key}");
    }
    let matrix = fs::read_to_string(dir.path().join("site/matrix.html")).unwrap();
    assert_eq!(matrix.matches("<td").count(), notelint::catalogue::ACTIVITIES.len() * 6);
    let payer = fs::read_to_string(dir.path().join("site/payers/sd-bhs.html")).unwrap();
    for words in
        ["Does not pay for", "NB104", "Pays for", "advocacy", "ca-dmc-ods.html", "What no note can show"]
    {
        assert!(payer.contains(words), "{words}");
    }
}

#[test]
fn an_agencys_own_rules_are_in_it_and_a_file_is_no_folder() {
    let dir = TempDir::new().unwrap();
    fs::create_dir_all(dir.path().join("ours/activities")).unwrap();
    let pager = "name: pager\ncode: ZZ001\nsummary: \"paging <b>people</b>\"\nphrases: [\"~page {party}\"]\nwhy: w\ninstead: i\n\
                 examples: {flag: [\"Paged the PO.\"], pass: [\"Will page the PO.\"]}\n";
    fs::write(dir.path().join("ours/activities/pager.yaml"), pager).unwrap();
    notelint(dir.path(), &["docs", "--output", "site", "--lexicons", "ours"], "").status(0);
    let page = fs::read_to_string(dir.path().join("site/rules/ZZ001.html")).unwrap();
    assert!(page.contains("&lt;b&gt;") || page.contains("&#60;b&#62;"), "{page}");
    assert!(!page.contains("<b>"), "{page}");
    fs::write(dir.path().join("file"), "").unwrap();
    notelint(dir.path(), &["docs", "--output", "file"], "")
        .status(2)
        .says("file: index.html cannot be written");
}
