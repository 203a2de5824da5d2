//! Figures and errors for people.

use crate::tally::{Fields, Score, Tally};
use std::io::{self, Write};

/// Writes one line a document, a line a group, then kinds of errors, header fields, openers and annexes.
pub fn write_table(out: &mut impl Write, documents: &[(String, Score)], groups: &[(&str, &Score)]) -> io::Result<()> {
    writeln!(
        out,
        "{:<26} {:>5} {:>5} {:>5} {:>7} {:>7} {:>7} {:>9} {:>9} {:>9}",
        "document", "gold", "ours", "right", "prec.", "recall", "F1", "joins", "openers", "header"
    )?;
    for (name, score) in documents {
        write_line(out, name, score)?;
    }
    writeln!(out)?;
    for (name, score) in groups {
        write_line(out, name, score)?;
    }
    let Some((_, all)) = groups.first() else { return Ok(()) };
    writeln!(out, "\nheader fields (right/total where the gold has a value; all, nulls included)")?;
    for (name, fields) in &all.header {
        writeln!(out, "  {name:<12} {}", both(fields))?;
    }
    writeln!(out, "openers        {}", both(&all.openers))?;
    writeln!(out, "annexes with the right number of paragraphs: {}", ratio(&all.annexes))?;
    write!(out, "errors by kind:")?;
    for (kind, count) in all.kinds() {
        write!(out, " {} {count}", kind.as_str())?;
    }
    writeln!(out)
}

/// Writes every error, by document.
pub fn write_errors(out: &mut impl Write, score: &Score) -> io::Result<()> {
    let mut file = "";
    for error in &score.errors {
        if error.file != file {
            file = &error.file;
            writeln!(out, "\n{file}")?;
        }
        let line = if error.line > 0 { format!(" (line {})", error.line) } else { String::new() };
        writeln!(out, "  {:<8} {}{line}", error.kind.as_str(), error.place)?;
        for (side, text) in [("gold", &error.gold), ("ours", &error.ours)] {
            if !text.is_empty() {
                writeln!(out, "           {side}: {text}")?;
            }
        }
    }
    Ok(())
}

fn write_line(out: &mut impl Write, name: &str, score: &Score) -> io::Result<()> {
    let clauses = &score.clauses;
    writeln!(
        out,
        "{name:<26} {:>5} {:>5} {:>5} {:>6.2}% {:>6.2}% {:>6.2}% {:>9} {:>9} {:>9}",
        clauses.gold,
        clauses.ours,
        clauses.right,
        clauses.precision() * 100.0,
        clauses.recall() * 100.0,
        clauses.f1() * 100.0,
        ratio(&score.joins),
        ratio(&score.openers.filled),
        ratio(&score.header_total().filled),
    )
}

fn ratio(tally: &Tally) -> String {
    format!("{}/{}", tally.right, tally.total)
}

fn both(fields: &Fields) -> String {
    format!("{:>9} {:>6.2}%   all {:>9}", ratio(&fields.filled), fields.filled.share() * 100.0, ratio(&fields.all))
}
