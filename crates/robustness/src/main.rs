//! The long form: many faults of each kind, and a table of how many were survived.

use alinea_robustness::{
    Change, Size, Tally, crashes, damages, failing_writes, full_disk, inputs, one_line, power_cuts, queries, restless,
    rights, small_disk, strange_files, terminal, together, two_writers,
};
use clap::Parser;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// Does many faults to Alinea and counts how many it survives.
#[derive(Parser)]
struct Arguments {
    /// The program; without it, `alinea` beside this one.
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// Only the kinds of faults whose name holds this.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// Write the table into this file too, below what stands in it up to the first line of a table.
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
}

/// A kind of fault, by name.
type Kind = (&'static str, fn(&Path) -> Vec<Tally>);

const KINDS: [Kind; 7] = [
    ("crash", |program| Change::ALL.map(|change| crashes(program, change, 40)).into()),
    ("power", |program| Change::ALL.map(|change| power_cuts(program, change, true, 20)).into()),
    ("disk", |program| {
        let full = [Change::First, Change::Update, Change::Merge, Change::Rebuild];
        let mut tallies: Vec<Tally> = full.map(|change| full_disk(program, change, 25)).into();
        tallies.extend(full.map(|change| small_disk(program, change, 25)));
        tallies.extend([Change::First, Change::Merge].map(|change| failing_writes(program, change, 12)));
        tallies.push(rights(program));
        tallies
    }),
    ("damage", |program| vec![damages(program, 48, 250), damages(program, 1000, 250)]),
    ("together", |program| vec![together(program, 60, 3), two_writers(program, 20), restless(program, 40)]),
    ("input", |program| {
        let size = |bytes, minutes: u64| Size { bytes, files: 1_000_000, time: Duration::from_secs(60 * minutes) };
        vec![
            inputs(program, size(5_000_000, 5)),
            one_line(program, size(50_000_000, 5)),
            strange_files(program, size(0, 10)),
            terminal(program),
        ]
    }),
    ("query", |program| vec![queries(program, 400)]),
];

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let beside = || std::env::current_exe().ok().map(|this| this.with_file_name("alinea"));
    let Some(program) = arguments.program.or_else(beside).filter(|program| program.is_file()) else {
        eprintln!("there is no program to try: build it with `cargo build --release`, or give --program");
        return ExitCode::from(2);
    };
    let mut table = "| what | tried | survived | of these | s |\n|---|---:|---:|---|---:|\n".to_owned();
    print!("{table}");
    let mut failed = false;
    for (name, run) in KINDS {
        if arguments.only.as_ref().is_some_and(|only| !name.contains(only.as_str())) {
            continue;
        }
        for tally in run(&program) {
            let row = row(&tally);
            print!("{row}");
            table.push_str(&row);
            failed |= !tally.failures.is_empty();
            for failure in &tally.failures {
                eprintln!("{failure}");
            }
        }
    }
    if let Some(file) = arguments.write
        && let Err(error) = replace_table(&file, &table)
    {
        eprintln!("{}: {error}", file.display());
        return ExitCode::from(2);
    }
    ExitCode::from(u8::from(failed))
}

fn row(tally: &Tally) -> String {
    let mut notes = String::new();
    for (kind, times) in &tally.notes {
        let _ = write!(notes, "{}{times} {kind}", if notes.is_empty() { "" } else { "; " });
    }
    if let Some(why) = &tally.skipped {
        notes = format!("skipped: {why}");
    }
    format!("| {} | {} | {} | {notes} | {:.0} |\n", tally.what, tally.tried, tally.survived(), tally.time.as_secs_f64())
}

/// Puts the table where the first one stood.
fn replace_table(file: &Path, table: &str) -> std::io::Result<()> {
    let text = std::fs::read_to_string(file)?;
    let before: String =
        text.lines().take_while(|line| !line.starts_with('|')).map(|line| format!("{line}\n")).collect();
    std::fs::write(file, before + table)
}
