//! Roman numerals, as sections, annexes and old sessions carry them.

/// The value of a roman numeral in capitals (`XVIII` is 18), `None` if `text` is not one in its standard form.
pub fn roman_value(text: &str) -> Option<u32> {
    const DIGITS: [(&str, u32); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    let mut rest = text;
    let mut value = 0;
    for (digits, worth) in DIGITS {
        let most = if digits.len() == 2 || "DLV".contains(digits) { 1 } else { 3 };
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(digits) else { break };
            rest = after;
            value += worth;
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::roman_value;

    #[test]
    fn only_standard_forms_are_numerals() {
        assert_eq!(roman_value("XVIII"), Some(18));
        assert_eq!(roman_value("XXXIX"), Some(39));
        assert_eq!(roman_value("IV"), Some(4));
        for no in ["", "IIII", "VX", "IC", "A", "x"] {
            assert_eq!(roman_value(no), None, "{no}");
        }
    }
}
