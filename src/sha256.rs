//! Bytes → their SHA-256, as `sha256sum` prints it.

use sha2::{Digest, Sha256};

/// The SHA-256 of these bytes, as hexadecimal digits.
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
