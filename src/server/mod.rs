//! The language server: what an editor says → diagnostics, hovers, actions, lenses, symbols.
//!
//! One thread reads, one works. A change is applied as it comes; a document is checked when nothing is left to read, so
//! that a key stroke waits for nothing and a burst of them is checked once. What was found is dropped where the document
//! changed meanwhile. Whatever fails while one message is handled is that message's error, and the next is handled.

mod actions;
mod capabilities;
mod configuration;
mod diagnostics;
mod documents;
mod hover;
mod lenses;
mod outgoing;
mod pages;
mod positions;
mod requests;
mod symbols;
mod transport;
mod view;
mod watching;

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvError, Sender, TryRecvError};
use std::thread;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{self, Notification as _, PublishDiagnostics};
use lsp_types::request::{self, Request as _};
use lsp_types::{InitializeParams, MessageType, Position, PublishDiagnosticsParams, Url};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::guard::guarded;
use crate::linter::Linter;
use crate::report::Finding;
use crate::source::walk::CONFIG_NAME;
use configuration::Roots;
use documents::Document;
use outgoing::{Asked, Outgoing, Refusal, value};
use pages::Pages;
use positions::{Encoding, Places};
use transport::Frame;
use view::{Client, View};
use watching::Watching;

pub use configuration::Root;

/// What the server asks of the program around it. Errors are messages for people that hold no words of a note.
pub trait Workplace {
    /// Takes up the folders that are open, and reads configuration files anew; `files` are the notes that are open. Where
    /// something is wrong in a folder, what was in force there before stays, and the errors are handed back.
    fn reload(&mut self, roots: &[Root], files: &[PathBuf]) -> Vec<String>;

    /// The linter for a file, or for a note that is no file.
    ///
    /// # Errors
    /// When the configuration in force is wrong.
    fn linter(&mut self, file: Option<&Path>) -> Result<Arc<Linter>, String>;

    /// The files and folders, from the root, that decide what is found in the open notes.
    fn rules(&self) -> Vec<PathBuf>;

    /// The page of a rule, in Markdown.
    fn page(&self, linter: &Linter, code: &str) -> Option<String>;

    /// The fingerprint of a finding in a file, where the file's folder has a baseline.
    fn fingerprint(&self, file: &Path, finding: &Finding) -> Option<String>;

    /// Whether the baseline lists a finding.
    fn knows(&self, file: &Path, finding: &Finding) -> bool;

    /// Adds a finding to the baseline.
    ///
    /// # Errors
    /// When there is none, or it cannot be written.
    fn add(&mut self, file: &Path, finding: &Finding) -> Result<(), String>;
}

/// How the client left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// After it had asked to shut down.
    Orderly,
    /// Without a word.
    Abruptly,
}

/// Speaks with a client until it leaves.
///
/// # Errors
/// When nothing can be written to the client any more.
pub fn run(
    input: impl Read + Send + 'static,
    output: impl Write,
    workplace: &mut dyn Workplace,
) -> io::Result<Ended> {
    let (sender, events) = mpsc::channel();
    let reader = sender.clone();
    thread::spawn(move || {
        let mut input = BufReader::new(input);
        while let Ok(Some(frame)) = transport::read(&mut input) {
            if reader.send(Event::Frame(frame)).is_err() {
                return;
            }
        }
        // The worker is gone where this is not taken.
        let _ = reader.send(Event::End);
    });
    let mut server = Server {
        client: Outgoing::new(output),
        workplace,
        events,
        sender,
        queue: VecDeque::new(),
        phase: Phase::New,
        can: Client::default(),
        encoding: Encoding::default(),
        roots: Roots::default(),
        documents: BTreeMap::new(),
        pages: Pages::default(),
        watching: None,
        told: HashSet::new(),
    };
    server.work()
}

/// What happens.
#[derive(Debug)]
enum Event {
    /// The client sent something.
    Frame(Frame),
    /// Files changed.
    Changed(Vec<PathBuf>),
    /// The client is gone.
    End,
}

/// How far the client and the server are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    New,
    Begun,
    ShutDown,
}

