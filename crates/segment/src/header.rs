//! Header lines: session, agenda item, adoption, provenance, number and title, closing line.

use crate::dates::first_date;
use crate::distance::distance;
use crate::letters::{begins, letters, spells};
use crate::ordinals::ordinal;
use alinea_model::{Date, roman_value};

/// `Soixante-sixième session`, `Session de fond de 2012`, also after the name of the organ: true if the line names a
/// session. Header lines are short.
pub(crate) fn names_session(text: &str) -> bool {
    begins(text, "sessionde") || session(text).is_some()
}

/// The number of the session in arabic numerals, where its line says it in words or as `13e session`.
pub(crate) fn session(text: &str) -> Option<String> {
    let head = text.char_indices().nth(260).map_or(text, |(end, _)| &text[..end]);
    let at = head.split_ascii_whitespace().position(|word| spells(word, "session"))?;
    let words: Vec<&str> = head.split_ascii_whitespace().take(at).collect();
    (at.saturating_sub(6)..at).find_map(|from| {
        let value = match ordinal(&words[from..at].join(" ")) {
            Some((value, taken)) if from + taken == at => value,
            _ if from + 1 == at && words[from].ends_with(['e', 'r']) => meeting_number(&words[from..at])?,
            _ => return None,
        };
        let before = words[..from].join(" ");
        (before.is_empty() || crate::organs::masthead(&before).is_some()).then(|| value.to_string())
    })
}

/// The agenda item in `Point 27, b, de l'ordre du jour`: `27, b`.
pub(crate) fn agenda(text: &str) -> Option<&str> {
    let start = text.find("Point").filter(|&at| at < 100)?;
    let rest = &text[start..];
    let rest = rest.strip_prefix("Points").or_else(|| rest.strip_prefix("Point"))?;
    let end = rest.find("de l'ordre du jour").or_else(|| rest.find("de l’ordre du jour"))?;
    let item = rest[..end].trim().trim_end_matches(',').trim_end();
    (!item.is_empty() && item.len() < 120 && item.starts_with(|c: char| c.is_ascii_digit())).then_some(item)
}

/// `Résolution adoptée par …`, `Adoptée par le Conseil de sécurité …`, in any case.
pub(crate) fn is_adoption(text: &str) -> bool {
    [
        "resolutionadopteepar",
        "resolutionsadopteespar",
        "adopteeparleconseil",
        "adopteeparconseil",
        "adopteeparlassemblee",
        "decisionadopteepar",
    ]
    .iter()
    .any(|start| begins(text, start))
}

/// The number of the meeting in `à sa 8751e séance`.
pub(crate) fn meeting_in(text: &str) -> Option<u32> {
    let at = text.split_ascii_whitespace().position(is_meeting).filter(|&at| at > 0)?;
    let words: Vec<&str> = text.split_ascii_whitespace().take(at).collect();
    let from = if at >= 2 && words[at - 2].starts_with(|c: char| c.is_ascii_digit()) { at - 2 } else { at - 1 };
    meeting_number(&words[from..at])
}

/// `[sur la base du rapport de …]`: what stands in the brackets of a provenance line.
pub(crate) fn provenance(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['[', '('])?;
    let closing = if text.starts_with('[') { ']' } else { ')' };
    let inner = inner.strip_suffix(closing).unwrap_or(inner).trim();
    [
        "surlabase",
        "surlerapport",
        "surlesrapports",
        "sansrenvoi",
        "surrecommandation",
        "surlarecommandation",
        "surproposition",
        "commelarecommande",
        "auvudurapport",
    ]
    .iter()
    .any(|start| begins(inner, start))
    .then_some(inner)
}

/// A number line: the number as printed and the bytes it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NumberLine {
    pub(crate) number: String,
    pub(crate) len: usize,
    /// `Résolution 611 (1988)`: a form only the Security Council uses.
    pub(crate) announced: bool,
}

