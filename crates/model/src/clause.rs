//! The unit that is indexed, found and cited.

use serde::{Deserialize, Serialize};

/// Where in a resolution a clause stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Préambule.
    Preamble,
    /// Dispositif.
    #[default]
    Operative,
    /// A paragraph of an annex (annexe).
    Annex,
    /// A text recommended or adopted inside another (a draft for another organ, a declaration).
    Embedded,
}

impl Part {
    /// The name in machine-readable output: `preamble`, `operative`, `annex`, `embedded`.
    pub fn as_str(self) -> &'static str {
        match self {
            Part::Preamble => "preamble",
            Part::Operative => "operative",
            Part::Annex => "annex",
            Part::Embedded => "embedded",
        }
    }

    /// The French name shown to people: `préambule`, `dispositif`, `annexe`, `texte incorporé`.
    pub fn french(self) -> &'static str {
        match self {
            Part::Preamble => "préambule",
            Part::Operative => "dispositif",
            Part::Annex => "annexe",
            Part::Embedded => "texte incorporé",
        }
    }

    /// All parts, in the order they are listed to people.
    pub const ALL: [Part; 4] = [Part::Preamble, Part::Operative, Part::Annex, Part::Embedded];
}

impl std::str::FromStr for Part {
    type Err = ();

    /// Reads the machine-readable name back; `Err` for anything else.
    fn from_str(text: &str) -> Result<Self, ()> {
        Part::ALL.into_iter().find(|part| part.as_str() == text).ok_or(())
    }
}

/// One preambular paragraph (alinéa), one operative paragraph, or one sub-paragraph of either.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// How the clause is cited, unique in its resolution: `A/RES/66/122, par. 3 b)`. See [`crate::assign_references`].
    pub reference: String,
    /// The part it stands in.
    pub part: Part,
    /// True for an alinéa of a preamble (also of an embedded text or an annexed declaration), false for the rest.
    pub preambular: bool,
    /// The section it stands under: the printed roman numeral, or the heading's text where there is no numeral.
    pub section: Option<String>,
    /// For annexes and embedded texts: how the text they belong to is headed (`Annexe II`), to cite them by.
    pub annex: Option<String>,
    /// Preamble: its rank, 1, 2, 3 …; elsewhere the printed number as a path (`3 b) ii)`). `None` where none is printed.
    pub label: Option<String>,
    /// The introductory words with their modifiers, as printed: `Prenant note avec satisfaction`.
    pub opener: Option<String>,
    /// The family of the opener, by the infinitive of its verb or the masculine of its adjective:
    /// `rappeler` for Rappelant, Rappelant également and Rappelle.
    pub verb: Option<String>,
    /// The text as printed, with its label, repaired of page breaks and footnote marks, in NFC.
    pub text: String,
    /// Index, in the resolution's clauses, of the chapeau that introduces this sub-paragraph.
    pub chapeau: Option<usize>,
    /// First and last line of the source the clause stands on, from 1.
    pub lines: (u32, u32),
    /// Byte offsets in `text` where a page break, a footnote or the like had cut the clause.
    pub joins: Vec<u32>,
}

impl Clause {
    /// The text without the last sign of its label (`b)`) where it begins with it, as one reads it behind its chapeau.
    ///
    /// ```
    /// # use alinea_model::Clause;
    /// # let clause = |label: &str, text: &str| Clause {
    /// #     label: Some(label.into()), text: text.into(), chapeau: Some(0), ..Clause::default()
    /// # };
    /// assert_eq!(clause("3 b)", "b) De rendre compte;").unlabelled(), "De rendre compte;");
    /// assert_eq!(clause("3 b)", "De rendre compte;").unlabelled(), "De rendre compte;");
    /// ```
    pub fn unlabelled(&self) -> &str {
        let text = self.text.trim_start();
        let sign = self.label.as_deref().and_then(|label| label.rsplit(' ').next()).unwrap_or_default();
        let bare = text.strip_prefix('(').unwrap_or(text);
        match bare.strip_prefix(sign) {
            Some(rest) if !sign.is_empty() && !rest.starts_with(char::is_alphanumeric) => {
                rest.trim_start_matches(['.', ')']).trim_start()
            }
            _ => text,
        }
    }
}
