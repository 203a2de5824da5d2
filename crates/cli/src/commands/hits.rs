//! The clauses that were found, for `alinea search`.

use super::files::from_here;
use super::search::{SearchArguments, SearchFormat};
use crate::paint::{Paint, Style};
use crate::record::{DiagnosticRecord, HitRecord, csv_table, json_line};
use crate::visible::shown_path;
use crate::wording;
use alinea_model::{Organ, Part};
use alinea_query::{Hit, Occurrences, Results, ScorePart, ScoreSource};
use anyhow::Result;
use std::io::Write;
use std::path::Path;

/// Writes the hits in the format asked for; for programs, with what was not searched as typed.
pub fn write(
    out: &mut impl Write,
    arguments: &SearchArguments,
    results: &Results,
    diagnostics: &[DiagnosticRecord],
) -> Result<()> {
    match arguments.format {
        SearchFormat::Text => write_text(out, Paint::for_stdout(), results, arguments.offset),
        SearchFormat::Jsonl => write_jsonl(out, results, diagnostics, arguments.offset),
        SearchFormat::Csv => write_csv(out, results, arguments.offset),
    }
}

fn write_text(out: &mut impl Write, paint: Paint, results: &Results, offset: usize) -> Result<()> {
    write_total(out, results)?;
    let all = results.wordings.unwrap_or(results.total);
    match results.hits.len() {
        shown if shown as u64 == all => writeln!(out)?,
        0 => writeln!(out, ", aucune à partir de la {}e", offset + 1)?,
        shown => writeln!(out, ", ici de {} à {}", offset + 1, offset + shown)?,
    }
    for hit in &results.hits {
        write_hit(out, paint, hit)?;
    }
    Ok(())
}

/// Writes how many clauses were found, and of how many wordings; the line is left open.
pub fn write_total(out: &mut impl Write, results: &Results) -> Result<()> {
    write!(out, "{}", wording::clauses_found(results.total))?;
    if results.exact_total < results.total {
        write!(out, ", dont {} sous la forme exacte", wording::thousands(results.exact_total))?;
    }
    if let Some(wordings) = results.wordings.filter(|&wordings| wordings < results.total) {
        write!(out, " ; {}", wording::wordings(wordings))?;
    }
    Ok(())
}

fn write_hit(out: &mut impl Write, paint: Paint, hit: &Hit) -> Result<()> {
    let organ = hit.organ.as_ref().map(|organ| organ.name().to_owned());
    // The label of an alinéa is its rank, in an embedded text too; only the reference tells them apart there.
    let preambular = hit.part == Part::Preamble || hit.reference.contains(", al. ");
    let place = wording::place(hit.part, preambular, hit.section.as_deref(), None, hit.label.as_deref());
    let about = [organ, hit.adopted.map(wording::date), Some(place)];
    let about: Vec<String> = about.into_iter().flatten().collect();
    writeln!(out, "\n{}", paint.styled(&hit.reference, Style::Strong))?;
    paint.paragraph(out, "", 2, &about.join(" · "), &[])?;
    if let Some(title) = &hit.title {
        paint.paragraph(out, "", 2, title, &[])?;
    }
    let marked: Vec<_> = hit.highlights.iter().map(|highlight| highlight.from_byte..highlight.to_byte).collect();
    paint.paragraph(out, "", 4, &hit.text, &marked)?;
    if let Some(occurrences) = hit.occurrences.as_ref().filter(|occurrences| occurrences.count > 1) {
        paint.paragraph(out, "", 2, &told(occurrences), &[])?;
        for reference in &occurrences.references {
            paint.paragraph(out, "", 4, reference, &[])?;
        }
    }
    if !hit.parts.is_empty() {
        writeln!(out, "  score {}", wording::decimal(hit.score))?;
        for part in &hit.parts {
            paint.paragraph(out, &format!("  {:>8}  ", wording::decimal(part.value)), 12, &worth(part), &[])?;
        }
    }
    Ok(())
}