/// `66/122. Promouvoir …`, `25/36`, `1543 (XV). …`, `Résolution 2537 (2020)`, `ES-11/6. …`, `217 A (III). …`.
pub(crate) fn number_line(text: &str) -> Option<NumberLine> {
    let announced = text.starts_with(['R', 'r']) && begins(text, "resolution");
    if !announced && !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'E' | 'S')) {
        return None;
    }
    let start = if announced { text.find(|c: char| c.is_ascii_digit()).filter(|&at| at < 16)? } else { 0 };
    let rest = &text[start..];
    let prefix = ["ES-", "S-"].iter().find(|prefix| rest.starts_with(**prefix)).map_or(0, |prefix| prefix.len());
    let (_, end) = digits(rest, prefix)?;
    let mut at = rest.len() - rest[end..].trim_start().len();
    if !rest[at..].starts_with(|c: char| matches!(c, '/' | '(') || c.is_ascii_uppercase()) {
        return None;
    }
    let mut number = rest[..end].to_owned();
    if let Some(after) = rest[at..].strip_prefix('/') {
        let skipped = after.len() - after.trim_start().len();
        let (second, end) = digits(after, skipped)?;
        number = format!("{number}/{second}");
        at += 1 + end;
        if let Some(letter) = lone_capital(&rest[at..]) {
            number.push(' ');
            number.push_str(letter.0);
            at += letter.1;
        }
    } else {
        if let Some((letter, len)) = lone_capital(&rest[at..]) {
            number.push(' ');
            number.push_str(letter);
            at += len;
        }
        let after = rest[at..].trim_start();
        let inner = after.strip_prefix('(')?.split(')').next()?;
        at += rest[at..].len() - after.len() + inner.len() + 2;
        let title = rest.get(at..)?.trim_start_matches(|c: char| !c.is_alphanumeric());
        let year = inner.trim().len() == 4 && inner.trim().bytes().all(|b| b.is_ascii_digit());
        // Scanners read the I of a numeral as l or 1.
        let letter = |c| if matches!(c, 'l' | '1' | '|') && !year { 'I' } else { c };
        let session: String = inner.chars().filter(|c| !c.is_whitespace()).map(letter).collect();
        let roman = roman_value(session.trim_start_matches("ES-").trim_start_matches("S-")).is_some();
        let resolved = announced || begins(title, "resolution");
        // `1340 (XIII) de l'Assemblée générale` cites a resolution.
        if !(year && resolved || roman && (announced || !title.starts_with(char::is_lowercase))) {
            return None;
        }
        number = format!("{number} ({session})");
    }
    let tail = &rest[at..];
    let stop = tail.len()
        - tail.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '*' | ':' | '–' | '-')).len();
    let closed = tail.is_empty() || tail.starts_with(['.', ' ', '*', ':']);
    let announced = announced || number.ends_with(')') && begins(&tail[stop..], "resolution");
    closed.then(|| NumberLine { number, len: start + at + stop, announced })
}

fn digits(text: &str, from: usize) -> Option<(&str, usize)> {
    let count = text[from..].bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&count).then(|| (&text[from..from + count], from + count))
}

/// ` A` before a boundary: the letter and the bytes it takes.
fn lone_capital(text: &str) -> Option<(&str, usize)> {
    let trimmed = text.trim_start();
    let letter = trimmed.get(..1).filter(|l| l.bytes().all(|b| b.is_ascii_uppercase()))?;
    let boundary = trimmed[1..].chars().next().is_none_or(|c| matches!(c, '.' | ' ' | '('));
    let article = trimmed[1..].starts_with(' ') && !trimmed[1..].trim_start().starts_with('(');
    (boundary && !article).then_some((letter, text.len() - trimmed.len() + 1))
}

/// The meeting and date of a closing line: `89e séance plénière 19 décembre 2011`, also scanned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Closing {
    pub(crate) meeting: Option<u32>,
    pub(crate) adopted: Option<Date>,
}

/// The longest closing line (bytes).
const LONGEST_CLOSING: usize = 110;

