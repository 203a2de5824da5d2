//! French ordinals in words, as sessions and meetings carry them: `Soixante et onzième` is 71.

use crate::letters::fold_char;

const UNITS: [(&str, u32); 20] = [
    ("premier", 1),
    ("premiere", 1),
    ("deux", 2),
    ("second", 2),
    ("seconde", 2),
    ("trois", 3),
    ("quatr", 4),
    ("cinqu", 5),
    ("six", 6),
    ("sept", 7),
    ("huit", 8),
    ("neuv", 9),
    ("un", 1),
    ("dix", 10),
    ("onz", 11),
    ("douz", 12),
    ("treiz", 13),
    ("quatorz", 14),
    ("quinz", 15),
    ("seiz", 16),
];

const CARDINALS: [(&str, u32); 13] = [
    ("vingts", 20),
    ("vingt", 20),
    ("trente", 30),
    ("quarante", 40),
    ("cinquante", 50),
    ("soixante", 60),
    ("cent", 100),
    ("quatre", 4),
    ("dix", 10),
    ("deux", 2),
    ("trois", 3),
    ("cinq", 5),
    ("six", 6),
];

const TENS: [(&str, u32); 6] =
    [("vingt", 20), ("trent", 30), ("quarant", 40), ("cinquant", 50), ("soixant", 60), ("cent", 100)];

/// The value of the ordinal `text` begins with, and the number of words it takes; `None` if it begins with none.
pub(crate) fn ordinal(text: &str) -> Option<(u32, usize)> {
    let folded: String = text.chars().take(80).map(fold_char).collect();
    let mut value = 0;
    for (count, word) in folded.split_whitespace().enumerate() {
        for piece in word.split('-').filter(|piece| !piece.is_empty()) {
            if let Some(last) = ordinal_piece(piece) {
                let value = if last == 20 && value == 4 || last == 100 { value.max(1) * last } else { value + last };
                return Some((value, count + 1));
            }
            if piece == "et" && value > 0 {
                continue;
            }
            let &(_, worth) = CARDINALS.iter().find(|(name, _)| *name == piece)?;
            value = if worth == 20 && value == 4 || worth == 100 && value > 0 { value * worth } else { value + worth };
        }
    }
    None
}

/// A piece that ends the number: `onzième`, `première`.
fn ordinal_piece(piece: &str) -> Option<u32> {
    let find =
        |table: &[(&str, u32)], stem: &str| table.iter().find(|(name, _)| *name == stem).map(|&(_, value)| value);
    if let Some(value) = find(&UNITS[..2], piece).or_else(|| find(&UNITS[3..5], piece)) {
        return Some(value);
    }
    let stem = piece.strip_suffix("ieme")?;
    find(&UNITS, stem).or_else(|| find(&TENS, stem))
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn ordinals_of_sessions_are_read() {
        for (text, value) in [
            ("Soixante-sixième session", 66),
            ("Soixante et onzième session", 71),
            ("Vingt-cinquième session", 25),
            ("Quarante-neuvième session", 49),
            ("Soixante-dix-neuvième session", 79),
            ("Quatre-vingtième session", 80),
            ("Dix-neuvième session extraordinaire", 19),
            ("Première session", 1),
            ("Trentième session", 30),
            ("Soixante-dixième session", 70),
            ("Quatre-vingt-unième session", 81),
            ("Cent deuxième séance", 102),
            ("Vingtième session", 20),
            ("Neuvième séance", 9),
        ] {
            assert_eq!(ordinal(text).map(|(value, _)| value), Some(value), "{text}");
        }
        assert_eq!(ordinal("Session de 2016"), None);
        assert_eq!(ordinal(""), None);
    }
}
