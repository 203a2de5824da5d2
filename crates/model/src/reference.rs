//! References: how a clause is cited, and how people type a citation.
//!
//! The form is the one of UN documents in French: `A/RES/66/122, par. 3 b)`, `A/RES/66/122, al. 6 du préambule`,
//! `A/RES/38/167 A, sect. II, par. 4`, `A/RES/49/146, annexe, par. 7 a)`, `A/RES/61/295, annexe, art. 8, par. 2 a)`. What is
//! not printed stands in brackets, as editors do: `par. [25]` for the 25th operative paragraph when its number is missing.

use crate::provision::{SUFFIXES, kind_of};
use crate::{Clause, Part, Provision, Resolution, Symbol, roman_value};
use std::collections::{HashMap, HashSet};

/// Gives every clause of `resolution` its reference, unique in the resolution. `name` stands for the resolution where
/// it has no symbol (the name of its file).
pub fn assign_references(resolution: &mut Resolution, name: &str) {
    let base = resolution.header.symbol.as_ref().map_or(name, Symbol::as_str).to_owned();
    let places = places(&resolution.clauses);
    let restarting = restarting(&resolution.clauses);
    let mut seen: HashMap<String, u32> = HashMap::new();
    for ((clause, place), lettered) in resolution.clauses.iter_mut().zip(places).zip(restarting) {
        let mut reference = base.clone();
        if let Some(text) = &clause.annex {
            reference.push_str(", ");
            reference.push_str(&lower_first(text));
        } else if matches!(clause.part, Part::Annex | Part::Embedded) {
            reference.push_str(", ");
            reference.push_str(clause.part.french());
        }
        if let Some(sign) = clause.section.as_deref().and_then(|section| section_sign(section, lettered)) {
            reference.push_str(", sect. ");
            reference.push_str(sign);
        }
        reference.push_str(", ");
        reference.push_str(&place);
        let times = seen.entry(reference.clone()).or_default();
        *times += 1;
        if *times > 1 {
            reference.push_str(&format!(" ({times})"));
        }
        clause.reference = reference;
    }
}

/// By what a section is cited: its numeral, or, if it is to be `lettered`, the letter before its title: `B` of
/// `B. Questions opérationnelles` and of `Section B`.
fn section_sign(section: &str, lettered: bool) -> Option<&str> {
    if roman_value(section).is_some() {
        return Some(section);
    }
    let bare = section.strip_prefix("Section ").unwrap_or(section);
    let (letter, rest) =
        bare.split_at_checked(1).filter(|(letter, _)| lettered && letter.starts_with(char::is_uppercase))?;
    // `A Nairobi` may be a title.
    let spaced = letter != "A" && rest.strip_prefix(' ').is_some_and(|title| title.starts_with(char::is_uppercase));
    let alone = rest.is_empty() && bare.len() < section.len();
    (alone || spaced || rest.starts_with(['.', ')'])).then_some(letter)
}

/// For each clause, whether paragraphs are numbered anew in each section of its text: more than one has a first paragraph. In
/// others a paragraph is cited without its section.
fn restarting(clauses: &[Clause]) -> Vec<bool> {
    let first = |clause: &&Clause| !clause.preambular && clause.label.as_deref() == Some("1");
    let sign =
        |clause: &Clause| clause.section.as_deref().and_then(|section| section_sign(section, true).map(str::to_owned));
    let (mut signs, mut restarting) = (HashMap::new(), HashSet::new());
    for clause in clauses.iter().filter(first) {
        let (text, sign) = ((clause.part, &clause.annex), sign(clause));
        if *signs.entry(text).or_insert_with(|| sign.clone()) != sign {
            restarting.insert(text);
        }
    }
    clauses.iter().map(|clause| restarting.contains(&(clause.part, &clause.annex))).collect()
}

