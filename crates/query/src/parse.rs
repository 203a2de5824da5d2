//! Typed text to a query tree.

use crate::field::Condition;
use crate::lex::{Lexeme, LexemeKind, lex};
use crate::query::Link;
use crate::word::words;
use crate::{Diagnostic, DiagnosticKind, Field, Query, Span};
use alinea_french::{Analyzer, fold};
use alinea_model::Symbol;

/// Parentheses may stand within so many others.
pub const MAX_DEPTH: usize = 32;
/// A query has at most so many words; one with `*`, `?` or `~` counts for 50, each `w/`, `pre/`, `"…"~` and phrase with a
/// `*` alone for 20 more.
pub const MAX_WORDS: usize = 1_000;
/// For each word with `*`, `?` or `~` all words of the index are gone through, which takes as long as finding many.
pub(crate) const LOOKED_UP: usize = 50;
/// For each nearness, and for words with others between, the places of all of them in all clauses are compared, which takes
/// as long as well.
pub(crate) const NEARNESS: usize = 20;
/// At most so many words may stand between what is near each other.
pub const MAX_DISTANCE: u32 = 500;
/// So many oddities are reported.
const MAX_DIAGNOSTICS: usize = 20;

/// A query tree and what was odd in the text it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The tree.
    pub query: Query,
    /// What was not taken as typed, in the order of the text; the first twenty of them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads what a user typed. Never fails, in linear time: what makes no sense is searched as words or left out, and
/// reported.
///
/// ```text
/// query     = and { ("OU" | "OR") and }
/// and       = unit { [ "ET" | "AND" ] unit }
/// unit      = { "SAUF" | "NOT" | "-" } near
/// near      = operand { ("w/5" | "PRES/5" | "NEAR/5" | "pre/5") operand }
/// operand   = "(" query ")" | field ":" value | [ "=" ] word | word "~" [ "1" | "2" ] | phrase | symbol
/// phrase    = [ "=" ] ( '"' … '"' | "«" … "»" | "“" … "”" ) [ "~" number ]
/// field     = "titre" | "organe" | "session" | "date" | "annee" | "cote" | "partie" | "verbe" | "fichier"
/// ```
///
/// Proximity binds tightest, then and, written or not, then or. Operators are written in capitals (`w/5` and `pre/5` in
/// any letters). `w/5`: at most 5 other words between, in any order; `pre/5`: in this order. `"a b"~5`: in any order
/// with at most 5 other words among them. In words and phrases `*` stands for any letters and `?` before a letter for
/// one; `*` alone, inside a phrase, for any word. For the values of fields see [`Field`]; what is no known field is text.
///
/// ```
/// use alinea_query::parse;
///
/// // What is typed, and how it is printed.
/// for (typed, printed) in [
///     ("« exclusion sociale » pauvreté 66/122", "\"exclusion sociale\" pauvreté 66/122"),
///     ("paix ET sécurité OR droits", "paix sécurité OU droits"),
///     ("paix (sécurité OU droits)", "paix (sécurité OU droits)"),
///     ("paix -guerre NOT (a OU b)", "paix SAUF guerre SAUF (a OU b)"),
///     ("a PRES/5 \"b c\" PRE/3 d OU e", "a w/5 \"b c\" pre/3 d OU e"),
///     ("\"développement durable\"~5 =femmes =\"prend note\"", "\"développement durable\"~5 =femmes =\"prend note\""),
///     ("résol* *sécurité r?solution \"droits de l*\" mot~", "résol* *sécurité r?solution \"droits de l*\" mot~1"),
///     ("title:désarmement organ:\"Security Council\"", "titre:désarmement organe:\"Security Council\""),
///     ("session:60..66 date:>=2011-12 year:2012", "session:60..66 date:>=2011-12 annee:2012"),
///     ("cote:A/RES/66/* partie:preambule verbe:prier fichier:A-*", "cote:A/RES/66/* partie:preambule verbe:prier fichier:A-*"),
///     ("2013 : aujourd'hui", "2013 aujourd'hui"),
/// ] {
///     assert_eq!(parse(typed).query.to_string(), printed);
/// }
/// ```
pub fn parse(text: &str) -> Parsed {
    let mut diagnostics = Vec::new();
    let lexemes = lex(text, &mut diagnostics);
    // From the right: whether something to operate on begins at a lexeme.
    let mut begins = vec![false; lexemes.len() + 1];
    for (at, lexeme) in lexemes.iter().enumerate().rev() {
        begins[at] = match operator(lexeme) {
            Some(Operator::Not) => begins[at + 1],
            Some(_) => false,
            None if lexeme.kind == LexemeKind::Minus => begins[at + 1],
            None => lexeme.kind != LexemeKind::Close,
        };
    }
    let analyzer = Analyzer::new();
    let mut parser =
        Parser { text, lexemes: &lexemes, begins: &begins, at: 0, words: 0, too_deep: 0, diagnostics, analyzer };
    let mut operands = Vec::new();
    while parser.at < lexemes.len() {
        operands.extend(parser.or(0));
        if parser.peek().is_some_and(|lexeme| lexeme.kind == LexemeKind::Close) {
            let lexeme = parser.take();
            parser.report(DiagnosticKind::StrayParenthesis, lexeme.span);
        }
    }
    let mut diagnostics = parser.diagnostics;
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span.from, diagnostic.span.to));
    diagnostics.truncate(MAX_DIAGNOSTICS);
    Parsed { query: Query::all(operands), diagnostics }
}

