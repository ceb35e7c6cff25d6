//! The names of an export's columns → what each holds.

use std::sync::Arc;

use crate::lexicon::names::plain;
use crate::lexicon::{Field, Lexicon};
use crate::nearest::{did_you_mean, nearest};
use crate::source::visible;

/// What a column may be named to hold, on the command line.
pub const FIELDS: &[(&str, Field)] = &[
    ("note", Field::Note),
    ("id", Field::NoteId),
    ("client", Field::Client),
    ("staff", Field::Staff),
    ("credential", Field::Credential),
    ("date", Field::Date),
    ("start", Field::Start),
    ("end", Field::End),
    ("time", Field::Time),
    ("minutes", Field::Duration),
    ("units", Field::Units),
    ("service", Field::Service),
    ("mode", Field::Mode),
    ("location", Field::Location),
    ("program", Field::Program),
    ("goal", Field::Goal),
    ("present", Field::Present),
];

/// Words in the name of a note's column, the more telling ones last.
const TELLING: [&str; 4] = ["note", "note text", "progress note", "narrative"];
/// Column names of this length are shown whole.
const SHOWN: usize = 60;
/// So many columns are named in a message.
const NAMED: usize = 40;

/// The columns that were named: by `--columns`, and `--id-column`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Naming {
    /// A field and its column; `None` where the field is to have none.
    pub columns: Vec<(Field, Option<String>)>,
    /// The column whose value findings are joined by.
    pub id: Option<String>,
}

impl Naming {
    /// Reads `note=Narrative`.
    ///
    /// # Errors
    /// When it is not `field=column`, or there is no such field: what to write.
    pub fn parse(given: &str) -> Result<(Field, Option<String>), String> {
        let fields = || FIELDS.iter().map(|(name, _)| *name);
        let known = || fields().collect::<Vec<_>>().join(", ");
        let Some((name, column)) = given.split_once('=') else {
            return Err(format!("write field=column, as note=Narrative; the fields are {}", known()));
        };
        let name = name.trim().to_lowercase();
        let Some(&(_, field)) = FIELDS.iter().find(|(known, _)| *known == name) else {
            let near = did_you_mean(&nearest(&name, fields()));
            return Err(format!("unknown field `{}`{near}; the fields are {}", visible(&name), known()));
        };
        let column = column.trim();
        Ok((field, (!column.is_empty()).then(|| column.to_owned())))
    }

    /// What was said of a field: nothing, that it has no column, or its column.
    fn of(&self, field: Field) -> Option<Option<&str>> {
        self.columns.iter().rfind(|(named, _)| *named == field).map(|(_, column)| column.as_deref())
    }

    /// The field that a column was named for.
    fn field(&self, column: &str) -> Option<Field> {
        let named = |(_, named): &&(Field, Option<String>)| {
            named.as_deref().is_some_and(|named| is_same(named, column))
        };
        self.columns.iter().rfind(named).map(|(field, _)| *field)
    }

    /// What a column holds: as it was named, else by its usual names, where no other was named for that.
    pub(super) fn holds(&self, column: &str, lexicon: &Lexicon) -> Option<Field> {
        let usual = || lexicon.column(column).filter(|field| self.of(*field).is_none() && is_read(*field));
        self.field(column)
            .map(|field| {
                // A client may be named by a number.
                let is_name = lexicon.column(column) == Some(Field::Client);
                if field == Field::Client && !is_name { Field::ClientId } else { field }
            })
            .or_else(usual)
    }

    /// The names that were given and stand nowhere among `columns`.
    pub(super) fn unknown<'a>(&'a self, columns: &[String]) -> impl Iterator<Item = &'a str> {
        let all = self.columns.iter().filter_map(|(_, column)| column.as_deref()).chain(self.id.as_deref());
        let columns = columns.to_vec();
        all.filter(move |named| !columns.iter().any(|column| is_same(named, column)))
    }
}

/// Whether a name that was typed means the column.
pub(super) fn is_same(given: &str, column: &str) -> bool {
    given.trim() == column.trim() || plain(given) == plain(column)
}

/// Whether a column of that kind is looked at.
fn is_read(field: Field) -> bool {
    !matches!(field, Field::EntryDate | Field::TravelMinutes | Field::DocumentationMinutes)
}

