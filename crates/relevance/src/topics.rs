//! What is asked, and what was judged.

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What somebody is looking for.
#[derive(Clone, Debug, Deserialize)]
pub struct Topic {
    /// Its name.
    pub topic: String,
    /// The query as typed.
    pub query: String,
    /// What is needed, in French: what a clause must be for each grade.
    pub need: String,
}

impl Topic {
    /// Reads topics, a JSON object a line. Fails where a line is none, or two topics have one name.
    pub fn read_all(path: &Path) -> Result<Vec<Topic>> {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut topics: Vec<Topic> = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let place = || format!("{}:{}", path.display(), at + 1);
            let topic: Topic = serde_json::from_str(line).with_context(|| format!("{}: this is no topic", place()))?;
            if topics.iter().any(|other| other.topic == topic.topic) {
                bail!("{}: there are two topics {}", place(), topic.topic);
            }
            topics.push(topic);
        }
        Ok(topics)
    }
}

/// How well clauses meet topics: grades from 0 (not at all) to 3 (fully), by topic and reference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgements(BTreeMap<String, BTreeMap<String, u8>>);

impl Judgements {
    /// Reads judgements: topic, grade and reference in a line, tabs between them. Fails where a line is none, or a
    /// clause is judged twice.
    pub fn read(path: &Path) -> Result<Judgements> {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Judgements::parse(&text).with_context(|| path.display().to_string())
    }

    fn parse(text: &str) -> Result<Judgements> {
        let mut judgements: BTreeMap<String, BTreeMap<String, u8>> = BTreeMap::new();
        for (at, line) in text.lines().enumerate() {
            let mut columns = line.split('\t');
            let (Some(topic), Some(grade @ ("0" | "1" | "2" | "3")), Some(reference), None) =
                (columns.next(), columns.next(), columns.next(), columns.next())
            else {
                bail!("line {} is no topic, grade from 0 to 3 and reference with tabs between them", at + 1);
            };
            let grade = grade.parse()?;
            if judgements.entry(topic.to_owned()).or_default().insert(reference.to_owned(), grade).is_some() {
                bail!("line {}: {reference} is judged twice for {topic}", at + 1);
            }
        }
        Ok(Judgements(judgements))
    }

    /// The grades of a topic, by reference.
    pub fn of(&self, topic: &str) -> impl Iterator<Item = (&str, u8)> {
        let grades = self.0.get(topic).into_iter().flatten();
        grades.map(|(reference, &grade)| (reference.as_str(), grade))
    }

    /// Names of topics that are judged.
    pub fn topics(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judgements_are_read_and_what_is_none_is_refused() {
        let read = Judgements::parse("paix\t3\tA/RES/1/1, par. 3 b)\npaix\t0\tA/RES/1/1, par. 4\n").unwrap();
        let grades: Vec<_> = read.of("paix").collect();
        assert_eq!(grades, [("A/RES/1/1, par. 3 b)", 3), ("A/RES/1/1, par. 4", 0)]);
        assert_eq!(read.of("guerre").count(), 0);
        for wrong in ["paix\t4\tx", "paix\t1", "paix\t1\tx\ty", "paix 1 x", "a\t1\tx\na\t2\tx"] {
            assert!(Judgements::parse(wrong).is_err(), "{wrong}");
        }
    }
}
