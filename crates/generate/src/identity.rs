//! Who adopted resolution number so-and-so, under which symbol.

use std::fmt;

/// An organ that adopts resolutions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Organ {
    Assembly,
    HumanRights,
    Security,
    Economic,
}

/// The organs of sixteen resolutions that follow each other: shares like those of a real collection.
const TURNS: [Organ; 16] = {
    use Organ::{Assembly as A, Economic as E, HumanRights as H, Security as S};
    [A, A, H, A, A, S, A, A, A, E, A, H, A, A, S, A]
};

/// Years and sessions lie in the future, so that no symbol is a real one, and end before dates stop looking like dates.
pub(crate) const FIRST_YEAR: u32 = 2046;
const YEARS: u32 = 50;

impl Organ {
    /// Its name as printed.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Organ::Assembly => "Assemblée générale",
            Organ::HumanRights => "Conseil des droits de l'homme",
            Organ::Security => "Conseil de sécurité",
            Organ::Economic => "Conseil économique et social",
        }
    }

    /// With its article, in the middle of a sentence.
    pub(crate) fn with_article(self) -> String {
        format!("{}{}", if self.is_feminine() { "l'" } else { "le " }, self.name())
    }

    /// Whether participles agree with it in the feminine.
    pub(crate) fn is_feminine(self) -> bool {
        self == Organ::Assembly
    }

    /// Sessions a year, and resolutions a session, before the numbers of all sessions are gone through once.
    fn pace(self) -> (u32, u32) {
        match self {
            Organ::Assembly => (1, 250),
            Organ::HumanRights => (3, 30),
            Organ::Security => (1, 60),
            Organ::Economic => (1, 40),
        }
    }
}

/// What a resolution is called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Identity {
    pub organ: Organ,
    /// Session; the year for the Security Council and the Economic and Social Council.
    pub session: u32,
    pub year: u32,
    /// Which of the sessions of its year.
    pub turn: u32,
    pub number: u64,
}

impl Identity {
    /// The identity of resolution `index` of any seed. Sessions are filled one after the other; when the last is full,
    /// the first goes on, so that identities never end and never repeat.
    pub(crate) fn of(index: u64) -> Identity {
        let turn = (index % 16) as usize;
        let organ = TURNS[turn];
        let of_organ = |turns: &[Organ]| turns.iter().filter(|&&other| other == organ).count() as u64;
        let rank = index / 16 * of_organ(&TURNS) + of_organ(&TURNS[..turn]);
        let (sessions, pace) = organ.pace();
        let (all_sessions, pace) = (u64::from(YEARS * sessions), u64::from(pace));
        let session = (rank / pace % all_sessions) as u32;
        let year = FIRST_YEAR + session / sessions;
        let number = rank / pace / all_sessions * pace + rank % pace + 1;
        let (session, number) = match organ {
            Organ::Assembly | Organ::HumanRights => (101 + session, number),
            // The Security Council numbers through all its years.
            Organ::Security => (year, 10_001 + rank),
            Organ::Economic => (year, number),
        };
        Identity { organ, session, year, turn: (rank / pace % u64::from(sessions)) as u32, number }
    }

    /// The name of its file, without an ending: `A-RES-101-1`.
    pub(crate) fn stem(&self) -> String {
        self.to_string().replace("A/HRC", "A-HRC").replace(['/', ' '], "-")
    }

    /// The number as the title carries it: `101/1`, `10001 (2046)`.
    pub(crate) fn printed(&self) -> String {
        match self.organ {
            Organ::Security => format!("{} ({})", self.number, self.session),
            _ => format!("{}/{}", self.session, self.number),
        }
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let series = match self.organ {
            Organ::Assembly => "A/RES",
            Organ::HumanRights => "A/HRC/RES",
            Organ::Security => "S/RES",
            Organ::Economic => "E/RES",
        };
        write!(f, "{series}/{}", self.printed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_symbol_is_given_twice() {
        let symbols: HashSet<String> = (0..100_000).map(|index| Identity::of(index).to_string()).collect();
        assert_eq!(symbols.len(), 100_000);
    }

    #[test]
    fn symbols_lie_in_the_future() {
        assert_eq!(Identity::of(0).to_string(), "A/RES/101/1");
        assert_eq!(Identity::of(2).stem(), "A-HRC-RES-101-1");
        assert_eq!(Identity::of(5).stem(), "S-RES-10001-(2046)");
        assert_eq!(Identity::of(9).to_string(), "E/RES/2046/1");
        assert!((0..500_000).step_by(7).map(Identity::of).all(|identity| (2046..2096).contains(&identity.year)));
    }
}
