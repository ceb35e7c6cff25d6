//! A rule's page → a file that an editor can show, in a folder of this run's own.

use std::fs;
use std::io;
use std::path::Path;

use lsp_types::Url;
use tempfile::TempDir;

/// The pages that were shown; they go when the server ends. They hold nothing of a note.
#[derive(Debug, Default)]
pub(super) struct Pages {
    folder: Option<TempDir>,
}

impl Pages {
    /// Writes a page, and tells where it is.
    ///
    /// # Errors
    /// When no file can be written.
    pub(super) fn file(&mut self, code: &str, text: &str) -> io::Result<Url> {
        let folder = match &mut self.folder {
            Some(folder) => folder,
            none => none.insert(tempfile::Builder::new().prefix("notelint-").tempdir()?),
        };
        // The code is one of ours, and may be one of an agency's own file.
        let name: String = code.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
        let path = folder.path().join(format!("{name}.md"));
        fs::write(&path, text)?;
        Url::from_file_path(&path).map_err(|()| io::Error::other("no path from the root"))
    }

    /// Whether a file is one of these pages, and so no note.
    pub(super) fn hold(&self, path: &Path) -> bool {
        self.folder.as_ref().is_some_and(|folder| path.starts_with(folder.path()))
    }
}
