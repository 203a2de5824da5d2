//! Faults done to Alinea, from outside: to the program as it is built, and to the files of its index.
//!
//! What must hold is said by a naive model: the set of clauses that `alinea segment` finds in the files, compared with
//! the set that `alinea search` prints. Each fault is tried a number of times and gives a [`Tally`]; the tests of the
//! root package try few, `cargo run --release -p alinea-robustness` many.
//!
//! | module | does |
//! |---|---|
//! | `program` | runs the program with bounds of time and memory |
//! | `scene` | invents a collection, an index and a change to it, and says what may be found after a fault |
//! | `random` | numbers that are the same in every run |
//! | `crash` | kills the program at random moments |
//! | `power` | cuts the power: replays what was written, without what was not yet on disk |
//! | `disk` | lets writing fail, fills a disk, takes rights away |
//! | `damage` | flips, cuts and removes what an index is made of |
//! | `together` | lets writers and readers meet, and changes files while they are read |
//! | `input` | collections that are hostile |
//! | `query` | queries that are hostile |
//! | `tally` | counts |

mod crash;
mod damage;
mod disk;
mod input;
mod power;
mod program;
mod query;
mod random;
mod scene;
mod tally;
mod together;

pub use crash::crashes;
pub use damage::damages;
pub use disk::{failing_writes, full_disk, rights, small_disk};
pub use input::{Size, inputs, one_line, strange_files, terminal};
pub use power::power_cuts;
pub use program::{Outcome, Program};
pub use query::queries;
pub use scene::Change;
pub use tally::Tally;
pub use together::{restless, together, two_writers};
