//! A resolution laid out to be read.

use crate::paint::{Paint, Style};
use crate::record::name;
use crate::visible::visible;
use crate::wording;
use alinea_model::{Clause, Header, Part, Resolution};
use std::io::{self, Write};

/// Columns a sub-paragraph is set in by, each level.
const STEP: usize = 4;
/// Columns of the names of header fields.
const FIELD: usize = 16;

/// Writes the whole resolution: header, preamble, operative part, what follows, footnotes.
pub fn write_resolution(out: &mut impl Write, paint: Paint, resolution: &Resolution, file: &str) -> io::Result<()> {
    write_header(out, paint, &resolution.header, file)?;
    let mut last: Option<&Clause> = None;
    for (at, clause) in resolution.clauses.iter().enumerate() {
        headings(out, paint, last, clause)?;
        write_clause(out, paint, resolution, at)?;
        last = Some(clause);
    }
    if !resolution.footnotes.is_empty() {
        writeln!(out, "\n{}\n", paint.styled("Notes", Style::Strong))?;
        for note in &resolution.footnotes {
            let mark = visible(note.mark.as_deref().unwrap_or("-"));
            paint.paragraph(out, &format!("  {mark} "), 2 + STEP, &note.text, &[])?;
        }
    }
    Ok(())
}

/// Writes one clause after the chapeaux it hangs from.
pub fn write_one(out: &mut impl Write, paint: Paint, resolution: &Resolution, at: usize) -> io::Result<()> {
    let clause = &resolution.clauses[at];
    writeln!(out, "{}", paint.styled(&clause.reference, Style::Strong))?;
    let title = resolution.header.title.as_deref();
    for line in [summary(&resolution.header), place(clause)].iter().map(String::as_str).chain(title) {
        paint.paragraph(out, "", 2, line, &[])?;
    }
    writeln!(out)?;
    let mut chain = vec![at];
    while let Some(chapeau) = resolution.clauses[chain[chain.len() - 1]].chapeau {
        chain.push(chapeau);
    }
    for &at in chain.iter().rev() {
        write_clause(out, paint, resolution, at)?;
    }
    Ok(())
}

/// Organ and day of adoption on one line: `Assemblée générale · 19 décembre 2011`.
pub fn summary(header: &Header) -> String {
    let organ = header.organ.as_ref().map(|organ| organ.name().to_owned());
    [organ, header.adopted.map(wording::date)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn place(clause: &Clause) -> String {
    wording::place(
        clause.part,
        clause.preambular,
        clause.section.as_deref(),
        clause.annex.as_deref(),
        clause.label.as_deref(),
    )
}

fn write_header(out: &mut impl Write, paint: Paint, header: &Header, file: &str) -> io::Result<()> {
    writeln!(out, "{}", paint.styled(name(header, file), Style::Strong))?;
    if let Some(title) = &header.title {
        paint.paragraph(out, "", 0, title, &[])?;
    }
    writeln!(out)?;
    let meeting = header.meeting.map(|meeting| format!("{meeting}e séance"));
    let adopted = [header.adopted.map(wording::date), meeting].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let fields = [
        ("organe", header.organ.as_ref().map(|organ| organ.name().to_owned())),
        ("session", header.session.clone()),
        ("adoption", Some(adopted).filter(|adopted| !adopted.is_empty())),
        ("distribution", header.issued.map(wording::date)),
        ("ordre du jour", header.agenda.clone().map(|agenda| format!("point {agenda}"))),
        ("provenance", header.provenance.clone()),
        ("vote", header.vote.clone()),
        ("fichier", Some(file.to_owned())),
    ];
    for (field, value) in fields {
        if let Some(value) = value {
            paint.paragraph(out, field, FIELD, &value, &[])?;
        }
    }
    Ok(())
}

/// Writes the headings that change from one clause to the next.
fn headings(out: &mut impl Write, paint: Paint, last: Option<&Clause>, clause: &Clause) -> io::Result<()> {
    let part = last.is_none_or(|last| (last.part, last.preambular) != (clause.part, clause.preambular));
    let annex = clause.annex.is_some() && last.is_none_or(|last| last.annex != clause.annex);
    let section = last.map_or(clause.section.is_some(), |last| last.section != clause.section);
    if part || annex {
        let heading = match (clause.part, clause.preambular, &clause.annex) {
            (Part::Preamble | Part::Operative, ..) => capital(clause.part.french()),
            (_, true, Some(text)) => format!("{} — préambule", visible(text)),
            (_, false, Some(text)) => visible(text).into_owned(),
            (part, true, None) => format!("{} — préambule", capital(part.french())),
            (part, false, None) => capital(part.french()),
        };
        writeln!(out, "\n{}", paint.styled(&heading, Style::Strong))?;
    }
    if let Some(heading) = clause.section.as_deref().filter(|_| section) {
        writeln!(out)?;
        paint.paragraph(out, "", 2, heading, &[])?;
    }
    writeln!(out)
}

fn write_clause(out: &mut impl Write, paint: Paint, resolution: &Resolution, at: usize) -> io::Result<()> {
    let clause = &resolution.clauses[at];
    let indent = 2 + STEP * depth(resolution, at);
    // The rank of an alinéa is not printed in the document; it stands in brackets as an editor's addition does.
    match clause.label.as_deref().filter(|_| clause.preambular && clause.chapeau.is_none()) {
        Some(rank) => {
            let lead = format!("  {:>4} ", format!("[{rank}]"));
            paint.paragraph(out, &lead, lead.len(), &clause.text, &[])
        }
        None => paint.paragraph(out, "", indent, &clause.text, &[]),
    }
}

/// How many chapeaux a clause hangs from. Text that goes on after sub-paragraphs stands as far left as its chapeau.
fn depth(resolution: &Resolution, at: usize) -> usize {
    let mut depth = 0;
    let mut at = at;
    while let Some(chapeau) = resolution.clauses[at].chapeau {
        depth += usize::from(resolution.clauses[at].label.is_some());
        at = chapeau;
    }
    depth
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
