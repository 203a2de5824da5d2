//! A query tree to what the index is asked for: the words of the tree become terms.

use crate::{Query, Span};
use alinea_french::Analyzer;
use alinea_model::Symbol;

/// What a tree asks for. All operands must match.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    pub(crate) operands: Vec<Operand>,
    /// Terms match in their exact form only.
    pub(crate) exact: bool,
}

/// One thing a clause must satisfy: its text holds `words` one behind the other, or it is of one of `symbols`.
#[derive(Clone, Debug)]
pub(crate) struct Operand {
    /// Never empty.
    pub(crate) words: Vec<Word>,
    /// Empty but for symbols.
    pub(crate) symbols: Vec<Symbol>,
    /// As typed, for symbols.
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// A word of the query as the analysis sees it.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub(crate) stem: String,
    pub(crate) exact: String,
    /// The word as typed.
    pub(crate) surface: String,
}

impl Plan {
    /// The plan of a tree.
    pub(crate) fn new(query: &Query, exact: bool) -> Plan {
        let mut plan = Plan { operands: Vec::new(), exact };
        plan.add(query, &mut Analyzer::new());
        plan
    }

    fn add(&mut self, query: &Query, analyzer: &mut Analyzer) {
        let (words, symbols, text, span) = match query {
            Query::All(operands) => return operands.iter().for_each(|operand| self.add(operand, analyzer)),
            Query::Word { text, span } | Query::Phrase { text, span } => (words(analyzer, text), &[][..], text, span),
            Query::Symbol { text, symbols, span } => (mention(analyzer, text, symbols), symbols.as_slice(), text, span),
        };
        if !words.is_empty() {
            self.operands.push(Operand { words, symbols: symbols.to_vec(), text: text.clone(), span: *span });
        }
    }
}

/// The words of a text.
fn words(analyzer: &mut Analyzer, text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    analyzer.analyze(text, |token| {
        words.push(Word {
            stem: token.stem.to_owned(),
            exact: token.exact.to_owned(),
            surface: text[token.from..token.to].to_owned(),
        });
    });
    words
}

/// The words by which a text mentions a resolution: its number, for texts say « sa résolution 66/122 » and hardly ever
/// write the whole symbol; the whole where the number alone is a bare figure (`UNEP/EA.2/RES.4`).
fn mention(analyzer: &mut Analyzer, text: &str, symbols: &[Symbol]) -> Vec<Word> {
    let number = symbols.first().map(|symbol| words(analyzer, symbol.number())).unwrap_or_default();
    if number.len() > 1 { number } else { words(analyzer, text) }
}
