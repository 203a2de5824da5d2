//! Openers: the words a clause begins with, their family, and the part of a resolution they belong to.
//!
//! An opener is a head (`Rappelant`, `Prend note`, `Se déclare`) with its modifiers (`également`, `avec satisfaction`)
//! and, for some heads, what completes it (`Exprime sa gratitude`, `Se déclare préoccupée`). It ends before the first
//! comma: `Rappelant, à cet égard,` opens with `Rappelant`.

mod phrase;
mod table;

use crate::letters::{distance, letters};
use alinea_model::Gender;
use phrase::{Word, words};
use table::{Complement, Head, TABLE};

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
    pub(crate) family: String,
    /// Bytes of the text it takes.
    pub(crate) len: usize,
    /// False for a word that only has the form of an opener.
    pub(crate) known: bool,
    /// First person plural: the text is a declaration.
    pub(crate) plural: bool,
    /// The gender its adjective shows.
    pub(crate) gender: Option<Gender>,
}

/// How much of a text is looked at: no opener is longer.
const MOST_WORDS: usize = 18;

/// The opener `text` begins with. With `scanned`, letters misread by a scanner are allowed for.
pub(crate) fn opener(text: &str, scanned: bool) -> Option<Opener> {
    let first = text.chars().next()?;
    if !first.is_uppercase() && !(scanned && matches!(first, 'l' | '1' | '[' | '(')) {
        return None;
    }
    let words = words(text, MOST_WORDS);
    known(&words)
        .or_else(|| by_adverb(&words))
        .or_else(|| torn(&words))
        .or_else(|| scanned.then(|| misread(&words)).flatten())
        .or_else(|| participle(&words))
}

/// The first word of a numbered operative paragraph, taken for a verb that the lists do not have.
pub(crate) fn unlisted_verb(text: &str) -> Option<Opener> {
    let words = words(text, MOST_WORDS);
    let first = words.first()?;
    let verb = text.starts_with(char::is_uppercase)
        && first.folded.len() >= 4
        && first.folded.ends_with(['e', 't', 'd'])
        && !first.folded.contains('\'')
        && !TABLE.not_verbs.contains(first.folded.as_str());
    verb.then(|| {
        let (end, _) = phrase::modifiers(&words, 1);
        let family = first.folded.strip_suffix('e').map_or_else(|| first.folded.clone(), |stem| format!("{stem}er"));
        Opener {
            kind: OpenerKind::Operative,
            family,
            len: words[end - 1].end,
            known: false,
            plural: false,
            gender: None,
        }
    })
}

/// A head of the list, whole.
fn known(words: &[Word]) -> Option<Opener> {
    let first = words.first()?.folded.as_str();
    let found = TABLE.heads.get(first).and_then(|heads| heads.iter().find_map(|head| complete(words, 1, head)));
    // `Nous réaffirmons`: the pronoun before the verb of a declaration.
    found.or_else(|| if first == "nous" { known(&words[1..]).filter(|opener| opener.plural) } else { None })
}

/// Adverbs before an adjective: `Profondément préoccupée`, `Très alarmé`.
fn by_adverb(words: &[Word]) -> Option<Opener> {
    let (at, comma) = phrase::modifiers(words, 0);
    if at == 0 || comma {
        return None;
    }
    let head = TABLE.heads.get(words.get(at)?.folded.as_str())?.iter().find(|head| head.adjective)?;
    complete(words, at + 1, head)
}

