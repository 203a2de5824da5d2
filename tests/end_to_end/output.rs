//! How the program behaves towards pipes, terminals and shells.

use crate::common::{Alinea, corpus_argument};
use std::io::Read;
use std::process::{Command, Stdio};

#[test]
fn a_closed_pipe_is_no_error() {
    let alinea = Alinea::with_corpus();
    let corpus = corpus_argument();
    for arguments in [
        &["search", "-n", "1000", "États"][..],
        &["segment", "--format", "jsonl", &corpus],
        &["segment", "--format", "resolutions", &corpus],
        &["show", "66/122"],
        &["stats"],
        &["completions", "bash"],
        &["man"],
    ] {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("alinea"))
            .args(arguments)
            .current_dir(alinea.folder.path())
            .env_remove("ALINEA_INDEX")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut complaints = String::new();
        child.stderr.take().unwrap().read_to_string(&mut complaints).unwrap();
        let status = child.wait().unwrap();
        assert_eq!((status.code(), complaints.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn nothing_is_coloured_outside_a_terminal() {
    let alinea = Alinea::with_corpus();
    for arguments in [&["search", "États"][..], &["show", "66/122"], &["stats"]] {
        assert!(!alinea.output(0, arguments).contains('\u{1b}'), "{arguments:?}");
    }
}

#[test]
fn text_is_wrapped_to_the_columns_asked_for() {
    let alinea = Alinea::with_corpus();
    let assert = alinea.command(&["show", "66/122"]).env("COLUMNS", "72").assert().success();
    let text = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    assert!(text.lines().all(|line| line.chars().count() <= 72), "{text}");
    let unwrapped = alinea.output(0, &["show", "66/122"]);
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&text), words(&unwrapped));
}

#[test]
fn help_manual_and_completions_know_every_command() {
    let alinea = Alinea::new();
    let help = alinea.output(0, &["--help"]);
    let script = alinea.output(0, &["completions", "bash"]);
    for command in ["index", "search", "show", "segment", "stats", "completions", "man"] {
        assert!(help.contains(command) && script.contains(command), "{command}");
        let examples = alinea.output(0, &[command, "--help"]);
        assert!(examples.contains("Examples:"), "{command}");
        assert!(alinea.output(0, &["man", command]).contains(&format!(".TH alinea-{command}")), "{command}");
    }
    assert!(alinea.output(0, &["man"]).starts_with(".ie"));
    alinea.output(2, &["man", "nothing"]);
    alinea.output(2, &["frobnicate"]);
}
