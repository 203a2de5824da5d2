//! An arbitrarily large corpus of invented French resolutions, of which every clause is known.
//!
//! ```
//! use alinea_generate::Generator;
//!
//! let generator = Generator::new(1);
//! let resolution = generator.resolution(0);
//! assert_eq!(resolution.clauses[0].symbol, "A/RES/101/1");
//! assert_eq!(resolution.text, Generator::new(1).resolution(0).text);
//! ```

mod calendar;
mod compose;
mod data;
mod document;
mod grammar;
mod identity;
mod inflect;
mod layout;
mod lexicon;
mod measure;
mod random;
mod sentence;
mod truth;

use compose::{Composer, Language, Topic};
use document::{Block, Draft, Writer};
use grammar::Grammar;
use identity::Identity;
use layout::{Style, lay_out};
use lexicon::Lexicon;
pub use measure::{Figures, Measure};
use random::{Random, Ranks};
pub use truth::TrueClause;

/// Resolutions in a folder.
const FOLDER: u64 = 1_000;

/// How many topics there are; a few come up every year, most once in a while.
const TOPICS: usize = 3_000;

/// Makes resolutions. Each depends on the seed and its number only: they can be made in any order, and a larger corpus
/// begins with a smaller one.
#[derive(Debug)]
pub struct Generator {
    seed: u64,
    language: Language,
    topics: Ranks,
}

/// An invented resolution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// Where its file belongs, from the folder of the corpus: `0000/A-RES-101-1.txt`.
    pub path: String,
    /// What the file holds.
    pub text: String,
    /// Its clauses, in reading order.
    pub clauses: Vec<TrueClause>,
}

impl Generator {
    /// A generator; different seeds write different words under the same symbols.
    pub fn new(seed: u64) -> Generator {
        let language = Language { lexicon: Lexicon::new(), grammar: Grammar::new() };
        Generator { seed, language, topics: Ranks::zipf(TOPICS, TOPICS, 40.0) }
    }

    /// Resolution number `index`, from 0.
    pub fn resolution(&self, index: u64) -> Resolution {
        let identity = Identity::of(index);
        let mut random = Random::of(&[self.seed, index]);
        let topic_number = self.topics.draw(&mut random) as u64;
        let topic = Topic::new(&self.language, &identity, Random::of(&[self.seed, u64::MAX, topic_number]));
        let style = Style::draw(&mut random);
        let layout_random = Random::of(&[random.next()]);
        let composer = Composer::new(&self.language, &identity, &topic, Random::of(&[random.next()]));
        let writer = Writer::new(&identity, composer, random, [self.seed, topic_number]);
        let draft = writer.write(&topic.title);
        let text = lay_out(&draft.blocks, &identity, style, layout_random);
        let path = format!("{:04}/{}.{}", index / FOLDER, identity.stem(), style.ending());
        let clauses = true_clauses(&path, &identity, draft);
        Resolution { path, text, clauses }
    }
}

fn true_clauses(path: &str, identity: &Identity, draft: Draft) -> Vec<TrueClause> {
    let symbol = identity.to_string();
    let adopted = draft.adopted.iso();
    let clauses = draft.blocks.into_iter().filter_map(|block| match block {
        Block::Clause(clause) => Some(clause),
        Block::Line(_) | Block::Heading(_) => None,
    });
    clauses
        .map(|clause| TrueClause {
            file: path.to_owned(),
            symbol: symbol.clone(),
            organ: identity.organ.name(),
            session: identity.session.to_string(),
            adopted: adopted.clone(),
            title: draft.title.clone(),
            reference: truth::reference(&symbol, clause.part, clause.section.as_deref(), clause.label.as_deref()),
            part: clause.part,
            section: clause.section,
            label: clause.label,
            opener: clause.written.opener,
            text: clause.written.text,
        })
        .collect()
}
