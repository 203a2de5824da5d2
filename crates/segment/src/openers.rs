//! Openers: the words a clause begins with, their family, and the part of a resolution they belong to.
//!
//! An opener is a head (`Rappelant`, `Prend note`, `Se déclare`) with its modifiers (`également`, `avec satisfaction`)
//! and, for some heads, what completes it (`Exprime sa gratitude`, `Se déclare préoccupée`). It ends before the first
//! comma: `Rappelant, à cet égard,` opens with `Rappelant`.

mod phrase;
mod table;

use crate::letters::letters;
use alinea_model::Gender;
use phrase::Words;
use std::borrow::Cow;
use table::{Complement, Head, Spelling, TABLE};

/// The part of a resolution an opener belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OpenerKind {
    /// Participle or adjective.
    Preambular,
    /// Verb in the third person of the present.
    Operative,
}

/// An opener at the head of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Opener {
    pub(crate) kind: OpenerKind,
    /// Infinitive of the verb, masculine of the adjective.
    pub(crate) family: Cow<'static, str>,
    /// Bytes of the text it takes.
    pub(crate) len: usize,
    /// False for a word that only has the form of an opener.
    pub(crate) known: bool,
    /// First person plural: the text is a declaration.
    pub(crate) plural: bool,
    /// The gender its adjective shows.
    pub(crate) gender: Option<Gender>,
    /// Where a space tears its first word (bytes): `Exprim e`.
    pub(crate) tear: Option<usize>,
}

/// How much of a text is looked at: no opener is longer.
const MOST_WORDS: usize = 12;

/// The opener `text` begins with. With `scanned`, letters misread by a scanner are allowed for.
pub(crate) fn opener(text: &str, scanned: bool) -> Option<Opener> {
    let first = text.chars().next()?;
    if !(first.is_uppercase() || scanned && matches!(first, 'l' | '1' | '[' | '(')) {
        return None;
    }
    let words = Words::new(text, MOST_WORDS, scanned);
    if !scanned && !may_open(&words) {
        return None;
    }
    known(&words)
        .or_else(|| by_adverb(&words))
        .or_else(|| torn(&words))
        .or_else(|| scanned.then(|| misread(&words)).flatten())
        .or_else(|| participle(&words))
}

/// A look at the first words alone, which most texts do not pass.
fn may_open(words: &Words) -> bool {
    let first = words.get(0);
    let torn = first.len() <= 4 || words.get(1).len() <= 3;
    torn || first.ends_with("ant") || TABLE.heads.contains_key(first) || TABLE.modifiers.contains_key(first)
}

/// The first word of a numbered operative paragraph, taken for a verb that the lists do not have.
pub(crate) fn unlisted_verb(text: &str) -> Option<Opener> {
    let words = Words::new(text, MOST_WORDS, false);
    let first = words.get(0);
    let verb = text.starts_with(char::is_uppercase)
        && first.len() >= 4
        && first.ends_with(['e', 't', 'd'])
        && !first.contains('\'')
        && !TABLE.not_verbs.contains(first);
    verb.then(|| {
        let end = if words.comma(0) { 1 } else { phrase::modifiers(&words, 1).0 };
        let infinitive = first.strip_suffix('e').map_or_else(|| first.to_owned(), |stem| format!("{stem}er"));
        let family = TABLE.spelled(infinitive);
        let kind = OpenerKind::Operative;
        Opener { kind, family, len: words.end(end - 1), known: false, plural: false, gender: None, tear: None }
    })
}

/// A head of the list, whole.
fn known(words: &Words) -> Option<Opener> {
    let first = words.get(0);
    let found =
        TABLE.heads.get(first).and_then(|heads| heads.iter().find_map(|head| complete(words, 1, &head.rest, head)));
    // `Nous réaffirmons`: the pronoun before the verb of a declaration.
    found.or_else(|| if first == "nous" { known(&words.from(1)).filter(|opener| opener.plural) } else { None })
}

/// Adverbs before an adjective: `Profondément préoccupée`, `Très alarmé`.
fn by_adverb(words: &Words) -> Option<Opener> {
    let (at, comma) = phrase::modifiers(words, 0);
    if at == 0 || comma {
        return None;
    }
    let misread = || TABLE.misread_adjective(words.get(at)).filter(|_| words.scanned);
    let head = TABLE.adjective(words.get(at)).or_else(misread)?;
    complete(words, at + 1, &head.rest, head)
}

