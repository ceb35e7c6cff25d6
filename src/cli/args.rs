//! The arguments as typed.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};

use super::settings::{FailOn, Likeness};
use crate::circumstances::Program;
use crate::diagnostic::Confidence;
use crate::evaluation::NOTE_CODES;
use crate::lexicon::Field;
use crate::report::Format;
use crate::source::records::Naming;

/// Reads progress notes as an auditor would: what staff did, whether the payer pays for it, what to do about it.
#[derive(Debug, Parser)]
#[command(name = "notelint", version, max_term_width = 100)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Check(CheckArgs),
    Ledger(LedgerArgs),
    Summary(SummaryArgs),
    Eval(EvalArgs),
    Show(ShowArgs),
    Why(WhyArgs),
    Explain(ExplainArgs),
    Docs(DocsArgs),
    Learn(LearnArgs),
    Rules(RulesArgs),
    Rulesets(RulesetsArgs),
    Matrix(MatrixArgs),
    Lexicon(LexiconArgs),
    Lsp(LspArgs),
    Init(InitArgs),
    Config(ShowConfigArgs),
    Schema(SchemaArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// Find what a payer will not pay for in notes, and say why
///
/// Exit status: 0 when nothing was found at or above --fail-on, 1 when something was, 2 when the job could not be done
/// (usage, configuration, something unreadable, nothing to read).
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) read: ReadArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,

    #[command(flatten)]
    pub(super) wanted: WantedArgs,
    #[command(flatten)]
    pub(super) report: ReportArgs,
    /// Print no words of the notes
    #[arg(long)]
    pub(super) redact: bool,
    /// Put the words that findings point at into the report of a format that leaves them out otherwise: sarif
    #[arg(long, conflicts_with = "redact")]
    pub(super) snippets: bool,
    #[command(flatten)]
    pub(super) known: KnownArgs,
    /// Go on, and check again what changes
    #[arg(long)]
    pub(super) watch: bool,
    /// How many files and notes are read at once [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(super) jobs: Option<u16>,
    /// End with the minutes of each note: claimed, supported, non-billable, unaccounted
    #[arg(long)]
    pub(super) ledger: bool,
    /// Check so many notes, picked at random from all of them, and tell the share that has findings
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), conflicts_with = "watch")]
    pub(super) sample: Option<u32>,
    /// Another seed picks another sample; the same seed picks the same one [default: 0]
    #[arg(long, value_name = "S", requires = "sample")]
    pub(super) seed: Option<u64>,
    /// Print how often each rule spoke, to standard error
    #[arg(long)]
    pub(super) statistics: bool,
    /// Say under each finding why the rule exists and what to write instead, in the format pretty
    #[arg(long)]
    pub(super) explain: bool,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

/// Which findings are wanted.
#[derive(Debug, Args)]
pub(super) struct WantedArgs {
    /// Only these rules, those that are off by default included: codes, code prefixes or names
    #[arg(long, value_name = "RULE,…", value_delimiter = ',', env = "NOTELINT_SELECT")]
    pub(super) select: Option<Vec<String>>,
    /// Not these rules: codes, code prefixes or names
    #[arg(long, value_name = "RULE,…", value_delimiter = ',', env = "NOTELINT_IGNORE")]
    pub(super) ignore: Option<Vec<String>>,
    /// Only findings as sure as this: `high` rests on the words, `low` on a default [default: low]
    #[arg(long, value_name = "CONFIDENCE", value_parser = confidences(), env = "NOTELINT_MIN_CONFIDENCE")]
    pub(super) min_confidence: Option<Confidence>,
}

/// How findings are reported.
#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// How findings are printed [default: pretty]
    #[arg(long, value_name = "FORMAT", value_parser = formats(), env = "NOTELINT_FORMAT")]
    pub(super) format: Option<Format>,
    /// The least severity that makes the exit status 1 [default: warning]
    #[arg(long, value_name = "SEVERITY", value_parser = severities(), env = "NOTELINT_FAIL_ON")]
    pub(super) fail_on: Option<FailOn>,
}

/// Findings that are known.
#[derive(Debug, Args)]
pub(super) struct KnownArgs {
    /// Leave out the findings that this file lists, and tell which of them are no longer found
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "sample")]
    pub(super) baseline: Option<PathBuf>,
    /// Write the findings to this file for later runs to leave out, instead of reporting them
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["baseline", "sample", "watch"])]
    pub(super) write_baseline: Option<PathBuf>,
}