/// The opener whose head has its first word before `at`: the rest of the head, what completes it, modifiers, and a
/// second verb after `et`.
fn complete(words: &[Word], at: usize, head: &Head) -> Option<Opener> {
    let mut at = at;
    for rest in &head.rest {
        if words[at - 1].comma {
            return None;
        }
        let (next, comma) = phrase::modifiers(words, at);
        let bare = words.get(at).is_some_and(|word| word.folded == *rest);
        at = if bare { at } else { next };
        if (comma && !bare) || words.get(at)?.folded != *rest {
            return None;
        }
        at += 1;
    }
    let mut family = head.family.to_owned();
    let mut gender = head.gender;
    let mut comma = words[at - 1].comma;
    if !comma {
        (at, comma) = phrase::modifiers(words, at);
    }
    if !comma {
        let before = at;
        match head.complement {
            Complement::None => {}
            Complement::Adjective => {
                if let Some(adjective) = words.get(at).and_then(|word| TABLE.adjective(&word.folded)) {
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
                family = verb;
            }
            Complement::Infinitive => at = phrase::infinitive(words, at),
        }
        if at > before && !words[at - 1].comma {
            (at, _) = phrase::modifiers(words, at);
        }
    } else if head.needs_complement {
        return None;
    }
    let mut len = words[at - 1].end;
    // `Salue et encourage`, `Rappelant et réaffirmant`.
    if !words[at - 1].comma && words.get(at).is_some_and(|word| word.folded == "et") {
        if let Some(second) = known(&words[at + 1..]).filter(|second| second.kind == head.kind && !head.adjective) {
            len = second.len;
        }
    }
    Some(Opener { kind: head.kind, family, len, known: true, plural: head.plural, gender })
}

/// A first word with a space inside: `Exprim e`, `N omme`, `Prof ondément alarmée`.
fn torn(words: &[Word]) -> Option<Opener> {
    let first = words.first()?.folded.as_str();
    if matches!(first, "se" | "nous") {
        // `Se félicitan t`
        let mut glued = words.get(..1)?.to_vec();
        glued.extend_from_slice(words.get(2..)?);
        let second = glued.get_mut(1)?;
        second.folded = words[1].folded.clone() + &second.folded;
        return known(&glued);
    }
    let mut glued = words.get(1..)?.to_vec();
    let first = glued.first_mut().filter(|second| second.folded.len() > 1 || words[0].folded.len() > 3)?;
    first.folded = words[0].folded.clone() + &first.folded;
    known(&glued).or_else(|| by_adverb(&glued))
}

/// A head a scanner misread: `Rappe/ant`, `N omme`, `Acccptc`.
fn misread(words: &[Word]) -> Option<Opener> {
    let first = words.first()?;
    let one = letters(&first.folded, 24);
    let two = words.get(1).map(|second| letters(&(first.folded.clone() + &second.folded), 24));
    let torn = first.folded.len() <= 4 || first.folded.chars().any(|c| !c.is_alphabetic());
    let mut candidates: Vec<(usize, usize, &Head)> = Vec::new();
    for (spelling, head) in &TABLE.spellings {
        let most = match spelling.len() {
            0..=4 => 0,
            5..=6 => 1,
            _ => 2,
        };
        let singly = distance(&one, spelling, most).map(|wrong| (wrong, 1, head));
        let doubly =
            two.as_ref().filter(|_| torn).and_then(|two| distance(two, spelling, most)).map(|wrong| (wrong, 2, head));
        candidates.extend(singly.into_iter().chain(doubly));
    }
    candidates.sort_by_key(|&(wrong, _, head)| (wrong, std::cmp::Reverse(head.rest.len())));
    candidates.into_iter().find_map(|(_, taken, head)| {
        // The spelling of a reflexive head holds its second word too.
        let spelled = head.rest.len().min(usize::from(head.reflexive));
        let head = Head { rest: head.rest[spelled..].to_vec(), ..head.clone() };
        complete(words, taken.min(words.len()), &head)
    })
}

/// A present participle that the lists do not have: `Honorant`, `S'élevant`, `Se fondant`.
fn participle(words: &[Word]) -> Option<Opener> {
    let first = &words.first()?.folded;
    let (at, word, reflexive) = match first.as_str() {
        "se" => (1, words.get(1)?.folded.as_str(), "se "),
        word => word.strip_prefix("s'").map_or((0, word, ""), |rest| (0, rest, "s'")),
    };
    let stem = word.strip_suffix("ant").filter(|stem| stem.len() >= 3)?;
    if TABLE.not_participles.contains(word) {
        return None;
    }
    let (end, _) = if words[at].comma { (at + 1, true) } else { phrase::modifiers(words, at + 1) };
    let family = format!("{reflexive}{}er", stem.strip_suffix('e').filter(|s| s.ends_with('g')).map_or(stem, |_| stem));
    Some(Opener {
        kind: OpenerKind::Preambular,
        family,
        len: words[end - 1].end,
        known: false,
        plural: false,
        gender: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, OpenerKind, String)> {
        opener(text, false).map(|o| (&text[..o.len], o.kind, o.family))
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
            ("Prof ondément alarmée par", "Prof ondément alarmée", "alarmé"),
        ] {
            let o = opener(text, true).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((&text[..o.len], o.family.as_str()), (printed, family), "{text}");
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
        let text = "Subordonne également le versement";
        let o = unlisted_verb(text).unwrap();
        assert_eq!((&text[..o.len], o.family.as_str(), o.known), ("Subordonne également", "subordonner", false));
        assert_eq!(unlisted_verb("Toute personne a droit"), None);
    }
}
