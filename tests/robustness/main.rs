//! The quick form of the faults that `crates/robustness` does: a few of each kind, in every run of the tests.
#![cfg(unix)]

use alinea_robustness::{
    Change, Size, crashes, damages, failing_writes, full_disk, inputs, power_cuts, queries, restless, rights,
    small_disk, strange_files, terminal, together, two_writers,
};
use std::path::Path;
use std::time::Duration;

fn program() -> &'static Path {
    Path::new(assert_cmd::cargo::cargo_bin!("alinea"))
}

#[test]
fn a_killed_run_leaves_the_last_state_and_the_next_goes_on() {
    for change in Change::ALL {
        crashes(program(), change, 2).assert_held();
    }
}

#[test]
fn a_power_cut_loses_nothing_that_was_acknowledged() {
    for change in [Change::First, Change::Merge] {
        power_cuts(program(), change, false, 60).assert_held();
    }
}

#[test]
fn a_full_disk_leaves_the_index_as_it_was() {
    full_disk(program(), Change::Update, 4).assert_held();
    full_disk(program(), Change::Rebuild, 4).assert_held();
    small_disk(program(), Change::Update, 4).assert_held();
}

#[test]
fn a_call_that_fails_leaves_the_index_as_it_was() {
    failing_writes(program(), Change::Update, 1).assert_held();
}

#[test]
fn searching_needs_no_right_to_write() {
    rights(program()).assert_held();
}

#[test]
fn damage_never_passes_for_an_answer_that_verify_calls_sound() {
    damages(program(), 160, 40).assert_held();
}

#[test]
fn readers_see_one_state_while_a_writer_works() {
    together(program(), 6, 2).assert_held();
    two_writers(program(), 2).assert_held();
}

#[test]
fn files_that_change_while_they_are_read_cost_no_other() {
    restless(program(), 4).assert_held();
}

#[test]
fn hostile_texts_are_read_in_bounded_time_and_lose_nothing() {
    inputs(program(), Size { bytes: 200_000, files: 0, time: Duration::from_secs(20) }).assert_held();
}

#[test]
fn strange_files_are_named_and_cost_no_other() {
    strange_files(program(), Size { bytes: 0, files: 20_000, time: Duration::from_secs(30) }).assert_held();
}

#[test]
fn nothing_that_steers_a_terminal_gets_through() {
    terminal(program()).assert_held();
}

#[test]
fn hostile_queries_end_soon() {
    queries(program(), 25).assert_held();
}
