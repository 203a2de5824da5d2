//! Provisions with a number of their own, by which conventions, statutes, declarations and bodies of rules are cited.

use crate::roman_value;
use std::fmt;

/// A provision that has a heading with its number, such as an article.
///
/// ```
/// use alinea_model::Provision;
/// assert_eq!(Provision::of("Article premier. Objet").unwrap().to_string(), "art. 1");
/// assert_eq!(Provision::of("Règle 12").unwrap().to_string(), "règle 12");
/// assert_eq!(Provision::of("Articles additionnels"), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// What it is called in references.
    pub kind: &'static str,
    /// Its number in figures, or in capitals where it is printed as a roman numeral: `9`, `IV`, `4 bis`. In brackets where its
    /// heading is not printed.
    pub number: String,
}

/// How headings begin, and what the provision is called in references.
const KINDS: [(&str, &str); 4] =
    [("article", "art."), ("règle", "règle"), ("principe", "principe"), ("directive", "directive")];

impl Provision {
    /// The provision that a heading is over: `9` of `Article 9 Accessibilité`, `1` of `Article premier`, `IV` of `ARTICLE IV`;
    /// `[8]` of `[Article 8]`, a heading that is not printed. `None` for other headings, also for those that name a provision of
    /// another text (`Article 19 du règlement intérieur`).
    pub fn of(heading: &str) -> Option<Provision> {
        if let Some(heading) = heading.strip_prefix('[') {
            let Provision { kind, number } = Provision::of(heading.strip_suffix(']')?)?;
            return Some(Provision { kind, number: format!("[{number}]") });
        }
        // Hardly any line begins so.
        if !heading.starts_with(['A', 'a', 'R', 'r', 'P', 'p', 'D', 'd']) {
            return None;
        }
        let (name, rest) = heading.split_once(' ').filter(|(name, _)| name.len() <= 2 * "directive".len())?;
        let name = name.trim_end_matches('.');
        let (_, kind) = KINDS.into_iter().find(|(begins, _)| is_read_as(name, begins))?;
        let mut words = rest.split_whitespace().peekable();
        let mut number = match apart(rest) {
            Some(number) => {
                words.by_ref().for_each(drop);
                number
            }
            None => number(words.next()?.trim_end_matches(['.', ':', ',', '-', '–']))?,
        };
        if let Some(suffix) = words.next_if(|word| SUFFIXES.contains(&word.to_lowercase().as_str())) {
            number.push(' ');
            number.push_str(&suffix.to_lowercase());
        }
        // A title begins with a capital.
        let rest = words.next();
        (!rest.is_some_and(|word| word.starts_with(char::is_lowercase))).then_some(Provision { kind, number })
    }

    /// True when a heading is its number and nothing else: `Article 9`, not `Article 10 Droit à la vie`.
    pub fn is_all_of(&self, heading: &str) -> bool {
        heading.split_whitespace().count() == 1 + self.number.split(' ').count()
    }
}

/// What a provision is called in references, without a stop, of a word that somebody typed: `art` of `article`.
pub(crate) fn kind_of(word: &str) -> Option<&'static str> {
    let bare = |cited: &'static str| cited.trim_end_matches('.');
    let same = |name: &str| word == name || word.chars().eq(name.chars().map(|c| if c == 'è' { 'e' } else { c }));
    KINDS.into_iter().find(|(name, cited)| same(name) || word == bare(cited)).map(|(_, cited)| bare(cited))
}

/// True for a word as it is printed, or as a scanner may read it: with another accent, or, of a longer one, another letter.
fn is_read_as(word: &str, printed: &str) -> bool {
    let word = word.to_lowercase();
    let is_same = |(one, other): (char, char)| one == other || !one.is_ascii() || !other.is_ascii();
    let length = printed.chars().count();
    let other = word.chars().zip(printed.chars()).filter(|&letters| !is_same(letters)).count();
    word.chars().count() == length && other <= usize::from(length > 6)
}

