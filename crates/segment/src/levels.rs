//! Where a label belongs: the nesting of paragraphs and sub-paragraphs, read from the labels alone.
//!
//! A label goes on the series it counts up in (`b)` after `a)`), the deepest first; the first of a series (`a)`, `i)`)
//! opens a level under the clause before it. `i)` after `h)` is a letter, after a chapeau it is a numeral.

use crate::labels::{Label, LabelStyle};

#[derive(Clone, Debug)]
struct Level {
    style: LabelStyle,
    value: u32,
    printed: String,
    /// Index of the clause that carries this label; `None` for a paragraph that is not there.
    clause: Option<usize>,
}

/// The levels open at a point of the text, the paragraph first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Levels {
    stack: Vec<Level>,
}

/// Where a sub-paragraph was put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    /// The label as a path: `3 b) ii)`.
    pub(crate) path: String,
    /// Index of the clause above it.
    pub(crate) chapeau: Option<usize>,
    /// False where a label of the series is missing before it.
    pub(crate) in_sequence: bool,
}

impl Levels {
    /// Begins a paragraph: `printed` is its number, or its rank in the preamble, empty where it has none; `clause` is the
    /// one that carries it, if there is one.
    pub(crate) fn paragraph(&mut self, printed: &str, clause: Option<usize>) {
        self.stack.clear();
        self.stack.push(Level { style: LabelStyle::Number, value: 0, printed: printed.to_owned(), clause });
    }

    /// Forgets everything (a new part begins).
    pub(crate) fn clear(&mut self) {
        self.stack.clear();
    }

    /// True when a sub-paragraph is open.
    pub(crate) fn nested(&self) -> bool {
        self.stack.len() > 1
    }

    /// The rank of the letter that the open series of letters expects next.
    pub(crate) fn next_letter(&self) -> Option<u32> {
        self.stack.iter().rev().find(|level| level.style == LabelStyle::Letter).map(|level| level.value + 1)
    }

    /// The clause of the paragraph that is open. Its series stay open: a list may go on after a line between.
    pub(crate) fn head(&self) -> Option<usize> {
        self.stack.first().and_then(|level| level.clause)
    }

    /// The number that paragraph has, as printed.
    pub(crate) fn number(&self) -> Option<&str> {
        self.stack.first().map(|level| level.printed.as_str())
    }

    /// Places a sub-paragraph's label, which clause number `clause` will carry. `after_colon`: the clause before it
    /// ends in a colon, so that a new level is likely.
    pub(crate) fn place(&mut self, label: Label, printed: String, clause: usize, after_colon: bool) -> Placed {
        if self.stack.is_empty() {
            self.stack.push(Level { style: LabelStyle::Number, value: 0, printed: String::new(), clause: None });
        }
        let mut readings = vec![(label.style, label.value)];
        if let Some(roman) = label.roman.filter(|_| label.style != LabelStyle::Roman) {
            readings.push((LabelStyle::Roman, roman));
        }
        let mut sequels = readings.clone();
        // `ii)` goes on `hh)` too.
        if let (LabelStyle::Roman, &[a, b, b')']) = (label.style, printed.as_bytes())
            && a == b
        {
            sequels.push((LabelStyle::Letter, u32::from(a - b'a') + 27));
        }
        let (depth, style, value, in_sequence) = self.depth(&readings, &sequels, after_colon);
        self.stack.truncate(depth);
        self.stack.push(Level { style, value, printed, clause: Some(clause) });
        let path: Vec<&str> = self.stack.iter().map(|level| level.printed.as_str()).filter(|p| !p.is_empty()).collect();
        let chapeau = self.stack[depth - 1].clause;
        Placed { path: path.join(" "), chapeau, in_sequence }
    }

