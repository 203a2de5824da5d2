//! A plan to the terms of an index, and what a match is worth.

use crate::dictionary::Dictionary;
use crate::field::Condition;
use crate::forms::Forms;
use crate::pairs;
use crate::plan::{Piece, Plan, Said};
use crate::score::{Bm25, Weights};
use crate::word::Word;
use crate::{Diagnostic, DiagnosticKind, Error, Field};
use alinea_index::{Index, Zone};
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;
use tantivy::Term;

/// A plan in terms of an index.
#[derive(Clone, Debug)]
pub(crate) enum Goal {
    All {
        with: Vec<Goal>,
        without: Vec<Goal>,
    },
    Any(Vec<Goal>),
    Said(Arc<Target>),
    Title(Arc<Target>),
    /// Only selects.
    Filter(Box<Goal>),
    /// Documents with one of the terms.
    Terms(Vec<Term>),
    Days(RangeInclusive<i64>),
}

impl Goal {
    /// True for what only selects: a word elsewhere in the query must then be in the text of the clause.
    pub(crate) fn only_selects(&self) -> bool {
        match self {
            Goal::All { with, .. } | Goal::Any(with) => with.iter().all(Goal::only_selects),
            Goal::Title(_) | Goal::Filter(_) | Goal::Terms(_) | Goal::Days(_) => true,
            Goal::Said(_) => false,
        }
    }
}

impl Target {
    /// As it is looked for where pairs are indexed.
    pub(crate) fn by_pairs(self: &Arc<Self>) -> &Arc<Target> {
        self.paired.as_ref().unwrap_or(self)
    }

    /// True when it is met where some of its words stand, wherever they do.
    pub(crate) fn may_be_met(&self, stands: impl Fn(&Forms) -> bool) -> bool {
        let all_of = |piece: &Piece| self.forms[piece.words.clone()].iter().all(|forms| stands(forms));
        self.said.operands.iter().all(|alternatives| alternatives.iter().any(all_of))
    }
}

/// Something said, in terms of an index.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) said: Said,
    /// For each word, what it stands for.
    pub(crate) forms: Vec<Arc<Forms>>,
    /// The same, its common words taken in pairs, where pairs are indexed.
    pub(crate) paired: Option<Arc<Target>>,
    /// Of words one right behind the other, the pairs one of which stands about the border of a chapeau and a text where
    /// the words stand across it; `None` where that cannot be told by pairs.
    pub(crate) border: Option<Vec<Arc<Forms>>>,
    /// What matches are worth; `None` when nobody asks.
    pub(crate) worth: Option<Worth>,
}

/// What matches of something are worth.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Worth {
    pub(crate) body: Bm25,
    pub(crate) exact: Bm25,
    pub(crate) chapeau: Bm25,
    pub(crate) title: Bm25,
    pub(crate) symbol: f32,
    pub(crate) proximity: f32,
    /// How rare it is, in the text, from 0: the `idf` of BM25.
    pub(crate) rarity: f32,
}