/// Each clause's place in its part: `par. 3 b)`, `al. 6 du préambule`, `par. 42, tiret 2`, `par. 3, suite`, `art. 9`.
fn places(clauses: &[Clause]) -> Vec<String> {
    let alone = clauses.iter().filter(|clause| clause.part == Part::Operative).count() == 1;
    let provisions = provisions(clauses);
    let mut places: Vec<String> = Vec::with_capacity(clauses.len());
    // Rank of the paragraph in its text, and of the dash in its list.
    let (mut rank, mut dash) = (0, 0);
    for (index, clause) in clauses.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &clauses[before]);
        let provision = provisions[index].as_ref();
        let same_text = |before: &Clause| (before.part, &before.annex) == (clause.part, &clause.annex);
        if !before.is_some_and(same_text) || provision != provisions[index - 1].as_ref() {
            rank = 0;
        }
        if !clause.preambular && clause.chapeau.is_none() {
            rank = next_rank(rank, clause.label.as_deref());
        }
        let (dashed, label) = match &clause.label {
            Some(label) => (label.ends_with('–'), label.trim_end_matches('–').trim_end()),
            None => (
                is_dash(clauses, index),
                clause.chapeau.and_then(|above| clauses[above].label.as_deref()).unwrap_or(""),
            ),
        };
        let goes_on = before.is_some_and(|before| before.chapeau == clause.chapeau && before.label == clause.label);
        dash = if goes_on { dash + 1 } else { 1 };
        let place = match (label, &clause.label) {
            (label, _) if let Some(provision) = provision => provision.place(label, rank),
            ("", _) if clause.preambular => "suite".to_owned(),
            ("", None) if alone && clause.part == Part::Operative => "par. unique".to_owned(),
            ("", _) => format!("par. [{rank}]"),
            (label, _) if clause.preambular => format!("al. {label}"),
            (label, _) => format!("par. {label}"),
        };
        let place = match (dashed, &clause.label, clause.chapeau) {
            (true, _, _) => format!("{place}, tiret {dash}"),
            (false, None, Some(_)) => format!("{place}, suite"),
            _ => place,
        };
        places.push(if clause.preambular { format!("{place} du préambule") } else { place });
    }
    places
}

/// An article or the like, with what is to be known of it to cite its clauses.
#[derive(Clone, PartialEq, Eq)]
struct Provided {
    provision: Provision,
    /// It is one paragraph, with its sub-paragraphs.
    single: bool,
}

impl Provided {
    /// A paragraph of it: `art. 9`, `art. 9 a)`, `art. 8, par. 2 a)`, `art. 8, par. [2]`.
    fn place(&self, label: &str, rank: u32) -> String {
        let Provided { provision, single } = self;
        match label {
            "" if *single => provision.to_string(),
            "" => format!("{provision}, par. [{rank}]"),
            label if label.starts_with(|c: char| c.is_ascii_digit()) => format!("{provision}, par. {label}"),
            label => format!("{provision} {label}"),
        }
    }
}

/// The article each clause stands in.
fn provisions(clauses: &[Clause]) -> Vec<Option<Provided>> {
    let provision = |clause: &Clause| Provision::of(clause.section.as_deref()?).filter(|_| !clause.preambular);
    let same = |one: &Clause, other: &Clause| {
        (one.part, one.preambular) == (other.part, other.preambular)
            && one.section == other.section
            && one.annex == other.annex
    };
    let mut provisions = Vec::with_capacity(clauses.len());
    for of_section in clauses.chunk_by(same) {
        let single = of_section.iter().filter(|clause| clause.chapeau.is_none()).count() == 1;
        let provided = of_section.first().and_then(provision).map(|provision| Provided { provision, single });
        provisions.extend(std::iter::repeat_n(provided, of_section.len()));
    }
    provisions
}

/// True for an item of a list without labels: it follows the chapeau that ends in a colon, or another such item. Other
/// text without a label goes on with the paragraph after its sub-paragraphs.
fn is_dash(clauses: &[Clause], index: usize) -> bool {
    let Some(above) = clauses[index].chapeau else { return false };
    let between = &clauses[above + 1..index];
    clauses[above].text.trim_end().ends_with(':')
        && between.iter().all(|item| item.label.is_none() && item.chapeau == Some(above))
}

