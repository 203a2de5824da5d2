//! What a score is made of.
//!
//! The score of a clause is the sum, over everything that is said in the query and met, of
//!
//! * BM25 of it in the text by family;
//! * BM25 of it in the text by exact form, times [`Weights::exact`];
//! * BM25 of it in the texts that introduce the clause, times [`Weights::chapeau`];
//! * BM25 of it in the title of the resolution, times [`Weights::title`];
//! * [`Weights::symbol`], where it is the symbol of the resolution;
//!
//! and over everything that is said next to each other in the query and met by the text, of
//!
//! * [`Weights::proximity`] times the lesser weight of the two, divided by the number of words between them where they
//!   stand nearest, plus one.
//!
//! How rare a word is in titles, and how long these are, is counted over resolutions, of which each has one.
//!
//! With exact forms only, the second takes the place of the first, and the others look at exact forms. Where a word
//! stands for several terms (`résol*`), it is as frequent as all of them together, and at most in every text.

use crate::Span;
use crate::plan::Said;
use serde::Serialize;

/// What counts how much in a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// An exact form, beside its family.
    pub exact: f32,
    /// A match in the introducing texts, beside one in the text.
    pub chapeau: f32,
    /// A match in the title, beside one in the text: it is the same for all clauses of the resolution.
    pub title: f32,
    /// To be a clause of the resolution that was named: less than to mention it, which is rarer.
    pub symbol: f32,
    /// Two words side by side, beside the rarity of the commoner of them.
    pub proximity: f32,
    /// How soon more occurrences are worth no more (k₁ of BM25; 0 for at once).
    pub saturation: f32,
    /// How much occurrences in long texts are worth less (b of BM25; from 0 to 1).
    pub length: f32,
}

impl Default for Weights {
    /// What was best over the judged topics of `tests/relevance`, or equal to it and simpler.
    fn default() -> Self {
        Weights { exact: 1.0, chapeau: 0.5, title: 0.1, symbol: 1.0, proximity: 0.5, saturation: 1.2, length: 0.2 }
    }
}

/// A summand of a score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScorePart {
    /// What was said, as typed; of proximity, both.
    pub said: String,
    /// Where that stands in the query.
    pub span: Span,
    /// What met it, and how well.
    pub source: ScoreSource,
    /// What it is worth.
    pub value: f32,
}

/// What is worth something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScoreSource {
    /// The text, in any form of the family unless exact forms were asked for.
    Text(Met),
    /// The text, in the very form.
    Exact(Met),
    /// The introducing texts.
    Chapeau(Met),
    /// The title.
    Title(Met),
    /// The symbol.
    Symbol,
    /// The next thing that was said stands near.
    Proximity {
        /// So many words stand between them.
        between: u32,
    },
}

/// How well a text meets what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Met {
    /// How often it says it.
    pub times: u32,
    /// How many words it has, about: lengths are kept in one byte.
    pub words: u32,
}

/// What adds up scores: to a number, or to an account of it.
pub(crate) trait Account {
    /// Adds a summand for what was said, with what was said near it.
    fn add(&mut self, said: &Said, near: Option<&Said>, source: ScoreSource, value: f32);
}

impl Account for f32 {
    fn add(&mut self, _said: &Said, _near: Option<&Said>, _source: ScoreSource, value: f32) {
        *self += value;
    }
}

impl Account for Vec<ScorePart> {
    fn add(&mut self, said: &Said, near: Option<&Said>, source: ScoreSource, value: f32) {
        let (mut text, mut span) = (said.text.clone(), said.span);
        if let Some(near) = near {
            text = format!("{text} {}", near.text);
            span = Span { from: span.from.min(near.span.from), to: span.to.max(near.span.to) };
        }
        self.push(ScorePart { said: text, span, source, value });
    }
}

/// BM25 as the engine has it, for one thing that is said in one kind of text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bm25 {
    /// Rarity, times what such a match is worth, times k₁ + 1.
    pub(crate) weight: f32,
    /// Words of a text of this kind, on average.
    pub(crate) average: f32,
    pub(crate) saturation: f32,
    pub(crate) length: f32,
}

impl Bm25 {
    /// The score of what a text says.
    pub(crate) fn score(&self, met: Met) -> f32 {
        self.value(met.times as f32, self.damping(met.words as f32))
    }

    /// The same of a text that says it so often, with what its length adds below the line.
    #[inline]
    pub(crate) fn value(&self, times: f32, damping: f32) -> f32 {
        self.weight * times / (times + damping)
    }

    /// What the length of a text adds below the line.
    #[inline]
    pub(crate) fn damping(&self, words: f32) -> f32 {
        let length = 1.0 - self.length + self.length * words / self.average;
        self.saturation * length
    }
}