/// What a word in capitals does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Or,
    And,
    Not,
    Near { distance: u32, ordered: bool },
}

fn operator(lexeme: &Lexeme<'_>) -> Option<Operator> {
    if lexeme.kind != LexemeKind::Word || lexeme.exact || lexeme.tilde.is_some() || lexeme.text.len() > 16 {
        return None;
    }
    match lexeme.text {
        "OU" | "OR" => return Some(Operator::Or),
        "ET" | "AND" => return Some(Operator::And),
        "SAUF" | "NOT" => return Some(Operator::Not),
        _ => {}
    }
    let (name, number) = lexeme.text.split_once('/')?;
    let ordered = match fold(name).as_str() {
        "w" | "pres" | "near" => false,
        "pre" => true,
        _ => return None,
    };
    let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| Operator::Near { distance: number.parse().unwrap_or(u32::MAX), ordered })
}

struct Parser<'a> {
    text: &'a str,
    lexemes: &'a [Lexeme<'a>],
    begins: &'a [bool],
    at: usize,
    /// Words met so far.
    words: usize,
    /// Parentheses that were passed over and not yet closed.
    too_deep: usize,
    diagnostics: Vec<Diagnostic>,
    analyzer: Analyzer,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Lexeme<'a>> {
        self.lexemes.get(self.at)
    }

    /// The lexeme it is at, which exists.
    fn take(&mut self) -> &'a Lexeme<'a> {
        self.at += 1;
        &self.lexemes[self.at - 1]
    }

    fn report(&mut self, kind: DiagnosticKind, span: Span) {
        self.diagnostics.push(Diagnostic { kind, span });
    }

    /// The operator it is at, if there is something behind it to operate on.
    fn operator(&self) -> Option<Operator> {
        self.peek().and_then(operator).filter(|_| self.begins[self.at + 1])
    }

    fn or(&mut self, depth: usize) -> Option<Query> {
        let mut operands: Vec<Query> = self.and(depth).into_iter().collect();
        while self.operator() == Some(Operator::Or) {
            self.take();
            operands.extend(self.and(depth));
        }
        (!operands.is_empty()).then(|| Query::any(operands))
    }

    fn and(&mut self, depth: usize) -> Option<Query> {
        let mut operands = Vec::new();
        let first = self.at;
        while let Some(lexeme) = self.peek() {
            if lexeme.kind == LexemeKind::Close {
                if self.too_deep == 0 {
                    break;
                }
                self.too_deep -= 1;
                self.take();
                continue;
            }
            // At the beginning there is nothing before an operator either.
            match self.operator().filter(|_| self.at > first) {
                Some(Operator::Or) => break,
                Some(Operator::And) => {
                    self.take();
                }
                _ => operands.extend(self.unit(depth)),
            }
        }
        (!operands.is_empty()).then(|| Query::all(operands))
    }

    fn unit(&mut self, depth: usize) -> Option<Query> {
        let mut negated = false;
        while let Some(lexeme) = self.peek() {
            let minus = lexeme.kind == LexemeKind::Minus && self.begins[self.at + 1];
            if !minus && self.operator() != Some(Operator::Not) {
                break;
            }
            self.take();
            negated = !negated;
        }
        let operand = self.near(depth)?;
        Some(match operand {
            Query::Not(inner) if negated => *inner,
            operand if negated => Query::Not(Box::new(operand)),
            operand => operand,
        })
    }

    fn near(&mut self, depth: usize) -> Option<Query> {
        let mut operands = Vec::new();
        let mut links = Vec::new();
        let mut signs: Vec<Span> = Vec::new();
        let mut lost = false;
        loop {
            match self.operand(depth) {
                Some(operand) => operands.push(operand),
                // Passed over, and the sign before it too.
                None if self.is_full() => drop(links.pop()),
                None => lost = true,
            }
            let Some(Operator::Near { distance, ordered }) = self.operator() else { break };
            // What is negated has no place either.
            let sign = self.take().span;
            signs.push(sign);
            self.weigh(NEARNESS, sign);
            if distance > MAX_DISTANCE {
                self.report(DiagnosticKind::TooFar, sign);
            }
            links.push(Link { distance: distance.min(MAX_DISTANCE), ordered });
            if self.operator() == Some(Operator::Not) || self.peek().is_some_and(|l| l.kind == LexemeKind::Minus) {
                lost = true;
                operands.extend(self.unit(depth));
                break;
            }
        }
        let Some(&sign) = signs.first().filter(|_| lost || operands.len() > 1) else { return operands.pop() };
        if !lost && operands.iter().all(Query::has_place) {
            return Some(Query::Near { operands, links });
        }
        self.report(DiagnosticKind::NoPlace, sign);
        (!operands.is_empty()).then(|| Query::all(operands))
    }

    fn operand(&mut self, depth: usize) -> Option<Query> {
        let first = self.peek()?;
        match first.kind {
            LexemeKind::Open => self.parenthesis(depth),
            // Met where an operand should begin, it closes something farther out.
            LexemeKind::Close => None,
            LexemeKind::Minus => {
                self.take();
                self.report(DiagnosticKind::NoWord, first.span);
                None
            }
            LexemeKind::Field(field) => {
                self.take();
                self.field(field, first)
            }
            LexemeKind::Phrase => {
                self.take();
                self.phrase(first)
            }
            LexemeKind::Word => match operator(first) {
                Some(operator) => {
                    self.take();
                    self.report(DiagnosticKind::NoOperand, first.span);
                    let (exact, span) = (false, first.span);
                    self.count(first.text, span)?;
                    Some(match operator {
                        Operator::Near { .. } => Query::Phrase { text: first.text.into(), exact, slop: None, span },
                        _ => Query::Word { text: first.text.to_lowercase(), exact, span },
                    })
                }
                None => self.symbol(first).or_else(|| {
                    self.take();
                    self.word(first)
                }),
            },
        }
    }

    fn parenthesis(&mut self, depth: usize) -> Option<Query> {
        let open = self.take();
        if depth >= MAX_DEPTH {
            self.report(DiagnosticKind::TooDeep, open.span);
            self.too_deep += 1;
            return None;
        }
        let (inside, outer) = (self.at, std::mem::take(&mut self.too_deep));
        let query = self.or(depth + 1);
        self.too_deep = outer;
        match self.peek() {
            Some(_) => {
                self.take();
            }
            None => self.report(DiagnosticKind::UnclosedParenthesis, open.span),
        }
        if query.is_none() && self.at <= inside + 1 {
            self.report(DiagnosticKind::EmptyParentheses, open.span);
        }
        query
    }

    fn field(&mut self, field: Field, lexeme: &Lexeme<'_>) -> Option<Query> {
        let (text, span) = (lexeme.text.to_owned(), lexeme.span);
        let fits = match field {
            Field::Title => !words(&mut self.analyzer, lexeme.text).is_empty(),
            _ => Condition::new(field, lexeme.text).is_some(),
        };
        self.count(lexeme.text, span)?;
        if fits {
            return Some(Query::Field { field, text, span });
        }
        self.report(DiagnosticKind::BadValue, span);
        if words(&mut self.analyzer, lexeme.text).is_empty() {
            return None;
        }
        let text = format!("{}:{text}", field.name());
        Some(Query::Phrase { text, exact: false, slop: None, span })
    }

    fn phrase(&mut self, lexeme: &Lexeme<'_>) -> Option<Query> {
        let span = lexeme.span;
        if self.count(lexeme.text, span)? == 0 {
            self.report(DiagnosticKind::EmptyPhrase, span);
            return None;
        }
        let slop = lexeme.tilde.flatten();
        let has_gap = lexeme.text.split_whitespace().any(|word| word.bytes().all(|byte| byte == b'*'));
        if slop.is_some() || has_gap {
            self.weigh(NEARNESS, span)?;
        }
        if slop.is_some_and(|slop| slop > MAX_DISTANCE) {
            self.report(DiagnosticKind::TooFar, span);
        }
        let slop = slop.map(|slop| slop.min(MAX_DISTANCE));
        Some(Query::Phrase { text: lexeme.text.to_owned(), exact: lexeme.exact, slop, span })
    }

    fn word(&mut self, lexeme: &Lexeme<'_>) -> Option<Query> {
        let (text, exact, span) = (lexeme.text.to_owned(), lexeme.exact, lexeme.span);
        if lexeme.tilde.is_some() {
            self.weigh(LOOKED_UP - 1, span)?;
        }
        let number = self.count(lexeme.text, span)?;
        if number == 0 {
            self.report(DiagnosticKind::NoWord, span);
            return None;
        }
        let Some(distance) = lexeme.tilde else { return Some(Query::Word { text, exact, span }) };
        if number > 1 || exact || text.contains(['*', '?']) {
            self.report(DiagnosticKind::NotFuzzy, span);
            return Some(Query::Phrase { text, exact, slop: None, span });
        }
        let distance = distance.unwrap_or(1);
        if distance > 2 {
            self.report(DiagnosticKind::TooFuzzy, span);
        }
        Some(match distance {
            0 => {
                // `=` is one before a letter only, and a `~` that is left behind the word would be another distance.
                let text = text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
                Query::Word { text, exact: true, span }
            }
            _ => Query::Fuzzy { text, distance: distance.min(2) as u8, span },
        })
    }

    /// How many words there are in a text; `None`, and a report, when the query has too many with them.
    fn count(&mut self, text: &str, span: Span) -> Option<usize> {
        if self.is_full() {
            return None;
        }
        let number = words(&mut self.analyzer, text).len();
        let looked_up = text.split_whitespace().filter(|word| is_pattern(word)).count();
        self.weigh(number.max(1) + looked_up * (LOOKED_UP - 1), span)?;
        Some(number)
    }

    /// True when the query has too many words: what follows is passed over.
    fn is_full(&self) -> bool {
        self.words > MAX_WORDS
    }

    /// Counts something for so many words; `None`, and a report, when the query has too many with them.
    fn weigh(&mut self, words: usize, span: Span) -> Option<()> {
        if self.is_full() {
            return None;
        }
        self.words += words;
        if self.is_full() {
            self.report(DiagnosticKind::TooManyWords, span);
            return None;
        }
        Some(())
    }

    /// The symbol that begins with the word it is at, which may be typed as several: `1325 (2000)`, `217 A (III)`.
    fn symbol(&mut self, first: &Lexeme<'_>) -> Option<Query> {
        if first.exact || first.tilde.is_some() || !first.text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return None;
        }
        // `résolution` belongs to what `Symbol::candidates` reads, but it is a word of the query.
        if first.text.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("res")) || first.text.len() > 64 {
            return None;
        }
        let mut ends = vec![1];
        let mut at = self.at + 1;
        let letter = |lexeme: &Lexeme<'_>| {
            lexeme.kind == LexemeKind::Word
                && !lexeme.exact
                && lexeme.tilde.is_none()
                && lexeme.text.len() == 1
                && lexeme.text.bytes().all(|b| b.is_ascii_uppercase())
        };
        if self.lexemes.get(at).is_some_and(letter) {
            at += 1;
            ends.push(2);
        }
        if let Some([open, session, close]) = self.lexemes.get(at..at + 3)
            && (open.kind, session.kind, close.kind) == (LexemeKind::Open, LexemeKind::Word, LexemeKind::Close)
            && (open.bytes.1, session.bytes.1) == (session.bytes.0, close.bytes.0)
        {
            ends.push(at + 3 - self.at);
        }
        while let Some(taken) = ends.pop() {
            let last = &self.lexemes[self.at + taken - 1];
            let typed = &self.text[first.bytes.0..last.bytes.1];
            let typed = typed.trim_end_matches([',', ';', '.', ':', '!', '?']);
            let symbols = Symbol::candidates(typed);
            if !symbols.is_empty() {
                let span = Span { from: first.span.from, to: last.span.to };
                self.at += taken;
                self.count(typed, span)?;
                return Some(Query::Symbol { text: typed.to_owned(), symbols, span });
            }
        }
        None
    }
}

