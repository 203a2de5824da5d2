//! The clauses of a segment that say something, and what that is worth.

use crate::chapeaux::Chapeaux;
use crate::clauses::Opening;
use crate::lengths::Lengths;
use crate::lists::Lists;
use crate::occurrence::{Occurrence, Reading};
use crate::resolve::{Target, Worth};
use crate::score::{Account, Bm25, Met, ScoreSource};
use crate::source::Source;
use crate::spans::Stretch;
use crate::titles::Titles;
use crate::window::{Bits, Counts, Matches, Times, WINDOW};
use alinea_index::Zone;
use std::sync::Arc;
use tantivy::{DocId, Term};

/// Clauses that say something.
pub(crate) struct SaidClauses<'r> {
    target: Arc<Target>,
    /// The text of a clause.
    inside: Source<'r>,
    /// Across the border to its chapeau: for words one behind the other, more than one.
    across: Option<Source<'r>>,
    /// Clauses of the resolutions named.
    symbols: Lists,
    /// What stands around clauses, if somebody asks for it, …
    around: Option<(Chapeaux<'r>, Titles<'r>)>,
    /// … and selects them, or only counts.
    wide: bool,
    scoring: Option<Scoring<'r>>,
    /// The clauses of the window, …
    pub(crate) hits: Matches,
    /// … those that meet it by their own text or their symbol, …
    pub(crate) own: Matches,
    /// … and those that have the symbol.
    named: Bits,
}

/// What scores rest on.
struct Scoring<'r> {
    worth: Worth,
    /// How often a text says it.
    times: Counts,
    lengths: Lengths,
    opening: Opening<'r>,
    /// Where it stands in texts; opened when that is asked for.
    placed: Option<Occurrence>,
}

impl<'r> SaidClauses<'r> {
    /// With `wide`, what is said may be met by a chapeau or the title.
    pub(crate) fn open(opening: &Opening<'r>, target: &Arc<Target>, wide: bool) -> tantivy::Result<Self> {
        let fields = opening.fields;
        let worth = target.worth.filter(|_| opening.scores);
        let paired = target.by_pairs();
        let mut across = None;
        if target.said.reads_on() {
            across = Source::across(opening, target)?;
        }
        let around = (wide || worth.is_some()).then(|| {
            let chapeaux = Chapeaux::open(opening, paired, worth.map(|worth| worth.chapeau))?;
            tantivy::Result::Ok((chapeaux, Titles::open(opening, paired, worth.map(|worth| worth.title))?))
        });
        let symbols = target.said.symbols.iter().map(|symbol| Term::from_field_text(fields.symbol, symbol.as_str()));
        Ok(SaidClauses {
            target: Arc::clone(target),
            inside: Source::open(opening, paired, Zone::Text, Reading::Inside, worth.is_some())?,
            across,
            symbols: opening.lists(symbols)?,
            around: around.transpose()?,
            wide,
            scoring: worth.map(|worth| Scoring::open(opening, worth)).transpose()?,
            hits: Matches::default(),
            own: Matches::default(),
            named: Bits::default(),
        })
    }

    /// No clause from where it has been read to before this one says it.
    pub(crate) fn doc(&self) -> DocId {
        let own = self.inside.doc().min(self.symbols.doc());
        let own = self.across.as_ref().map_or(own, |across| across.doc().min(own));
        self.wide_around().map_or(own, |(chapeaux, titles)| own.min(chapeaux.doc()).min(titles.doc()))
    }

    /// About how many clauses are looked at.
    pub(crate) fn cost(&self) -> u64 {
        let around = self.wide_around().map_or(0, |(chapeaux, titles)| chapeaux.cost() + titles.cost());
        self.inside.cost() + self.symbols.cost() + around
    }

    /// What stands around clauses, where it selects.
    fn wide_around(&self) -> Option<&(Chapeaux<'r>, Titles<'r>)> {
        self.around.as_ref().filter(|_| self.wide)
    }

    /// Finds the clauses of a window, at least those that are `within`.
    pub(crate) fn select(&mut self, base: DocId, within: &Bits) -> tantivy::Result<()> {
        let SaidClauses { inside, across, symbols, around, wide, scoring, hits, own, named, .. } = self;
        if let Some(Scoring { times, .. }) = scoring {
            times.clear(&own.any);
            own.clear();
            for source in [Some(inside), across.as_mut()].into_iter().flatten() {
                source.count(base, within, own, times)?;
            }
        } else {
            own.clear();
            for source in [Some(inside), across.as_mut()].into_iter().flatten() {
                source.mark(base, within, own)?;
            }
        }
        named.clear();
        symbols.mark_any(base, within, named);
        own.unite_exactly(named);
        hits.copy_from(own);
        if let Some((chapeaux, titles)) = around {
            chapeaux.next();
            if *wide {
                hits.unite(chapeaux.select(base, within)?);
                hits.unite(titles.select(base, within)?);
            }
        }
        Ok(())
    }

