//! Printed labels of paragraphs and sub-paragraphs: `3.`, `1.1`, `a)`, `(a)`, `ii)`, `aa)`.

/// How a label is written: the level it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LabelStyle {
    /// `3.`
    Number,
    /// `1.1`, `14.a`, `2.3.1`
    Decimal,
    /// `3)` or `(3)`
    NumberInParenthesis,
    /// `a)`, `(a)`, `a.`
    Letter,
    /// `i)`, `(i)`
    Roman,
    /// `A.`, `A)`
    Capital,
    /// `–`, `—`, `•`
    Dash,
}

/// A label at the head of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) style: LabelStyle,
    /// Its rank in its series: 3 for `3.`, `c)`, `iii)`.
    pub(crate) value: u32,
    /// For a letter that may be a roman numeral too (`i`, `v`, `x`, `c`…): its value as that.
    pub(crate) roman: Option<u32>,
    /// Bytes of the text the label takes, with the white space after it.
    pub(crate) len: usize,
}

impl Label {
    /// The label as it stands in a reference: `3`, `a)`, `ii)`, `–`.
    pub(crate) fn printed(self, text: &str) -> String {
        let core = text[..self.len].trim().trim_matches(|c: char| "()«\"“. ".contains(c));
        match self.style {
            LabelStyle::Number => self.value.to_string(),
            LabelStyle::Decimal => core.to_owned(),
            LabelStyle::Dash => "–".to_owned(),
            LabelStyle::Letter => {
                let letter = char::from(b'a' + ((self.value - 1) % 26) as u8);
                format!("{})", letter.to_string().repeat(1 + (self.value as usize - 1) / 26))
            }
            _ => format!("{core})"),
        }
    }
}

/// The label `text` begins with, of whatever style, `None` if it begins with none.
pub(crate) fn any(text: &str) -> Option<Label> {
    let bytes = text.as_bytes();
    match bytes.first()? {
        b'0'..=b'9' => number(text).or_else(|| decimal(text)),
        b'(' => parenthesised(text),
        b'a'..=b'z' => letters(text),
        b'A'..=b'Z' => capital(text),
        _ => dash(text),
    }
}

/// The label of a number, a small letter or a numeral that `text` is and nothing else: `58.`, `d)`, `iii)`.
pub(crate) fn alone(text: &str) -> Option<Label> {
    if text.len() > 6 || !text.ends_with(['.', ')']) || text.starts_with(|c: char| c.is_uppercase()) {
        return None;
    }
    any(&format!("{text} X")).filter(|label| label.style != LabelStyle::Dash && label.len == text.len() + 1)
}

fn label(style: LabelStyle, value: u32, len: usize) -> Option<Label> {
    Some(Label { style, value, roman: None, len })
}

/// What stands behind the mark of a label, without the signs scanners add to it: `2.. Les`, `8., Les`, `b). De`.
fn after_mark(text: &str) -> &str {
    let rest = text.trim_start_matches(['.', ',', ':', '\'', '·', '•']);
    let specks = text.len() - rest.len();
    let begins = rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase);
    if (1..=2).contains(&specks) && begins { rest } else { text }
}

/// `3. `, `3) `, `12.Prie`; not `1.5`, not `3 000`, not a year.
fn number(text: &str) -> Option<Label> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 3 {
        return None;
    }
    let value: u32 = text[..digits].parse().ok().filter(|&value| value > 0)?;
    let rest = &text[digits..];
    // `59 a) Nous nous engageons`: the number of a paragraph and the letter of its sub-paragraph.
    if let [b' ', b'a'..=b'z', b')', b' ', ..] = rest.as_bytes() {
        return label(LabelStyle::Number, value, digits + 1);
    }
    let style = match rest.as_bytes().first()? {
        b'.' => LabelStyle::Number,
        b')' => LabelStyle::NumberInParenthesis,
        _ => return None,
    };
    let after = after_mark(&rest[1..]);
    let compound = after.as_bytes().first().is_some_and(u8::is_ascii_lowercase) && after[1..].starts_with(')');
    let tight = compound || after.chars().next().is_some_and(|c| c.is_uppercase() && c.is_alphabetic());
    if !after.starts_with(char::is_whitespace) && !tight {
        return None;
    }
    label(style, value, text.len() - after.trim_start().len())
}

/// `1.1 D'ici`, `14.a Approfondir`, `1.3. S'attaquer`, `2.3.1 Les`; not `1.5 million`, not `12.10.1999 Le`.
fn decimal(text: &str) -> Option<Label> {
    let number = text.split_whitespace().next()?;
    let core = number.strip_suffix('.').unwrap_or(number);
    let after = text[number.len()..].trim_start();
    if !after.starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '"' | '“')) {
        return None;
    }
    let parts: Vec<&str> = core.split('.').collect();
    let (last, before) = parts.split_last().filter(|(_, before)| (1..=2).contains(&before.len()))?;
    let rank =
        |part: &str| part.parse::<u32>().ok().filter(|&rank| (1..100).contains(&rank) && !part.starts_with(['0', '+']));
    if before.iter().any(|part| rank(part).is_none()) {
        return None;
    }
    let value = match last.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(u32::from(letter - b'a') + 1),
        _ => rank(last),
    };
    label(LabelStyle::Decimal, value?, text.len() - after.len())
}

