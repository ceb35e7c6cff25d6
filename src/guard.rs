//! A panic → an error that names the place in the program, and never the text it was working on.

use std::cell::RefCell;
use std::fmt;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A panic that was caught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crash {
    place: String,
}

impl fmt::Display for Crash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a fault in notelint itself ({}); please report this place, and no note", self.place)
    }
}

/// Replaces the message of a panic, which may quote a note, by its place, kept for [`guarded`].
pub fn quiet_panics() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line()));
        PLACE.set(place);
    }));
}

/// Runs `work`, and turns a panic into an error.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Crash> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let place = PLACE.take().unwrap_or_else(|| "at an unknown place".to_owned());
        Crash { place }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_and_the_rest_goes_on() {
        let notes = ["fine", "bad", "fine"];
        let results: Vec<_> = notes.iter().map(|note| guarded(|| assert_ne!(*note, "bad"))).collect();
        assert_eq!(results.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
    }
}
