//! What the end-to-end tests share: the program, the shipped corpus, folders of their own.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder of its own with an index in it, and the program that uses it.
pub struct Alinea {
    pub folder: TempDir,
}

impl Alinea {
    /// An empty folder.
    pub fn new() -> Alinea {
        Alinea { folder: tempfile::tempdir().unwrap() }
    }

    /// A folder whose index holds the shipped corpus.
    pub fn with_corpus() -> Alinea {
        let alinea = Alinea::new();
        alinea.command(&["index"]).arg(corpus()).assert().success();
        alinea
    }

    /// The program with these arguments, run in the folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("alinea"));
        command.current_dir(self.folder.path()).env_remove("ALINEA_INDEX").env_remove("COLUMNS").args(arguments);
        command
    }

    /// What the program prints; it must end with `status`.
    pub fn output(&self, status: i32, arguments: &[&str]) -> String {
        let assert = self.command(arguments).assert().code(status);
        String::from_utf8(assert.get_output().stdout.clone()).unwrap()
    }

    /// What the program prints to standard error; it must end with `status`.
    pub fn complaints(&self, status: i32, arguments: &[&str]) -> String {
        let assert = self.command(arguments).assert().code(status);
        String::from_utf8(assert.get_output().stderr.clone()).unwrap()
    }

    /// The objects the program prints, one a line.
    pub fn records(&self, arguments: &[&str]) -> Vec<Value> {
        self.output(0, arguments).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The references of the clauses that match.
    pub fn references(&self, query: &str) -> Vec<String> {
        let records = self.records(&["search", "--format", "jsonl", "--limit", "1000", query]);
        records.iter().map(|record| record["reference"].as_str().unwrap().to_owned()).collect()
    }

    /// How many clauses match.
    pub fn count(&self, arguments: &[&str]) -> u64 {
        let mut command = self.command(&["search", "--count"]);
        let output = command.args(arguments).output().unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap().trim().parse().unwrap()
    }

    /// Writes a file into the folder and gives its name back.
    pub fn write(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        name.to_owned()
    }
}

/// The shipped corpus.
pub fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// The shipped corpus, as an argument.
pub fn corpus_argument() -> String {
    corpus().to_str().unwrap().to_owned()
}

/// The text of a file of the shipped corpus.
pub fn corpus_text(name: &str) -> String {
    std::fs::read_to_string(corpus().join(name)).unwrap()
}

/// A resolution of the General Assembly with one paragraph, to put words of a test in.
pub fn resolution(number: &str, paragraph: &str) -> String {
    format!(
        "Assemblée générale\n\nDistr. générale\n5 janvier 2045\n\nQuatre-vingt-dix-neuvième session\n\n\
         Point 9 de l'ordre du jour\n\nRésolution adoptée par l'Assemblée générale le 2 décembre 2044\n\n\
         [sans renvoi à une grande commission (A/99/L.3)]\n\n{number}. Relevé des sources\n\n\
         L'Assemblée générale,\n\nRappelant ses résolutions antérieures sur la question,\n\n\
         1. Prie le Secrétaire général de {paragraph} ;\n\n\
         2. Décide de rester saisie de la question.\n\n40e séance plénière\n2 décembre 2044\n"
    )
}