struct Server<'w, W: Write> {
    client: Outgoing<W>,
    workplace: &'w mut dyn Workplace,
    events: Receiver<Event>,
    sender: Sender<Event>,
    /// Events that were taken before their turn.
    queue: VecDeque<Event>,
    phase: Phase,
    can: Client,
    encoding: Encoding,
    roots: Roots,
    documents: BTreeMap<Url, Document>,
    pages: Pages,
    watching: Option<Watching>,
    /// Errors of the configuration that were shown since it changed.
    told: HashSet<String>,
}

impl<W: Write> Server<'_, W> {
    fn work(&mut self) -> io::Result<Ended> {
        loop {
            if let Some(error) = self.client.broken() {
                return Err(error);
            }
            self.drain();
            let event = match self.queue.pop_front() {
                Some(event) => event,
                None if self.check_one() => continue,
                None => match self.events.recv() {
                    Ok(event) => event,
                    Err(RecvError) => Event::End,
                },
            };
            match event {
                Event::Frame(Frame::Message(Message::Notification(exit)))
                    if exit.method == notification::Exit::METHOD =>
                {
                    return Ok(self.ended());
                }
                Event::End => return Ok(self.ended()),
                Event::Frame(Frame::Malformed) => self.client.refuse(),
                Event::Frame(Frame::Message(message)) => self.message(message),
                Event::Changed(paths) => self.guarded("changed files", |server| server.files_changed(&paths)),
            }
        }
    }

    fn ended(&self) -> Ended {
        if self.phase == Phase::ShutDown { Ended::Orderly } else { Ended::Abruptly }
    }

    /// Takes what has come in.
    fn drain(&mut self) {
        loop {
            match self.events.try_recv() {
                Ok(event) => self.queue.push_back(event),
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => return,
            }
        }
    }

    /// Does something; a panic is logged by its place in the program.
    fn guarded(&mut self, what: &str, work: impl FnOnce(&mut Self)) {
        if let Err(crash) = guarded(|| work(self)) {
            self.client.log(format!("{what}: {crash}"));
        }
    }

    fn message(&mut self, message: Message) {
        match message {
            Message::Request(request) => {
                let id = request.id.clone();
                let answer = if self.is_cancelled(&id) {
                    Err(Refusal::new(ErrorCode::RequestCanceled, "cancelled"))
                } else {
                    guarded(|| self.request(request)).unwrap_or_else(|crash| {
                        Err(Refusal::new(ErrorCode::InternalError, crash.to_string()))
                    })
                };
                self.client.answer(id, answer);
            }
            Message::Notification(notification) => {
                let method = notification.method.clone();
                self.guarded(&method, |server| server.notification(notification));
            }
            Message::Response(response) => self.guarded("an answer", |server| server.answered(response)),
        }
    }

    /// Whether the client has already taken back a request.
    fn is_cancelled(&self, id: &RequestId) -> bool {
        self.queue.iter().any(|event| match event {
            Event::Frame(Frame::Message(Message::Notification(cancel))) => {
                cancel.method == notification::Cancel::METHOD && cancel.params.get("id") == Some(&value(id))
            }
            _ => false,
        })
    }

    fn request(&mut self, request: Request) -> Result<Value, Refusal> {
        match (self.phase, request.method.as_str()) {
            (Phase::New, request::Initialize::METHOD) => self.begin(request.params),
            (Phase::New, _) => Err(Refusal::new(ErrorCode::ServerNotInitialized, "not initialized yet")),
            (Phase::Begun, request::Shutdown::METHOD) => {
                self.phase = Phase::ShutDown;
                Ok(Value::Null)
            }
            (Phase::Begun, request::Initialize::METHOD) => {
                Err(Refusal::new(ErrorCode::InvalidRequest, "initialized already"))
            }
            (Phase::Begun, _) => requests::answer(self, request),
            (Phase::ShutDown, _) => Err(Refusal::new(ErrorCode::InvalidRequest, "shut down")),
        }
    }

    fn begin(&mut self, params: Value) -> Result<Value, Refusal> {
        let params: InitializeParams = parsed(params)?;
        self.can = configuration::client(&params.capabilities);
        self.encoding = Encoding::agreed(&params.capabilities);
        self.roots = Roots::new(&params);
        self.phase = Phase::Begun;
        Ok(value(capabilities::capabilities(self.encoding)))
    }

    fn notification(&mut self, notification: Notification) {
        if self.phase != Phase::Begun {
            return;
        }
        let Notification { method, params } = notification;
        let done = match method.as_str() {
            notification::Initialized::METHOD => {
                self.begun();
                Ok(())
            }
            notification::DidOpenTextDocument::METHOD => {
                self.take::<notification::DidOpenTextDocument>(params, |server, opened| {
                    let item = opened.text_document;
                    let uri = item.uri.clone();
                    if uri.to_file_path().is_ok_and(|path| server.pages.hold(&path)) {
                        return;
                    }
                    server.documents.insert(uri.clone(), Document::new(&uri, item));
                })
            }
            notification::DidChangeTextDocument::METHOD => {
                self.take::<notification::DidChangeTextDocument>(params, |server, changed| {
                    let encoding = server.encoding;
                    if let Some(document) = server.documents.get_mut(&changed.text_document.uri) {
                        document.change(changed.text_document.version, changed.content_changes, encoding);
                    }
                })
            }
            notification::DidCloseTextDocument::METHOD => {
                self.take::<notification::DidCloseTextDocument>(params, |server, closed| {
                    let uri = closed.text_document.uri;
                    server.documents.remove(&uri);
                    let params = PublishDiagnosticsParams { uri, diagnostics: Vec::new(), version: None };
                    server.client.notify::<PublishDiagnostics>(params);
                })
            }
            notification::DidChangeConfiguration::METHOD => self
                .take::<notification::DidChangeConfiguration>(params, |server, changed| {
                    server.roots.told(changed.settings);
                    server.ask_settings_or_reload();
                }),
            notification::DidChangeWorkspaceFolders::METHOD => self
                .take::<notification::DidChangeWorkspaceFolders>(params, |server, changed| {
                    server.roots.change(changed.event);
                    server.ask_settings_or_reload();
                }),
            notification::DidChangeWatchedFiles::METHOD => {
                self.take::<notification::DidChangeWatchedFiles>(params, |server, changed| {
                    let paths = changed.changes.iter().filter_map(|change| change.uri.to_file_path().ok());
                    server.files_changed(&paths.collect::<Vec<_>>());
                })
            }
            _ => Ok(()),
        };
        if let Err(refusal) = done {
            self.client.log(format!("{method}: {}", refusal.message()));
        }
    }

    fn take<N: notification::Notification>(
        &mut self,
        params: Value,
        work: impl FnOnce(&mut Self, N::Params),
    ) -> Result<(), Refusal> {
        work(self, parsed(params)?);
        Ok(())
    }

    /// After the client has taken up the server's answer.
    fn begun(&mut self) {
        if let Some(registrations) = configuration::registrations(self.can) {
            self.client.ask::<request::RegisterCapability>(registrations, Asked::Favour);
        }
        let sender = self.sender.clone();
        self.watching = Watching::new(move |paths| {
            // The server has ended where this is not taken.
            let _ = sender.send(Event::Changed(paths));
        });
        self.reload();
        self.ask_settings();
    }

    fn ask_settings_or_reload(&mut self) {
        self.told.clear();
        if !self.ask_settings() {
            self.reload();
        }
    }

    fn ask_settings(&mut self) -> bool {
        if self.can.configuration {
            let question = self.roots.question();
            self.client.ask::<request::WorkspaceConfiguration>(question, Asked::Settings);
        }
        self.can.configuration
    }

    fn answered(&mut self, response: Response) {
        match (self.client.answered(&response.id), response.response_result) {
            (Some(Asked::Settings), Ok(answer)) => {
                self.roots.answered(answer);
                self.reload();
            }
            (Some(Asked::Settings), Err(_)) => self.reload(),
            (Some(Asked::Favour) | None, _) => {}
        }
    }

    /// Reads configuration files anew, and checks every document again.
    fn reload(&mut self) {
        let files: Vec<PathBuf> = self.documents.keys().filter_map(|uri| uri.to_file_path().ok()).collect();
        for error in self.workplace.reload(&self.roots.list, &files) {
            self.tell(error);
        }
        self.watch();
        for document in self.documents.values_mut() {
            document.forget();
        }
        let (lenses, hints) = self.can.refreshes;
        if lenses {
            self.client.ask::<request::CodeLensRefresh>((), Asked::Favour);
        }
        if hints {
            self.client.ask::<request::InlayHintRefreshRequest>((), Asked::Favour);
        }
    }

    /// Shows an error of the configuration, once.
    fn tell(&mut self, error: String) {
        if self.told.insert(error.clone()) {
            self.client.show(MessageType::ERROR, error);
        }
    }

    /// Watches what the client does not.
    fn watch(&mut self) {
        let Some(watching) = &mut self.watching else { return };
        for rule in self.workplace.rules() {
            if !self.can.watches || !self.roots.hold(&rule) {
                watching.watch(&rule);
            }
        }
        if !self.can.watches {
            for folder in self.roots.list.iter().filter_map(|root| root.folder.as_ref()) {
                watching.watch(&folder.join(CONFIG_NAME));
            }
        }
    }

    fn files_changed(&mut self, paths: &[PathBuf]) {
        let rules = self.workplace.rules();
        let is_rule = |path: &PathBuf| {
            path.file_name().is_some_and(|name| name == CONFIG_NAME)
                || path.ancestors().any(|part| rules.iter().any(|rule| rule == part))
        };
        if paths.iter().any(is_rule) {
            self.told.clear();
            self.reload();
        }
    }

    /// Checks one document that changed and publishes what was found; whether there was one.
    fn check_one(&mut self) -> bool {
        let next = self.documents.iter().find(|(_, document)| !document.published);
        let Some(uri) = next.map(|(uri, _)| uri.clone()) else { return false };
        if let Err(crash) = guarded(|| self.publish(&uri)) {
            let fault = diagnostics::fault(crash.to_string(), Position::default());
            if let Some(document) = self.documents.get_mut(&uri) {
                // It is not tried again before it changes.
                document.published = true;
                let version = Some(document.version);
                let params = PublishDiagnosticsParams { uri, diagnostics: vec![fault], version };
                self.client.notify::<PublishDiagnostics>(params);
            }
        }
        true
    }

    /// Checks a document and publishes what was found, unless it has changed meanwhile.
    fn publish(&mut self, uri: &Url) {
        let path = uri.to_file_path().ok();
        let new = |view: &View<'_>, workplace: &dyn Workplace| {
            let is_new = |found: &Finding| path.as_ref().is_none_or(|path| !workplace.knows(path, found));
            diagnostics::diagnostics(view, is_new)
        };
        let found = self.look(uri, new).unwrap_or_default();
        self.drain();
        if self.is_stale(uri) {
            return;
        }
        let Some(document) = self.documents.get_mut(uri) else { return };
        document.published = true;
        let version = Some(document.version);
        let params = PublishDiagnosticsParams { uri: uri.clone(), diagnostics: found, version };
        self.client.notify::<PublishDiagnostics>(params);
    }

    /// Looks at a document, which is checked first where it has changed; `None` where it is not open, or its
    /// configuration is wrong.
    fn look<T>(&mut self, uri: &Url, work: impl FnOnce(&View<'_>, &dyn Workplace) -> T) -> Option<T> {
        let linter = self.linter(uri.to_file_path().ok().as_deref())?;
        let document = self.documents.get_mut(uri)?;
        if document.checked.is_none() {
            document.checked = Some(document.check(uri.as_str(), &linter));
        }
        let document = &*document;
        let view = View {
            uri,
            document,
            checked: document.checked.as_ref()?,
            places: Places::new(&document.text, self.encoding),
            linter: &linter,
            client: self.can,
        };
        Some(work(&view, self.workplace))
    }

    /// Whether a change of the document waits to be handled.
    fn is_stale(&self, uri: &Url) -> bool {
        self.queue.iter().any(|event| match event {
            Event::Frame(Frame::Message(Message::Notification(waiting))) => {
                let changes =
                    [notification::DidChangeTextDocument::METHOD, notification::DidCloseTextDocument::METHOD];
                let of = waiting.params.pointer("/textDocument/uri").and_then(Value::as_str);
                changes.contains(&waiting.method.as_str()) && of == Some(uri.as_str())
            }
            _ => false,
        })
    }

    /// The linter for a file; none where its configuration is wrong, which is shown.
    fn linter(&mut self, path: Option<&Path>) -> Option<Arc<Linter>> {
        self.workplace.linter(path).map_err(|error| self.tell(error)).ok()
    }
}

/// Parameters as the protocol has them. The error quotes nothing: they may hold a note.
fn parsed<T: DeserializeOwned>(params: Value) -> Result<T, Refusal> {
    serde_json::from_value(params)
        .map_err(|_| Refusal::new(ErrorCode::InvalidParams, "the parameters are not those of the protocol"))
}