/// Reads a closing line: an ordinal, the word *séance* within the first words, nothing else but a date.
pub(crate) fn closing(text: &str) -> Option<Closing> {
    if text.len() > LONGEST_CLOSING {
        return None;
    }
    let at = text.split_ascii_whitespace().take(6).position(is_meeting).filter(|&at| at > 0)?;
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let adopted = first_date(&words[at..].join(" "));
    let in_words = ordinal(text).filter(|&(_, taken)| taken == at).map(|(value, _)| value);
    let numeric = at <= 3 && crate::dates::digit(words[0].chars().next()?).is_some();
    // An ordinal that cannot be read at all, in a line that is a meeting and a date and nothing else.
    let damaged = at <= 2
        && adopted.is_some()
        && text.len() < 70
        && words[0].chars().count() <= 7
        && !words[0].starts_with(char::is_uppercase);
    if in_words.is_none() && !numeric && !damaged {
        return None;
    }
    let after = words.get(at + 1).map_or(String::new(), |word| letters(word, 10));
    let plenary = after.is_empty() || distance(&after, "pleniere", 3).is_some();
    if !plenary && adopted.is_none() {
        return None;
    }
    Some(Closing { meeting: in_words.or_else(|| meeting_number(&words[..at])), adopted })
}

/// `séance`, `réunion`, and what scanners make of them.
fn is_meeting(word: &str) -> bool {
    if word.len() < 5 {
        return false;
    }
    let folded = letters(word, 10);
    folded == "seance" || folded == "reunion" || distance(&folded, "seance", 1).is_some()
}

/// The number of a meeting from the words before *séance*: digits, then the ordinal's ending or the specks a scanner
/// made of it (`954ème`, `97"`, `1452·`, `J06e`). `None` where a digit was misread as something else.
fn meeting_number(words: &[&str]) -> Option<u32> {
    let joined: String = words.concat();
    let digits: String = joined.chars().map_while(crate::dates::digit).collect();
    let ending: String = joined.chars().skip(digits.len()).collect();
    let ordinal = matches!(ending.as_str(), "er" | "re" | "ère" | "ere" | "ière");
    let sound = ordinal || ending.len() <= 8 && ending.chars().all(|c| !c.is_alphanumeric() || "eèéêmihn".contains(c));
    digits.parse().ok().filter(|_| sound && digits.len() <= 4)
}

/// `Adoptée à la 1529e séance par 10 voix contre zéro, …`, `Adoptée à l'unanimité à la 743e séance`, `[Adoptée sans vote.]`.
pub(crate) fn is_vote(text: &str) -> bool {
    if !text.starts_with(|c: char| !c.is_ascii_alphabetic() || matches!(c, 'A' | 'a' | 'R' | 'r' | 'l')) {
        return false;
    }
    let folded = letters(text, 26);
    let folded = folded.strip_prefix("resolution").unwrap_or(&folded);
    let start = folded.get(..7).unwrap_or(folded);
    if distance(start, "adoptee", 1).is_none() {
        return false;
    }
    let rest = letters(text, 400);
    ["sansvote", "unanim", "voix", "vote", "seance"].iter().any(|word| rest.contains(word))
}