/// Takes plans to an index.
pub(crate) struct Resolver<'i> {
    index: &'i Index,
    dictionary: Dictionary<'i>,
    /// What counts how much; `None` when nobody asks for scores.
    weights: Option<Weights>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl<'i> Resolver<'i> {
    /// Without `weights`, nobody may ask for scores.
    pub(crate) fn new(index: &'i Index, weights: Option<Weights>) -> Self {
        Resolver { index, dictionary: Dictionary::new(index), weights, diagnostics: Vec::new() }
    }

    pub(crate) fn goal(&mut self, plan: &Plan) -> Result<Goal, Error> {
        let mut goals = |plans: &[Plan]| plans.iter().map(|plan| self.goal(plan)).collect::<Result<Vec<_>, _>>();
        Ok(match plan {
            Plan::All { with, without } => Goal::All { with: goals(with)?, without: goals(without)? },
            Plan::Any(operands) => Goal::Any(goals(operands)?),
            Plan::Every => Goal::Terms(vec![self.index.every_clause()]),
            Plan::Said(said) => Goal::Said(Arc::new(self.target(said, self.weights)?)),
            Plan::Title(said) => Goal::Title(Arc::new(self.target(said, None)?)),
            Plan::Filter(plan) => {
                let weights = self.weights.take();
                let goal = self.goal(plan);
                self.weights = weights;
                Goal::Filter(Box::new(goal?))
            }
            Plan::Field(Condition::Days(days)) => Goal::Days(days.clone()),
            Plan::Field(condition @ Condition::Forms(Field::File, _)) => {
                // Files and resolutions are documents too, and know the file they come from.
                let terms = self.dictionary.terms(condition)?;
                let clauses = Goal::Terms(vec![self.index.every_clause()]);
                Goal::All { with: vec![Goal::Terms(terms), clauses], without: Vec::new() }
            }
            Plan::Field(condition) => Goal::Terms(self.dictionary.terms(condition)?),
        })
    }

    fn target(&mut self, said: &Said, weights: Option<Weights>) -> Result<Target, Error> {
        let border = if said.reads_on() { self.pairs(said)? } else { None };
        let mut forms = Vec::with_capacity(said.words.len());
        for word in &said.words {
            let (of_word, all) = self.dictionary.forms(&word.wanted)?;
            if !all {
                self.diagnostics.push(Diagnostic { kind: DiagnosticKind::TooManyForms, span: said.span });
            }
            forms.push(Arc::new(of_word));
        }
        let index = self.index;
        let paired = self.paired(said, &forms, border.as_deref())?;
        let mut target = Target { said: said.clone(), forms, paired, border, worth: None };
        if let Some(weights) = weights {
            target.worth = Some(index.guard(|| self.worth(&target, weights))?);
        }
        Ok(target)
    }

    /// A phrase with its common words in pairs, if it has such. `forms` are those of its words, `pairs` those of each two of
    /// them, if they are known.
    fn paired(
        &self,
        said: &Said,
        forms: &[Arc<Forms>],
        pairs: Option<&[Arc<Forms>]>,
    ) -> Result<Option<Arc<Target>>, Error> {
        let Some(words) = said.phrase().and_then(|_| pairs::paired(&said.words)) else { return Ok(None) };
        let of_word = |word: &Word| {
            let known = if word.width == 1 { Some(forms) } else { pairs };
            let at = said.words.iter().position(|known| known.offset == word.offset);
            match known.zip(at) {
                Some((known, at)) => Ok(Arc::clone(&known[at])),
                None => self.dictionary.pair_forms(&word.wanted).map(Arc::new),
            }
        };
        let forms = words.iter().map(of_word).collect::<Result<_, _>>()?;
        let pieces = vec![Piece { words: 0..words.len(), slop: None }];
        let said = Said { words, operands: vec![pieces], ..said.clone() };
        Ok(Some(Arc::new(Target { said, forms, paired: None, border: None, worth: None })))
    }

    /// The pairs of words that follow each other; `None` for words with others between them, and where a word is not typed in
    /// full.
    fn pairs(&self, said: &Said) -> Result<Option<Vec<Arc<Forms>>>, Error> {
        let pairs: Option<Vec<Word>> = said.words.windows(2).map(|two| pairs::pair(&two[0], &two[1])).collect();
        let Some(pairs) = pairs else { return Ok(None) };
        let forms = pairs.iter().map(|pair| self.dictionary.pair_forms(&pair.wanted).map(Arc::new));
        Ok(Some(forms.collect::<Result<_, Error>>()?))
    }

    fn worth(&self, target: &Target, weights: Weights) -> tantivy::Result<Worth> {
        let Weights { symbol, proximity, saturation, length, .. } = weights;
        let bm25 = |zone, rarity: f32, weight| -> tantivy::Result<Bm25> {
            Ok(Bm25 { weight: weight * (saturation + 1.0) * rarity, average: self.average(zone)?, saturation, length })
        };
        let rarity = self.rarity(target, Zone::Text, false)?;
        Ok(Worth {
            body: bm25(Zone::Text, rarity, 1.0)?,
            exact: bm25(Zone::Text, self.rarity(target, Zone::Text, true)?, weights.exact)?,
            chapeau: bm25(Zone::Chapeau, self.rarity(target, Zone::Chapeau, false)?, weights.chapeau)?,
            title: bm25(Zone::Title, self.rarity(target, Zone::Title, false)?, weights.title)?,
            symbol,
            proximity,
            rarity,
        })
    }

    /// Rarity is that of all words, of alternatives that of the commonest. A word is as frequent as all its forms
    /// together, or only its exact ones, and at most in every text of the kind.
    fn rarity(&self, target: &Target, zone: Zone, exact: bool) -> tantivy::Result<f32> {
        let number = self.index.statistics().number(zone)?;
        let rarity = |forms: &Arc<Forms>| {
            let frequency = forms.frequency(zone, exact).min(number) as f64;
            (1.0 + (number as f64 - frequency + 0.5) / (frequency + 0.5)).ln()
        };
        let rarities: Vec<f64> = target.forms.iter().map(rarity).collect();
        let of_piece = |words: Range<usize>| rarities[words].iter().sum::<f64>();
        let of_operand = |pieces: &Vec<Piece>| {
            pieces.iter().map(|piece| of_piece(piece.words.clone())).min_by(f64::total_cmp).unwrap_or(0.0)
        };
        Ok(target.said.operands.iter().map(of_operand).sum::<f64>() as f32)
    }

    /// Words of a text of a zone, on average over all clauses, or for titles all resolutions.
    fn average(&self, zone: Zone) -> tantivy::Result<f32> {
        let statistics = self.index.statistics();
        Ok((statistics.words(zone)? as f64 / statistics.number(zone)?.max(1) as f64) as f32)
    }
}
