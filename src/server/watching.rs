//! Changes of configuration files, lexicons and baselines that the client does not tell of → events.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// How long nothing must change before it is told: a file is written in several steps, and empty between them.
const QUIET: Duration = Duration::from_millis(200);

/// Watches folders, each once.
#[derive(Debug)]
pub(super) struct Watching {
    watcher: RecommendedWatcher,
    watched: HashSet<PathBuf>,
}

impl Watching {
    /// Calls `tell` with the paths that changed; `None` where files cannot be watched here.
    pub(super) fn new(tell: impl Fn(Vec<PathBuf>) + Send + 'static) -> Option<Self> {
        let (sender, changes) = mpsc::channel::<Vec<PathBuf>>();
        thread::spawn(move || {
            while let Ok(mut paths) = changes.recv() {
                while let Ok(more) = changes.recv_timeout(QUIET) {
                    paths.extend(more);
                }
                tell(paths);
            }
        });
        let handler = move |event: notify::Result<notify::Event>| {
            if let Ok(event) = event
                && !matches!(event.kind, EventKind::Access(_))
            {
                // The thread goes with the watcher.
                let _ = sender.send(event.paths);
            }
        };
        let watcher = notify::recommended_watcher(handler).ok()?;
        Some(Self { watcher, watched: HashSet::new() })
    }

    /// Watches a file by its folder, since editors put a new one in its place; of a folder, all that is in it.
    pub(super) fn watch(&mut self, path: &Path) {
        let (folder, mode) = match path.parent() {
            _ if path.is_dir() => (path, RecursiveMode::Recursive),
            Some(folder) => (folder, RecursiveMode::NonRecursive),
            None => return,
        };
        if folder.is_dir() && self.watched.insert(folder.to_owned()) {
            // What cannot be watched is read again with the next change of settings.
            let _ = self.watcher.watch(folder, mode);
        }
    }
}
