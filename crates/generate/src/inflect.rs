//! French inflection, as far as the word lists need it.

/// The plural of a noun or of a masculine adjective.
pub(crate) fn plural(word: &str) -> String {
    match word {
        "travail" => "travaux".to_owned(),
        _ if word.ends_with(['s', 'x', 'z']) => word.to_owned(),
        _ if word.ends_with("al") => format!("{}aux", &word[..word.len() - 2]),
        _ if word.ends_with("eau") || word.ends_with("eu") => format!("{word}x"),
        _ => format!("{word}s"),
    }
}

/// The feminine of an adjective.
pub(crate) fn feminine(word: &str) -> String {
    /// Ending of the masculine, ending of the feminine. The first that fits is taken.
    const ENDINGS: [(&str, &str); 16] = [
        ("bref", "brève"),
        ("long", "longue"),
        ("public", "publique"),
        ("bas", "basse"),
        ("net", "nette"),
        ("frais", "fraîche"),
        ("el", "elle"),
        ("ul", "ulle"),
        ("en", "enne"),
        ("et", "ète"),
        ("er", "ère"),
        ("if", "ive"),
        ("eux", "euse"),
        ("ix", "ixe"),
        ("c", "que"),
        ("e", "e"),
    ];
    ENDINGS
        .iter()
        .find_map(|(ending, other)| word.strip_suffix(ending).map(|stem| format!("{stem}{other}")))
        .unwrap_or_else(|| format!("{word}e"))
}

/// The four forms of an adjective: masculine and feminine, then both in the plural.
pub(crate) fn adjective(word: &str) -> [String; 4] {
    let feminine = feminine(word);
    [word.to_owned(), feminine.clone(), plural(word), format!("{feminine}s")]
}

/// The adverb of an adjective, for the endings that make one by rule: `régionalement`, `récemment`.
pub(crate) fn adverb(word: &str) -> Option<String> {
    match word.strip_suffix("nt") {
        Some(stem) if stem.ends_with('e') && word.len() > 5 => Some(format!("{stem}mment")),
        _ => {
            let regular = ["al", "el", "if", "ique", "able", "eux"].iter().any(|ending| word.ends_with(ending));
            regular.then(|| format!("{}ment", feminine(word)))
        }
    }
}

/// Infinitive, third person singular and plural, present participle, past participle.
pub(crate) fn verb(stem: &str, ending: &str) -> [String; 5] {
    if ending == "ir" {
        return ["ir", "it", "issent", "issant", "i"].map(|ending| format!("{stem}{ending}"));
    }
    let soft = match stem.chars().next_back() {
        Some('g') => format!("{stem}e"),
        Some('c') => format!("{}ç", &stem[..stem.len() - 1]),
        _ => stem.to_owned(),
    };
    let stressed = stressed(stem);
    [format!("{stem}er"), format!("{stressed}e"), format!("{stressed}ent"), format!("{soft}ant"), format!("{stem}é")]
}

/// The stem where the ending is mute: `accélér` becomes `accélèr`, `appuy` becomes `appui`.
fn stressed(stem: &str) -> String {
    if let Some(head) = stem.strip_suffix('y') {
        return format!("{head}i");
    }
    let mut letters: Vec<char> = stem.chars().collect();
    if let [.., vowel @ 'é', _] = letters.as_mut_slice() {
        *vowel = 'è';
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_those_of_french() {
        assert_eq!(adjective("social"), ["social", "sociale", "sociaux", "sociales"]);
        assert_eq!(adjective("effectif"), ["effectif", "effective", "effectifs", "effectives"]);
        assert_eq!(adjective("familier")[1], "familière");
        assert_eq!(adjective("précis"), ["précis", "précise", "précis", "précises"]);
        assert_eq!(verb("accélér", "er"), ["accélérer", "accélère", "accélèrent", "accélérant", "accéléré"]);
        assert_eq!(verb("exig", "er")[3], "exigeant");
        assert_eq!(verb("financ", "er")[3], "finançant");
        assert_eq!(verb("défin", "ir"), ["définir", "définit", "définissent", "définissant", "défini"]);
        let adverbs = ["récent", "durable", "effectif", "important"].map(adverb);
        assert_eq!(adverbs.map(Option::unwrap_or_default), ["récemment", "durablement", "effectivement", ""]);
        assert_eq!(plural("bureau"), "bureaux");
    }
}
