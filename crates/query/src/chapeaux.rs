//! What the chapeaux of clauses say.

use crate::clauses::Opening;
use crate::lengths::Lengths;
use crate::occurrence::Reading;
use crate::resolve::Target;
use crate::score::{Bm25, Met};
use crate::source::Source;
use crate::window::{Bits, Counts, Matches, WINDOW};
use alinea_index::Zone;
use std::sync::Arc;
use tantivy::DocId;

/// The clauses whose chapeau says something.
pub(crate) struct Chapeaux<'r> {
    source: Source<'r>,
    /// The clauses of the window whose chapeau says it, or may say it.
    hits: Matches,
    times: Counts,
    scoring: Option<(Bm25, Lengths)>,
    /// `hits` and `times` are those of the window.
    counted: bool,
}

impl<'r> Chapeaux<'r> {
    /// Opens them; for scores if `bm25` is given.
    pub(crate) fn open(opening: &Opening<'r>, target: &Arc<Target>, bm25: Option<Bm25>) -> tantivy::Result<Self> {
        Ok(Chapeaux {
            source: Source::open(opening, target, Zone::Chapeau, Reading::Inside, bm25.is_some())?,
            hits: Matches::default(),
            times: Counts::default(),
            scoring: bm25
                .map(|bm25| tantivy::Result::Ok((bm25, Lengths::open(opening, opening.fields.chapeau, bm25)?)))
                .transpose()?,
            counted: false,
        })
    }

    /// No clause from where it has been read to before this one has a chapeau that says it.
    pub(crate) fn doc(&self) -> DocId {
        self.source.doc()
    }

    /// About how many clauses are looked at.
    pub(crate) fn cost(&self) -> u64 {
        self.source.cost()
    }

    /// The clauses of a window whose chapeau says it, at least those that are `within`.
    pub(crate) fn select(&mut self, base: DocId, within: &Bits) -> tantivy::Result<&Matches> {
        self.forget();
        self.counted = true;
        if self.scoring.is_some() {
            self.source.count(base, within, &mut self.hits, &mut self.times)?;
        } else {
            self.source.mark(base, within, &mut self.hits)?;
        }
        Ok(&self.hits)
    }

    /// Raises the bound of each of the clauses by what its chapeau may be worth, and puts those whose bound rises into
    /// `raised`. What has to be looked for at its places is not looked for yet.
    pub(crate) fn raise(&mut self, base: DocId, clauses: &Bits, bounds: &mut [f32; WINDOW], raised: &mut Bits) {
        if !self.counted {
            self.forget();
            match &mut self.source {
                Source::Word(lists) => {
                    lists.count(base, clauses, &mut self.hits, &mut self.times);
                    self.counted = true;
                }
                Source::Places(places) => self.hits.any = places.holding(base, clauses),
            }
        }
        let Some((bm25, lengths)) = &self.scoring else { return };
        let mut here = self.hits.any.clone();
        here.intersect(clauses);
        raised.unite(&here);
        for at in here.iter() {
            bounds[at] += if self.counted {
                bm25.value(f32::from(self.times.get(at).any), lengths.damping(base + at as DocId))
            } else {
                bm25.weight
            };
        }
    }

    /// How well the chapeau of the clause at a place of the window meets what is said, and what that is worth. Clauses are
    /// asked for in rising order, and after their bounds.
    pub(crate) fn met(&mut self, base: DocId, at: usize) -> tantivy::Result<Option<(Met, f32)>> {
        let Some((bm25, lengths)) = self.scoring.as_ref().filter(|_| self.hits.any.contains(at)) else {
            return Ok(None);
        };
        let doc = base + at as DocId;
        let times = match &mut self.source {
            Source::Places(places) if !self.counted => places.times(doc)?.0,
            _ => u32::from(self.times.get(at).any),
        };
        let met = Met { times, words: lengths.words(doc) };
        Ok((times > 0).then(|| (met, bm25.score(met))))
    }

    /// Another window begins.
    fn forget(&mut self) {
        self.times.clear(&self.hits.any);
        self.hits.clear();
    }

    /// What is known of the window is of the window before from here on.
    pub(crate) fn next(&mut self) {
        self.counted = false;
    }
}
