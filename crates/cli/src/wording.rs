//! Words around the figures: dates, counts, places. What is found is told in French, what was done in English.

use alinea_model::{Date, Part, roman_value};
use alinea_query::Without;

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// A day as French documents print it: `19 décembre 2011`, `1er juillet 2000`.
pub fn date(date: Date) -> String {
    let day = if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() };
    let month = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
    format!("{day} {month} {}", date.year())
}

/// `aucune clause trouvée`, `1 clause trouvée`, `10 clauses trouvées`.
pub fn clauses_found(count: u64) -> String {
    match count {
        0 => "aucune clause trouvée".to_owned(),
        1 => "1 clause trouvée".to_owned(),
        n => format!("{} clauses trouvées", thousands(n)),
    }
}

/// `1 libellé`, `180 libellés`: how many wordings clauses have.
pub fn wordings(count: u64) -> String {
    format!("{} libellé{}", thousands(count), if count < 2 { "" } else { "s" })
}

/// `1 mot`, `45 mots`.
pub fn words(count: u32) -> String {
    format!("{} mot{}", thousands(count.into()), if count < 2 { "" } else { "s" })
}

/// A number with two decimals behind a comma.
pub fn decimal(number: f32) -> String {
    format!("{number:.2}").replace('.', ",")
}

/// Which operands of a query hold it back: `aucune clause avec les 3 termes ; sans « xyz » : 41`.
pub fn without(without: &[Without]) -> String {
    let mut told = format!("aucune clause avec les {} termes", without.len());
    for Without { operand, total } in without.iter().filter(|without| without.total > 0) {
        told.push_str(&format!(" ; sans « {operand} » : {}", thousands(*total)));
    }
    told
}

/// `1 file`, `2 files`: an English noun whose plural ends in `s`.
pub fn counted(number: u64, noun: &str) -> String {
    format!("{} {noun}{}", thousands(number), if number == 1 { "" } else { "s" })
}

/// A number with a space between thousands, as French writes them: `1 637`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

/// Where a clause stands, in full: `préambule, alinéa 6`, `dispositif, section II, paragraphe 3 b)`; in an annexed or
/// embedded text, after its heading instead of the part.
pub fn place(part: Part, preambular: bool, section: Option<&str>, annex: Option<&str>, label: Option<&str>) -> String {
    let mut place = annex.unwrap_or(part.french()).to_owned();
    match section {
        Some(number) if roman_value(number).is_some() => place.push_str(&format!(", section {number}")),
        Some(heading) => place.push_str(&format!(", « {heading} »")),
        None => {}
    }
    if let Some(label) = label {
        place.push_str(if preambular { ", alinéa " } else { ", paragraphe " });
        place.push_str(label);
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_read_as_in_a_document() {
        assert_eq!(date("2011-12-19".parse().unwrap()), "19 décembre 2011");
        assert_eq!(date("2000-07-01".parse().unwrap()), "1er juillet 2000");
    }

    #[test]
    fn counts_agree_in_number() {
        assert_eq!(clauses_found(0), "aucune clause trouvée");
        assert_eq!(clauses_found(1), "1 clause trouvée");
        assert_eq!(clauses_found(12_345), "12\u{202f}345 clauses trouvées");
        assert_eq!((wordings(1), wordings(1_234)), ("1 libellé".to_owned(), "1\u{202f}234 libellés".to_owned()));
        assert_eq!((words(0), words(2)), ("0 mot".to_owned(), "2 mots".to_owned()));
        assert_eq!(decimal(2.345), "2,35");
        assert_eq!((counted(1, "file"), counted(0, "file")), ("1 file".to_owned(), "0 files".to_owned()));
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000_000), "1\u{202f}000\u{202f}000");
    }

    #[test]
    fn what_holds_a_query_back_is_told() {
        let of = |operand: &str, total| Without { operand: operand.to_owned(), total };
        assert_eq!(
            without(&[of("paix", 0), of("xyz", 1_041)]),
            "aucune clause avec les 2 termes ; sans « xyz » : 1\u{202f}041"
        );
    }

    #[test]
    fn places_are_spelled_out() {
        assert_eq!(place(Part::Preamble, true, None, None, Some("6")), "préambule, alinéa 6");
        assert_eq!(
            place(Part::Operative, false, Some("II"), None, Some("3 b)")),
            "dispositif, section II, paragraphe 3 b)"
        );
        assert_eq!(
            place(Part::Operative, false, Some("Mesures"), None, Some("1")),
            "dispositif, « Mesures », paragraphe 1"
        );
        assert_eq!(place(Part::Annex, false, None, Some("Annexe II"), None), "Annexe II");
    }
}
