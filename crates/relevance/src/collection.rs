//! How a ranking does over all topics.

use crate::{Judgements, Topic, ndcg, recall};
use alinea_index::{Index, wording_key};
use alinea_model::Clause;
use alinea_query::{Hit, Options, Query, Weights, parse, search, show};
use anyhow::{Result, bail};
use serde::Serialize;
use std::collections::BTreeMap;

/// Results that are looked at for recall.
const DEEP: usize = 100;
/// Results that are looked at for nDCG.
const SHALLOW: usize = 10;

/// A way of ranking, with a name.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// The name.
    pub name: &'static str,
    /// What counts how much.
    pub weights: Weights,
    /// One of the words is enough, and more are better: to find relevant clauses that do not hold them all.
    pub any: bool,
}

/// How a ranking does: from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// nDCG of the first ten results.
    pub ndcg: f64,
    /// Recall of the first hundred.
    pub recall: f64,
}

impl Figures {
    /// The mean over topics.
    pub fn mean(figures: &[(&Topic, Figures)]) -> Figures {
        let number = figures.len().max(1) as f64;
        let sum = |of: fn(&Figures) -> f64| figures.iter().map(|(_, figures)| of(figures)).sum::<f64>();
        Figures { ndcg: sum(|figures| figures.ndcg) / number, recall: sum(|figures| figures.recall) / number }
    }
}

/// A clause to be judged for a topic.
#[derive(Clone, Debug, Serialize)]
pub struct Pooled {
    /// The topic.
    pub topic: String,
    /// How it is cited.
    pub reference: String,
    /// Title of its resolution.
    pub title: Option<String>,
    /// Day of adoption.
    pub adopted: Option<String>,
    /// Its text.
    pub text: String,
}

/// An index, topics, and how well the wordings of the index meet them.
pub struct Collection<'i> {
    index: &'i Index,
    topics: Vec<(Topic, BTreeMap<u64, u8>)>,
}

impl<'i> Collection<'i> {
    /// Judgements are of clauses, and hold for all clauses of the same wording; of several grades, the best.
    ///
    /// Gives also the references that were judged and are not in the index. Fails when a judged topic is not among
    /// `topics`.
    pub fn new(index: &'i Index, topics: Vec<Topic>, judgements: &Judgements) -> Result<(Self, Vec<String>)> {
        if let Some(unknown) = judgements.topics().find(|&name| topics.iter().all(|topic| topic.topic != name)) {
            bail!("there are judgements for {unknown}, which is no topic");
        }
        let (mut judged, mut lost) = (Vec::with_capacity(topics.len()), Vec::new());
        for topic in topics {
            let mut grades: BTreeMap<u64, u8> = BTreeMap::new();
            for (reference, grade) in judgements.of(&topic.topic) {
                match wording_of(index, reference) {
                    Some(wording) => {
                        let best = grades.entry(wording).or_default();
                        *best = grade.max(*best);
                    }
                    None => lost.push(reference.to_owned()),
                }
            }
            judged.push((topic, grades));
        }
        Ok((Collection { index, topics: judged }, lost))
    }

    /// The figures of a ranking for each topic that something is relevant to. What nobody judged is taken to be
    /// irrelevant.
    pub fn figures(&self, ranking: &Ranking) -> Result<Vec<(&Topic, Figures)>> {
        let mut figures = Vec::with_capacity(self.topics.len());
        for (topic, grades) in &self.topics {
            let judged: Vec<u8> = grades.values().copied().collect();
            let mut ranked = Vec::with_capacity(DEEP);
            for hit in &self.ranked(topic, ranking, DEEP)?.hits {
                ranked.push(grades.get(&wording(hit)).copied().unwrap_or(0));
            }
            if let (Some(ndcg), Some(recall)) = (ndcg(&ranked, &judged, SHALLOW), recall(&ranked, &judged, DEEP)) {
                figures.push((topic, Figures { ndcg, recall }));
            }
        }
        Ok(figures)
    }

    /// The first `depth` results of each ranking that nobody judged, by topic and reference.
    pub fn pool(&self, rankings: &[Ranking], depth: usize) -> Result<Vec<Pooled>> {
        let mut pool = Vec::new();
        for (topic, grades) in &self.topics {
            let mut wordings: Vec<u64> = grades.keys().copied().collect();
            let from = pool.len();
            for ranking in rankings {
                for hit in self.ranked(topic, ranking, depth)?.hits {
                    let wording = wording(&hit);
                    if wordings.contains(&wording) {
                        continue;
                    }
                    wordings.push(wording);
                    let adopted = hit.adopted.map(|day| day.to_string());
                    let (reference, title, text) = (hit.reference, hit.title, hit.text);
                    pool.push(Pooled { topic: topic.topic.clone(), reference, title, adopted, text });
                }
            }
            // Whoever judges is not to see which ranking thought best of what.
            pool[from..].sort_by(|a, b| a.reference.cmp(&b.reference));
        }
        Ok(pool)
    }

    fn ranked(&self, topic: &Topic, ranking: &Ranking, limit: usize) -> Result<alinea_query::Results> {
        let mut query = parse(&topic.query).query;
        if ranking.any
            && let Query::All(operands) = query
        {
            let operands = operands.into_iter().filter(|operand| !matches!(operand, Query::Not(_)));
            query = Query::Any(operands.collect());
        }
        Ok(search(self.index, &query, &Options { limit, weights: ranking.weights, ..Options::default() })?)
    }
}

/// The wording of the clause that a reference names; `None` where it names none.
fn wording_of(index: &Index, reference: &str) -> Option<u64> {
    let shown = show(index, reference).ok()?;
    let mut clauses = shown.clauses.iter().map(|&at| &shown.resolution.clauses[at]);
    clauses.find(|clause| clause.reference == reference).map(wording_key)
}

fn wording(hit: &Hit) -> u64 {
    wording_key(&Clause { text: hit.text.clone(), label: hit.label.clone(), ..Clause::default() })
}
