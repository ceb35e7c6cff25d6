//! The site, the worksheet and the report in headless Chromium: `tests/browser/pages.mjs` looks at them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::notelint;

/// Notes that have everything that a report shows: each verdict, findings about the whole, none at all, and tags.
const NOTES: &str = "\
Staff: M. Rivera, MHP | Date: 5/4/2026 | Start: 10:00 am | End: 11:05 am
Drove ct to DPSS (25 min). Helped her fill out the CalFresh renewal with the worker, 35 min. Left a voicemail for PO Diaz, 5 min.
---
Staff: T. Okafor, RSA | Date: 5/5/2026
Drove ct to DHS and helped her fill out the SNAP renewal. Total 60 min. <script>taken = 1</script>
---
Staff: M. Rivera, MHP | Date: 5/6/2026 | Start: 9:00 am | End: 9:30 am | Goal: 2
Helped ct fill out her SNAP application with the caseworker, 30 min.
---
Spoke with the landlord about ct's late rent, 9:00 to 9:30 am. Helped ct move her boxes to the new unit.
";

fn write_notes(dir: &Path) {
    fs::write(dir.join("notes.txt"), NOTES).unwrap();
    let mut rows = String::from("id,staff,date,note\n");
    for row in 1..=2000 {
        let note = match row % 4 {
            0 => "Drove ct to the clinic (25 min). Helped her fill out the SNAP renewal, 35 min.",
            1 => "Left a voicemail for PO Diaz, 5 min.",
            2 => "Helped ct fill out her SNAP application, 30 min.",
            _ => "Waited with ct in the lobby, 20 min. Spoke with the doctor for her, 15 min.",
        };
        writeln!(rows, "{row},Staff {},5/{}/2026,\"{note}\"", row % 12, row % 28 + 1).unwrap();
    }
    fs::write(dir.join("many.csv"), rows).unwrap();
}

#[test]
fn pages_work_in_a_browser() {
    let dir = TempDir::new().unwrap();
    write_notes(dir.path());
    let il = ["--ruleset", "il-rule132", "--format", "html", "--output"];
    let check = |file: &'static str, more: &[&'static str]| {
        notelint(dir.path(), &[&["check", file], &il[..], more].concat(), "").status(1);
    };
    check("notes.txt", &["report.html"]);
    check("notes.txt", &["redacted.html", "--redact"]);
    check("many.csv", &["many.html", "--quiet"]);
    notelint(dir.path(), &["docs", "--output", "site"], "").status(0);
    let sheet = ["learn", "--sheet", "--format", "html", "--output", "sheet.html"];
    notelint(dir.path(), &sheet, "").status(0);

    let tools = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    let setup = Command::new("tests/browser/setup").arg(&tools).output().expect("a shell");
    assert!(setup.status.success(), "{}", String::from_utf8_lossy(&setup.stderr));
    let run = Command::new("node").arg(tools.join("pages.mjs")).arg(dir.path()).output().expect("Node.js");
    let told = [run.stdout, run.stderr].map(|told| String::from_utf8_lossy(&told).into_owned()).concat();
    // Kept to be looked at.
    let pictures = tools.join("pictures");
    let _ = fs::remove_dir_all(&pictures);
    fs::create_dir_all(&pictures).unwrap();
    for picture in fs::read_dir(dir.path().join("pictures")).into_iter().flatten() {
        let picture = picture.unwrap();
        fs::copy(picture.path(), pictures.join(picture.file_name())).unwrap();
    }
    assert!(run.status.success(), "{told}\npictures: {}", pictures.display());
}

#[test]
fn a_redacted_report_holds_no_words_and_the_same_marks() {
    let dir = TempDir::new().unwrap();
    write_notes(dir.path());
    let page = |more: &[&str]| {
        let args = ["check", "notes.txt", "--ruleset", "il-rule132", "--format", "html"];
        notelint(dir.path(), &[&args[..], more].concat(), "").status(1).stdout.clone()
    };
    let (plain, redacted) = (page(&[]), page(&["--redact"]));
    for words in ["CalFresh", "DPSS", "Rivera", "Okafor", "taken"] {
        assert!(plain.contains(words) && !redacted.contains(words), "{words}");
    }
    let marks = |page: &str| page.matches("<a class=\"mark ").count();
    assert!(marks(&plain) > 5);
    assert_eq!(marks(&plain), marks(&redacted));
    // The drive of the first note, the end not counted, as `check` tells places.
    assert!(redacted.contains(">2:1 to 2:17</a>"), "{redacted}");
    assert_eq!(plain.matches("<article").count(), 4);
    assert!(plain.contains("65 min claimed: 35 supported, 30 non-billable, 0 unaccounted"), "{plain}");
    assert!(!plain.contains("<script>taken"), "{plain}");
}

#[test]
fn a_report_counts_by_code_and_by_staff() {
    let dir = TempDir::new().unwrap();
    write_notes(dir.path());
    let args =
        ["check", "notes.txt", "--ruleset", "il-rule132", "--select", "NB101,NB107", "--format", "html"];
    let page = notelint(dir.path(), &args, "").status(1).stdout.clone();
    assert!(
        page.contains("<span class=\"code\">NB101</span></th><td>transport</td><td>warning</td><td>2</td>"),
        "{page}"
    );
    let staff = "<th scope=\"row\">M. Rivera, MHP</th><td>2</td><td>1</td><td>65</td><td>30</td><td>0</td>";
    assert!(page.contains(staff), "{page}");
    assert!(page.contains("<th scope=\"row\">not named</th><td>1</td>"), "{page}");
}