/// The rank of a paragraph after one of rank `rank`: its printed number where there is one. Decimal numbers (`1.1`) are a
/// series of their own.
fn next_rank(rank: u32, label: Option<&str>) -> u32 {
    match label {
        Some(label) if label.contains('.') => rank,
        label => label.and_then(|label| label.parse().ok()).unwrap_or(rank + 1),
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// A reference as somebody typed it: the resolutions it may mean, and the place in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The symbols it may stand for, likeliest first; never empty.
    pub symbols: Vec<Symbol>,
    /// The place, reduced to what distinguishes places; empty for the whole resolution.
    place: Vec<String>,
}

impl Reference {
    /// Reads a reference, whole or of a resolution only: `A/RES/66/122, par. 3 b)`, `66/122 § 3b`,
    /// `résolution 66/122, alinéa 6 du préambule`, `a-res-66-122`. `None` if no symbol can be read at its head.
    pub fn parse(text: &str) -> Option<Reference> {
        let text = text.trim();
        let mut best = None;
        // The symbol is the longest head of the text that reads as one, up to a comma or a space.
        let ends = text.char_indices().filter(|&(_, c)| c == ',' || c == '§' || c.is_whitespace()).map(|(at, _)| at);
        for end in ends.chain([text.len()]) {
            let symbols = Symbol::candidates(&text[..end]);
            if !symbols.is_empty() {
                best = Some((symbols, end));
            }
        }
        let (symbols, end) = best?;
        Some(Reference { symbols, place: place(&text[end..]) })
    }

    /// True when it names a resolution and no place in it.
    pub fn is_whole(&self) -> bool {
        self.place.is_empty()
    }

    /// True when it names an article or a rule and no place in it.
    pub fn is_provision(&self) -> bool {
        let number = self.place.iter().rposition(|piece| is_kind(piece)).map(|at| &self.place[at + 1..]);
        number.is_some_and(|number| match number {
            [_] => true,
            [_, suffix] => is_suffix(suffix),
            _ => false,
        })
    }

    /// True when `reference`, a clause's own, is the place that was typed, or in the article that was, whatever the resolution.
    pub fn matches(&self, reference: &str) -> bool {
        let (is_provision, as_paragraph) = (self.is_provision(), self.as_paragraph());
        own_places(reference).any(|own| {
            own == self.place || is_provision && is_in(&own, &self.place) || as_paragraph.as_ref() == Some(&own)
        })
    }

    /// True when `reference` may be the place that was typed: people leave out the brackets around a number that is not
    /// printed (`par. 25` for `par. [25]`), and the section or the adopted text a paragraph stands in, where paragraphs
    /// are numbered through (`par. 40 d)` for `texte adopté, sect. II, par. 40 d)`, `annexe, par. 3` for `annexe, sect. B, par. 3`),
    /// and the annex an article stands in. To be asked when no clause matches.
    pub fn may_mean(&self, reference: &str) -> bool {
        let bare =
            |place: &[String]| place.iter().map(|piece| piece.trim_matches(['[', ']']).to_owned()).collect::<Vec<_>>();
        let typed = bare(&self.place);
        let first = typed.first();
        let is_place = first.is_some_and(|first| matches!(first.as_str(), "par" | "al") || is_kind(first));
        let as_paragraph = self.as_paragraph();
        let is_provision = self.is_provision();
        own_places(reference).map(|own| bare(&own)).any(|own| {
            let sections = own.iter().position(|piece| piece == "sect").filter(|&at| at + 2 < own.len());
            let without_section = sections.map(|at| [&own[..at], &own[at + 2..]].concat());
            let from_provision = own.iter().position(|piece| is_kind(piece)).map(|at| &own[at..]);
            own == typed
                || without_section.as_ref() == Some(&typed)
                || is_place && own.ends_with(&typed)
                || as_paragraph.as_ref().is_some_and(|paragraph| own.ends_with(paragraph))
                || is_provision && from_provision.is_some_and(|own| is_in(own, &typed))
        })
    }

    /// A rule read as a paragraph: bodies of rules that are numbered `1.1` have no headings for each.
    fn as_paragraph(&self) -> Option<Vec<String>> {
        let at = self.place.iter().position(|piece| piece == "règle")?;
        let mut place = self.place.clone();
        place[at] = "par".to_owned();
        Some(place)
    }
}

/// True for what a provision is called in places.
fn is_kind(piece: &str) -> bool {
    kind_of(piece) == Some(piece)
}

fn is_suffix(piece: &str) -> bool {
    SUFFIXES.contains(&piece)
}

/// True for a place in an article.
fn is_in(own: &[String], article: &[String]) -> bool {
    own.starts_with(article) && !own.get(article.len()).is_some_and(|next| is_suffix(next))
}

/// The places a clause's own reference may be read as: after its symbol, or after the name of its file.
fn own_places(reference: &str) -> impl Iterator<Item = Vec<String>> {
    let after_symbol = Reference::parse(reference).map(|own| own.place);
    let after_name = reference.split_once(", ").map(|(_, own)| place(own));
    after_symbol.into_iter().chain(after_name)
}

/// Reduces a place to its telling pieces, in order: words for the kind of place, numbers, letters.
fn place(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut piece = String::new();
    for c in text.chars().flat_map(char::to_lowercase).chain([' ']) {
        let changes = piece.chars().last().is_some_and(|last| last.is_ascii_digit() != c.is_ascii_digit());
        if (!c.is_alphanumeric() || changes) && !piece.is_empty() {
            // An elided article says nothing; `l)` is a label.
            let article = matches!(c, '\'' | '’') && matches!(piece.as_str(), "l" | "d");
            let bracketed = c == ']' && text.contains(&format!("[{piece}]"));
            let piece = std::mem::take(&mut piece);
            if bracketed {
                pieces.push(format!("[{piece}]"));
            } else if !article {
                pieces.push(piece);
            }
        }
        if c.is_alphanumeric() {
            piece.push(c);
        } else if c == '§' {
            pieces.push("par".to_owned());
        }
    }
    let mut place = Vec::new();
    for piece in pieces {
        match piece.as_str() {
            "du" | "de" | "la" | "le" | "préambule" | "preambule" | "dispositif" => {
                if piece.starts_with("pr") && !place.iter().any(|p| p == "al") {
                    place.push("al".to_owned());
                }
            }
            "par" | "para" | "paragraphe" | "pars" | "op" | "cible" => place.push("par".to_owned()),
            "al" | "alinéa" | "alinea" | "pp" => place.push("al".to_owned()),
            "sect" | "section" => place.push("sect".to_owned()),
            "premier" | "première" if place.last().is_some_and(|last| is_kind(last)) => place.push("1".to_owned()),
            "er" | "re" if matches!(place.as_slice(), [.., kind, one] if is_kind(kind) && one == "1") => {}
            _ => place.push(kind_of(&piece).map_or(piece, str::to_owned)),
        }
    }
    // A bare number is an operative paragraph: `66/122, 3 b`.
    if place.first().is_some_and(|first| first.starts_with(|c: char| c.is_ascii_digit() || c == '[')) {
        place.insert(0, "par".to_owned());
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Header;

    fn clause(part: Part, label: Option<&str>, chapeau: Option<usize>) -> Clause {
        Clause {
            part,
            preambular: part == Part::Preamble,
            label: label.map(str::to_owned),
            text: String::new(),
            chapeau,
            ..Clause::default()
        }
    }

    fn references(clauses: Vec<Clause>) -> Vec<String> {
        let header = Header { symbol: Symbol::parse("A/RES/66/122"), ..Header::default() };
        let mut resolution = Resolution { header, clauses, footnotes: Vec::new() };
        assign_references(&mut resolution, "file");
        resolution.clauses.into_iter().map(|c| c.reference).collect()
    }

    #[test]
    fn every_place_is_cited_as_french_documents_do() {
        let mut annexed = clause(Part::Annex, Some("4"), None);
        annexed.annex = Some("Annexe II".into());
        let mut sectioned = clause(Part::Operative, Some("1"), None);
        sectioned.section = Some("II".into());
        let got = references(vec![
            clause(Part::Preamble, Some("1"), None),
            clause(Part::Operative, Some("3"), None),
            clause(Part::Operative, Some("3 a)"), Some(1)),
            clause(Part::Operative, None, Some(1)),
            clause(Part::Operative, None, None),
            sectioned,
            annexed,
        ]);
        assert_eq!(
            got,
            [
                "A/RES/66/122, al. 1 du préambule",
                "A/RES/66/122, par. 3",
                "A/RES/66/122, par. 3 a)",
                "A/RES/66/122, par. 3, suite",
                "A/RES/66/122, par. [4]",
                "A/RES/66/122, sect. II, par. 1",
                "A/RES/66/122, annexe II, par. 4",
            ]
        );
    }

    #[test]
    fn sections_with_letters_are_cited_where_paragraphs_are_numbered_anew() {
        let of_section = |annex: &str, section: &str, label: &str| Clause {
            section: Some(section.into()),
            annex: Some(annex.into()),
            ..clause(Part::Annex, Some(label), None)
        };
        let got = references(vec![
            of_section("Annexe I", "A. Arbres", "1"),
            of_section("Annexe I", "B. Haies", "2"),
            of_section("Annexe II", "Section A", "1"),
            of_section("Annexe II", "Section A", "2"),
            of_section("Annexe II", "B Haies", "1"),
            of_section("Annexe II", "Bancs", "2"),
        ]);
        let cited = [
            "annexe I, par. 1",
            "annexe I, par. 2",
            "annexe II, sect. A, par. 1",
            "annexe II, sect. A, par. 2",
            "annexe II, sect. B, par. 1",
            "annexe II, par. 2",
        ];
        assert_eq!(got, cited.map(|place| format!("A/RES/66/122, {place}")));
        let typed = Reference::parse("66/122, annexe II, par. 1").unwrap();
        assert!(!typed.matches(&got[4]) && typed.may_mean(&got[4]) && !typed.may_mean(&got[3]));
        assert!(Reference::parse("66/122, annexe II, section B, par. 1").unwrap().matches(&got[4]));
    }

    #[test]
    fn articles_are_cited_by_their_numbers() {
        let of_article = |section: &str, label: Option<&str>, chapeau: Option<usize>| Clause {
            section: Some(section.into()),
            annex: Some("Annexe".into()),
            ..clause(Part::Annex, label, chapeau)
        };
        let got = references(vec![
            of_article("Article premier", None, None),
            of_article("Article 2 Définitions", None, None),
            of_article("Article 2 Définitions", Some("a)"), Some(1)),
            of_article("Article 3", Some("1"), None),
            of_article("Article 3", Some("1 a)"), Some(3)),
            of_article("Article 4", None, None),
            of_article("Article 4", None, None),
            of_article("Article 5", Some("1"), None),
        ]);
        let cited = [
            "art. 1",
            "art. 2",
            "art. 2 a)",
            "art. 3, par. 1",
            "art. 3, par. 1 a)",
            "art. 4, par. [1]",
            "art. 4, par. [2]",
            "art. 5, par. 1",
        ];
        assert_eq!(got, cited.map(|place| format!("A/RES/66/122, annexe, {place}")));
    }

    #[test]
    fn items_of_a_list_without_labels_are_cited_by_their_rank() {
        let mut chapeau = clause(Part::Operative, Some("42"), None);
        chapeau.text = "42. Prie :".into();
        let item = || clause(Part::Operative, None, Some(0));
        let lettered = || clause(Part::Operative, Some("42 –"), Some(0));
        assert_eq!(
            references(vec![chapeau.clone(), item(), item()])[1..],
            ["A/RES/66/122, par. 42, tiret 1", "A/RES/66/122, par. 42, tiret 2"]
        );
        assert_eq!(references(vec![chapeau, lettered(), lettered()])[2], "A/RES/66/122, par. 42, tiret 2");
    }

    #[test]
    fn a_reference_is_unique_even_when_numbers_repeat() {
        let got = references(vec![clause(Part::Operative, Some("3"), None), clause(Part::Operative, Some("3"), None)]);
        assert_eq!(got, ["A/RES/66/122, par. 3", "A/RES/66/122, par. 3 (2)"]);
    }

    #[test]
    fn a_single_unnumbered_paragraph_says_so() {
        assert_eq!(references(vec![clause(Part::Operative, None, None)]), ["A/RES/66/122, par. unique"]);
    }

    #[test]
    fn references_are_read_back_as_people_write_them() {
        for (typed, own) in [
            ("66/122, par. 3", "A/RES/66/122, par. 3"),
            ("66/122 § 3", "A/RES/66/122, par. 3"),
            ("66/122 3b", "A/RES/66/122, par. 3 b)"),
            ("a-res-66-122 paragraphe 3, b) ii)", "A/RES/66/122, par. 3 b) ii)"),
            ("résolution 66/122, alinéa 6 du préambule", "A/RES/66/122, al. 6 du préambule"),
            ("66/122 préambule 6", "A/RES/66/122, al. 6 du préambule"),
            ("38/167 A, section II, paragraphe 4", "A/RES/38/167 A, sect. II, par. 4"),
            ("1325 (2000), par. 8 a)", "S/RES/1325 (2000), par. 8 a)"),
            ("A/RES/49/146 annexe par. 7 a", "A/RES/49/146, annexe, par. 7 a)"),
            ("66/122, par. 5 l", "A/RES/66/122, par. 5 l)"),
            ("66/122, annexe, par. 14.a", "A/RES/66/122, annexe, par. 14.a"),
            ("66/122, annexe, règle 1.10", "A/RES/66/122, annexe, par. 1.10"),
            ("61/295, annexe, article 8, paragraphe 2 a)", "A/RES/61/295, annexe, art. 8, par. 2 a)"),
            ("61/295, annexe, article premier", "A/RES/61/295, annexe, art. 1"),
            ("61/295, annexe, art. 1er", "A/RES/61/295, annexe, art. 1"),
            ("61/295, annexe, art. 8", "A/RES/61/295, annexe, art. 8, par. 2 a)"),
            ("61/295, annexe, art. 9 a)", "A/RES/61/295, annexe, art. 9 a)"),
            ("70/175, annexe, règle 12", "A/RES/70/175, annexe, règle 12, par. 1"),
            ("70/175, annexe, regle 12, par. 1", "A/RES/70/175, annexe, règle 12, par. 1"),
            ("61/295, annexe, art. 4 bis", "A/RES/61/295, annexe, art. 4 bis, par. 1"),
        ] {
            let reference = Reference::parse(typed).unwrap_or_else(|| panic!("{typed}"));
            assert!(reference.matches(own), "{typed}: {reference:?}");
            assert!(own.starts_with(reference.symbols[0].as_str()), "{typed}: {reference:?}");
        }
        assert!(!Reference::parse("66/122, par. 3").unwrap().matches("A/RES/66/122, par. 3 b)"));
        assert!(!Reference::parse("66/122, par. 6").unwrap().matches("A/RES/66/122, al. 6 du préambule"));
        assert!(!Reference::parse("66/122, par. 5").unwrap().matches("A/RES/66/122, par. 5 l)"));
        let lost = Reference::parse("66/122, par. 25").unwrap();
        assert!(!lost.matches("A/RES/66/122, par. [25]") && lost.may_mean("A/RES/66/122, par. [25]"));
        let inner = Reference::parse("79/1, par. 40 d)").unwrap();
        assert!(inner.may_mean("A/RES/79/1, texte adopté, sect. II, par. 40 d)"));
        assert!(!inner.may_mean("A/RES/79/1, texte adopté, sect. II, par. 40"));
        assert!(!inner.may_mean("A/RES/79/1, texte adopté, sect. II, par. 40 d) i)"));
        let target = Reference::parse("79/1, cible 1.4").unwrap();
        assert!(target.may_mean("A/RES/79/1, texte adopté, par. 1.4"));
        assert!(!target.may_mean("A/RES/79/1, texte adopté, par. 14"));
        assert!(!Reference::parse("79/1, d)").unwrap().may_mean("A/RES/79/1, par. 40 d)"));
        let article = Reference::parse("61/295, art. 8").unwrap();
        assert!(article.may_mean("A/RES/61/295, annexe, art. 8, par. 2 a)"));
        assert!(article.may_mean("A/RES/61/295, annexe, art. 8 a)"));
        assert!(!article.may_mean("A/RES/61/295, annexe, art. 80"));
        assert!(!article.may_mean("A/RES/61/295, annexe, art. 8 bis"));
        assert!(!article.may_mean("A/RES/61/295, annexe, art. 18"));
        let paragraph = Reference::parse("61/295, article 8, par. 2").unwrap();
        assert!(!paragraph.is_provision() && paragraph.may_mean("A/RES/61/295, annexe, art. 8, par. 2"));
        assert!(!paragraph.may_mean("A/RES/61/295, annexe, art. 7, par. 2"));
        assert!(Reference::parse("66/122, par. [25]").unwrap().matches("A/RES/66/122, par. [25]"));
        assert!(Reference::parse("A/RES/66/122").unwrap().is_whole());
        assert_eq!(Reference::parse("exclusion sociale"), None);
    }
}
