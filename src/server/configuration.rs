//! The folders that are open, and what the editor says for each of them.

use std::path::{Path, PathBuf};

use lsp_types::{
    ClientCapabilities, ConfigurationItem, ConfigurationParams, DidChangeWatchedFilesRegistrationOptions,
    FileSystemWatcher, GlobPattern, InitializeParams, MarkupKind, Registration, RegistrationParams, Url,
    WorkspaceFoldersChangeEvent,
};
use serde_json::{Value, json};

use super::view::Client;
use crate::source::walk::CONFIG_NAME;

/// The part of the editor's settings that is notelint's.
const SECTION: &str = "notelint";

/// A folder that is open in the editor, and what the editor says for it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Root {
    /// The folder; none for what stands outside of every folder.
    pub folder: Option<PathBuf>,
    /// The editor's settings, keys as in `notelint.yaml`; null where it has none.
    pub settings: Value,
}

/// Every folder that is open, and last what stands outside.
#[derive(Debug, Default)]
pub(super) struct Roots {
    pub(super) list: Vec<Root>,
    uris: Vec<Option<Url>>,
}

impl Roots {
    /// As the client began.
    pub(super) fn new(params: &InitializeParams) -> Self {
        let settings = params.initialization_options.clone().map(section).unwrap_or_default();
        let folders = params.workspace_folders.as_ref();
        let mut uris: Vec<Url> = folders.into_iter().flatten().map(|folder| folder.uri.clone()).collect();
        #[expect(deprecated, reason = "what older clients send")]
        if uris.is_empty() {
            uris.extend(params.root_uri.clone());
        }
        let mut roots = Self::default();
        uris.into_iter().for_each(|uri| roots.open(uri, &settings));
        roots.list.push(Root { folder: None, settings });
        roots.uris.push(None);
        roots
    }

    fn open(&mut self, uri: Url, settings: &Value) {
        let Ok(folder) = uri.to_file_path() else { return };
        self.list.insert(0, Root { folder: Some(folder), settings: settings.clone() });
        self.uris.insert(0, Some(uri));
    }

    /// Folders were opened and closed.
    pub(super) fn change(&mut self, event: WorkspaceFoldersChangeEvent) {
        for closed in event.removed {
            if let Some(place) = self.uris.iter().position(|uri| uri.as_ref() == Some(&closed.uri)) {
                self.uris.remove(place);
                self.list.remove(place);
            }
        }
        let settings = self.list.last().map(|root| root.settings.clone()).unwrap_or_default();
        event.added.into_iter().for_each(|opened| self.open(opened.uri, &settings));
    }

    /// The question for the settings of each folder.
    pub(super) fn question(&self) -> ConfigurationParams {
        let item = |scope_uri: &Option<Url>| ConfigurationItem {
            scope_uri: scope_uri.clone(),
            section: Some(SECTION.to_owned()),
        };
        ConfigurationParams { items: self.uris.iter().map(item).collect() }
    }

    /// Takes up the answer. A client that says null has nothing to say, and leaves what it said at the beginning.
    pub(super) fn answered(&mut self, answer: Value) {
        let Value::Array(answers) = answer else { return };
        for (root, said) in self.list.iter_mut().zip(answers) {
            if !said.is_null() {
                root.settings = section(said);
            }
        }
    }

    /// Takes up settings that are for all folders.
    pub(super) fn told(&mut self, settings: Value) {
        let settings = section(settings);
        for root in self.list.iter_mut().filter(|_| !settings.is_null()) {
            root.settings.clone_from(&settings);
        }
    }

    /// Whether a path lies in a folder that is open.
    pub(super) fn hold(&self, path: &Path) -> bool {
        self.list.iter().filter_map(|root| root.folder.as_ref()).any(|folder| path.starts_with(folder))
    }
}

/// Our part of settings that may come with those of others.
fn section(settings: Value) -> Value {
    match settings {
        Value::Object(mut all) if all.contains_key(SECTION) => all.remove(SECTION).unwrap_or_default(),
        // Some clients have an empty table where there is nothing.
        Value::Array(list) if list.is_empty() => Value::Null,
        own => own,
    }
}

