//! Files of acts → entries, and phrases numbered in the order in which they are read.

use super::schema::ActFile;
use super::{Entry, EntryKind, Usage};

/// Phrases and entries while they are numbered.
#[derive(Default)]
pub(super) struct Phrases {
    pub(super) entries: Vec<Entry>,
    pub(super) entry: Vec<u16>,
    pub(super) usage: Vec<u8>,
    pub(super) text: String,
    pub(super) starts: Vec<u32>,
}

impl Phrases {
    pub(super) fn push(&mut self, entry: u16, usage: Usage, text: &str) -> u32 {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.entry.push(entry);
        self.usage.push(usage as u8);
        self.text.push_str(text);
        self.starts.push(self.text.len() as u32);
        self.entry.len() as u32 - 1
    }

    pub(super) fn entry_for(&mut self, kind: EntryKind, name: &str) -> u16 {
        let found = self.entries.iter().position(|entry| entry.name == name && entry.kind() == kind);
        let place = found.unwrap_or_else(|| {
            self.entries.push(Entry {
                kind: kind as u8,
                name: name.to_owned().into(),
                code: "".into(),
                summary: "".into(),
                why: "".into(),
                instead: "".into(),
                advice: "".into(),
                within: "".into(),
                way: "".into(),
                presence: "".into(),
                flagged: "".into(),
                passing: "".into(),
            });
            self.entries.len() - 1
        });
        place as u16
    }

    /// The act's entry; a later file of the same name adds phrases and replaces the texts that it has.
    pub(super) fn entry_for_act(&mut self, kind: EntryKind, act: &ActFile) -> u16 {
        let place = self.entry_for(kind, &act.name);
        let entry = &mut self.entries[place as usize];
        let flagged = if kind == EntryKind::Intervention { &act.examples.credit } else { &act.examples.flag };
        let texts = [
            (&mut entry.code, act.code.as_ref()),
            (&mut entry.summary, act.summary.as_ref()),
            (&mut entry.why, act.why.as_ref()),
            (&mut entry.instead, act.instead.as_ref()),
            (&mut entry.within, act.within.as_ref()),
            (&mut entry.way, act.way.as_ref()),
            (&mut entry.flagged, flagged.first()),
            (&mut entry.passing, act.examples.pass.first()),
        ];
        for (text, given) in texts {
            if let Some(given) = given {
                *text = given.trim().to_owned().into();
            }
        }
        entry.advice = entry.instead.split_whitespace().collect::<Vec<_>>().join(" ").into();
        if !act.presence.is_empty() {
            entry.presence = act.presence.join(" ").to_lowercase().into();
        }
        place
    }
}