    /// Raises the bound of each of the clauses by what the texts around it may be worth, or its symbol, and puts those whose
    /// bound rises into `raised`; there may be others in it.
    pub(crate) fn raise_around(&mut self, base: DocId, clauses: &Bits, bounds: &mut [f32; WINDOW], raised: &mut Bits) {
        let (Some(Scoring { worth, .. }), Some((chapeaux, titles))) = (&self.scoring, &mut self.around) else { return };
        chapeaux.raise(base, clauses, bounds, raised);
        titles.raise(base, clauses, bounds, raised);
        if !self.named.is_empty() {
            let mut here = self.named.clone();
            here.intersect(clauses);
            here.iter().for_each(|at| bounds[at] += worth.symbol);
            raised.unite(&here);
        }
    }

    /// What a clause's own text is worth at most.
    pub(crate) fn most_own(&self) -> f32 {
        self.scoring.as_ref().map_or(0.0, |Scoring { worth, .. }| worth.body.weight + self.exact_bm25(worth).weight)
    }

    /// What the texts of the clauses of the window are worth.
    pub(crate) fn own_worth(&self) -> Option<OwnWorth<'_>> {
        let Scoring { worth, times, lengths, .. } = self.scoring.as_ref()?;
        Some(OwnWorth { times, lengths, body: worth.body, exact: self.exact_bm25(worth) })
    }

    /// What exact forms are worth beside the others: nothing where there are no others.
    fn exact_bm25(&self, worth: &Worth) -> Bm25 {
        if self.target.said.exact { Bm25 { weight: 0.0, ..worth.exact } } else { worth.exact }
    }

    /// Adds what the clause at a place of the window is worth. Clauses are asked for in rising order, and after their
    /// bounds.
    pub(crate) fn tally(&mut self, base: DocId, at: usize, account: &mut impl Account) -> tantivy::Result<()> {
        let Some(Scoring { worth, times, lengths, .. }) = &self.scoring else { return Ok(()) };
        let said = &self.target.said;
        let words = lengths.words(base + at as DocId);
        let Times { any, exact } = times.get(at);
        if any > 0 {
            let met = Met { times: u32::from(any), words };
            account.add(said, None, ScoreSource::Text(met), worth.body.score(met));
        }
        if exact > 0 && !said.exact {
            let met = Met { times: u32::from(exact), words };
            account.add(said, None, ScoreSource::Exact(met), worth.exact.score(met));
        }
        if let Some((chapeaux, titles)) = &mut self.around {
            if let Some((met, value)) = chapeaux.met(base, at)? {
                account.add(said, None, ScoreSource::Chapeau(met), value);
            }
            if let Some((met, value)) = titles.met(base, at)? {
                account.add(said, None, ScoreSource::Title(met), value);
            }
        }
        if self.named.contains(at) {
            account.add(said, None, ScoreSource::Symbol, worth.symbol);
        }
        Ok(())
    }

    /// Adds where in its text the clause at a place of the window says it, if it does. Clauses are asked for in rising
    /// order.
    pub(crate) fn stretches(&mut self, base: DocId, at: usize, stretches: &mut Vec<Stretch>) -> tantivy::Result<()> {
        let Some(Scoring { placed, opening, .. }) = &mut self.scoring else { return Ok(()) };
        let placed = match placed {
            Some(placed) => placed,
            none => none.insert(Occurrence::open(self.target.by_pairs(), opening, Zone::Text, Reading::Placed)?),
        };
        if placed.times(base + at as DocId) > 0 {
            placed.stretches(stretches);
        }
        Ok(())
    }
}

/// What the texts of clauses are worth by themselves.
pub(crate) struct OwnWorth<'s> {
    times: &'s Counts,
    lengths: &'s Lengths,
    body: Bm25,
    exact: Bm25,
}

impl OwnWorth<'_> {
    /// That of the clause at a place of the window.
    #[inline]
    pub(crate) fn of(&self, base: DocId, at: usize) -> f32 {
        let Times { any, exact } = self.times.get(at);
        let damping = self.lengths.damping(base + at as DocId);
        // Both, whatever the numbers are: most texts say it in its exact form only, but which do cannot be guessed.
        self.body.value(f32::from(any), damping) + self.exact.value(f32::from(exact), damping)
    }
}

impl<'r> Scoring<'r> {
    fn open(opening: &Opening<'r>, worth: Worth) -> tantivy::Result<Scoring<'r>> {
        Ok(Scoring {
            worth,
            times: Counts::default(),
            lengths: Lengths::open(opening, opening.fields.text, worth.body)?,
            opening: *opening,
            placed: None,
        })
    }
}