/// The opener whose head has its first word before `at`: the `rest` of the head, what completes it, modifiers, and a
/// second verb after `et`.
fn complete(words: &Words, at: usize, rest: &[String], head: &Head) -> Option<Opener> {
    let mut at = at;
    for wanted in rest {
        if words.comma(at - 1) {
            return None;
        }
        if !words.is(at, wanted) {
            let (next, comma) = phrase::modifiers(words, at);
            if comma || !words.is(next, wanted) {
                return None;
            }
            at = next;
        }
        at += 1;
    }
    let mut family = None;
    let mut gender = head.gender;
    let mut comma = words.comma(at - 1);
    if !comma {
        (at, comma) = phrase::modifiers(words, at);
    }
    if !comma {
        let before = at;
        match head.complement {
            Complement::None => {}
            Complement::Adjective => {
                if let Some(adjective) = TABLE.adjective(words.get(at)) {
                    gender = adjective.gender;
                    at += 1;
                } else if head.needs_complement {
                    return None;
                }
            }
            Complement::Noun => at = phrase::expressed(words, at),
            Complement::Participle => {
                let (end, verb) = phrase::participle(words, at)?;
                at = end;
                family = Some(verb);
            }
            Complement::Infinitive => at = phrase::infinitive(words, at),
        }
        if at > before && !words.comma(at - 1) {
            (at, _) = phrase::modifiers(words, at);
        }
    } else if head.needs_complement {
        return None;
    }
    let mut len = words.end(at - 1);
    // `Salue et encourage`, `Rappelant et réaffirmant`.
    if !words.comma(at - 1)
        && words.get(at) == "et"
        && !head.adjective
        && let Some(second) = known(&words.from(at + 1)).filter(|second| second.kind == head.kind)
    {
        len = second.len;
    }
    let family = family.map_or(Cow::Borrowed(head.family), Cow::Owned);
    Some(Opener { kind: head.kind, family, len, known: true, plural: head.plural, gender, tear: None })
}

/// A first word with a space inside: `Exprim e`, `N omme`, `Se félicitan t`, `Prof ondément alarmée`.
fn torn(words: &Words) -> Option<Opener> {
    let first = words.get(0);
    let at = |at: usize| move |opener| Opener { tear: Some(at), ..opener };
    if matches!(first, "se" | "nous") && words.len() > 1 {
        return known(&words.glued(1)?).map(at(words.end(1)));
    }
    let second = words.get(1).len();
    if (first.len() <= 3 && second <= 1) || (first.len() > 4 && second > 3) {
        return None;
    }
    let glued = words.glued(0)?;
    known(&glued).or_else(|| by_adverb(&glued)).map(at(words.end(0)))
}

/// A head a scanner misread: `Rappe/ant`, `Acccptc`.
fn misread(words: &Words) -> Option<Opener> {
    let first = words.get(0);
    if TABLE.not_verbs.contains(first) {
        return None;
    }
    let torn = first.len() <= 4 || first.chars().any(|c| !c.is_alphabetic());
    let two = torn.then(|| (2, letters(&(first.to_owned() + words.get(1)), 24)));
    let mut candidates: Vec<(usize, usize, &Spelling)> = Vec::new();
    for (taken, word) in [(1, letters(first, 24))].into_iter().chain(two) {
        candidates.extend(TABLE.misread(&word).map(|(wrong, spelling)| (wrong, taken, spelling)));
    }
    candidates.sort_by_key(|&(wrong, taken, spelling)| {
        (wrong, std::cmp::Reverse(spelling.head.rest.len()), spelling.rank, taken)
    });
    candidates.into_iter().find_map(|(_, taken, Spelling { head, .. })| {
        // The spelling of a reflexive head holds its second word too.
        let spelled = head.rest.len().min(usize::from(head.reflexive));
        complete(words, taken.min(words.len()), &head.rest[spelled..], head)
    })
}

