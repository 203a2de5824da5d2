//! Articles, by which conventions, statutes and declarations are cited.

use crate::roman_value;

/// The number of the article that a heading is over, in figures, or in capitals where it is printed as a roman numeral: `9` of
/// `Article 9 Accessibilité`, `1` of `Article premier`, `IV` of `ARTICLE IV`, `4 bis` of `Article 4 bis`; `None` for other
/// headings, also for those that name an article of another text (`Article 19 du règlement intérieur`). A heading that is not
/// printed stands in brackets, and so does its number: `[8]` of `[Article 8]`.
///
/// ```
/// use alinea_model::article_number;
/// assert_eq!(article_number("Article premier. Objet").as_deref(), Some("1"));
/// assert_eq!(article_number("Articles additionnels"), None);
/// ```
pub fn article_number(heading: &str) -> Option<String> {
    if let Some(heading) = heading.strip_prefix('[') {
        return Some(format!("[{}]", article_number(heading.strip_suffix(']')?)?));
    }
    // Hardly any line begins so.
    let (article, rest) = heading.split_at_checked("article".len())?;
    if !article.eq_ignore_ascii_case("article") || !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let mut words = rest.split_whitespace().peekable();
    let mut number = number(words.next()?.trim_end_matches(['.', ':', ',', '-', '–']))?;
    if let Some(suffix) = words.next_if(|word| matches!(word.to_lowercase().as_str(), "bis" | "ter" | "quater")) {
        number.push(' ');
        number.push_str(&suffix.to_lowercase());
    }
    // A title begins with a capital.
    let rest = words.next();
    (!rest.is_some_and(|word| word.starts_with(char::is_lowercase))).then_some(number)
}

/// The number of an article as it is cited. Scanners read `1` and `I` as `l`.
fn number(printed: &str) -> Option<String> {
    let lower = printed.to_lowercase();
    // `premier`, however it was read.
    if matches!(lower.as_str(), "1er" | "unique") || lower.starts_with("pr") && lower.ends_with("ier") {
        return Some("1".to_owned());
    }
    if !printed.is_empty() && printed.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(printed.to_owned());
    }
    let roman = printed.replace('l', "I").to_uppercase();
    roman_value(&roman).filter(|&value| value < 200).map(|_| roman)
}

#[cfg(test)]
mod tests {
    use super::article_number;

    #[test]
    fn articles_have_numbers() {
        for (heading, number) in [
            ("Article 9", "9"),
            ("ARTICLE XVIII", "XVIII"),
            ("ARTICLE xx", "XX"),
            ("ARTICLE Il", "II"),
            ("Article pret11ier", "1"),
            ("Article premier Champ d'application", "1"),
            ("Article 12. Quorum", "12"),
            ("Article 3 : Élections", "3"),
            ("Article 4 bis", "4 bis"),
            ("[Article 8]", "[8]"),
            ("Article VIII Appui administratif", "VIII"),
        ] {
            assert_eq!(article_number(heading).as_deref(), Some(number), "{heading}");
        }
        for none in
            ["Article", "Articles 3 et 4", "Article :J2", "Article 19 du règlement intérieur", "9", "", "Art. 9"]
        {
            assert_eq!(article_number(none), None, "{none}");
        }
    }
}