/// `(a) `, `(ii) `, `(3) `; not `(2011) du Conseil`.
fn parenthesised(text: &str) -> Option<Label> {
    let close = text.bytes().take(8).position(|b| b == b')')?;
    let inner = text[1..close].trim();
    let after = after_mark(&text[close + 1..]);
    if !after.starts_with(char::is_whitespace) {
        return None;
    }
    let len = text.len() - after.trim_start().len();
    if (1..=3).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit()) {
        return label(LabelStyle::NumberInParenthesis, inner.parse().ok()?, len);
    }
    lower(inner, len)
}

/// `a) `, `aa) `, `iv) `, `a. `.
fn letters(text: &str) -> Option<Label> {
    let count = text.bytes().take(7).take_while(u8::is_ascii_lowercase).count();
    let rest = &text[count..];
    let after = match rest.as_bytes().first()? {
        b')' => after_mark(&rest[1..]),
        b'.' if count == 1 => after_mark(&rest[1..]),
        _ => return None,
    };
    let tight = rest.starts_with(')') && after.chars().next().is_some_and(char::is_alphabetic);
    if !after.starts_with(char::is_whitespace) && !tight {
        return None;
    }
    lower(&text[..count], text.len() - after.trim_start().len())
}

/// A small letter, a doubled one, or a small roman numeral.
fn lower(core: &str, len: usize) -> Option<Label> {
    let bytes = core.as_bytes();
    // Sub-paragraphs seldom go past xxxix); `c)` and `d)` are letters.
    let numeral = bytes.iter().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let roman = if numeral { alinea_model::roman_value(&core.to_ascii_uppercase()) } else { None };
    let roman = roman.filter(|&value| value < 40);
    let letter = match bytes {
        [a] if a.is_ascii_lowercase() => Some(u32::from(a - b'a') + 1),
        [a, b] if a == b && a.is_ascii_lowercase() && roman.is_none() => Some(u32::from(a - b'a') + 27),
        _ => None,
    };
    match (letter, roman) {
        (Some(value), roman) => Some(Label { style: LabelStyle::Letter, value, roman, len }),
        (None, Some(value)) => Some(Label { style: LabelStyle::Roman, value, roman: Some(value), len }),
        (None, None) => None,
    }
}

/// `A. `, `B) `: sections of annexes, and third-level lists.
fn capital(text: &str) -> Option<Label> {
    let bytes = text.as_bytes();
    let after = match bytes.get(1)? {
        b'.' | b')' => &text[2..],
        _ => return None,
    };
    if !after.starts_with(char::is_whitespace) {
        return None;
    }
    label(LabelStyle::Capital, u32::from(bytes[0] - b'A') + 1, text.len() - after.trim_start().len())
}

/// `– `, `— `, `• `.
fn dash(text: &str) -> Option<Label> {
    let first = text.chars().next()?;
    let after = &text[first.len_utf8()..];
    if !"–—•‒−·".contains(first) || !after.starts_with(char::is_whitespace) {
        return None;
    }
    label(LabelStyle::Dash, 1, text.len() - after.trim_start().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(LabelStyle, u32, String)> {
        any(text).map(|label| (label.style, label.value, label.printed(text)))
    }

    #[test]
    fn labels_of_every_level_are_read() {
        use LabelStyle::*;
        for (text, style, value, printed) in [
            ("3. Prie", Number, 3, "3"),
            ("12.Prie", Number, 12, "12"),
            ("58.a) Prie", Number, 58, "58"),
            ("59 a) Nous", Number, 59, "59"),
            ("1.1 D'ici à 2030", Decimal, 1, "1.1"),
            ("16.10 Garantir", Decimal, 10, "16.10"),
            ("14.a Approfondir", Decimal, 1, "14.a"),
            ("1.3. S'attaquer", Decimal, 3, "1.3"),
            ("2.3.1 Les", Decimal, 1, "2.3.1"),
            ("3) De", NumberInParenthesis, 3, "3)"),
            ("a) De", Letter, 1, "a)"),
            ("(a) De", Letter, 1, "a)"),
            ("a. De", Letter, 1, "a)"),
            ("2.. Les", Number, 2, "2"),
            ("8., Les", Number, 8, "8"),
            ("b). De", Letter, 2, "b)"),
            ("(d)': De", Letter, 4, "d)"),
            ("aa) De", Letter, 27, "aa)"),
            ("ii) De", Roman, 2, "ii)"),
            ("A. Principes", Capital, 1, "A)"),
            ("– De", Dash, 1, "–"),
        ] {
            assert_eq!(read(text), Some((style, value, printed.to_owned())), "{text}");
        }
        assert_eq!(any("i) De").unwrap().roman, Some(1));
        assert_eq!(any("i) De").unwrap().value, 9);
    }

    #[test]
    fn labels_that_stand_alone_are_read() {
        for text in ["58.", "d)", "iii)", "(2)", "(a)"] {
            assert!(alone(text).is_some(), "{text}");
        }
        for text in ["58", "A.", "II.", "–", "d) De", "2011.", "fin.", ""] {
            assert_eq!(alone(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_the_text_are_no_labels() {
        for text in [
            "1.5 million",
            "1.05 Dollar",
            "12.10.1999 Le",
            "1.2.3.4 Le",
            "1.ab Le",
            "0.5 Pour",
            "1.5",
            "2015-2030",
            "3 000",
            "2011. Fin",
            "(2011) du Conseil",
            "à) la",
            "de la",
            "A",
            "a",
            "",
            "(voir",
            "1er. x",
            "3... fin",
            "3.... Fin",
            "0. x",
        ] {
            assert_eq!(any(text), None, "{text}");
        }
    }
}
