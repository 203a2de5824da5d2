//! The program is killed at random moments.

use crate::random::Random;
use crate::scene::Scene;
use crate::{Change, Tally};
use std::path::Path;
use std::time::Duration;

/// Kills the program `times` times while it brings an index up to date. What it has acknowledged must be there, nothing
/// half; the next run goes on, and tidies up.
pub fn crashes(program: &Path, change: Change, times: u32) -> Tally {
    let mut tally = Tally::new(format!("killed at random, {change:?}"));
    let scene = Scene::new(program, change, 16);
    let mut random = Random::new(change as u64);
    for trial in 0..times {
        scene.reset();
        // A little beyond the end, so that some runs are killed on their last steps.
        let micros = random.below(scene.time.as_micros() as u64 * 11 / 10);
        let outcome = scene.program.run_and_kill(scene.arguments, Duration::from_micros(micros));
        let done = outcome.code == Some(0);
        tally.note(if done { "done before" } else { "killed" });
        let held = scene.holds(done).and_then(|()| scene.resumes());
        tally.add(&format!("trial {trial} after {micros} µs"), held);
    }
    tally
}