/// `même libellé : 5 clauses, de 2005 à 2011, Assemblée générale`.
fn told(occurrences: &Occurrences) -> String {
    let Occurrences { count, first, last, organs, .. } = occurrences;
    let mut told = format!("même libellé : {} clauses", wording::thousands(*count));
    match (first, last) {
        (Some(first), Some(last)) if first.year() < last.year() => {
            told.push_str(&format!(", de {} à {}", first.year(), last.year()));
        }
        (Some(day), _) => told.push_str(&format!(", {}", day.year())),
        (None, _) => {}
    }
    for organ in organs {
        told.push_str(&format!(", {}", organ.name()));
    }
    told
}

/// `texte : exclusion (3 fois, 45 mots)`.
fn worth(part: &ScorePart) -> String {
    let said = &part.said;
    let (source, met) = match part.source {
        ScoreSource::Text(met) => ("texte", met),
        ScoreSource::Exact(met) => ("forme exacte", met),
        ScoreSource::Chapeau(met) => ("chapeau", met),
        ScoreSource::Title(met) => ("titre", met),
        ScoreSource::Symbol => return format!("cote : {said}"),
        ScoreSource::Proximity { between } => {
            return format!("proximité : {said} ({} entre)", wording::words(between));
        }
    };
    format!("{source} : {said} ({} fois en {})", met.times, wording::words(met.words))
}

fn write_jsonl(out: &mut impl Write, results: &Results, diagnostics: &[DiagnosticRecord], offset: usize) -> Result<()> {
    for (at, hit) in results.hits.iter().enumerate() {
        let file = from_here(Path::new(&hit.file));
        let file = file.to_string_lossy();
        out.write_all(json_line(&HitRecord::new(offset + at + 1, results, hit, &file, diagnostics))?.as_bytes())?;
    }
    Ok(())
}

const COLUMNS: [&str; 21] = [
    "rank",
    "reference",
    "symbol",
    "organ",
    "session",
    "adopted",
    "title",
    "part",
    "section",
    "label",
    "opener",
    "file",
    "lines",
    "text",
    "highlights",
    "score",
    "occurrences",
    "first",
    "last",
    "organs",
    "references",
];

fn write_csv(out: &mut impl Write, results: &Results, offset: usize) -> Result<()> {
    let explained = results.hits.iter().any(|hit| !hit.parts.is_empty());
    let columns = COLUMNS.into_iter().chain(explained.then_some("parts")).map(str::to_owned).collect();
    let rows = results.hits.iter().enumerate().map(|(at, hit)| {
        let parts = hit.parts.iter().map(|part| format!("{} {}", part.value, worth(part)));
        let parts = explained.then(|| parts.collect::<Vec<_>>().join("; "));
        row(offset + at + 1, hit).into_iter().chain(parts).collect()
    });
    csv_table(out, columns, rows)
}

fn row(rank: usize, hit: &Hit) -> Vec<String> {
    let highlights: Vec<String> =
        hit.highlights.iter().map(|highlight| format!("{}-{}", highlight.from, highlight.to)).collect();
    let or_empty = |value: &Option<String>| value.clone().unwrap_or_default();
    let day = |day: Option<alinea_model::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let occurrences = hit.occurrences.clone().unwrap_or_default();
    let count = hit.occurrences.as_ref().map(|occurrences| occurrences.count.to_string());
    vec![
        rank.to_string(),
        hit.reference.clone(),
        or_empty(&hit.symbol),
        hit.organ.as_ref().map(ToString::to_string).unwrap_or_default(),
        or_empty(&hit.session),
        day(hit.adopted),
        or_empty(&hit.title),
        hit.part.as_str().to_owned(),
        or_empty(&hit.section),
        or_empty(&hit.label),
        or_empty(&hit.opener),
        shown_path(from_here(Path::new(&hit.file))),
        format!("{}-{}", hit.lines.0, hit.lines.1),
        hit.text.clone(),
        highlights.join(" "),
        hit.score.to_string(),
        count.unwrap_or_default(),
        day(occurrences.first),
        day(occurrences.last),
        occurrences.organs.iter().map(Organ::name).collect::<Vec<_>>().join("; "),
        occurrences.references.join("; "),
    ]
}
