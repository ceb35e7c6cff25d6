//! An export's bytes → UTF-8 or Windows-1252 bytes, counted and fingerprinted as they pass.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::sync::{Arc, Mutex, PoisonError};

use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE};
use sha2::{Digest, Sha256};

use crate::sha256::{hex, sha256};
use crate::source::{Entry, Input, ReadError, decode};

/// Bytes that are looked at before the first record is read: the encoding, the separator and the columns' names.
const HEAD: usize = 64 * 1024;

/// What of a file was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Bytes.
    pub bytes: u64,
    /// The SHA-256 of these bytes, where it was asked for.
    pub sha256: Option<String>,
    /// The file has another length now than when it was opened.
    pub changed: bool,
    /// Whether UTF-16 had broken characters, which became U+FFFD.
    pub broken: bool,
}

impl Tally {
    /// Of a file that was read whole.
    pub fn of(bytes: &[u8], fingerprint: bool) -> Self {
        let sha256 = fingerprint.then(|| sha256(bytes));
        Self { bytes: bytes.len() as u64, sha256, ..Self::default() }
    }
}

/// Counts what is read.
#[derive(Debug, Default)]
struct Meter {
    bytes: u64,
    hash: Option<Sha256>,
    broken: bool,
}

/// An open export.
pub(super) struct Stream {
    pub(super) name: Arc<str>,
    /// Its first bytes, without a byte order mark; `rest` yields them as well.
    pub(super) head: Vec<u8>,
    pub(super) rest: BufReader<Box<dyn Read + Send>>,
    meter: Arc<Mutex<Meter>>,
    /// The file and its length when it was opened.
    file: Option<(File, u64)>,
}

impl Stream {
    pub(super) fn open(entry: &Entry, fingerprint: bool) -> Result<Self, ReadError> {
        let name = &entry.name;
        let failed = |error: io::Error| ReadError::io(name, &error);
        let meter = Arc::new(Mutex::new(Meter { hash: fingerprint.then(Sha256::new), ..Meter::default() }));
        let mut file = None;
        let input: Box<dyn Read + Send> = match &entry.input {
            Input::Stdin => Box::new(io::stdin()),
            Input::Path(path) => {
                let opened = File::open(path).map_err(failed)?;
                let meta = opened.metadata().map_err(failed)?;
                if meta.is_file() {
                    // What is added while the file is read belongs to another run.
                    file = Some((opened.try_clone().map_err(failed)?, meta.len()));
                    Box::new(opened.take(meta.len()))
                } else {
                    Box::new(opened)
                }
            }
        };
        let mut input = Metered { input, meter: Arc::clone(&meter) };
        let head = first(&mut input, HEAD).map_err(failed)?;
        if decode::is_utf32(&head) {
            return Err(ReadError::Utf32 { path: name.to_string() });
        }
        let rest = Cursor::new(head.clone()).chain(input);
        let (mut bytes, marked): (Box<dyn Read + Send>, bool) = match head.as_slice() {
            [0xFF, 0xFE, ..] => (Box::new(Utf16::new(rest, UTF_16LE.new_decoder(), &meter)), true),
            [0xFE, 0xFF, ..] => (Box::new(Utf16::new(rest, UTF_16BE.new_decoder(), &meter)), true),
            [0xEF, 0xBB, 0xBF, ..] => {
                let mut rest = rest;
                rest.read_exact(&mut [0; 3]).map_err(failed)?;
                (Box::new(rest), true)
            }
            _ => (Box::new(rest), false),
        };
        let head = first(&mut bytes, HEAD).map_err(failed)?;
        let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
        if !marked && line.contains(&0) {
            return Err(ReadError::Binary { path: name.to_string() });
        }
        let bytes: Box<dyn Read + Send> = Box::new(Cursor::new(head.clone()).chain(bytes));
        Ok(Self { name: Arc::clone(name), head, rest: BufReader::with_capacity(HEAD, bytes), meter, file })
    }

    /// How many bytes have been read.
    pub(super) fn bytes(&self) -> u64 {
        self.meter.lock().unwrap_or_else(PoisonError::into_inner).bytes
    }

    pub(super) fn tally(&self) -> Tally {
        let meter = self.meter.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = self.file.as_ref().is_some_and(|(file, length)| {
            file.metadata().is_ok_and(|now| now.len() != *length) || meter.bytes > *length
        });
        let hash = meter.hash.clone();
        Tally {
            bytes: meter.bytes,
            sha256: hash.map(|hash| hex(&hash.finalize())),
            changed,
            broken: meter.broken,
        }
    }
}

/// Up to so many bytes from the start.
fn first(input: &mut impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    input.by_ref().take(most as u64).read_to_end(&mut head)?;
    Ok(head)
}

struct Metered<R> {
    input: R,
    meter: Arc<Mutex<Meter>>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        let mut meter = self.meter.lock().unwrap_or_else(PoisonError::into_inner);
        meter.bytes += count as u64;
        if let Some(hash) = &mut meter.hash {
            hash.update(&buffer[..count]);
        }
        Ok(count)
    }
}

/// UTF-16 → UTF-8.
struct Utf16<R> {
    input: R,
    decoder: Decoder,
    meter: Arc<Mutex<Meter>>,
    /// Bytes that are read and not decoded.
    waiting: Vec<u8>,
    decoded: String,
    given: usize,
    ended: bool,
}

impl<R: Read> Utf16<R> {
    fn new(input: R, decoder: Decoder, meter: &Arc<Mutex<Meter>>) -> Self {
        let meter = Arc::clone(meter);
        Self {
            input,
            decoder,
            meter,
            waiting: Vec::new(),
            decoded: String::with_capacity(HEAD),
            given: 0,
            ended: false,
        }
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.decoded.len() && !self.ended {
            if self.waiting.is_empty() {
                self.waiting = first(&mut self.input, HEAD / 4)?;
            }
            let last = self.waiting.is_empty();
            self.decoded.clear();
            self.given = 0;
            let (result, read, broken) =
                self.decoder.decode_to_string(&self.waiting, &mut self.decoded, last);
            self.waiting.drain(..read);
            self.meter.lock().unwrap_or_else(PoisonError::into_inner).broken |= broken;
            self.ended = last && result == CoderResult::InputEmpty;
        }
        let count = buffer.len().min(self.decoded.len() - self.given);
        buffer[..count].copy_from_slice(&self.decoded.as_bytes()[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}