/// What to read.
#[derive(Debug, Args)]
pub(super) struct ReadArgs {
    /// Files and folders to read, `-` for standard input [default: the folder you are in]
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,
    /// The name that standard input goes by, in reports and for finding the configuration
    #[arg(long, value_name = "NAME", value_hint = ValueHint::FilePath)]
    pub(super) stdin_filename: Option<PathBuf>,
    /// Read every file as this [default: by its ending; .csv, .tsv, .ndjson and .jsonl are exports of records]
    #[arg(long, value_name = "KIND", value_enum)]
    pub(super) input: Option<InputKind>,
    /// What the columns of an export hold, where their names do not tell: note, id, client, staff, credential, date,
    /// start, end, time, minutes, units, service, mode, location, program, goal, present
    #[arg(long, value_name = "FIELD=COLUMN,…", value_delimiter = ',', value_parser = Naming::parse)]
    pub(super) columns: Vec<(Field, Option<String>)>,
    /// The column of an export by which findings are joined to its records [default: the note's id, else the client's]
    #[arg(long, value_name = "COLUMN")]
    pub(super) id_column: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum InputKind {
    /// Notes as plain text
    Text,
    /// Records in columns, parted by commas, semicolons, tabs or bars
    Csv,
    /// Records as JSON objects, one in each line
    Ndjson,
}

/// What is in force.
#[derive(Debug, Args)]
pub(super) struct ConfigArgs {
    #[command(flatten)]
    pub(super) payer: PayerArgs,
    /// The program that the notes belong to
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', value_parser = programs(), env = "NOTELINT_PROGRAM")]
    pub(super) program: Option<Vec<Program>>,
    /// From which likeness a note is a copy of another (XN005), from 0.5 to 1 [default: 0.8]
    #[arg(long, value_name = "PART", value_parser = likeness, env = "NOTELINT_LIKENESS")]
    pub(super) likeness: Option<Likeness>,
    #[command(flatten)]
    pub(super) own: OwnArgs,
}

/// Who pays.
#[derive(Debug, Args)]
pub(super) struct PayerArgs {
    /// The payer's ruleset, see `notelint rulesets` [default: common]
    #[arg(long, value_name = "ID", env = "NOTELINT_RULESET")]
    pub(super) ruleset: Option<String>,
}

/// The agency's own files.
#[derive(Debug, Args)]
pub(super) struct OwnArgs {
    /// Use this configuration file, whatever stands beside the notes
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, env = "NOTELINT_CONFIG")]
    pub(super) config: Option<PathBuf>,
    /// Use no configuration file, neither --config nor one that stands beside the notes
    #[arg(long)]
    pub(super) no_config: bool,
    /// A folder of your own lexicon files
    #[arg(long, value_name = "DIR", action = ArgAction::Append, value_hint = ValueHint::DirPath, env = "NOTELINT_LEXICONS")]
    pub(super) lexicons: Option<Vec<PathBuf>>,
}

