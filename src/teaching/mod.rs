//! Rules, rulesets and exercises → what people learn from: rule pages, a site, worksheets.

mod exercise;
mod html;
mod markdown;
mod page;
mod question;
mod score;
mod sheet;
mod site;
mod text;

pub(crate) use html::Shell;

pub use exercise::{
    Answer, Claim, Exercise, ExerciseError, Key, Level, Part, Rewrite, Rewriting, Task, Unclear, levels,
};
pub use html::standalone as page_html;
pub use markdown::page as page_markdown;
pub use page::{Example, RulePage, rule_page, rule_pages};
pub use question::{Expected, Question, questions};
pub use score::{Progress, Score};
pub use sheet::{sheet_html, sheet_markdown};
pub use site::{SiteFile, site};
pub use text::{page as page_text, paragraphs};

/// What a page's section on honest work is called.
const INSTEAD: &str = "What to document, if it took place";
