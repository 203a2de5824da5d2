//! A plan to a query of the engine: what selects clauses, and what a match is worth.
//!
//! The score of a clause is the sum, over the operands, of
//!
//! * BM25 of the operand in the text by family;
//! * BM25 of the operand in the text by exact form, times [`EXACT`];
//! * BM25 of the operand in the texts that introduce the clause, times [`CHAPEAU`];
//! * BM25 of the operand in the title of the resolution, times [`TITLE`].
//!
//! Only the first selects. With exact forms only, the second takes its place, and the others look at exact forms.

use crate::combination::Combination;
use crate::plan::{Operand, Plan, Word};
use alinea_index::Fields;
use tantivy::Term;
use tantivy::query::{BoostQuery, ConstScoreQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

/// What an exact form is worth beside its family. The exact form is never commoner than the family, so that one exact
/// occurrence outweighs nearly any number of others: BM25 of a family grows to 2.2 times that of one occurrence.
pub(crate) const EXACT: f32 = 1.0;
/// What a match in the introducing texts is worth beside one in the text.
pub(crate) const CHAPEAU: f32 = 0.4;
/// What a match in the title is worth beside one in the text: it is the same for all clauses of the resolution.
pub(crate) const TITLE: f32 = 0.2;
/// What it is worth to be a clause of the resolution that was named: less than to mention it, which is rarer.
pub(crate) const SYMBOL: f32 = 1.0;

/// The query of the engine; `None` for a plan that asks for nothing.
pub(crate) fn compile(plan: &Plan, fields: &Fields) -> Option<Box<dyn Query>> {
    let mut operands: Vec<Box<dyn Query>> =
        plan.operands.iter().map(|operand| compile_operand(operand, plan.exact, fields)).collect();
    match operands.len() {
        0 => None,
        1 => operands.pop(),
        _ => Some(Box::new(Combination { required: operands, optional: Vec::new() })),
    }
}

fn compile_operand(operand: &Operand, exact: bool, fields: &Fields) -> Box<dyn Query> {
    let occurrence = |field| occurrence(field, &operand.words, fields);
    let worth = |field, weight| -> Box<dyn Query> { Box::new(BoostQuery::new(occurrence(field), weight)) };
    let text = if exact {
        Combination {
            required: vec![occurrence(fields.exact)],
            optional: vec![worth(fields.chapeau_exact, CHAPEAU), worth(fields.title_exact, TITLE)],
        }
    } else {
        Combination {
            required: vec![occurrence(fields.stem)],
            optional: vec![
                worth(fields.exact, EXACT),
                worth(fields.chapeau_stem, CHAPEAU),
                worth(fields.title_stem, TITLE),
            ],
        }
    };
    if operand.symbols.is_empty() {
        return Box::new(text);
    }
    let mut either: Vec<Box<dyn Query>> = vec![Box::new(text)];
    for symbol in &operand.symbols {
        let term = Term::from_field_text(fields.symbol, symbol.as_str());
        let of_it = TermQuery::new(term, IndexRecordOption::Basic);
        either.push(Box::new(ConstScoreQuery::new(Box::new(of_it), SYMBOL)));
    }
    Box::new(Combination { required: Vec::new(), optional: either })
}

/// The words one behind the other in a field. The engine has a query of its own for a single word, and panics when the
/// other is given one.
fn occurrence(field: Field, words: &[Word], fields: &Fields) -> Box<dyn Query> {
    let exact = [fields.exact, fields.chapeau_exact, fields.title_exact].contains(&field);
    let mut terms: Vec<Term> =
        words.iter().map(|word| Term::from_field_text(field, if exact { &word.exact } else { &word.stem })).collect();
    match (terms.len(), terms.pop()) {
        (1, Some(term)) => Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)),
        (_, last) => {
            terms.extend(last);
            Box::new(PhraseQuery::new(terms))
        }
    }
}
