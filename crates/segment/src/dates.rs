//! French dates, also as scanners spell them: `19 décembre 2011`, `1er juillet 2016`, `18 dfrembre 1960`.

use crate::distance::Pattern;
use crate::letters::{fold_word, letters};
use alinea_model::Date;

const MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

/// True for the name of a month, as it is spelled.
pub(crate) fn is_month(word: &str) -> bool {
    MONTHS.contains(&&*fold_word(word))
}

/// The first date in `text`.
pub(crate) fn first_date(text: &str) -> Option<Date> {
    let separator = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | ';');
    let words: Vec<&str> = text.split(separator).filter(|word| !word.is_empty()).collect();
    (1..words.len()).find_map(|at| {
        let month = month(words[at])?;
        // Scanners set digits apart: `I I decemhre 199 I`.
        let apart = at >= 2 && words[at - 1].chars().count() == 1 && words[at - 2].chars().count() == 1;
        let day = apart
            .then(|| day(&format!("{}{}", words[at - 2], words[at - 1])))
            .flatten()
            .or_else(|| day(words[at - 1]))?;
        let after = words.get(at + 1)?;
        let year = year(after).or_else(|| year(&format!("{after}{}", words.get(at + 2)?)))?;
        Date::new(year, month, day).ok()
    })
}

/// `19`, `1er`, `ler` (a scanner's 1er).
fn day(word: &str) -> Option<i8> {
    let word = word.trim_start_matches(['«', '"', '·', '.']);
    if matches!(word, "1er" | "ler" | "Ier" | "lcr") {
        return Some(1);
    }
    let digits: String = word.chars().map_while(digit).collect();
    (digits.len() <= 2 && digits.len() == word.chars().count()).then(|| digits.parse().ok()).flatten()
}

/// A digit, or the letter scanners read for one.
pub(crate) fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        'l' | 'I' | 'J' | '/' | '|' | '!' => Some('1'),
        'O' | 'o' => Some('0'),
        'S' => Some('5'),
        _ => None,
    }
}

/// A month by name; a third of its letters may be misread.
fn month(word: &str) -> Option<i8> {
    let folded = letters(word, 12);
    if folded.len() < 3 {
        return None;
    }
    let word = Pattern::new(&folded);
    let (index, wrong) = MONTHS
        .iter()
        .enumerate()
        .filter_map(|(index, month)| Some((index, word.distance(month, (month.len() + 1) / 3)?)))
        .min_by_key(|&(_, wrong)| wrong)?;
    let sure = MONTHS[index].len() > 4 || wrong == 0;
    sure.then_some(index as i8 + 1)
}

fn year(word: &str) -> Option<i16> {
    let digits: String = word.trim_end_matches(|c: char| !c.is_alphanumeric()).chars().map_while(digit).collect();
    let year: i16 = digits.get(..4).filter(|_| digits.len() == 4)?.parse().ok()?;
    (1900..2100).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_printed_and_as_scanned() {
        for (text, iso) in [
            ("adoptée le 19 décembre 2011", "2011-12-19"),
            ("le 1er juillet 2016,", "2016-07-01"),
            ("954eme seance pleniere, 18 dfrembre 1960.", "1960-12-18"),
            ("Distr. générale 2 février 2012", "2012-02-02"),
            ("/9 décembre 1983", "1983-12-19"),
            ("le ler mai 1974", "1974-05-01"),
            ("pleniere I I decemhre /980", "1980-12-11"),
            ("séance plénière J 7 décembre J 979", "1979-12-17"),
            ("68' sea11ce pleniere I I decemhre 199 I", "1991-12-11"),
        ] {
            assert_eq!(first_date(text).map(|d| d.to_string()).as_deref(), Some(iso), "{text}");
        }
        for no in ["31 février 2012", "2 membres 2012", "12 mai 12", "mai 2012", ""] {
            assert_eq!(first_date(no), None, "{no}");
        }
    }
}
