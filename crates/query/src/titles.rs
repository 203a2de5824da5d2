//! What the titles of resolutions say, which holds for all their clauses.
//!
//! There are some forty times as many clauses as titles: a title is looked at once, and its clauses are a stretch of the
//! window.

use crate::clauses::Opening;
use crate::lengths::Lengths;
use crate::occurrence::Reading;
use crate::resolve::Target;
use crate::score::{Bm25, Met};
use crate::source::{Places, Source};
use crate::window::{Bits, Matches, WINDOW};
use alinea_index::Zone;
use std::ops::Range;
use std::sync::Arc;
use tantivy::{DocId, TERMINATED};

/// The clauses of the resolutions whose title says something.
pub(crate) struct Titles<'r> {
    /// Those whose title says it or holds the words it takes, rising.
    titles: Vec<Title>,
    /// Clauses of all of them together.
    cost: u64,
    /// Where the words stand, if that has to be looked at.
    places: Option<Box<Places<'r>>>,
    scoring: Option<(Bm25, Lengths)>,
    /// The clauses of the window whose title says it.
    hits: Matches,
    /// The first document of the next window.
    next: DocId,
}

/// A title that says it, or may say it.
struct Title {
    clauses: Range<DocId>,
    /// How often it says it, in any form and in its exact one, once that is known. Titles are looked at in rising order.
    times: Option<(u32, u32)>,
}

impl<'r> Titles<'r> {
    /// Opens them; for scores if `bm25` is given.
    pub(crate) fn open(opening: &Opening<'r>, target: &Arc<Target>, bm25: Option<Bm25>) -> tantivy::Result<Self> {
        let source = Source::open(opening, target, Zone::Title, Reading::Inside, true)?;
        let (found, places) = match source {
            Source::Word(mut lists) => {
                let found = lists.all().into_iter();
                (found.map(|(doc, any, exact)| (doc, Some((any, exact)))).collect::<Vec<_>>(), None)
            }
            Source::Places(mut places) => {
                let found = places.all_holding(opening.reader.max_doc()).into_iter();
                (found.map(|doc| (doc, None)).collect(), Some(places))
            }
        };
        let (mut titles, mut scoring) = (Vec::new(), None);
        if !found.is_empty() {
            let runs = opening.index.runs(opening.segment)?;
            titles.extend(found.into_iter().map(|(doc, times)| Title { clauses: runs.from(doc), times }));
            titles.retain(|title| !title.clauses.is_empty());
            if let Some(bm25) = bm25 {
                scoring = Some((bm25, Lengths::open(opening, opening.fields.title, bm25)?));
            }
        }
        let cost = titles.iter().map(|title| title.clauses.len() as u64).sum();
        Ok(Titles { titles, cost, places, scoring, hits: Matches::default(), next: 0 })
    }

    /// No clause from where it has been read to before this one has a title that says it.
    pub(crate) fn doc(&self) -> DocId {
        let title = self.titles.get(self.at(self.next));
        title.map_or(TERMINATED, |title| title.clauses.start.max(self.next))
    }

    /// About how many clauses are looked at.
    pub(crate) fn cost(&self) -> u64 {
        self.cost
    }

    /// The clauses of the window whose title says it.
    pub(crate) fn hits(&self) -> &Matches {
        &self.hits
    }

    /// Finds the clauses of a window whose title says it, at least those that are `within`.
    pub(crate) fn select(&mut self, base: DocId, within: &Bits) -> tantivy::Result<&Matches> {
        self.next = base + WINDOW as DocId;
        self.hits.clear();
        for number in self.at(base)..self.titles.len() {
            let Some(here) = self.titles[number].of_window(base) else { break };
            if within.any_of(here.clone()) {
                let (any, exact) = self.times(number)?;
                if any > 0 {
                    self.hits.any.insert_all(here.clone());
                }
                if exact > 0 {
                    self.hits.exact.insert_all(here);
                }
            }
        }
        Ok(&self.hits)
    }

    /// Raises the bound of each of the clauses by what its title may be worth, and puts all clauses with such a title into
    /// `raised`.
    pub(crate) fn raise(&mut self, base: DocId, clauses: &Bits, bounds: &mut [f32; WINDOW], raised: &mut Bits) {
        let Some((bm25, lengths)) = &self.scoring else { return };
        for title in &self.titles[self.at(base)..] {
            let Some(here) = title.of_window(base) else { break };
            let most = match title.times {
                Some((times, _)) => bm25.value(times as f32, lengths.damping(title.clauses.start)),
                None => bm25.weight,
            };
            raised.insert_all(here.clone());
            clauses.iter_from(here.start).take_while(|at| here.contains(at)).for_each(|at| bounds[at] += most);
        }
    }

    /// How well the title of the clause at a place of the window meets what is said, and what that is worth. Clauses are
    /// asked for in rising order.
    pub(crate) fn met(&mut self, base: DocId, at: usize) -> tantivy::Result<Option<(Met, f32)>> {
        let doc = base + at as DocId;
        let number = self.at(doc);
        let first = self.titles.get(number).map(|title| &title.clauses).filter(|clauses| clauses.contains(&doc));
        let (Some(first), true) = (first.map(|clauses| clauses.start), self.scoring.is_some()) else { return Ok(None) };
        let (times, _) = self.times(number)?;
        Ok(self.scoring.as_ref().filter(|_| times > 0).map(|(bm25, lengths)| {
            let met = Met { times, words: lengths.words(first) };
            (met, bm25.score(met))
        }))
    }

    /// The number of the first title with clauses from `doc` on.
    fn at(&self, doc: DocId) -> usize {
        self.titles.partition_point(|title| title.clauses.end <= doc)
    }

    /// How often a title says it, in any form and in its exact one.
    fn times(&mut self, number: usize) -> tantivy::Result<(u32, u32)> {
        let Titles { titles, places, .. } = self;
        let Title { clauses, times } = &mut titles[number];
        if let Some(times) = times {
            return Ok(*times);
        }
        let found = places.as_mut().map_or(Ok((0, 0)), |places| places.times(clauses.start))?;
        *times = Some(found);
        Ok(found)
    }
}

impl Title {
    /// Its clauses in the window from `base` on, which it reaches into; `None` where it stands behind it.
    fn of_window(&self, base: DocId) -> Option<Range<usize>> {
        let place = |doc: DocId| (doc.max(base) - base) as usize;
        let begin = place(self.clauses.start);
        (begin < WINDOW).then(|| begin..place(self.clauses.end).min(WINDOW))
    }
}