/// True for a word that stands for words of the index: `*` alone stands for a place, a `?` behind it for a question.
fn is_pattern(word: &str) -> bool {
    word.trim_end_matches('?').contains(['*', '?']) && word.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> String {
        parse(text).query.to_string()
    }

    fn odd(text: &str) -> Vec<(DiagnosticKind, usize, usize)> {
        parse(text).diagnostics.iter().map(|d| (d.kind, d.span.from, d.span.to)).collect()
    }

    fn kinds(text: &str) -> Vec<String> {
        let operands = match parse(text).query {
            Query::All(operands) => operands,
            other => vec![other],
        };
        let kind = |operand: &Query| match operand {
            Query::Word { text, .. } => format!("word {text}"),
            Query::Phrase { text, .. } => format!("phrase {text}"),
            Query::Symbol { text, .. } => format!("symbol {text}"),
            other => panic!("{other:?}"),
        };
        operands.iter().map(kind).collect()
    }

    #[test]
    fn words_that_must_be_looked_up_count_for_many() {
        let kept = |word: &str| match parse(&format!("{word} ").repeat(1_000)).query {
            Query::All(operands) => operands.len(),
            _ => 1,
        };
        assert_eq!([kept("résol*"), kept("r?sol"), kept("résol~"), kept("\"de l*\"")], [20, 20, 20, 19]);
        assert_eq!([kept("résol?"), kept("\"de * l\"")], [1_000, 45]);
        assert_eq!(kept("\"droit paix\"~5"), 45);
    }

    #[test]
    fn nearness_counts_for_many_and_the_rest_of_a_chain_is_passed_over() {
        let chain = parse(&format!("{}droit", "paix w/5 ".repeat(1_000)));
        let Query::Near { operands, links } = chain.query else { panic!() };
        assert_eq!([operands.len(), links.len()], [48, 47]);
        let Diagnostic { kind, span } = chain.diagnostics[0];
        assert_eq!((kind, span.from / 9), (DiagnosticKind::TooManyWords, 47));
        assert_eq!(chain.diagnostics.len(), 1);
        assert_eq!(printed(&format!("{} w/5 droit OU non", "paix ".repeat(999))), "paix ".repeat(999).trim_end());
    }

    #[test]
    fn what_is_one_too_many_is_reported() {
        for last in ["résol~", "résol*", "\"droit paix\"~5", "deux mots"] {
            let parsed = parse(&format!("{}{last}", "paix ".repeat(999)));
            assert_eq!(parsed.diagnostics.len(), 1, "{last}");
            assert_eq!(parsed.diagnostics[0].kind, DiagnosticKind::TooManyWords, "{last}");
        }
    }

    #[test]
    fn symbols_are_recognised_among_words() {
        assert_eq!(kinds("66/122 exclusion"), ["symbol 66/122", "word exclusion"]);
        assert_eq!(kinds("résolution 1325 (2000), femmes"), ["word résolution", "symbol 1325 (2000)", "word femmes"]);
        assert_eq!(kinds("resolution A/RES/70/1"), ["word resolution", "symbol A/RES/70/1"]);
        assert_eq!(kinds("217 A (III) homme"), ["symbol 217 A (III)", "word homme"]);
        assert_eq!(kinds("A/RES/3314(XXIX)"), ["symbol A/RES/3314(XXIX)"]);
        assert_eq!(kinds("(1325 (2000))"), ["symbol 1325 (2000)"]);
        assert_eq!(kinds("66/122 a décidé"), ["symbol 66/122", "word a", "word décidé"]);
        assert_eq!(kinds("1325 femmes"), ["word 1325", "word femmes"]);
        assert_eq!(kinds("\"66/122\" (2000)"), ["phrase 66/122", "word 2000"]);
        assert_eq!(kinds("l’éducation ou/et"), ["word l’éducation", "word ou/et"]);
    }

    #[test]
    fn what_says_nothing_is_left_out_and_reported() {
        assert_eq!(printed("paix … « » - l’ »"), "paix");
        assert_eq!(
            odd("paix … « » - l’ »"),
            [
                (DiagnosticKind::NoWord, 5, 6),
                (DiagnosticKind::EmptyPhrase, 7, 10),
                (DiagnosticKind::NoWord, 11, 12),
                (DiagnosticKind::NoWord, 13, 15),
                (DiagnosticKind::StrayQuote, 16, 17),
            ]
        );
        assert!(parse("").query.is_empty() && parse(" … ").query.is_empty());
    }

    #[test]
    fn operators_without_operands_are_words() {
        assert_eq!(printed("OU paix"), "ou paix");
        assert_eq!(odd("OU paix"), [(DiagnosticKind::NoOperand, 0, 2)]);
        assert_eq!(printed("paix SAUF"), "paix sauf");
        assert_eq!(printed("paix ET OU guerre"), "paix et OU guerre");
        assert_eq!(printed("w/5 paix"), "\"w/5\" paix");
        assert_eq!(printed("SAUF SAUF paix"), "paix");
        assert_eq!(printed("paix or guerre et ou"), "paix or guerre et ou");
    }

    #[test]
    fn proximity_needs_places() {
        assert_eq!(printed("a w/5 (b c)"), "a b c");
        assert_eq!(odd("a w/5 (b c)"), [(DiagnosticKind::NoPlace, 2, 5)]);
        assert_eq!(printed("a w/5 session:66"), "a session:66");
        assert_eq!(printed("a w/5 SAUF b"), "a SAUF b");
        assert_eq!(printed("(a OU \"b c\") pre/2 66/122"), "(a OU \"b c\") pre/2 66/122");
        assert_eq!(printed("a w/9999 b"), "a w/500 b");
        assert_eq!(odd("a w/9999 b"), [(DiagnosticKind::TooFar, 2, 8)]);
    }

    #[test]
    fn parentheses_that_lack_their_other_are_reported() {
        assert_eq!(printed("(paix OU guerre"), "paix OU guerre");
        assert_eq!(odd("(paix OU guerre"), [(DiagnosticKind::UnclosedParenthesis, 0, 1)]);
        assert_eq!(printed("a) b"), "a b");
        assert_eq!(odd("a) b"), [(DiagnosticKind::StrayParenthesis, 1, 2)]);
        assert_eq!(odd("a ()"), [(DiagnosticKind::EmptyParentheses, 2, 3)]);
    }

    #[test]
    fn values_a_field_cannot_have_are_words() {
        assert_eq!(printed("session:abc"), "\"session:abc\"");
        assert_eq!(odd("date:hier paix"), [(DiagnosticKind::BadValue, 0, 9)]);
        assert_eq!(printed("titre: paix"), "titre: paix");
        assert_eq!(printed("mot~7 =x~2 a-b~"), "mot~2 \"x\" \"a-b\"".replace("\"x\"", "=\"x\""));
    }

    #[test]
    fn size_is_bounded_and_said_so() {
        let words = "paix ".repeat(10_000);
        let parsed = parse(&words);
        let Query::All(operands) = &parsed.query else { panic!() };
        assert_eq!(operands.len(), MAX_WORDS);
        assert_eq!(parsed.diagnostics[0].kind, DiagnosticKind::TooManyWords);
        let deep = format!("{}paix{} guerre", "(".repeat(100_000), ")".repeat(100_000));
        assert_eq!(printed(&deep), "paix guerre");
        assert_eq!(parse(&deep).diagnostics[0].kind, DiagnosticKind::TooDeep);
        for piece in ["\"", "(", ")", "-", "SAUF ", "a(", "(a OU ", "a w/5 ", "titre:", "~", "=", "*", "l’", "a:"] {
            let long = piece.repeat(1_000_000 / piece.len());
            let started = std::time::Instant::now();
            let parsed = parse(&long);
            assert!(parsed.diagnostics.len() <= MAX_DIAGNOSTICS);
            // Linear takes a fraction of a second, square hours.
            assert!(started.elapsed().as_secs() < 20, "{piece}");
        }
    }
}