/// As it is cited: `art. 9`.
impl fmt::Display for Provision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.number)
    }
}

/// What may stand behind the number of a provision that was put in later.
pub(crate) const SUFFIXES: [&str; 3] = ["bis", "ter", "quater"];

/// A number of two figures that came apart, and nothing else: `1 3`, `2 I`; but `I I` may be a numeral.
fn apart(printed: &str) -> Option<String> {
    let (tens, ones) = printed.split_once(' ').filter(|(tens, ones)| (tens.len(), ones.len()) == (1, 1))?;
    figures(&[tens, ones].concat()).filter(|_| (tens, ones) != ("I", "I"))
}

/// A number whose figures scanners may have read as letters, in figures.
fn figures(printed: &str) -> Option<String> {
    let figure = |c| match c {
        '0'..='9' => Some(c),
        'l' | 'I' | 'J' | '/' => Some('1'),
        'O' | 'o' => Some('0'),
        _ => None,
    };
    printed.chars().map(figure).collect::<Option<String>>().filter(|figures| !figures.starts_with('0'))
}

/// The number of a provision as it is cited.
fn number(printed: &str) -> Option<String> {
    let lower = printed.to_lowercase();
    // `premier`, however it was read.
    let first = lower.starts_with("pr") && ["ier", "ière", "iere"].iter().any(|end| lower.ends_with(end));
    if first || matches!(lower.as_str(), "1er" | "1re" | "unique") {
        return Some("1".to_owned());
    }
    if !printed.is_empty() && printed.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(printed.to_owned());
    }
    // Scanners read `I` as `l`, `1` and `J`.
    let roman = printed.replace(['l', '1', 'J'], "I").to_uppercase();
    roman_value(&roman).filter(|&value| value < 200).map(|_| roman).or_else(|| figures(printed))
}

#[cfg(test)]
mod tests {
    use super::Provision;

    #[test]
    fn provisions_have_numbers() {
        for (heading, cited) in [
            ("Article 9", "art. 9"),
            ("ARTICLE XVIII", "art. XVIII"),
            ("ARTICLE xx", "art. XX"),
            ("ARTICLE Il", "art. II"),
            ("Article pret11ier", "art. 1"),
            ("Article premier Champ d'application", "art. 1"),
            ("Article 12. Quorum", "art. 12"),
            ("Article 3 : Élections", "art. 3"),
            ("Article 4 bis", "art. 4 bis"),
            ("[Article 8]", "art. [8]"),
            ("Article VIII Appui administratif", "art. VIII"),
            ("Artícle 8", "art. 8"),
            ("Article /3", "art. 13"),
            ("Article JO", "art. 10"),
            ("Article 2 I", "art. 21"),
            ("Article l l", "art. 11"),
            ("Article l 3", "art. 13"),
            ("ARTICLE XXX1V", "art. XXXIV"),
            ("ARTICLE JI", "art. II"),
            ("Article 2 A", "art. 2"),
            ("Article. III", "art. III"),
            ("Articlr 9", "art. 9"),
            ("Regle 9", "règle 9"),
            ("RÈGLE 58", "règle 58"),
            ("Principe premier", "principe 1"),
            ("Directive 4. Accueil", "directive 4"),
        ] {
            assert_eq!(
                Provision::of(heading).map(|provision| provision.to_string()).as_deref(),
                Some(cited),
                "{heading}"
            );
        }
        for none in [
            "Article",
            "Article ",
            "Articles 3 et 4",
            "Article :J2",
            "Article 19 du règlement intérieur",
            "Règle de décision",
            "Artiste 3",
            "Reine 3",
            "Principes 1",
            "9",
            "",
            "Art. 9",
        ] {
            assert_eq!(Provision::of(none), None, "{none}");
        }
        let is_all = |heading| Provision::of(heading).unwrap().is_all_of(heading);
        assert!(is_all("Article 4 bis") && is_all("Règle 9") && !is_all("Article 9 Accessibilité"));
    }
}
