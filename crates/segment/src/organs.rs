//! Organs as they are printed: the masthead's name, the enacting line (`L'Assemblée générale,`), the adoption line.

use crate::distance::{Pattern, Word};
use crate::letters::{letters, spells};
use alinea_model::Organ;
use std::sync::LazyLock;

struct Known {
    /// Letters of the name with its article: `lassembleegenerale`.
    with_article: Word,
    /// Letters of the name alone.
    bare: String,
    organ: Organ,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    crate::data::lines(include_str!("../data/organs.tsv"))
        .filter_map(|line| {
            let (article, name) = line.split_once('\t')?;
            let (printed, official) = name.split_once('\t').unwrap_or((name, name));
            let bare = letters(printed, 200);
            let with_article = Word::new(&(letters(article, 4) + &bare));
            Some(Known { with_article, bare, organ: Organ::from(official.to_owned()) })
        })
        .collect()
});

/// Nouns a body's name begins with, folded; for bodies that are not in the list.
const BODIES: [&str; 10] = [
    "assemblee",
    "commission",
    "conference",
    "conseil",
    "comite",
    "congres",
    "reunion",
    "souscommission",
    "forum",
    "groupe",
];

/// An enacting line at the head of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Enacting {
    pub(crate) organ: Organ,
    /// Bytes of the block the line takes; what follows is text of the first clause.
    pub(crate) len: usize,
}

/// The enacting line `text` begins with: the organ's name with its article, alone in its block or before a comma.
/// A seventh of its letters may be misread.
pub(crate) fn enacting(text: &str) -> Option<Enacting> {
    let quote = text.len() - text.trim_start_matches(['«', '“', '"', ' ']).len();
    if quote > 0 {
        let inner = enacting(&text[quote..])?;
        return Some(Enacting { len: inner.len + quote, ..inner });
    }
    // The name ends at the first comma, or with the block.
    if !text.starts_with(['L', 'l', 'I', '1']) {
        return None;
    }
    let comma = memchr::memchr(b',', &text.as_bytes()[..text.len().min(120)]);
    let head = &text[..comma.unwrap_or(text.len())];
    if head.len() > 120 {
        return None;
    }
    let len = comma.map_or(text.len(), |at| at + 1);
    let folded = Pattern::new(&letters(head, 120));
    let known = KNOWN
        .iter()
        .filter_map(|known| Some((known, folded.distance_to(&known.with_article, known.with_article.len() / 7)?)))
        .min_by_key(|&(_, wrong)| wrong);
    if let Some((known, _)) = known {
        // A letter or two after the comma are the rest of the name: `L'Assemblée généra/,e,`.
        let len = if letters(&text[len..], 3).len() < 3 { text.len() } else { len };
        return Some(Enacting { organ: known.organ.clone(), len });
    }
    // A comma inside the line of a scanned page: `L'Assemblée généra/,e,`.
    if text.len() < 40 {
        let folded = Pattern::new(&letters(text, 40));
        if let Some(known) =
            KNOWN.iter().find(|known| folded.distance_to(&known.with_article, known.with_article.len() / 7).is_some())
        {
            return Some(Enacting { organ: known.organ.clone(), len: text.len() });
        }
    }
    let alone = comma.is_some() && spells(&text[len..], "");
    other_body(head, alone).map(|organ| Enacting { organ, len })
}

/// An enacting line so badly scanned that only its place tells: a third of the letters may be wrong.
pub(crate) fn damaged_enacting(text: &str) -> Option<Enacting> {
    if text.len() > 45 {
        return None;
    }
    let folded = Pattern::new(&letters(text, 45));
    let main = KNOWN.iter().take(4);
    let known =
        main.filter_map(|known| Some((known, folded.distance_to(&known.with_article, known.with_article.len() / 3)?)));
    let (known, _) = known.min_by_key(|&(_, wrong)| wrong)?;
    Some(Enacting { organ: known.organ.clone(), len: text.len() })
}