/// Where the output goes.
#[derive(Debug, Args)]
pub(super) struct OutputArgs {
    /// Write the report to this file instead of standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    /// When to color the output
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = ColorWhen::Auto)]
    pub(super) color: ColorWhen,
    /// Print findings and errors, and nothing else
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Add up the minutes of each note: claimed, supported, non-billable and unaccounted, act by act
#[derive(Debug, Args)]
pub(super) struct LedgerArgs {
    #[command(flatten)]
    pub(super) read: ReadArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
    /// How the ledgers are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = LedgerFormat::Table)]
    pub(super) format: LedgerFormat,
    /// Print no words of the notes
    #[arg(long)]
    pub(super) redact: bool,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    /// Print no remarks on what was read and skipped
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LedgerFormat {
    /// A table for people
    Table,
    /// One JSON document
    Json,
}

/// Add up many notes by staff, by service code and by week: notes, findings, minutes claimed, supported and unsupported
#[derive(Debug, Args)]
pub(super) struct SummaryArgs {
    #[command(flatten)]
    pub(super) read: ReadArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
    /// How the sums are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = SummaryFormat::Table)]
    pub(super) format: SummaryFormat,
    /// How many files and notes are read at once [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(super) jobs: Option<u16>,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    /// Print no remarks on what was read and skipped
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SummaryFormat {
    /// Tables for people
    Table,
    /// Comma-separated values
    Csv,
    /// One JSON document
    Json,
}

/// Score labelled notes: precision, recall and F1 by code and in total
///
/// A labelled note is a line of JSON: its text, its ruleset, and what has to be found in it. No configuration file is in
/// force unless --config names it. Exit status: 0 when every line was scored, 2 when one was not.
#[derive(Debug, Args)]
pub(super) struct EvalArgs {
    /// Files of labelled notes, `-` for standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath, required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Of the codes about the note as a whole, score only these
    #[arg(long, value_name = "CODE,…", value_delimiter = ',', value_parser = note_codes())]
    pub(super) codes: Option<Vec<&'static str>>,
    /// Of the codes of activities, score only these
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    pub(super) activities: Option<Vec<String>>,
    /// Leave interventions and minutes out
    #[arg(long)]
    pub(super) no_ledger: bool,
    /// Print each difference between labels and findings, with the stage of the reading that decided it
    #[arg(long)]
    pub(super) verbose: bool,
    /// How the figures are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = EvalFormat::Text)]
    pub(super) format: EvalFormat,
    /// Print no words of the notes
    #[arg(long)]
    pub(super) redact: bool,
    #[command(flatten)]
    pub(super) own: OwnArgs,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    /// Print no remarks on what was read
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EvalFormat {
    /// Lines for people
    Text,
    /// One JSON document
    Json,
}

/// Print a stage of the reading of notes, to see why something was found or was not
#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    #[command(flatten)]
    pub(super) read: ReadArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
    /// Which stage
    #[arg(long, value_name = "STAGE", value_enum)]
    pub(super) stage: Stage,
    /// Print no words of the notes
    #[arg(long)]
    pub(super) redact: bool,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    /// Print no remarks on what was read and skipped
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Stage {
    /// Sentences and their tokens
    Tokens,
    /// Phrases found
    Mentions,
    /// Who did it, and whether it happened
    Context,
    /// Activities with their minutes
    Activities,
}

/// Tell what was considered at a place of a note: phrases, who did it, minutes, the payer, and why it was reported or not
///
/// Exit status: 0 when every place was explained, 2 when one was not.
#[derive(Debug, Args)]
pub(super) struct WhyArgs {
    /// Places as `check` prints them: notes.txt:3 for a line, notes.txt:3:14 for a word, -:3 for standard input
    #[arg(value_name = "FILE:LINE[:COLUMN]", value_hint = ValueHint::FilePath, required = true)]
    pub(super) places: Vec<String>,
    /// The name that standard input goes by, in reports and for finding the configuration
    #[arg(long, value_name = "NAME", value_hint = ValueHint::FilePath)]
    pub(super) stdin_filename: Option<PathBuf>,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
    #[command(flatten)]
    pub(super) wanted: WantedArgs,
    /// How the answers are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = WhyFormat::Text)]
    pub(super) format: WhyFormat,
    /// Print no words of the notes
    #[arg(long)]
    pub(super) redact: bool,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum WhyFormat {
    /// The line, and indented text for people
    Text,
    /// One JSON document
    Json,
}

/// Explain a rule: what it finds, why, each payer's verdict, an example, what to write instead
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The code or name of a rule, or the name of an intervention, as NB201, voicemail-left or advocacy
    #[arg(value_name = "CODE|NAME")]
    pub(super) rule: String,
    /// How the page is printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ExplainFormat::Text)]
    pub(super) format: ExplainFormat,
    #[command(flatten)]
    pub(super) own: OwnArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplainFormat {
    /// For the terminal
    Text,
    /// Markdown
    Markdown,
    /// One HTML page that needs no other file
    Html,
    /// One JSON document
    Json,
}

/// Write every rule, every payer and the matrix as a site that works without a network
#[derive(Debug, Args)]
pub(super) struct DocsArgs {
    /// The folder to write it to; files of the same names are written over
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) output: PathBuf,
    #[command(flatten)]
    pub(super) own: OwnArgs,
}

/// Learn what can be billed: exercises on the terminal, or a worksheet for a class
///
/// Answers are read from standard input, line by line, so that they can be piped. What is done and the score by topic are
/// kept in the user's state folder, without words.
#[derive(Debug, Args)]
pub(super) struct LearnArgs {
    /// Only exercises on this topic, as driving, messages or papers
    #[arg(long, value_name = "TOPIC")]
    pub(super) topic: Option<String>,
    /// Only exercises that ask about this payer, see `notelint rulesets`
    #[arg(long, value_name = "ID")]
    pub(super) ruleset: Option<String>,
    /// Only this level: 1 sentences, 2 notes, 3 two payers, 4 minutes, 5 rewriting
    #[arg(long, value_name = "LEVEL", value_parser = clap::value_parser!(u8).range(1..=5))]
    pub(super) level: Option<u8>,
    /// Start again, and forget the score
    #[arg(long, conflicts_with = "sheet")]
    pub(super) fresh: bool,
    /// Print a worksheet and its answer key instead
    #[arg(long)]
    pub(super) sheet: bool,
    /// How the worksheet is printed [default: markdown]
    #[arg(long, value_name = "FORMAT", value_enum, requires = "sheet")]
    pub(super) format: Option<SheetFormat>,
    /// Write the worksheet to this file instead of standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "sheet")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SheetFormat {
    /// Markdown
    Markdown,
    /// One HTML page that prints well
    Html,
}

/// List the rules that are looked for, and how much their findings matter under a ruleset
#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    #[command(flatten)]
    pub(super) payer: PayerArgs,
    #[command(flatten)]
    pub(super) own: OwnArgs,
}

/// List the rulesets
#[derive(Debug, Args)]
pub(super) struct RulesetsArgs {
    /// List what the payers' documents say that no note can show
    #[arg(long)]
    pub(super) uncovered: bool,
    #[command(flatten)]
    pub(super) own: OwnArgs,
}

/// Print what each ruleset makes of each activity
#[derive(Debug, Args)]
pub(super) struct MatrixArgs {
    /// How the table is printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = MatrixFormat::Table)]
    pub(super) format: MatrixFormat,
    #[command(flatten)]
    pub(super) own: OwnArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MatrixFormat {
    /// Aligned columns
    Table,
    /// A Markdown table
    Markdown,
    /// Comma-separated values, with the conditions in words
    Csv,
    /// One JSON document
    Json,
}

/// Check, test and describe lexicon files
#[derive(Debug, Args)]
pub(super) struct LexiconArgs {
    #[command(subcommand)]
    pub(super) command: LexiconCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum LexiconCommand {
    /// Say what is wrong with lexicon files, and where
    Check(LexiconCheckArgs),
    /// Run the examples of lexicon files
    Test(LexiconDirs),
    /// Print the JSON Schema of lexicon files
    Schema,
}

#[derive(Debug, Args)]
pub(super) struct LexiconCheckArgs {
    #[command(flatten)]
    pub(super) dirs: LexiconDirs,
    /// Name the phrases that no example needs, nor any of the notes given
    #[arg(long)]
    pub(super) unused: bool,
    /// Labelled notes, as for `eval`, that may need a phrase
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, num_args = 1.., requires = "unused")]
    pub(super) notes: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct LexiconDirs {
    /// Folders of your own files, taken together with those built in [default: only those built in]
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) dirs: Vec<PathBuf>,
}

/// Speak with an editor: the language server, on standard input and output
///
/// Editors start it by themselves; see editors/ for how each is told to. What is given here goes before the editor's own
/// settings, those before notelint.yaml.
#[derive(Debug, Args)]
pub(super) struct LspArgs {
    #[command(flatten)]
    pub(super) config: ConfigArgs,
    #[command(flatten)]
    pub(super) wanted: WantedArgs,
    /// Leave out the findings that this file lists; relative to each folder that is open in the editor
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) baseline: Option<PathBuf>,
    /// What editors give to every server; standard input and output are used in any case
    #[arg(long, hide = true)]
    pub(super) stdio: bool,
}

/// Ask for the payer and write a notelint.yaml here
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The payer's ruleset; nothing is asked
    #[arg(long, value_name = "ID")]
    pub(super) ruleset: Option<String>,
    /// Write over a notelint.yaml that stands here
    #[arg(long)]
    pub(super) force: bool,
}

