//! The exceptions to the endings: which words have a family that no rule gives. Read from `data/` when the crate is built.

use crate::endings::{Endings, lines};
use crate::fold::fold;
use std::collections::HashMap;

/// Words that are families of their own.
pub(crate) const FAMILIES: &str = include_str!("../data/families.txt");
/// Verbs whose forms no ending gives.
pub(crate) const VERBS: &str = include_str!("../data/verbs.txt");
/// Words that join the family of another.
pub(crate) const JOINS: &str = include_str!("../data/joins.txt");

/// What a family of the tables bears behind its first word. No rule makes an underscore, so that the family `port_` of
/// the noun never meets the stem `port` of `porter`.
const MARK: char = '_';

/// Word form → family, for the words the tables know.
pub(crate) struct Tables {
    known: HashMap<String, String>,
}

impl Tables {
    /// The tables of this crate.
    pub(crate) fn read_all() -> Tables {
        Tables::read(FAMILIES, VERBS, JOINS)
    }

    /// A line for each word, sorted: the word, a space, its family.
    pub(crate) fn lexicon(&self) -> String {
        let mut lines: Vec<String> = self.known.iter().map(|(word, family)| format!("{word} {family}\n")).collect();
        // As the words are compared: a space comes before whatever goes on.
        lines.sort_unstable();
        lines.concat()
    }

    /// The family of a folded word, if the tables say it.
    pub(crate) fn family(&self, word: &str) -> Option<&str> {
        self.known.get(word).map(String::as_str)
    }

    /// Every word the tables know.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }

    /// Reads the three tables. Where two claim a form, the first one read has it: families, then verbs, then joins.
    fn read(families: &str, verbs: &str, joins: &str) -> Tables {
        let mut tables = Tables { known: HashMap::new() };
        tables.read_families(&fold(families));
        tables.read_verbs(&fold(verbs));
        tables.read_joins(&fold(joins));
        tables
    }

    fn claim(&mut self, form: String, family: &str) {
        self.known.entry(form).or_insert_with(|| family.to_owned());
    }

    fn read_families(&mut self, text: &str) {
        let mut endings: Vec<&str> = Vec::new();
        for line in lines(text) {
            if let Some(header) = line.strip_prefix("[=").and_then(|line| line.strip_suffix(']')) {
                endings = header.split_whitespace().collect();
            } else if endings.is_empty() {
                let family = family_of(line.split_whitespace().next().unwrap_or_default());
                line.split_whitespace().for_each(|form| self.claim(form.to_owned(), &family));
            } else {
                for word in line.split_whitespace() {
                    let family = family_of(word);
                    self.claim(word.to_owned(), &family);
                    endings.iter().for_each(|ending| self.claim(format!("{word}{ending}"), &family));
                }
            }
        }
    }

    fn read_verbs(&mut self, text: &str) {
        let mut sets: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut models: HashMap<&str, Vec<String>> = HashMap::new();
        for line in lines(text) {
            if let Some((name, endings)) = definition(line, "set ") {
                sets.insert(name, endings.split_whitespace().map(bare).collect());
            } else if let Some((name, endings)) = definition(line, "model ") {
                models.insert(name, endings.split_whitespace().flat_map(|ending| expand(ending, &sets)).collect());
            } else if let Some((model, beginnings)) = line.split_once(':') {
                let endings = &models[model];
                for beginning in beginnings.split_whitespace().map(bare) {
                    let family = family_of(&format!("{beginning}{}", endings[0]));
                    endings.iter().for_each(|ending| self.claim(format!("{beginning}{ending}"), &family));
                }
            }
        }
    }

    fn read_joins(&mut self, text: &str) {
        let endings = Endings::new();
        let mut family = String::new();
        for (word, forms) in lines(text).filter_map(|line| line.split_once(':')) {
            family.clear();
            match self.family(word) {
                Some(known) => family.push_str(known),
                None => endings.stem(word, &mut family),
            }
            forms.split_whitespace().for_each(|form| self.claim(form.to_owned(), &family));
        }
    }
}

/// The name of the family that begins with `word`.
fn family_of(word: &str) -> String {
    format!("{word}{MARK}")
}

/// `NAME = VALUE` behind a keyword.
fn definition<'a>(line: &'a str, keyword: &str) -> Option<(&'a str, &'a str)> {
    let (name, value) = line.strip_prefix(keyword)?.split_once('=')?;
    Some((name.trim(), value.trim()))
}

/// The empty string is written `.` in the tables.
fn bare(word: &str) -> &str {
    if word == "." { "" } else { word }
}

/// `x+SET` → x before each ending of the set; anything else is itself.
fn expand(ending: &str, sets: &HashMap<&str, Vec<&str>>) -> Vec<String> {
    match ending.split_once('+') {
        Some((beginning, set)) => sets[set].iter().map(|ending| format!("{beginning}{ending}")).collect(),
        None => vec![bare(ending).to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_families_claim_a_word() {
        let mut endings: Vec<String> = Vec::new();
        let mut claimed: HashMap<String, String> = HashMap::new();
        let text = fold(FAMILIES);
        for line in lines(&text) {
            if let Some(header) = line.strip_prefix("[=") {
                endings = header.trim_end_matches(']').split_whitespace().map(str::to_owned).collect();
                continue;
            }
            for word in line.split_whitespace() {
                let owner = if endings.is_empty() { line } else { word };
                for form in endings.iter().map(|ending| format!("{word}{ending}")).chain([word.to_owned()]) {
                    let first = claimed.entry(form.clone()).or_insert_with(|| owner.to_owned());
                    assert_eq!(first, owner, "{form} is claimed twice");
                }
            }
        }
    }

    #[test]
    fn every_line_of_the_tables_is_understood() {
        let verbs = fold(VERBS);
        let models: Vec<&str> =
            lines(&verbs).filter_map(|line| definition(line, "model ")).map(|(name, _)| name).collect();
        for line in lines(&verbs) {
            let known = definition(line, "set ").or(definition(line, "model ")).is_some();
            let verb = line.split_once(':').is_some_and(|(model, _)| models.contains(&model));
            assert!(known || verb, "{line}");
        }
        assert!(lines(JOINS).all(|line| line.contains(": ")));
    }

    #[test]
    fn a_join_has_the_family_of_its_word() {
        let tables = Tables::read(
            "[=]\nport ports",
            "set s = . s\nmodel er = er e+s\ner: port not",
            "noter: notons\nport: havre",
        );
        assert_eq!(tables.family("port"), Some("port_"));
        assert_eq!(tables.family("porte"), Some("porter_"));
        assert_eq!(tables.family("notons"), Some("noter_"));
        assert_eq!(tables.family("havre"), Some("port_"));
        assert_eq!(tables.family("bateau"), None);
    }
}
