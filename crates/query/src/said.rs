//! The clauses of a segment that say something, and what that is worth.

use crate::clauses::Opening;
use crate::lists::Lists;
use crate::occurrence::{Occurrence, Reading};
use crate::resolve::{Target, Worth};
use crate::score::{Account, Bm25, Met, ScoreSource};
use crate::spans::Stretch;
use crate::window::{Bits, Counts, WINDOW};
use std::sync::Arc;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Term};

/// Where something occurs in one kind of text.
pub(crate) enum Source {
    /// A word: in the lists of its terms.
    Lists(Lists),
    /// What has to be looked for in the places of several words.
    Places(Box<Occurrence>),
}

impl Source {
    /// Opens it. How often it occurs can be asked for if it is to be `counted`.
    pub(crate) fn open(
        opening: &Opening<'_>,
        target: &Arc<Target>,
        field: Field,
        counted: bool,
    ) -> tantivy::Result<Source> {
        let [forms] = target.forms.as_slice() else {
            return Ok(Source::Places(Box::new(Occurrence::open(target, opening, field, Reading::Inside)?)));
        };
        let field = if forms.paired { opening.fields.pairs } else { field };
        let option = if counted { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
        let inverted = opening.reader.inverted_index(field)?;
        let lists = forms.lists(field, opening.segment);
        Ok(Source::Lists(Lists::open(&inverted, lists, option, opening.reader.max_doc())?))
    }

    /// No document from where it has been read to before this one holds it.
    pub(crate) fn doc(&self) -> DocId {
        match self {
            Source::Lists(lists) => lists.doc(),
            Source::Places(occurrence) => occurrence.doc(),
        }
    }

    pub(crate) fn cost(&self) -> u64 {
        match self {
            Source::Lists(lists) => lists.cost(),
            Source::Places(occurrence) => occurrence.cost(),
        }
    }

    /// Puts the documents of a window into `bits`, at least those that are `within`.
    pub(crate) fn mark(&mut self, base: DocId, within: &Bits, bits: &mut Bits) {
        match self {
            Source::Lists(lists) => lists.mark(base, within, bits),
            Source::Places(occurrence) => each(occurrence, base, within, |at, _| bits.insert(at)),
        }
    }

    /// The same, and counts how often each says it.
    fn count(&mut self, base: DocId, within: &Bits, bits: &mut Bits, counts: &mut Counts) {
        match self {
            Source::Lists(lists) => lists.count(base, within, bits, counts),
            Source::Places(occurrence) => tell(occurrence, base, within, bits, counts),
        }
    }
}

/// Gives the documents of a window that are `within` and where it occurs.
fn each(occurrence: &mut Occurrence, base: DocId, within: &Bits, mut give: impl FnMut(usize, &Occurrence)) {
    let mut from = 0;
    while let Some(at) = within.next(from) {
        let found = (occurrence.seek(base + at as DocId) - base) as usize;
        if found >= WINDOW {
            return;
        }
        if within.contains(found) {
            give(found, occurrence);
        }
        from = found + 1;
    }
}

fn tell(occurrence: &mut Occurrence, base: DocId, within: &Bits, bits: &mut Bits, counts: &mut Counts) {
    each(occurrence, base, within, |at, occurrence| {
        bits.insert(at);
        counts.add(at, occurrence.times(), occurrence.exact_times());
    });
}

/// Clauses that say something.
pub(crate) struct SaidClauses<'r> {
    target: Arc<Target>,
    /// The text of a clause.
    inside: Source,
    /// Across the border to its chapeau: for words one behind the other, more than one.
    across: Option<Occurrence>,
    /// Clauses of the resolutions named.
    symbols: Lists,
    /// Chapeau and title, where they select.
    around: Vec<Source>,
    scoring: Option<Scoring<'r>>,
    /// The clauses of the window, …
    pub(crate) hits: Bits,
    /// … those that meet it by their own text or their symbol, …
    pub(crate) own: Bits,
    /// … and those that have the symbol.
    named: Bits,
}