/// What the client can do.
pub(super) fn client(caps: &ClientCapabilities) -> Client {
    let text = caps.text_document.as_ref();
    let workspace = caps.workspace.as_ref();
    let formats = text.and_then(|text| text.hover.as_ref()?.content_format.as_ref());
    let yes = |said: Option<bool>| said.unwrap_or_default();
    Client {
        // The first format is the one that is preferred.
        markdown: formats.and_then(|formats| formats.first()) == Some(&MarkupKind::Markdown),
        related: yes(text.and_then(|text| text.publish_diagnostics.as_ref()?.related_information)),
        versioned_edits: yes(workspace.and_then(|all| all.workspace_edit.as_ref()?.document_changes)),
        nested_symbols: yes(
            text.and_then(|text| text.document_symbol.as_ref()?.hierarchical_document_symbol_support)
        ),
        show_document: caps
            .window
            .as_ref()
            .and_then(|window| window.show_document.as_ref())
            .is_some_and(|show| show.support),
        watches: yes(workspace.and_then(|all| all.did_change_watched_files.as_ref()?.dynamic_registration)),
        configuration: yes(workspace.and_then(|all| all.configuration)),
        refreshes: (
            yes(workspace.and_then(|all| all.code_lens.as_ref()?.refresh_support)),
            yes(workspace.and_then(|all| all.inlay_hint.as_ref()?.refresh_support)),
        ),
        registers_settings: yes(
            workspace.and_then(|all| all.did_change_configuration.as_ref()?.dynamic_registration)
        ),
    }
}

/// What the client is asked to tell of: changed settings and changed files, as far as it can.
pub(super) fn registrations(client: Client) -> Option<RegistrationParams> {
    let register = |method: &str, options: Option<Value>| Registration {
        id: method.to_owned(),
        method: method.to_owned(),
        register_options: options,
    };
    let mut registrations = Vec::new();
    if client.watches {
        // Lexicons and rulesets are YAML as well, and a baseline is JSON.
        let patterns = [format!("**/{CONFIG_NAME}"), "**/*.{yaml,yml,json}".to_owned()];
        let watchers = patterns
            .map(|pattern| FileSystemWatcher { glob_pattern: GlobPattern::String(pattern), kind: None })
            .to_vec();
        let options = serde_json::to_value(DidChangeWatchedFilesRegistrationOptions { watchers });
        registrations.push(register("workspace/didChangeWatchedFiles", options.ok()));
    }
    if client.registers_settings {
        let options = json!({ "section": SECTION });
        registrations.push(register("workspace/didChangeConfiguration", Some(options)));
    }
    (!registrations.is_empty()).then_some(RegistrationParams { registrations })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_found_in_their_section_or_alone() {
        let own = json!({ "ruleset": "la-sapc" });
        assert_eq!(section(json!({ "notelint": own, "other": 1 })), own);
        assert_eq!(section(own.clone()), own);
        assert_eq!(section(json!([])), Value::Null);
    }

    #[test]
    fn an_answer_is_for_each_folder_in_order() {
        let folders = ["file:///a", "file:///b"].map(|uri| json!({ "uri": uri, "name": uri }));
        let params = json!({ "capabilities": {}, "workspaceFolders": folders, "initializationOptions": { "ruleset": "x" } });
        let mut roots = Roots::new(&serde_json::from_value(params).unwrap());
        let asked = serde_json::to_value(roots.question()).unwrap();
        let scopes: Vec<&Value> =
            asked["items"].as_array().unwrap().iter().map(|item| &item["scopeUri"]).collect();
        assert_eq!(scopes, [&json!("file:///b"), &json!("file:///a"), &Value::Null]);
        roots.answered(json!([{ "ruleset": "y" }, null, null]));
        let said: Vec<&Value> = roots.list.iter().map(|root| &root.settings["ruleset"]).collect();
        assert_eq!(said, ["y", "x", "x"]);
        assert!(roots.hold(Path::new("/a/b.txt")) && !roots.hold(Path::new("/ab/b.txt")));
    }
}