/// True when the whole of `text` is a date.
pub(crate) fn only_date(text: &str) -> Option<Date> {
    (text.len() < 30 && text.split_ascii_whitespace().count() <= 4).then(|| first_date(text)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn session_and_agenda_are_read_from_their_line() {
        assert!(names_session("Soixante-sixième session"));
        assert!(names_session("Soixante et onzième session Point 68, b, de l'ordre du jour"));
        assert!(names_session("Session de fond de 2012"));
        assert!(names_session("Conseil des droits de l'homme Trente-troisième session"));
        assert!(!names_session("Soixante-sixième anniversaire"));
        assert!(!names_session("Prie le Secrétaire général de présenter, à sa soixantième session, un rapport"));
        assert_eq!(session("Soixante-sixième session").as_deref(), Some("66"));
        assert_eq!(agenda("Point 27, b, de l'ordre du jour"), Some("27, b"));
        assert_eq!(agenda("Soixante-huitième session Point 27 d) de l'ordre du jour"), Some("27 d)"));
        assert_eq!(agenda("Points 9, 10 et 11 de l'ordre du jour provisoire"), Some("9, 10 et 11"));
        assert_eq!(agenda("Point focal"), None);
    }

    #[test]
    fn number_lines_of_every_organ_are_read() {
        for (text, number, rest) in [
            ("66/122. Promouvoir l'intégration", "66/122", "Promouvoir l'intégration"),
            ("25/36", "25/36", ""),
            ("22/1 à Sri Lanka", "22/1", "à Sri Lanka"),
            ("1543 (XV). Organisation", "1543 (XV)", "Organisation"),
            ("Résolution 2537 (2020)", "2537 (2020)", ""),
            ("Résolution 611 (1988) du 25 avril 1988", "611 (1988)", "du 25 avril 1988"),
            ("ES-11/6. Principes", "ES-11/6", "Principes"),
            ("217 A (III). Déclaration", "217 A (III)", "Déclaration"),
            ("2018/20.", "2018/20", ""),
            ("1983 (XVIIl). Force", "1983 (XVIII)", "Force"),
            ("3006 (XX VII). Rapport", "3006 (XXVII)", "Rapport"),
            ("161 (1961). Resolution du 21 fevrier 1961", "161 (1961)", "Resolution du 21 fevrier 1961"),
            ("37 /222. Conditions", "37/222", "Conditions"),
            ("66/240 B. Mécanisme", "66/240 B", "Mécanisme"),
            ("66/7 A la recherche", "66/7", "A la recherche"),
        ] {
            let line = number_line(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((line.number.as_str(), &text[line.len..]), (number, rest), "{text}");
        }
        for no in [
            "1. Prie",
            "2011",
            "Résolution adoptée",
            "70/1, intitulée",
            "12 (voir)",
            "2012 (2012)",
            "1340 (XIII) de l'Assemblée générale",
            "A",
        ] {
            assert_eq!(number_line(no), None, "{no}");
        }
    }

    #[test]
    fn closing_lines_give_meeting_and_date() {
        let read = |text| closing(text).map(|c| (c.meeting, c.adopted.map(|d| d.to_string())));
        let date = |iso: &str| Some(iso.to_owned());
        assert_eq!(read("89e séance plénière 19 décembre 2011"), Some((Some(89), date("2011-12-19"))));
        assert_eq!(read("89e séance plénière"), Some((Some(89), None)));
        assert_eq!(read("954eme seance pleniere, 18 decembre 1960."), Some((Some(954), date("1960-12-18"))));
        assert_eq!(read("9r seance pleniere 13 decembre 1976"), Some((None, date("1976-12-13"))));
        assert_eq!(read("97\" seance pleniere 13 decembre 1976"), Some((Some(97), date("1976-12-13"))));
        assert_eq!(read("J06e séance plénière J 7 décembre J 979"), Some((Some(106), date("1979-12-17"))));
        assert_eq!(read("re seance pleniere 21 septembre 1976"), Some((None, date("1976-09-21"))));
        assert_eq!(read("30 séance 29 septembre 2010"), Some((Some(30), date("2010-09-29"))));
        assert_eq!(read("64 e réunion 24 mars 2016"), Some((Some(64), date("2016-03-24"))));
        assert_eq!(read("Septième séance plénière 16 mai 2018"), Some((Some(7), date("2018-05-16"))));
        assert_eq!(read("80e séance plénière (reprise) 15 mai 2013"), Some((Some(80), date("2013-05-15"))));
        assert_eq!(read("A sa 2816e séance, le 15 juin 1988, le Conseil a décidé d'inviter"), None);
        assert_eq!(read("2. Décide de tenir une séance plénière"), None);
    }

    #[test]
    fn votes_and_provenance_are_recognised() {
        assert!(is_vote("[Adoptée sans vote.]"));
        assert!(is_vote("Adoplée à l'unanimité à la 2833e séance."));
        assert!(!is_vote("Adopte le rapport"));
        assert_eq!(
            provenance("[sans renvoi à une grande commission (A/66/891)]"),
            Some("sans renvoi à une grande commission (A/66/891)")
        );
        assert_eq!(provenance("[Adoptée sans vote.]"), None);
    }
}
