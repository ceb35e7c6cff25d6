//! What the server says by itself: notifications, requests to the client, messages for people.

use std::collections::HashMap;
use std::io::{self, BufWriter, Write};

use lsp_server::{ErrorCode, Message, RequestId, Response, ResponseError};
use lsp_types::notification::{LogMessage, Notification, ShowMessage};
use lsp_types::request::Request;
use lsp_types::{LogMessageParams, MessageType, ShowMessageParams};
use serde::Serialize;
use serde_json::Value;

use super::transport;

/// What a request to the client was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// The settings of each folder.
    Settings,
    /// Something whose answer does not matter.
    Favour,
}

/// The way to the client.
pub(super) struct Outgoing<W: Write> {
    output: BufWriter<W>,
    next: i32,
    asked: HashMap<RequestId, Asked>,
    /// Why the output can no longer be written, once it cannot.
    broken: Option<io::Error>,
}

impl<W: Write> Outgoing<W> {
    pub(super) fn new(output: W) -> Self {
        Self { output: BufWriter::new(output), next: 0, asked: HashMap::new(), broken: None }
    }

    /// The reason why nothing can be said any more.
    pub(super) fn broken(&mut self) -> Option<io::Error> {
        self.broken.take()
    }

    fn send(&mut self, message: impl Into<Message>) {
        if self.broken.is_none() {
            self.broken = transport::write(&mut self.output, &message.into()).err();
        }
    }

    pub(super) fn refuse(&mut self) {
        if self.broken.is_none() {
            self.broken = transport::refuse(&mut self.output).err();
        }
    }

    pub(super) fn notify<N: Notification>(&mut self, params: N::Params) {
        self.send(lsp_server::Notification { method: N::METHOD.to_owned(), params: value(params) });
    }

    pub(super) fn ask<R: Request>(&mut self, params: R::Params, asked: Asked) {
        self.next += 1;
        let id = RequestId::from(self.next);
        self.asked.insert(id.clone(), asked);
        self.send(lsp_server::Request { id, method: R::METHOD.to_owned(), params: value(params) });
    }

    /// What an answer of the client is to.
    pub(super) fn answered(&mut self, id: &RequestId) -> Option<Asked> {
        self.asked.remove(id)
    }

    pub(super) fn answer(&mut self, id: RequestId, answer: Result<Value, Refusal>) {
        let refused = |refusal: Refusal| ResponseError {
            code: refusal.code as i32,
            message: refusal.message,
            data: None,
        };
        self.send(Response { id, response_result: answer.map_err(refused) });
    }

    /// Shows a message to whoever writes.
    pub(super) fn show(&mut self, typ: MessageType, message: String) {
        self.notify::<ShowMessage>(ShowMessageParams { typ, message });
    }

    /// Writes into the client's log.
    pub(super) fn log(&mut self, message: String) {
        self.notify::<LogMessage>(LogMessageParams { typ: MessageType::WARNING, message });
    }
}

/// Why a request is not done.
#[derive(Debug)]
pub(super) struct Refusal {
    code: ErrorCode,
    message: String,
}

impl Refusal {
    pub(super) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// What is told of it.
    pub(super) fn message(&self) -> &str {
        &self.message
    }

    /// The job cannot be done as things are.
    pub(super) fn failed(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::RequestFailed, message)
    }
}

/// What is made of texts, numbers and lists is written without an error.
pub(super) fn value(params: impl Serialize) -> Value {
    serde_json::to_value(params).unwrap_or_default()
}
