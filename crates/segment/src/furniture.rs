//! What a page carries besides its text: distribution block, page and job numbers, running symbols, recycling notes.

use crate::document::LeftoverKind;
use crate::letters::{begins, fold_char, letters, spells};
use alinea_model::Symbol;

/// The longest block (characters) that can be furniture.
const LONGEST: usize = 140;

/// What kind of furniture a cleaned block is, `None` if it may be text.
pub(crate) fn furniture(text: &str) -> Option<LeftoverKind> {
    if text.len() > LONGEST || text.ends_with([',', ';']) {
        return None;
    }
    if text.len() <= 40 && page_number(text) {
        return Some(LeftoverKind::PageNumber);
    }
    let words = text.split_ascii_whitespace().take(5).count();
    let masthead = distribution(text)
        || job_number(text)
        || (words <= 4 && original_language(text))
        || (words <= 3 && running_symbol(text))
        || notice(text)
        || noise(text);
    masthead.then_some(LeftoverKind::Masthead)
}

/// `2/9`, `- 4 -`, `Page 3`, `/...`, `A/RES/54/161 Page 6`; a bare number is judged by its place, not here.
fn page_number(text: &str) -> bool {
    let folded: String = text.chars().map(fold_char).collect();
    let tail = folded.rsplit_once("page ").map(|(head, tail)| (head.trim(), tail));
    if let Some((head, tail)) = tail {
        let number = !tail.is_empty() && tail.len() <= 4 && tail.bytes().all(|b| b.is_ascii_digit());
        return number && (head.is_empty() || running_symbol(head));
    }
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let between = plain.strip_prefix(['-', '–', '—']).and_then(|rest| rest.strip_suffix(['-', '–', '—']));
    if between.is_some_and(|inner| !inner.is_empty() && inner.len() <= 4 && inner.bytes().all(|b| b.is_ascii_digit())) {
        return true;
    }
    if matches!(plain.as_str(), "/..." | "/…" | "..." | "…") {
        return true;
    }
    plain.split_once('/').is_some_and(|(page, of)| {
        let number = |n: &str| !n.is_empty() && n.len() <= 3 && n.bytes().all(|b| b.is_ascii_digit());
        number(page) && number(of) && page.parse::<u32>().ok() <= of.parse::<u32>().ok() && of != "0"
    })
}

/// `Distr. générale 2 février 2012`, also scanned (`Distr, GENERALE`).
pub(crate) fn distribution(text: &str) -> bool {
    begins(text, "distrgen") || begins(text, "distrlim") || spells(text, "distr") || spells(text, "generale")
}

/// `11-46621 (F)`, `GE.14-13569`, `K1901172 090519`, `*1146621*`.
fn job_number(text: &str) -> bool {
    let core = text.trim_matches(|c: char| c == '*' || c.is_whitespace());
    let core = core.strip_prefix("GE.").map(str::trim_start).unwrap_or(core);
    let digits = core.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &core[digits..];
    let dashed = (2..=4).contains(&digits)
        && rest.strip_prefix(['-', '–']).is_some_and(|rest| rest.bytes().take_while(u8::is_ascii_digit).count() >= 4);
    let plain = digits >= 7 && rest.is_empty();
    let lettered =
        core.starts_with(['K', 'B', 'N', 'V', 'G']) && core[1..].bytes().take_while(u8::is_ascii_digit).count() >= 6;
    dashed || plain || lettered
}

/// `Original : anglais`, `Français`, `FRENCH`.
fn original_language(text: &str) -> bool {
    let folded = letters(text, 40);
    const LANGUAGES: [&str; 10] = [
        "francais",
        "anglais",
        "espagnol",
        "russe",
        "arabe",
        "chinois",
        "francaisetanglais",
        "anglaisetfrancais",
        "french",
        "english",
    ];
    let rest = folded.strip_prefix("francais").unwrap_or(&folded);
    let rest = rest.strip_prefix("original").unwrap_or(rest);
    !folded.is_empty() && (rest.is_empty() || LANGUAGES.contains(&rest))
}

/// A running symbol, whole or torn: `A/RES/54/161`, `/RES/55/2`, `UNEP /EA.4/Res.11`, `S/1460`.
pub(crate) fn running_symbol(text: &str) -> bool {
    if text.ends_with('.') {
        // `A/68/216.` is a footnote.
        return false;
    }
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if Symbol::parse(&plain).is_some() || Symbol::parse(&format!("A{plain}")).is_some() {
        return true;
    }
    let symbol = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b"/.()-*".contains(&b);
    plain.starts_with(|c: char| c.is_ascii_uppercase())
        && plain.contains('/')
        && plain.len() <= 30
        && plain.bytes().all(symbol)
}

/// Standing notes of the printer.
fn notice(text: &str) -> bool {
    [
        "merciderecycler",
        "veuillezrecycler",
        "nouveautirage",
        "pourdesraisonsdeconomie",
        "lapresenteversion",
        "pleaserecycle",
    ]
    .iter()
    .any(|notice| begins(text, notice))
        || text.split_ascii_whitespace().all(|word| spells(word, "nations") || spells(word, "unies"))
        || spells(text, "unitednations")
}

/// Single signs left of emblems and boxes.
fn noise(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.next().is_none() || (text.contains("GLYPH<") && letters.count() < 40)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_told_by_its_kind() {
        for text in ["2/9", "- 4 -", "Page 3", "A/RES/54/161 Page 6", "/...", "– 12 –"] {
            assert_eq!(furniture(text), Some(LeftoverKind::PageNumber), "{text}");
        }
        for text in [
            "Distr. générale 2 février 2012",
            "Distr. GENERALE",
            "11-46621 (F)",
            "GE.14-13569",
            "16-22568 (F)",
            "Original : anglais",
            "Français",
            "A/RES/54/161",
            "UNEP /EA.4/Res.11",
            "Merci de recycler",
            "♲",
            "Nations Unies",
            "K1901172 090519",
        ] {
            assert_eq!(furniture(text), Some(LeftoverKind::Masthead), "{text}");
        }
    }

    #[test]
    fn text_is_not_furniture() {
        for text in [
            "et des membres de leur famille,",
            "1. Prie",
            "66/122. Promouvoir",
            "2011",
            "Annexe",
            "Nations Unies pour le développement ;",
            "et/ou",
            "A/68/216.",
            "Voir résolution 65/1.",
        ] {
            assert_eq!(furniture(text), None, "{text}");
        }
    }
}
