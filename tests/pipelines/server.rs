//! `notelint lsp`, driven by clients that are not ours: pytest-lsp, Neovim, Emacs; and the extension for VS Code.
//!
//! Each of them has to be there, or `NOTELINT_WITHOUT` has to name it ("emacs,npm"): what is not tested is said.

use std::net::{Shutdown, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::thread;

use notelint::linter::{Config, Linter};
use notelint::report::Finding;
use notelint::server::{Root, Workplace, run};

use super::{folder, write};

/// Whether a program is to be used. One that is missing and was not left out on purpose is told with where it comes from.
#[track_caller]
fn has(program: &str, package: &str) -> bool {
    let without = std::env::var("NOTELINT_WITHOUT").unwrap_or_default();
    if without.split(',').any(|name| name == program) {
        return false;
    }
    let there = Command::new(program).arg("--version").output().is_ok();
    assert!(
        there,
        "{program} is missing: install {package} (Debian: apt-get install {package}), or leave its tests out with \
         NOTELINT_WITHOUT={program}"
    );
    there
}

/// Runs a command to its end and shows what it printed; it has to end well.
#[track_caller]
fn done(command: &mut Command) -> String {
    let output = command.output().expect("the program runs");
    let text =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?} ended with {}:\n{text}", output.status);
    text
}

/// A folder of this test's own under the target folder, which outlives the run.
fn kept(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// A Python with the packages of the list, installed once for each state of the list.
fn python() -> PathBuf {
    let wanted = include_str!("lsp/requirements.txt");
    let home = kept("lsp-client");
    let (python, installed) = (home.join("bin/python"), home.join("installed.txt"));
    if std::fs::read_to_string(&installed).is_ok_and(|there| there == wanted) {
        return python;
    }
    done(Command::new("python3").args(["-m", "venv"]).arg(&home));
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pipelines/lsp/requirements.txt");
    done(Command::new(&python).args(["-m", "pip", "install", "--quiet", "-r"]).arg(list));
    std::fs::write(&installed, wanted).unwrap();
    python
}

/// A place whose configuration panics at some files, as a fault in the program would.
struct Faulty(Arc<Linter>);

impl Workplace for Faulty {
    fn reload(&mut self, _: &[Root], _: &[PathBuf]) -> Vec<String> {
        Vec::new()
    }

    fn linter(&mut self, file: Option<&Path>) -> Result<Arc<Linter>, String> {
        assert!(file.is_none_or(|file| !file.ends_with("panic.txt")), "quoted: Drove ct to court");
        Ok(Arc::clone(&self.0))
    }

    fn rules(&self) -> Vec<PathBuf> {
        Vec::new()
    }

    fn page(&self, _: &Linter, _: &str) -> Option<String> {
        None
    }

    fn fingerprint(&self, _: &Path, _: &Finding) -> Option<String> {
        None
    }

    fn knows(&self, _: &Path, _: &Finding) -> bool {
        false
    }

    fn add(&mut self, _: &Path, _: &Finding) -> Result<(), String> {
        Err("no baseline".to_owned())
    }
}

/// A server with faults, for one client; the port it listens at.
fn faulty() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        let config = Config { ruleset: "il-rule132".to_owned(), ..Config::default() };
        let mut faulty = Faulty(Arc::new(Linter::new(config).unwrap()));
        let (stream, _) = listener.accept().unwrap();
        let end = stream.try_clone().unwrap();
        // A server that is a program ends the connection by ending.
        let _ = run(stream.try_clone().unwrap(), stream, &mut faulty);
        let _ = end.shutdown(Shutdown::Both);
    });
    port
}

#[test]
#[expect(clippy::print_stdout, reason = "the time from key stroke to diagnostics is to be read")]
fn a_client_of_another_hand_opens_edits_asks_and_leaves() {
    if !has("python3", "python3-venv") {
        return;
    }
    let told = done(
        Command::new(python())
            .args(["-m", "pytest", "-q", "--tb=short", "tests/pipelines/lsp"])
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("NOTELINT", env!("CARGO_BIN_EXE_notelint"))
            .env("NOTELINT_FAULTY_PORT", faulty().to_string()),
    );
    println!("{told}");
}

/// Runs an editor in two folders of notes with configurations of their own.
fn edit(editor: &mut Command) {
    let (notes, others) = (folder(&[]), folder(&[]));
    write(notes.path(), "notelint.yaml", "ruleset: il-rule132\nselect: NB\n");
    write(notes.path(), "a note.txt", "Señora 😕 called. ct\r\n😕é Faxed the packet to DMV for ct\r\n");
    write(others.path(), "notelint.yaml", "ruleset: il-rule132\nselect: NB101\n");
    write(others.path(), "b.txt", "Faxed the packet to DMV for ct.\nDrove ct to court. 20 min.\n");
    let told = done(
        editor
            .env("NOTES", notes.path())
            .env("OTHERS", others.path())
            .env("NOTELINT", env!("CARGO_BIN_EXE_notelint"))
            .env("XDG_STATE_HOME", notes.path().join("state")),
    );
    assert!(told.contains("all as expected"), "{told}");
}

#[test]
fn neovim_shows_what_the_server_says() {
    if has("nvim", "neovim") {
        let arguments = ["--headless", "--clean", "-S", "editors/neovim/notelint.lua"];
        edit(Command::new("nvim").args(arguments).args(["-c", "luafile tests/pipelines/lsp/neovim.lua"]));
    }
}

#[test]
fn emacs_shows_what_the_server_says_and_what_check_says() {
    // With Eglot, from Emacs 29 or from its package.
    if has("emacs", "emacs-nox elpa-eglot") {
        edit(Command::new("emacs").args(["--batch", "-q", "-l", "tests/pipelines/lsp/emacs.el"]));
    }
}

#[test]
fn the_extension_for_vs_code_starts_the_server_and_is_packaged() {
    if !has("npm", "npm") {
        return;
    }
    let copy = kept("vscode");
    for file in [
        "package.json",
        "package-lock.json",
        "extension.js",
        "README.md",
        "LICENSE",
        ".vscodeignore",
        "test/run.js",
        "test/vscode.js",
    ] {
        let from = Path::new("editors/vscode").join(file);
        let text =
            std::fs::read_to_string(&from).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
        write(&copy, file, &text);
    }
    let npm = || {
        let mut npm = Command::new("npm");
        npm.current_dir(&copy);
        npm
    };
    done(npm().args(["ci", "--no-audit", "--no-fund"]));
    let told = done(npm().args(["test", "--silent"]).env("NOTELINT", env!("CARGO_BIN_EXE_notelint")));
    assert!(told.contains("all as expected"), "{told}");
    done(npm().args(["run", "package", "--silent"]));
    let listed = done(Command::new("python3").args(["-m", "zipfile", "-l"]).arg(copy.join("notelint.vsix")));
    for file in ["extension/package.json", "extension/extension.js", "vscode-languageclient/package.json"] {
        assert!(listed.contains(file), "{file} is missing in:\n{listed}");
    }
    assert!(!listed.contains("extension/test/"), "{listed}");
}