/// A body that is not in the list: article, a noun for a body, two to twelve words, a comma, and nothing more.
fn other_body(head: &str, alone: bool) -> Option<Organ> {
    let rest = head
        .strip_prefix("L'")
        .or_else(|| head.strip_prefix("L’"))
        .or_else(|| head.strip_prefix("La "))
        .or_else(|| head.strip_prefix("Le "))?;
    let name = rest.trim();
    let noun = letters(name.split(' ').next()?, 20);
    let words = name.split(' ').count();
    (alone && (2..=12).contains(&words) && BODIES.contains(&noun.as_str())).then(|| Organ::Other(name.to_owned()))
}

/// True for an organ of the list.
pub(crate) fn is_listed(organ: &Organ) -> bool {
    KNOWN.iter().any(|known| known.organ == *organ)
}

/// The organ whose name, without article, is the whole of `text` (a masthead).
pub(crate) fn masthead(text: &str) -> Option<Organ> {
    if text.len() > 120 || !text.starts_with(['A', 'C']) {
        return None;
    }
    let folded = letters(text, 120);
    KNOWN.iter().find(|known| known.bare == folded).map(|known| known.organ.clone())
}

/// The organ named first in `text` after `par` (`Résolution adoptée par le Conseil économique et social le …`).
pub(crate) fn adopted_by(text: &str) -> Option<Organ> {
    let folded = letters(text, 200);
    let at = folded.find("par")?;
    let rest = &folded[at + 3..];
    KNOWN
        .iter()
        .filter(|known| rest.starts_with(known.with_article.as_str()))
        .max_by_key(|known| known.with_article.len())
        .map(|known| known.organ.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enacting_lines_are_read_through_a_scanners_eyes() {
        for text in [
            "L'Assemblée générale,",
            "L'Assemblée générale",
            "L' Assemblee generate",
            "L'Assemblée généra/,e,",
            "L' Ass em blee gen er ale",
            "L'Assemblée génfrale,",
        ] {
            assert_eq!(enacting(text).map(|e| e.organ), Some(Organ::GeneralAssembly), "{text}");
        }
        assert_eq!(enacting("Le Conseil de sécurité,").unwrap().organ, Organ::SecurityCouncil);
        assert_eq!(enacting("« Le Conseil de sécurité,").unwrap().organ, Organ::SecurityCouncil);
        assert_eq!(damaged_enacting("L 'A.ssemhlfr >:énirale,").unwrap().organ, Organ::GeneralAssembly);
        assert_eq!(damaged_enacting("Les Etats Membres,"), None);
        let inline = "L'Assemblée générale, Rappelant sa résolution";
        assert_eq!(enacting(inline).map(|e| &inline[e.len..]), Some(" Rappelant sa résolution"));
        assert_eq!(
            enacting("Le Conseil exécutif du Fonds vert,").unwrap().organ,
            Organ::Other("Conseil exécutif du Fonds vert".into())
        );
    }

    #[test]
    fn sentences_about_an_organ_are_no_enacting_lines() {
        for text in [
            "L'Assemblée générale a décidé d'adopter",
            "Les États Membres,",
            "Le Secrétaire général,",
            "Le rapport",
            "Assemblée générale",
        ] {
            assert_eq!(enacting(text), None, "{text}");
        }
    }

    #[test]
    fn mastheads_and_adoption_lines_name_the_organ() {
        assert_eq!(masthead("Conseil de sécurité"), Some(Organ::SecurityCouncil));
        assert_eq!(masthead("Conseil de sécurité et"), None);
        assert_eq!(
            adopted_by("Résolution adoptée par le Conseil des droits de l'homme le 1er juillet 2016"),
            Some(Organ::HumanRightsCouncil)
        );
        assert_eq!(adopted_by("RÉSOLUTION ADOPTÉE PAR L'ASSEMBLÉE GÉNÉRALE"), Some(Organ::GeneralAssembly));
    }
}
