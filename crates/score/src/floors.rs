//! The least each figure may be: what was reached once is kept.

use crate::tally::Score;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::path::Path;

/// Least figures in percent, by name of measure: `born-digital.f1`, `ocr.joins`, `all.header.title`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Floors(BTreeMap<String, f64>);

impl Floors {
    /// Reads a JSON object of names and percents.
    pub fn read(path: &Path) -> Result<Floors> {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let floors = serde_json::from_str(&text)
            .with_context(|| format!("{} is no JSON object of names and percents", path.display()))?;
        Ok(Floors(floors))
    }

    /// The measures that are below their floor, each with what it is and what it should be. Groups without a document
    /// are not judged; a name that is no measure is an error, lest a misspelt floor never fails.
    pub fn below(&self, groups: &[(&str, &Score)]) -> Result<Vec<String>> {
        let mut below = Vec::new();
        for (name, least) in &self.0 {
            let Some((group, measure)) = name.split_once('.') else { bail!("floor {name:?} names no group") };
            let Some((_, score)) = groups.iter().find(|(known, _)| *known == group) else {
                bail!("floor {name:?}: no group is called {group:?}")
            };
            if score.clauses.gold == 0 {
                continue;
            }
            let Some(share) = figure(score, measure) else { bail!("floor {name:?}: no such measure") };
            if share * 100.0 + 1e-9 < *least {
                below.push(format!("{name} is {:.2} %, and must be {least} % at least", share * 100.0));
            }
        }
        Ok(below)
    }
}

/// A figure by its name. Openers and fields of the header are judged where the gold has a value.
fn figure(score: &Score, measure: &str) -> Option<f64> {
    Some(match measure {
        "precision" => score.clauses.precision(),
        "recall" => score.clauses.recall(),
        "f1" => score.clauses.f1(),
        "joins" => score.joins.share(),
        "openers" => score.openers.filled.share(),
        "annexes" => score.annexes.share(),
        "header" => score.header_total().filled.share(),
        field => score.header.get(field.strip_prefix("header.")?)?.filled.share(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::Found;

    fn floors(name: &str, least: f64) -> Floors {
        Floors([(name.to_owned(), least)].into())
    }

    #[test]
    fn a_figure_below_its_floor_is_told() {
        let score = Score { clauses: Found { gold: 4, ours: 4, right: 3 }, ..Score::default() };
        let empty = Score::default();
        let groups = [("all", &score), ("ocr", &empty)];
        assert!(floors("all.f1", 75.0).below(&groups).unwrap().is_empty());
        assert_eq!(floors("all.f1", 80.0).below(&groups).unwrap().len(), 1);
        assert!(floors("ocr.f1", 80.0).below(&groups).unwrap().is_empty());
        for misspelt in ["all.f2", "f1", "alll.f1", "all.header.colour"] {
            assert!(floors(misspelt, 1.0).below(&groups).is_err(), "{misspelt}");
        }
    }
}
