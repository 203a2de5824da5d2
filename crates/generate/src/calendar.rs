//! Days, and numbers in words, as mastheads print them.

use crate::random::Random;
use std::fmt;

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

/// A day; `Display` writes it in French.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    year: u32,
    month: u32,
    day: u32,
}

impl Day {
    /// A day of one of the months, from 1.
    pub(crate) fn in_months(year: u32, first: u32, last: u32, random: &mut Random) -> Day {
        // No month is shorter.
        Day { year, month: random.between(first, last), day: random.between(1, 28) }
    }

    /// A day of the month after.
    pub(crate) fn next_month(self, random: &mut Random) -> Day {
        let (year, month) = if self.month == 12 { (self.year + 1, 1) } else { (self.year, self.month + 1) };
        Day { year, month, day: random.between(1, 28) }
    }

    /// `2046-12-19`.
    pub(crate) fn iso(self) -> String {
        format!("{}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = if self.day == 1 { "er" } else { "" };
        write!(f, "{}{first} {} {}", self.day, MONTHS[self.month as usize - 1], self.year)
    }
}

/// A number in words, below a thousand.
fn cardinal(number: u32) -> String {
    const UNITS: [&str; 20] = [
        "", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
        "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
    ];
    const TENS: [&str; 10] =
        ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"];
    match number {
        0..20 => UNITS[number as usize].to_owned(),
        20..100 => {
            // Seventy and ninety go on from sixty and eighty.
            let tens = number / 10;
            let rest = if matches!(tens, 7 | 9) { number % 10 + 10 } else { number % 10 };
            match (rest, tens) {
                (0, _) => TENS[tens as usize].to_owned(),
                (1 | 11, 2..8) => format!("{} et {}", TENS[tens as usize], UNITS[rest as usize]),
                _ => format!("{}-{}", TENS[tens as usize], UNITS[rest as usize]),
            }
        }
        _ => {
            let hundreds = if number < 200 { "cent".to_owned() } else { format!("{} cent", cardinal(number / 100)) };
            format!("{hundreds} {}", cardinal(number % 100)).trim_end().to_owned()
        }
    }
}

/// A number below a thousand as the rank of something feminine: `cent vingt et unième`.
pub(crate) fn ordinal(number: u32) -> String {
    let cardinal = cardinal(number);
    match cardinal.as_str() {
        "un" => "première".to_owned(),
        word if word.ends_with('f') => format!("{}vième", &word[..word.len() - 1]),
        word if word.ends_with("cinq") => format!("{word}uième"),
        word => format!("{}ième", word.trim_end_matches('e')),
    }
}

/// A roman numeral below forty.
pub(crate) fn roman(number: u32) -> String {
    const UNITS: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    format!("{}{}", "X".repeat(number as usize / 10), UNITS[number as usize % 10])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_those_of_french() {
        for (number, text) in [
            (1, "première"),
            (21, "vingt et unième"),
            (71, "soixante et onzième"),
            (80, "quatre-vingtième"),
            (95, "quatre-vingt-quinzième"),
            (101, "cent unième"),
            (105, "cent cinquième"),
            (109, "cent neuvième"),
            (119, "cent dix-neuvième"),
            (200, "deux centième"),
            (234, "deux cent trente-quatrième"),
        ] {
            assert_eq!(ordinal(number), text);
        }
    }

    #[test]
    fn days_are_written_in_french() {
        assert_eq!(Day { year: 2046, month: 7, day: 1 }.to_string(), "1er juillet 2046");
        assert_eq!(Day { year: 2046, month: 12, day: 9 }.iso(), "2046-12-09");
        assert_eq!(roman(34), "XXXIV");
    }
}