/// Work with the configuration
#[derive(Debug, Args)]
pub(super) struct ShowConfigArgs {
    #[command(subcommand)]
    pub(super) command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Print what is in force for a file or folder, and where each value was said
    Show(ConfigShowArgs),
}

#[derive(Debug, Args)]
pub(super) struct ConfigShowArgs {
    /// The file or folder, which need not exist [default: the folder you are in]
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) path: Option<PathBuf>,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
    #[command(flatten)]
    pub(super) wanted: WantedArgs,
    #[command(flatten)]
    pub(super) report: ReportArgs,
}

/// Print the JSON Schema of a kind of file, for editors
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// Which kind
    #[arg(value_name = "KIND", value_enum)]
    pub(super) kind: SchemaKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaKind {
    /// notelint.yaml
    Config,
}

/// Print the manual page, in roff
#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// Write a page for the program and one for each command into this folder instead
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) dir: Option<PathBuf>,
}

/// Print completions for a shell
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// Which shell
    #[arg(value_name = "SHELL", value_enum)]
    pub(super) shell: clap_complete::Shell,
}

fn likeness(given: &str) -> Result<Likeness, String> {
    let part = given.parse().ok().and_then(Likeness::new);
    part.ok_or_else(|| "write a number from 0.5 to 1, as 0.9".to_owned())
}

fn formats() -> impl TypedValueParser<Value = Format> {
    one_of(Format::ALL, Format::name)
}

fn severities() -> impl TypedValueParser<Value = FailOn> {
    one_of(FailOn::ALL, FailOn::name)
}

fn note_codes() -> impl TypedValueParser<Value = &'static str> {
    one_of(NOTE_CODES, |code| code)
}

fn confidences() -> impl TypedValueParser<Value = Confidence> {
    one_of(Confidence::ALL, Confidence::name)
}

fn programs() -> impl TypedValueParser<Value = Program> {
    one_of(Program::ALL, Program::name)
}

/// A parser that takes the names of `all`, and completes and suggests them.
fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(|&value| name(value))).try_map(move |given| {
        all.iter()
            .copied()
            .find(|&value| name(value) == given)
            .ok_or_else(|| format!("no such value: {given}"))
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }
}
