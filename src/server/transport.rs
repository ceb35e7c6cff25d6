//! Bytes → messages, and messages → bytes. What is no message is told apart from the end of the input, and quoted nowhere:
//! it may hold a note.

use std::io::{self, BufRead, Read, Write};

use lsp_server::Message;

/// What was read.
#[derive(Debug)]
pub(super) enum Frame {
    /// A message.
    Message(Message),
    /// Something else in its place.
    Malformed,
}

/// Reads the next message; `None` at the end of the input.
///
/// # Errors
/// When the input cannot be read.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Frame>> {
    let (mut size, mut line) = (None, Vec::new());
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\r', '\n']);
        if text.is_empty() {
            break;
        }
        // A header of another name, or none at all, is passed by.
        let header = text.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("Content-Length"));
        size = header.and_then(|(_, size)| size.trim().parse::<u64>().ok()).or(size);
    }
    let Some(size) = size else { return Ok(Some(Frame::Malformed)) };
    let mut body = Vec::new();
    // Grows with what comes, whatever size was announced.
    input.take(size).read_to_end(&mut body)?;
    Ok(Some(serde_json::from_slice(&body).map_or(Frame::Malformed, Frame::Message)))
}

/// Writes a message.
///
/// # Errors
/// When the output cannot be written.
pub(super) fn write(output: &mut impl Write, message: &Message) -> io::Result<()> {
    message.write(output)
}

/// Answers what was no message. It has no id to answer to.
///
/// # Errors
/// When the output cannot be written.
pub(super) fn refuse(output: &mut impl Write) -> io::Result<()> {
    let body =
        r#"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"not a message of the protocol"}}"#;
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_message_does_not_end_the_reading() {
        let good = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let input = format!(
            "Content-Length: 5\r\n\r\n{{]\x00\x01xX-Other: 1\r\n\r\nContent-Length: {}\r\nContent-Type: x\r\n\r\n{good}",
            good.len()
        );
        let mut input = input.as_bytes();
        assert!(matches!(read(&mut input), Ok(Some(Frame::Malformed))));
        assert!(matches!(read(&mut input), Ok(Some(Frame::Malformed))));
        let Ok(Some(Frame::Message(Message::Notification(found)))) = read(&mut input) else { panic!("none") };
        assert_eq!(found.method, "exit");
        assert!(matches!(read(&mut input), Ok(None)));
    }
}