/// What scores rest on.
struct Scoring<'r> {
    worth: Worth,
    counts: Counts,
    lengths: FieldNormReader,
    /// The summand of the length of a text in BM25, by the number the engine keeps for the length.
    damping: Box<[f32; 256]>,
    chapeau: Introduction,
    title: Introduction,
    opening: Opening<'r>,
    /// Where it stands in texts; opened when that is asked for.
    placed: Option<Occurrence>,
}

/// A text around a clause that is looked into for its score only. Opened when it is.
struct Introduction {
    field: Field,
    lengths: FieldNormReader,
    occurrence: Option<Occurrence>,
}

impl<'r> SaidClauses<'r> {
    /// With `wide`, what is said may be met by a chapeau or the title.
    pub(crate) fn open(opening: &Opening<'r>, target: &Arc<Target>, wide: bool) -> tantivy::Result<Self> {
        let Opening { fields, scores, .. } = *opening;
        let mut across = None;
        if target.said.reads_on() {
            across = Some(Occurrence::open(target, opening, fields.across, Reading::Across)?);
        }
        let mut around = Vec::new();
        if wide {
            for field in [fields.chapeau, fields.title] {
                around.push(Source::open(opening, target, field, false)?);
            }
        }
        let symbols = target.said.symbols.iter().map(|symbol| Term::from_field_text(fields.symbol, symbol.as_str()));
        let paired = target.paired.as_ref().unwrap_or(target);
        Ok(SaidClauses {
            target: Arc::clone(target),
            inside: Source::open(opening, paired, fields.text, scores)?,
            across,
            symbols: opening.lists(symbols)?,
            around,
            scoring: target.worth.filter(|_| scores).map(|worth| Scoring::open(opening, worth)).transpose()?,
            hits: Bits::default(),
            own: Bits::default(),
            named: Bits::default(),
        })
    }

    /// No clause from where it has been read to before this one says it.
    pub(crate) fn doc(&self) -> DocId {
        let own = self.inside.doc().min(self.symbols.doc());
        let own = self.across.as_ref().map_or(own, |across| across.doc().min(own));
        self.around.iter().map(Source::doc).fold(own, DocId::min)
    }

    pub(crate) fn cost(&self) -> u64 {
        self.inside.cost() + self.symbols.cost() + self.around.iter().map(Source::cost).sum::<u64>()
    }

    /// Finds the clauses of a window, at least those that are `within`.
    pub(crate) fn select(&mut self, base: DocId, within: &Bits) {
        let SaidClauses { inside, across, symbols, around, scoring, hits, own, named, .. } = self;
        if let Some(Scoring { counts, .. }) = scoring {
            counts.clear(own);
            own.clear();
            inside.count(base, within, own, counts);
            if let Some(across) = across {
                tell(across, base, within, own, counts);
            }
        } else {
            own.clear();
            inside.mark(base, within, own);
            if let Some(across) = across {
                each(across, base, within, |at, _| own.insert(at));
            }
        }
        named.clear();
        symbols.mark(base, within, named);
        own.unite(named);
        hits.copy_from(own);
        for source in around {
            source.mark(base, within, hits);
        }
    }

    /// Raises the bound of each of the clauses by what it may be worth by its own text.
    pub(crate) fn raise(&self, base: DocId, clauses: &Bits, bounds: &mut [f32; WINDOW]) {
        let Some(Scoring { worth, counts, lengths, damping, .. }) = &self.scoring else { return };
        let exact = if self.target.said.exact { 0.0 } else { worth.exact.weight };
        let mut here = clauses.clone();
        here.intersect(&self.own);
        for at in here.iter() {
            let damping = damping[usize::from(lengths.fieldnorm_id(base + at as DocId))];
            let (times, exact_times) = (f32::from(counts.times[at]), f32::from(counts.exact[at]));
            bounds[at] += worth.body.weight * times / (times + damping) + exact * exact_times / (exact_times + damping);
        }
    }

