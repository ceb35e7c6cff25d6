//! Requests about a document, and commands.

use std::io::Write;
use std::path::{Path, PathBuf};

use lsp_server::{ErrorCode, Request};
use lsp_types::request::{self, Request as _};
use lsp_types::{
    CodeActionParams, CodeLensParams, DocumentSymbolParams, ExecuteCommandParams, HoverParams,
    InlayHintParams, MessageType, ShowDocumentParams, Url,
};
use serde_json::Value;

use super::outgoing::{Asked, Refusal, value};
use super::view::View;
use super::{Server, Workplace, actions, hover, lenses, parsed, symbols};
use crate::report::Finding;

/// Answers a request.
pub(super) fn answer<W: Write>(server: &mut Server<'_, W>, request: Request) -> Result<Value, Refusal> {
    let Request { method, params, .. } = request;
    match method.as_str() {
        request::HoverRequest::METHOD => {
            let params: HoverParams = parsed(params)?;
            let at = params.text_document_position_params;
            look(server, &at.text_document.uri, |view, _| value(hover::hover(view, at.position)))
        }
        request::CodeActionRequest::METHOD => {
            let params: CodeActionParams = parsed(params)?;
            let uri = &params.text_document.uri;
            let path = uri.to_file_path().ok();
            look(server, uri, |view, workplace| {
                let print = |found: &Finding| workplace.fingerprint(path.as_ref()?, found);
                value(actions::actions(view, &params, print))
            })
        }
        request::CodeLensRequest::METHOD => {
            let params: CodeLensParams = parsed(params)?;
            look(server, &params.text_document.uri, |view, _| value(lenses::lenses(view)))
        }
        request::InlayHintRequest::METHOD => {
            let params: InlayHintParams = parsed(params)?;
            look(server, &params.text_document.uri, |view, _| value(lenses::hints(view, params.range)))
        }
        request::DocumentSymbolRequest::METHOD => {
            let params: DocumentSymbolParams = parsed(params)?;
            look(server, &params.text_document.uri, |view, _| value(symbols::symbols(view)))
        }
        request::ExecuteCommand::METHOD => execute(server, parsed(params)?),
        _ => Err(Refusal::new(ErrorCode::MethodNotFound, "not a request that notelint answers")),
    }
}

/// An answer about a document; null where it is not open.
fn look<W: Write>(
    server: &mut Server<'_, W>,
    uri: &Url,
    work: impl FnOnce(&View<'_>, &dyn Workplace) -> Value,
) -> Result<Value, Refusal> {
    Ok(server.look(uri, work).unwrap_or_default())
}

fn execute<W: Write>(server: &mut Server<'_, W>, params: ExecuteCommandParams) -> Result<Value, Refusal> {
    let wrong =
        || Refusal::new(ErrorCode::InvalidParams, "the command's arguments are a document and a text");
    let [uri, last] = params.arguments.as_slice() else { return Err(wrong()) };
    let uri = uri.as_str().and_then(|uri| Url::parse(uri).ok()).ok_or_else(wrong)?;
    let last = last.as_str().ok_or_else(wrong)?;
    let path = uri.to_file_path().ok();
    match params.command.as_str() {
        actions::OPEN_PAGE => open_page(server, path, last),
        actions::ADD_TO_BASELINE => {
            let path =
                path.ok_or_else(|| Refusal::failed("only a file has known findings; save it first"))?;
            add(server, &uri, &path, last)
        }
        _ => Err(Refusal::new(ErrorCode::InvalidParams, "no such command")),
    }
}

/// Shows a rule's page, or as much of it as the client can.
fn open_page<W: Write>(
    server: &mut Server<'_, W>,
    path: Option<PathBuf>,
    code: &str,
) -> Result<Value, Refusal> {
    let linter = server.linter(path.as_deref());
    let page = linter.and_then(|linter| server.workplace.page(&linter, code));
    let page = page.ok_or_else(|| Refusal::failed("no rule has this code"))?;
    let file = server.can.show_document.then(|| server.pages.file(code, &page));
    match file {
        Some(Ok(uri)) => {
            let params = ShowDocumentParams { uri, external: None, take_focus: Some(true), selection: None };
            server.client.ask::<request::ShowDocument>(params, Asked::Favour);
        }
        _ => server.client.show(MessageType::INFO, page.clone()),
    }
    Ok(Value::String(page))
}

/// Adds the finding with this fingerprint to the baseline.
fn add<W: Write>(server: &mut Server<'_, W>, uri: &Url, path: &Path, print: &str) -> Result<Value, Refusal> {
    server.look(uri, |_, _| ());
    let document = server.documents.get(uri);
    let found = document.and_then(|document| {
        let found = &document.checked.as_ref()?.findings.found;
        found.iter().find(|found| server.workplace.fingerprint(path, found).as_deref() == Some(print))
    });
    let found = found.ok_or_else(|| Refusal::failed("the finding is no longer there"))?;
    server.workplace.add(path, found).map_err(Refusal::failed)?;
    server.reload();
    Ok(Value::Null)
}