/// A present participle that the lists do not have: `Honorant`, `S'élevant`, `Se fondant`.
fn participle(words: &Words) -> Option<Opener> {
    let (at, word, reflexive) = match words.get(0) {
        "se" => (1, words.get(1), "se "),
        word => word.strip_prefix("s'").map_or((0, word, ""), |rest| (0, rest, "s'")),
    };
    let stem = word.strip_suffix("ant").filter(|stem| stem.len() >= 3)?;
    if TABLE.not_participles.contains(word) {
        return None;
    }
    let end = if words.comma(at) { at + 1 } else { phrase::modifiers(words, at + 1).0 };
    let stem = stem.strip_suffix('e').filter(|stem| stem.ends_with('g')).unwrap_or(stem);
    let (kind, family) = (OpenerKind::Preambular, TABLE.spelled(format!("{reflexive}{stem}er")));
    Some(Opener { kind, family, len: words.end(end - 1), known: false, plural: false, gender: None, tear: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, OpenerKind, String)> {
        opener(text, false).map(|o| (&text[..o.len], o.kind, o.family.into_owned()))
    }

    #[test]
    fn openers_end_with_their_modifiers_and_complements() {
        use OpenerKind::*;
        for (text, printed, kind, family) in [
            ("Rappelant également la résolution", "Rappelant également", Preambular, "rappeler"),
            ("Rappelant, à cet égard, la", "Rappelant", Preambular, "rappeler"),
            ("Prenant note avec satisfaction de l'étude", "Prenant note avec satisfaction", Preambular, "prendre note"),
            ("Prend également note du rapport", "Prend également note", Operative, "prendre note"),
            (
                "Constatant avec une profonde inquiétude que",
                "Constatant avec une profonde inquiétude",
                Preambular,
                "constater",
            ),
            ("Se déclarant gravement préoccupée par", "Se déclarant gravement préoccupée", Preambular, "se déclarer"),
            ("Se déclare favorable à", "Se déclare favorable", Operative, "se déclarer"),
            ("Profondément préoccupée par", "Profondément préoccupée", Preambular, "préoccupé"),
            ("Fermement convaincue de la", "Fermement convaincue", Preambular, "convaincu"),
            ("Exprime son plein appui à la Force", "Exprime son plein appui", Operative, "exprimer"),
            (
                "Exprimant une nouvelle fois l'espoir que",
                "Exprimant une nouvelle fois l'espoir",
                Preambular,
                "exprimer",
            ),
            ("Ayant examiné le rapport", "Ayant examiné", Preambular, "examiner"),
            ("Ayant étudié le rapport", "Ayant étudié", Preambular, "étudier"),
            ("Ayant procédé à l'examen", "Ayant procédé", Preambular, "procéder"),
            ("Ayant également à l'esprit les", "Ayant également à l'esprit", Preambular, "avoir à l'esprit"),
            ("Tient à rappeler que", "Tient à rappeler", Operative, "tenir"),
            ("Lance de nouveau un appel en faveur", "Lance de nouveau un appel", Operative, "lancer un appel"),
            ("Appelle d'urgence l'attention sur", "Appelle d'urgence l'attention", Operative, "appeler l'attention"),
            ("Salue et soutient fermement les efforts", "Salue et soutient fermement", Operative, "saluer"),
            ("Invite les États Membres et encourage", "Invite", Operative, "inviter"),
            ("Agissant en vertu du Chapitre VII", "Agissant", Preambular, "agir"),
            ("Guidé par la Charte", "Guidé", Preambular, "guidé"),
            ("Compte tenu de la", "Compte tenu", Preambular, "compte tenu"),
            ("Est consciente que", "Est consciente", Operative, "être"),
            ("RAPPELANT SA RÉSOLUTION", "RAPPELANT", Preambular, "rappeler"),
            ("Honorant la mémoire", "Honorant", Preambular, "honorer"),
            ("Sachant gré au Gouvernement", "Sachant gré", Preambular, "savoir gré"),
            (
                "Condamne avec la plus grande fermeté les",
                "Condamne avec la plus grande fermeté",
                Operative,
                "condamner",
            ),
            ("Demande en particulier aux États", "Demande en particulier", Operative, "demander"),
            ("Nous réaffirmons que", "Nous réaffirmons", Operative, "réaffirmer"),
            ("Nous nous félicitons également de", "Nous nous félicitons également", Operative, "se féliciter"),
            ("Sommes conscients que", "Sommes conscients", Operative, "être"),
            ("Se félicitan t de la", "Se félicitan t", Preambular, "se féliciter"),
            ("S'engage de nouveau à", "S'engage de nouveau", Operative, "s'engager"),
        ] {
            assert_eq!(read(text), Some((printed, kind, family.to_owned())), "{text}");
        }
    }

    #[test]
    fn other_beginnings_are_no_openers() {
        for text in [
            "Les États Membres",
            "Pendant la session",
            "ceux qui se trouvent",
            "Nations Unies",
            "Cependant",
            "Est",
            "Enfant",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn misread_openers_are_recognised_in_scanned_pages_only() {
        for (text, printed, family) in [
            ("Rappe/ant ses resolutions", "Rappe/ant", "rappeler"),
            ("N omme membres", "N omme", "nommer"),
            ("Acccptc les comptes", "Acccptc", "accepter"),
            ("Prcnd acte des", "Prcnd acte", "prendre acte"),
            ("lnvite les", "lnvite", "inviter"),
            ("Sefélicite de la", "Sefélicite", "se féliciter"),
            ("Cmsidérant que", "Cmsidérant", "considérer"),
            ("Profondément préoC'Cupée de", "Profondément préoC'Cupée", "préoccupé"),
            ("Avant examine la note", "Avant examine", "examiner"),
            ("Ayant a I'esprit les", "Ayant a I'esprit", "avoir à l'esprit"),
            ("Prof ondément alarmée par", "Prof ondément alarmée", "alarmé"),
        ] {
            let o = opener(text, true).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((&text[..o.len], &*o.family), (printed, family), "{text}");
        }
        assert_eq!(read("Acccptc les comptes"), None);
    }

    #[test]
    fn the_gender_of_an_adjective_is_told() {
        assert_eq!(opener("Consciente que", false).unwrap().gender, Some(Gender::Feminine));
        assert_eq!(opener("Se déclarant préoccupé par", false).unwrap().gender, Some(Gender::Masculine));
        assert_eq!(opener("Rappelant que", false).unwrap().gender, None);
    }

    #[test]
    fn a_numbered_paragraph_may_begin_with_an_unlisted_verb() {
        let text = "Ventile également le versement";
        let o = unlisted_verb(text).unwrap();
        assert_eq!((&text[..o.len], &*o.family, o.known), ("Ventile également", "ventiler", false));
        assert_eq!(unlisted_verb("Toute personne a droit"), None);
    }
}