/// The columns of an export: which of them holds the note, the id, and each field.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    /// By column: what it holds; of two for one field only the first.
    pub(super) fields: Vec<Option<Field>>,
    /// The note's column.
    pub(super) note: usize,
    /// The id's column.
    pub(super) id: Option<usize>,
    /// Whether the ids name notes.
    pub(super) unique: bool,
    /// The names of all columns.
    pub(super) names: Vec<Arc<str>>,
    /// Other columns that seem to hold a note.
    pub(super) others: Vec<usize>,
}

impl Layout {
    /// Finds out what the columns hold.
    ///
    /// # Errors
    /// When a column that was named is missing, or none holds the note: which there are, and which may be meant.
    pub(super) fn new(names: &[String], naming: &Naming, lexicon: &Lexicon) -> Result<Self, String> {
        if let Some(unknown) = naming.unknown(names).next() {
            let near = did_you_mean(&nearest(unknown, names.iter().map(String::as_str)));
            let given = shown(unknown);
            return Err(format!("no column `{given}`{}; {}", visible(&near), listed(names)));
        }
        let held: Vec<Option<Field>> = names.iter().map(|name| naming.holds(name, lexicon)).collect();
        let named_note = naming.of(Field::Note).flatten().is_some();
        let notes: Vec<usize> = at(&held, Field::Note).collect();
        // Of several the one whose name tells most, then the first.
        let telling = |&&at: &&usize| {
            let name = plain(&names[at]);
            TELLING.iter().rposition(|word| name.contains(word))
        };
        let note = if named_note { notes.first() } else { notes.iter().rev().max_by_key(telling) };
        let Some(&note) = note else {
            let near: Vec<&str> = names
                .iter()
                .filter(|name| !nearest(&plain(name), note_names(lexicon)).is_empty())
                .map(String::as_str)
                .collect();
            let near = did_you_mean(&near[..near.len().min(3)]);
            return Err(format!(
                "no column holds the note; name it with --columns note=COLUMN{}; {}",
                visible(&near),
                listed(names)
            ));
        };
        let mut fields = held.clone();
        for (place, field) in fields.iter_mut().enumerate() {
            if let Some(one) = *field
                && held.iter().position(|held| *held == Some(one)) != Some(place)
            {
                *field = None;
            }
        }
        let given = naming.id.as_deref().and_then(|id| names.iter().position(|name| is_same(id, name)));
        let own = at(&held, Field::NoteId).next();
        let client = at(&held, Field::ClientId).next();
        let clients = given.is_some_and(|id| {
            matches!(lexicon.column(&names[id]), Some(Field::ClientId | Field::Client))
                || held[id] == Some(Field::ClientId)
        });
        Ok(Self {
            unique: given.or(own).is_some() && !clients,
            id: given.or(own).or(client),
            others: notes.into_iter().filter(|&other| other != note && !named_note).collect(),
            names: names.iter().map(|name| Arc::from(name.trim())).collect(),
            fields,
            note,
        })
    }

    /// What to know of how the columns were read.
    pub(super) fn remarks(&self) -> Vec<String> {
        let name = |at: usize| shown(self.names.get(at).map_or("", |name| name));
        if self.others.is_empty() {
            return Vec::new();
        }
        let others: Vec<String> = self.others.iter().map(|&at| format!("`{}`", name(at))).collect();
        vec![format!(
            "the note is read from `{}`; {} may hold one as well, choose with --columns note=COLUMN",
            name(self.note),
            others.join(", ")
        )]
    }
}

fn at(held: &[Option<Field>], field: Field) -> impl Iterator<Item = usize> + '_ {
    held.iter().enumerate().filter(move |(_, held)| **held == Some(field)).map(|(at, _)| at)
}

/// The usual names of the note's column.
fn note_names(lexicon: &Lexicon) -> impl Iterator<Item = &str> {
    let names = lexicon.columns.all.iter().filter(|(_, field)| *field == Field::Note as u8);
    names.map(|(name, _)| name.as_ref()).filter(|name| name.len() > 3)
}

/// A column's name as messages show it. A long one is no name, but a note in an export without names.
fn shown(name: &str) -> String {
    let short: String = name.chars().take(SHOWN).collect();
    let mark = if short.len() < name.len() { "…" } else { "" };
    format!("{}{mark}", visible(short.trim()))
}

/// "the columns are `A`, `B`".
pub(super) fn listed(names: &[String]) -> String {
    // Words of notes are not repeated.
    if names.iter().any(|name| name.chars().count() > SHOWN) {
        return "the first row holds no names of columns; add a row with them".to_owned();
    }
    let all: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{}`", shown(name))).collect();
    let more = names.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("the columns are {}{more}", all.join(", "))
}
