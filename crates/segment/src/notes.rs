//! Footnote texts: told from the text they stand in by their mark or by how citations begin.

use crate::letters::begins;
use alinea_model::Footnote;

/// How citations begin (letters). Source: the footnotes of UN documents in French.
const CITATIONS: [&str; 18] = [
    "voir",
    "ibid",
    "documentsofficiels",
    "resolutionsetdecisions",
    "nationsuniesrecueil",
    "publicationdesnationsunies",
    "recueildes",
    "rapportdela",
    "rapportdusommet",
    "rapportdusecretaire",
    "actesde",
    "idem",
    "loccit",
    "opcit",
    "societedesnations",
    "organisationinternationaledutravail",
    "organisationmondialedelasante",
    "unitednations",
];

/// True when `text` begins like a citation: `Voir`, `Ibid.`, a symbol of a document, `Résolution 217 A (III).`.
pub(crate) fn is_citation(text: &str) -> bool {
    // `!bid.` is what scanners make of `Ibid.`
    let ibid = begins(text, "bid") && text.get(..6).is_some_and(|head| head.contains("bid."));
    ibid || CITATIONS.iter().any(|start| begins(text, start)) || whole_reference(text) || begins_with_symbol(text)
}

/// A block that is one reference and nothing else: `Résolution 217 A (III), annexe.`
fn whole_reference(text: &str) -> bool {
    let rest = text
        .strip_prefix("Résolutions ")
        .or_else(|| text.strip_prefix("Résolution "))
        .or_else(|| text.strip_prefix("Resolution "));
    rest.is_some_and(|rest| {
        text.len() < 160
            && rest.starts_with(|c: char| c.is_ascii_digit() || c == 'S' || c == 'E')
            && text.ends_with('.')
    })
}

/// `A/49/491.`, `E/CN.4/1995/2, chap. II.`, `S/1999/1234.`
fn begins_with_symbol(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or("").trim_end_matches([',', '.', ';']);
    let symbol =
        |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b"/.()-".contains(&b) || b.is_ascii_lowercase();
    word.len() >= 4
        && word.bytes().filter(|&b| b == b'/').count() >= 1
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.as_bytes().get(1).copied().is_some_and(|b| b == b'/' || b.is_ascii_uppercase())
        && word.bytes().all(symbol)
        && text.len() < 400
}

/// The notes a block holds, if it is made of notes: with a mark (`1/ Résolution 217 A (III).`, `9 Ibid., …`,
/// `[3] Voir …`), or `lead`, the raised mark it began with.
pub(crate) fn notes(text: &str, lead: Option<&str>) -> Option<Vec<Footnote>> {
    if let Some(mark) = lead {
        return Some(split(mark.to_owned(), text));
    }
    let (mark, rest) = marked(text)?;
    Some(split(mark, rest))
}

/// A mark at the head of a text and what follows.
fn marked(text: &str) -> Option<(String, &str)> {
    if let Some(inner) = text.strip_prefix('[') {
        let (mark, rest) = inner.split_once(']')?;
        let number = !mark.is_empty() && mark.len() <= 3 && mark.bytes().all(|b| b.is_ascii_digit());
        return (number && rest.starts_with(' ')).then(|| (mark.to_owned(), rest.trim_start()));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    // Tables call their notes by letters: `a Voir A/77/528.`
    if digits == 0 && text.as_bytes().get(1) == Some(&b' ') && text.starts_with(|c: char| c.is_ascii_lowercase()) {
        return is_citation(&text[2..]).then(|| (text[..1].to_owned(), &text[2..]));
    }
    if digits == 0 || digits > 3 {
        return None;
    }
    let (mark, rest) = text.split_at(digits);
    if let Some(rest) = rest.trim_start().strip_prefix('/') {
        let after = rest.trim_start();
        let spaced = after.len() < rest.len() || after.starts_with(char::is_uppercase);
        return (spaced && !after.is_empty()).then(|| (mark.to_owned(), after));
    }
    // `2 1 Voir`: scanners set the digits of a mark apart.
    let second = rest
        .strip_prefix(' ')
        .filter(|rest| digits == 1 && rest.as_bytes().get(1) == Some(&b' ') && rest.as_bytes()[0].is_ascii_digit());
    if let Some(second) = second.filter(|second| is_citation(&second[2..])) {
        return Some((format!("{mark}{}", &second[..1]), &second[2..]));
    }
    let after = rest.strip_prefix(' ').or_else(|| rest.starts_with(char::is_uppercase).then_some(rest))?;
    is_citation(after).then(|| (mark.to_owned(), after))
}

/// Splits a block at the marks that count on from its first: `9 Ibid., … 10 Ibid., …`.
fn split(mark: String, text: &str) -> Vec<Footnote> {
    let mut notes = Vec::new();
    let mut mark = mark;
    let mut rest = text;
    'notes: loop {
        if let Some(next) = mark.parse::<u32>().ok().map(|value| (value + 1).to_string()) {
            for (at, _) in rest.match_indices(&next) {
                let boundary = rest[..at].ends_with(' ');
                if boundary && marked(&rest[at..]).is_some_and(|(found, _)| found == next) {
                    let (found, after) = marked(&rest[at..]).unwrap_or_default();
                    notes.push(Footnote {
                        mark: Some(std::mem::replace(&mut mark, found)),
                        text: rest[..at].trim().to_owned(),
                    });
                    rest = after;
                    continue 'notes;
                }
            }
        }
        notes.push(Footnote { mark: Some(mark), text: rest.trim().to_owned() });
        return notes;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<(Option<String>, String)>> {
        notes(text, None).map(|notes| notes.into_iter().map(|n| (n.mark, n.text)).collect())
    }

    #[test]
    fn notes_are_told_by_mark_and_citation() {
        let one = |mark: &str, text: &str| Some(vec![(Some(mark.to_owned()), text.to_owned())]);
        assert_eq!(read("1/ Résolution 217 A (III)."), one("1", "Résolution 217 A (III)."));
        assert_eq!(read("3 Voir A/68/201."), one("3", "Voir A/68/201."));
        assert_eq!(read("[12] Voir la note."), one("12", "Voir la note."));
        assert_eq!(read("9 Ibid., Suppl. 6D (A/4516). 10 Ibid., Annexes.").unwrap().len(), 2);
        assert_eq!(read("15 États Membres ont répondu"), None);
        assert_eq!(read("1. Prie"), None);
        assert_eq!(read("70/1 de l'Assemblée"), None);
    }

    #[test]
    fn citations_are_told_from_text() {
        for yes in [
            "Voir résolution 65/1.",
            "Ibid., vol. 1577, no 27531.",
            "A/49/491.",
            "Résolution 217 A (III).",
            "Documents officiels de l'Assemblée générale",
            "E/CN.4/1995/2, chap. II.",
            "!bid., chap. III.",
        ] {
            assert!(is_citation(yes), "{yes}");
        }
        for no in [
            "Résolution 217 A (III) du 10 décembre 1948,",
            "Nations Unies pour le développement",
            "ceux qui se trouvent",
            "et/ou",
        ] {
            assert!(!is_citation(no), "{no}");
        }
    }
}