    /// The level of a label, as what it is read there, and whether it is the next of its series. `sequels`: as what it may go on
    /// a series, `readings` among them.
    fn depth(
        &self,
        readings: &[(LabelStyle, u32)],
        sequels: &[(LabelStyle, u32)],
        after_colon: bool,
    ) -> (usize, LabelStyle, u32, bool) {
        let top = self.stack.len();
        let known = |style: LabelStyle| self.stack.iter().skip(1).any(|level| level.style == style);
        let first = readings.iter().find(|&&(style, value)| value == 1 && !known(style));
        if let Some(&(style, value)) = first.filter(|_| after_colon) {
            return (top, style, value, true);
        }
        for depth in (1..top).rev() {
            let level = &self.stack[depth];
            for &(style, value) in sequels {
                if level.style == style && (value == level.value + 1 || style == LabelStyle::Dash) {
                    return (depth, style, value, true);
                }
            }
        }
        if let Some(&(style, value)) = first {
            return (top, style, value, true);
        }
        for depth in (1..top).rev() {
            let level = &self.stack[depth];
            for &(style, value) in readings {
                if level.style == style {
                    return (depth, style, value, value == 1);
                }
            }
        }
        let (style, value) = readings[0];
        (top, style, value, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::any;

    /// Places labels in turn; `:` after one says that its clause ends in a colon.
    fn paths(labels: &[&str]) -> Vec<String> {
        let mut levels = Levels::default();
        levels.paragraph("3", Some(0));
        let mut colon = true;
        labels
            .iter()
            .enumerate()
            .map(|(index, text)| {
                let core = text.trim_end_matches(':');
                let source = format!("{core} De");
                let label = any(&source).unwrap();
                let placed = levels.place(label, label.printed(&source), index + 1, colon);
                colon = text.ends_with(':');
                placed.path
            })
            .collect()
    }

    #[test]
    fn series_nest_and_go_on() {
        assert_eq!(paths(&["a)", "b):", "i)", "ii)", "c)"]), ["3 a)", "3 b)", "3 b) i)", "3 b) ii)", "3 c)"]);
    }

    #[test]
    fn i_after_h_is_a_letter() {
        let got = paths(&["a)", "b)", "c)", "d)", "e)", "f)", "g)", "h)", "i)", "j)"]);
        assert_eq!(got[8..], ["3 i)", "3 j)"]);
    }

    #[test]
    fn i_after_a_chapeau_is_a_numeral_and_j_goes_back() {
        let got = paths(&["g)", "h):", "i)", "ii)", "iii)", "i)"]);
        assert_eq!(got[2..5], ["3 h) i)", "3 h) ii)", "3 h) iii)"]);
    }

    #[test]
    fn the_alphabet_goes_on_doubled() {
        let mut levels = Levels::default();
        levels.paragraph("", Some(0));
        let z = levels.place(any("z) De").unwrap(), "z)".into(), 1, true);
        let aa = levels.place(any("aa) De").unwrap(), "aa)".into(), 2, false);
        assert_eq!((z.path.as_str(), aa.path.as_str(), aa.in_sequence), ("z)", "aa)", true));
    }

    #[test]
    fn doubled_numerals_are_letters_after_doubled_letters() {
        let mut levels = Levels::default();
        levels.paragraph("3", Some(0));
        let mut place =
            |text: &str, clause| levels.place(any(&format!("{text} De")).unwrap(), text.into(), clause, false);
        for (clause, text) in (1..).zip(["z)", "aa)", "bb)", "cc)", "dd)", "ee)", "ff)", "gg)", "hh)"]) {
            place(text, clause);
        }
        assert_eq!(place("i)", 10).path, "3 hh) i)");
        let numeral = place("ii)", 11);
        assert_eq!((numeral.path.as_str(), numeral.in_sequence), ("3 hh) ii)", true));
        let letter = place("jj)", 12);
        assert_eq!(letter.path, "3 jj)");
        let mut levels = Levels::default();
        levels.paragraph("3", Some(0));
        levels.place(any("hh) De").unwrap(), "hh)".into(), 1, true);
        let letter = levels.place(any("ii) De").unwrap(), "ii)".into(), 2, false);
        assert_eq!((letter.path.as_str(), letter.in_sequence), ("3 ii)", true));
    }

    #[test]
    fn a_gap_is_noticed() {
        let mut levels = Levels::default();
        levels.paragraph("3", Some(0));
        levels.place(any("a) De").unwrap(), "a)".into(), 1, true);
        let placed = levels.place(any("c) De").unwrap(), "c)".into(), 2, false);
        assert_eq!((placed.path.as_str(), placed.in_sequence, placed.chapeau), ("3 c)", false, Some(0)));
    }
}
