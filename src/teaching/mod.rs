//! Rules, rulesets and exercises → what people learn from: rule pages, a site, worksheets.

mod html;
mod markdown;
mod page;
mod site;
mod text;

pub use html::standalone as page_html;
pub use markdown::page as page_markdown;
pub use page::{Example, RulePage, rule_page, rule_pages};
pub use site::{SiteFile, site};
pub use text::page as page_text;

/// What a page's section on honest work is called.
const INSTEAD: &str = "What to document, if it took place";
