//! Answers → what is done, and how many were right by topic; what a file keeps of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::exercise::Exercise;

/// What is kept between runs: no words of notes or answers, only counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// The version of the file.
    pub version: u8,
    /// The exercises that are done, by id.
    pub done: BTreeMap<String, Score>,
}

/// How many questions were asked and answered rightly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Answered rightly.
    pub right: usize,
    /// Asked.
    pub asked: usize,
}

impl Progress {
    /// Nothing done yet.
    pub fn new() -> Self {
        Self { version: 1, done: BTreeMap::new() }
    }

    /// The score by topic, over the exercises that are done.
    pub fn by_topic<'e>(
        &self,
        exercises: impl IntoIterator<Item = &'e Exercise>,
    ) -> BTreeMap<&'e str, Score> {
        let mut topics: BTreeMap<&str, Score> = BTreeMap::new();
        for exercise in exercises {
            if let Some(score) = self.done.get(&exercise.id) {
                let topic = topics.entry(exercise.topic.as_str()).or_default();
                topic.right += score.right;
                topic.asked += score.asked;
            }
        }
        topics
    }
}
