//! The body that adopts a resolution.

use serde::{Deserialize, Serialize};

/// Grammatical gender of an organ's French name: participles and adjectives in openers agree with it
/// (`Consciente` for the Assemblée générale, `Conscient` for a Conseil).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// `L'Assemblée`, `La Commission`, `La Conférence générale`.
    Feminine,
    /// `Le Conseil`, `Le Comité`.
    Masculine,
}

/// An organ (organe), by its French name. Serialised as that name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Organ {
    /// Assemblée générale.
    GeneralAssembly,
    /// Conseil de sécurité.
    SecurityCouncil,
    /// Conseil économique et social.
    EconomicAndSocialCouncil,
    /// Conseil des droits de l'homme.
    HumanRightsCouncil,
    /// Any other body, by the name it is printed with, without its article.
    Other(String),
}

impl Organ {
    /// The French name, without article: `Assemblée générale`.
    pub fn name(&self) -> &str {
        match self {
            Organ::GeneralAssembly => "Assemblée générale",
            Organ::SecurityCouncil => "Conseil de sécurité",
            Organ::EconomicAndSocialCouncil => "Conseil économique et social",
            Organ::HumanRightsCouncil => "Conseil des droits de l'homme",
            Organ::Other(name) => name,
        }
    }

    /// The usual French abbreviation, where there is one: `AG`, `CS`, `ECOSOC`, `CDH`.
    pub fn abbreviation(&self) -> Option<&'static str> {
        match self {
            Organ::GeneralAssembly => Some("AG"),
            Organ::SecurityCouncil => Some("CS"),
            Organ::EconomicAndSocialCouncil => Some("ECOSOC"),
            Organ::HumanRightsCouncil => Some("CDH"),
            Organ::Other(_) => None,
        }
    }

    /// The gender openers agree with, told from the first word of the name; `None` where the word is unknown.
    pub fn gender(&self) -> Option<Gender> {
        match self.name().split(' ').next() {
            Some("Assemblée" | "Commission" | "Conférence" | "Réunion" | "Sous-Commission") => {
                Some(Gender::Feminine)
            }
            Some("Conseil" | "Comité" | "Congrès" | "Forum" | "Groupe") => Some(Gender::Masculine),
            _ => None,
        }
    }
}

impl From<String> for Organ {
    fn from(name: String) -> Self {
        [Organ::GeneralAssembly, Organ::SecurityCouncil, Organ::EconomicAndSocialCouncil, Organ::HumanRightsCouncil]
            .into_iter()
            .find(|organ| organ.name() == name)
            .unwrap_or(Organ::Other(name))
    }
}

impl From<Organ> for String {
    fn from(organ: Organ) -> Self {
        organ.name().to_owned()
    }
}

impl std::fmt::Display for Organ {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_back_its_organ() {
        for organ in [Organ::GeneralAssembly, Organ::HumanRightsCouncil, Organ::Other("Conférence générale".into())]
        {
            assert_eq!(Organ::from(organ.name().to_owned()), organ);
        }
    }

    #[test]
    fn councils_are_masculine_and_assemblies_feminine() {
        assert_eq!(Organ::GeneralAssembly.gender(), Some(Gender::Feminine));
        assert_eq!(Organ::SecurityCouncil.gender(), Some(Gender::Masculine));
        assert_eq!(Organ::Other("Conférence générale".into()).gender(), Some(Gender::Feminine));
        assert_eq!(Organ::Other("Magistrature".into()).gender(), None);
    }
}
