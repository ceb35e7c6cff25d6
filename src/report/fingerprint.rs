//! A finding → a number that stays the same while the note around it is edited, and tells nothing of its words.
//!
//! Words could be guessed back from a hash of them, so none go in: only the rule, the file's name, the note's number in it, the
//! lexicon's phrase, and how many findings like it stand before it in the note.

use super::Finding;

/// The fingerprint of a finding in the file of that name, as 32 hexadecimal digits.
pub fn fingerprint(path: &str, finding: &Finding) -> String {
    let diagnostic = &finding.diagnostic;
    let (note, ordinal) = (finding.note.to_string(), finding.ordinal.to_string());
    digest(&["notelint-1", path, &note, &diagnostic.code, &diagnostic.phrase, &ordinal])
}

/// The hash of some texts, as 32 hexadecimal digits.
pub(super) fn digest(parts: &[&str]) -> String {
    let mut hash = Fnv::default();
    for part in parts {
        hash.add(part.as_bytes());
        // No text holds this byte, so that parts cannot run into each other.
        hash.add(&[0xFF]);
    }
    format!("{:032x}", hash.0)
}

/// FNV-1a with 128 bits: the same for every version and machine, as the standard library's hashes are not.
#[derive(Debug)]
struct Fnv(u128);

impl Default for Fnv {
    fn default() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013B);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        for (text, expected) in [
            ("", "6c62272e07bb014262b821756295c58d"),
            ("a", "d228cb696f1a8caf78912b704e4a8964"),
            ("foobar", "343e1662793c64bf6f0d3597ba446f18"),
        ] {
            let mut hash = Fnv::default();
            hash.add(text.as_bytes());
            assert_eq!(format!("{:032x}", hash.0), expected, "{text}");
        }
    }

    #[test]
    fn words_and_places_do_not_matter_and_the_rest_does() {
        let one = findings("Met ct. Faxed it", "Faxed", "").found.remove(0);
        let same = findings("Sat with mother.\n\nfaxed the form", "faxed", "form").found.remove(0);
        assert_eq!(fingerprint("a.txt", &one), fingerprint("a.txt", &same));
        let by = |change: fn(&mut Finding)| {
            let mut finding = findings("Met ct. Faxed it", "Faxed", "").found.remove(0);
            change(&mut finding);
            fingerprint("a.txt", &finding)
        };
        let mut all = vec![
            fingerprint("a.txt", &one),
            fingerprint("b.txt", &one),
            by(|finding| finding.note = 2),
            by(|finding| finding.ordinal = 1),
            by(|finding| finding.diagnostic.code = "NB302".into()),
            by(|finding| finding.diagnostic.phrase.clear()),
        ];
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 6);
    }
}
