//! What holds of every text that is read as a query: asked of random ones by the tests, of anything by fuzzing.

use alinea_query::{Query, Span, parse};

/// The tree with all spans at zero.
fn bare(query: &Query) -> Query {
    let mut query = query.clone();
    match &mut query {
        Query::All(operands) | Query::Any(operands) | Query::Near { operands, .. } => {
            operands.iter_mut().for_each(|operand| *operand = bare(operand));
        }
        Query::Not(operand) => **operand = bare(operand),
        Query::Word { span, .. }
        | Query::Fuzzy { span, .. }
        | Query::Phrase { span, .. }
        | Query::Field { span, .. }
        | Query::Symbol { span, .. } => *span = Span::default(),
    }
    query
}

/// Nothing is lost between what is typed, the tree, what is printed of it and the tree of that; else what differs.
pub fn check(text: &str) -> Result<(), String> {
    let parsed = parse(text);
    let length = text.chars().count();
    if let Some(odd) = parsed.diagnostics.iter().find(|d| d.span.from >= d.span.to || d.span.to > length) {
        return Err(format!("{text:?}: {odd:?}"));
    }
    let printed = parsed.query.to_string();
    let again = parse(&printed).query;
    let (first, second) = (bare(&parsed.query), bare(&again));
    if first == second { Ok(()) } else { Err(format!("{text:?} is {first:?}, {printed:?} is {second:?}")) }
}