    /// The most that a clause is worth beside its own text.
    pub(crate) fn ceiling(&self) -> f32 {
        let Some(Scoring { worth, opening, .. }) = &self.scoring else { return 0.0 };
        let most = |bm25: Bm25, field| {
            let occurs = self.target.forms.iter().any(|forms| !forms.lists(field, opening.segment).is_empty());
            if occurs { bm25.weight } else { 0.0 }
        };
        let symbol = if self.target.said.symbols.is_empty() { 0.0 } else { worth.symbol };
        most(worth.chapeau, opening.fields.chapeau) + most(worth.title, opening.fields.title) + symbol
    }

    /// Adds what the clause at a place of the window is worth. Clauses are asked for in rising order.
    pub(crate) fn tally(&mut self, base: DocId, at: usize, account: &mut impl Account) -> tantivy::Result<()> {
        let Some(scoring) = &mut self.scoring else { return Ok(()) };
        let (said, worth, doc) = (&self.target.said, scoring.worth, base + at as DocId);
        let mut add = |bm25: Bm25, source: fn(Met) -> ScoreSource, times, lengths: &FieldNormReader| {
            let met = Met { times, words: lengths.fieldnorm(doc) };
            account.add(said, None, source(met), bm25.score(met));
        };
        let times = scoring.counts.times[at];
        if times > 0 {
            add(worth.body, ScoreSource::Text, u32::from(times), &scoring.lengths);
        }
        let exact = scoring.counts.exact[at];
        if exact > 0 && !said.exact {
            add(worth.exact, ScoreSource::Exact, u32::from(exact), &scoring.lengths);
        }
        let chapeau = scoring.chapeau.times(&self.target, &scoring.opening, doc)?;
        if chapeau > 0 {
            add(worth.chapeau, ScoreSource::Chapeau, chapeau, &scoring.chapeau.lengths);
        }
        let title = scoring.title.times(&self.target, &scoring.opening, doc)?;
        if title > 0 {
            add(worth.title, ScoreSource::Title, title, &scoring.title.lengths);
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
            none => {
                let target = self.target.paired.as_ref().unwrap_or(&self.target);
                none.insert(Occurrence::open(target, opening, opening.fields.text, Reading::Placed)?)
            }
        };
        let doc = base + at as DocId;
        if placed.seek(doc) == doc {
            placed.stretches(stretches);
        }
        Ok(())
    }
}

impl<'r> Scoring<'r> {
    fn open(opening: &Opening<'r>, worth: Worth) -> tantivy::Result<Scoring<'r>> {
        let introduction = |field| -> tantivy::Result<Introduction> {
            Ok(Introduction { field, lengths: opening.reader.get_fieldnorms_reader(field)?, occurrence: None })
        };
        let mut damping = Box::new([0.0; 256]);
        for (id, damping) in (0..=u8::MAX).zip(damping.iter_mut()) {
            *damping = worth.body.damping(FieldNormReader::id_to_fieldnorm(id));
        }
        Ok(Scoring {
            worth,
            counts: Counts::default(),
            lengths: opening.reader.get_fieldnorms_reader(opening.fields.text)?,
            damping,
            chapeau: introduction(opening.fields.chapeau)?,
            title: introduction(opening.fields.title)?,
            opening: *opening,
            placed: None,
        })
    }
}

impl Introduction {
    /// How often it says the target in a document.
    fn times(&mut self, target: &Arc<Target>, opening: &Opening<'_>, doc: DocId) -> tantivy::Result<u32> {
        let occurrence = match &mut self.occurrence {
            Some(occurrence) => occurrence,
            none => none.insert(Occurrence::open(target, opening, self.field, Reading::Inside)?),
        };
        Ok(if occurrence.seek(doc) == doc { occurrence.times() } else { 0 })
    }
}
