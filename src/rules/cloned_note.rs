//! XN005: a note (almost) the same as another of the export.

use super::Rule;
use super::across::{Across, Finding, Sighting};
use crate::batch::Copy;

/// XN005, `cloned-note`.
#[derive(Debug)]
pub(super) struct ClonedNote;

impl Rule for ClonedNote {
    fn code(&self) -> &'static str {
        "XN005"
    }

    fn page(&self) -> &'static str {
        include_str!("cloned_note.md")
    }

    fn check_across<'a>(&'a self, across: &'a Across<'_>, seen: &mut Vec<Sighting<'a>>) {
        if across.rule(self.code()).is_none() {
            return;
        }
        let copies = across.batch.copies(across.likeness).into_iter();
        seen.extend(copies.map(|copy| Sighting::new(copy.note, move || self.tell(across, &copy))));
    }
}

impl ClonedNote {
    fn tell(&self, across: &Across<'_>, copy: &Copy) -> Option<Finding> {
        let message = format!(
            "the words of another note again: {:.0} % alike without names, numbers and dates",
            (100.0 * copy.likeness).floor()
        );
        let related = across.related(copy.other, "the earlier note".to_owned());
        let finding = across.finding(self.code(), copy.note, message, String::new())?;
        Some(finding.with(related).helped(
            "each note tells what was done that day for that client; where this is one service, exported or entered \
             twice, claim it once",
        ))
    }
}
