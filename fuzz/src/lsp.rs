//! What a client sends → what the server answers: whole messages, one answer for each request, ranges that are none the
//! wrong way round, and never a fault.
//!
//! Each line of the input is a message, put into a frame of the right length where it begins with `{`, and sent as it is where
//! not.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use lsp_server::{ErrorCode, Message, RequestId};
use notelint::linter::{Config, Linter};
use notelint::report::Finding;
use notelint::server::{Root, Workplace, run};
use serde_json::Value;

static LINTER: LazyLock<Arc<Linter>> = LazyLock::new(|| Arc::new(Linter::new(Config::default()).unwrap()));

/// Surroundings without files.
struct Bare;

impl Workplace for Bare {
    fn reload(&mut self, _: &[Root], _: &[PathBuf]) -> Vec<String> {
        Vec::new()
    }

    fn linter(&mut self, _: Option<&Path>) -> Result<Arc<Linter>, String> {
        Ok(Arc::clone(&LINTER))
    }

    fn rules(&self) -> Vec<PathBuf> {
        Vec::new()
    }

    fn page(&self, _: &Linter, code: &str) -> Option<String> {
        Some(format!("# {code}"))
    }

    fn fingerprint(&self, _: &Path, _: &Finding) -> Option<String> {
        None
    }

    fn knows(&self, _: &Path, _: &Finding) -> bool {
        false
    }

    fn add(&mut self, _: &Path, _: &Finding) -> Result<(), String> {
        Err("there is no baseline".to_owned())
    }
}

pub fn check(data: &[u8]) {
    let (mut sent, mut asked, mut framed) = (Vec::new(), BTreeMap::<RequestId, usize>::new(), true);
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        if !line.starts_with(b"{") {
            sent.extend_from_slice(line);
            framed = false;
            continue;
        }
        sent.extend_from_slice(format!("Content-Length: {}\r\n\r\n", line.len()).as_bytes());
        sent.extend_from_slice(line);
        match serde_json::from_slice(line) {
            Ok(Message::Request(request)) => *asked.entry(request.id).or_default() += 1,
            // What follows is not answered.
            Ok(Message::Notification(exit)) if exit.method == "exit" => break,
            _ => {}
        }
    }
    let mut printed = Vec::new();
    run(Cursor::new(sent), &mut printed, &mut Bare).expect("a list of bytes can be written");
    let mut answered = BTreeMap::<RequestId, usize>::new();
    for message in messages(&printed) {
        // What was no message is answered without an id.
        if message.get("method").is_none() && message["id"].is_null() {
            continue;
        }
        ranges(&message);
        match serde_json::from_value(message.clone()).expect("a message of the protocol") {
            Message::Response(response) => {
                if let Err(error) = &response.response_result {
                    assert_ne!(error.code, ErrorCode::InternalError as i32, "a fault: {message}");
                }
                *answered.entry(response.id).or_default() += 1;
            }
            Message::Notification(told) => {
                assert!(!told.params.to_string().contains("a fault in notelint"), "{message}");
            }
            Message::Request(_) => {}
        }
    }
    if framed {
        assert_eq!(answered, asked, "one answer for each request");
    }
}

fn messages(mut printed: &[u8]) -> Vec<Value> {
    let mut messages = Vec::new();
    while !printed.is_empty() {
        let end = printed.windows(4).position(|four| four == b"\r\n\r\n").expect("a frame");
        let head = std::str::from_utf8(&printed[..end]).expect("a head in ASCII");
        let length: usize =
            head.strip_prefix("Content-Length: ").expect("a length").parse().expect("a number");
        let body = &printed[end + 4..][..length];
        messages.push(serde_json::from_slice(body).expect("JSON"));
        printed = &printed[end + 4 + length..];
    }
    messages
}

/// No range in a message ends before it starts.
fn ranges(value: &Value) {
    match value {
        Value::Object(map) => {
            if let (Some(start), Some(end)) = (map.get("start"), map.get("end")) {
                let place = |at: &Value| Some((at["line"].as_u64()?, at["character"].as_u64()?));
                assert!(place(start) <= place(end), "{value}");
            }
            map.values().for_each(ranges);
        }
        Value::Array(list) => list.iter().for_each(ranges),
        _ => {}
    }
}
