//! Bytes → sources, one per note.
