//! YAML → rulesets: what a payer makes of an activity, with its citation.
