//! The program: hands the command line to `notelint::cli` and its status to the shell.

use std::process::ExitCode;

fn main() -> ExitCode {
    notelint::cli::run()
}
