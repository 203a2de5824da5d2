//! How clauses are spread over the values of fields, for `alinea search --facets`.

use super::hits::write_total;
use super::search::SearchFormat;
use crate::paint::{Paint, Style};
use crate::record::{ValueRecord, csv_table, json_line};
use crate::visible::visible;
use crate::wording;
use alinea_model::Part;
use alinea_query::{Facet, Results, Spread};
use anyhow::Result;
use clap::ValueEnum;
use std::io::Write;

/// A field clauses are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FacetName {
    /// The adopting organ.
    Organe,
    /// The year of adoption.
    Annee,
    /// The session.
    Session,
    /// The part.
    Partie,
    /// The verb a clause begins with.
    Verbe,
}

impl From<FacetName> for Facet {
    fn from(name: FacetName) -> Facet {
        match name {
            FacetName::Organe => Facet::Organ,
            FacetName::Annee => Facet::Year,
            FacetName::Session => Facet::Session,
            FacetName::Partie => Facet::Part,
            FacetName::Verbe => Facet::Verb,
        }
    }
}

/// Writes how the clauses of `results` are spread, in the format asked for.
pub fn write(out: &mut impl Write, format: SearchFormat, results: &Results, spreads: &[Spread]) -> Result<()> {
    match format {
        SearchFormat::Text => {
            write_total(out, results)?;
            writeln!(out)?;
            write_text(out, Paint::for_stdout(), spreads)
        }
        SearchFormat::Jsonl => write_jsonl(out, spreads),
        SearchFormat::Csv => write_csv(out, spreads),
    }
}

/// Writes each field and below it its values after their numbers.
fn write_text(out: &mut impl Write, paint: Paint, spreads: &[Spread]) -> Result<()> {
    for Spread { facet, values } in spreads {
        let heading = match facet {
            Facet::Organ => "organe",
            Facet::Year => "année",
            Facet::Session => "session",
            Facet::Part => "partie",
            Facet::Verb => "verbe",
        };
        writeln!(out, "\n{}", paint.styled(heading, Style::Strong))?;
        for (value, number) in values {
            let value = match (facet, value) {
                (_, None) => "(sans)",
                (Facet::Part, Some(part)) => part.parse().map_or(part.as_str(), |part: Part| part.french()),
                (_, Some(value)) => value,
            };
            writeln!(out, "{:>9}  {}", wording::thousands(*number), visible(value))?;
        }
    }
    Ok(())
}

/// Writes one JSON object a value.
fn write_jsonl(out: &mut impl Write, spreads: &[Spread]) -> Result<()> {
    for Spread { facet, values } in spreads {
        for (value, count) in values {
            let record = ValueRecord { facet: facet.as_str(), value: value.as_deref(), count: *count };
            out.write_all(json_line(&record)?.as_bytes())?;
        }
    }
    Ok(())
}

/// Writes a table with a line of headings, one line a value.
fn write_csv(out: &mut impl Write, spreads: &[Spread]) -> Result<()> {
    let columns = ["facet", "value", "count"].map(str::to_owned).to_vec();
    let rows = spreads.iter().flat_map(|Spread { facet, values }| {
        let row = |(value, count): &(Option<String>, u64)| {
            vec![facet.as_str().to_owned(), value.clone().unwrap_or_default(), count.to_string()]
        };
        values.iter().map(row)
    });
    csv_table(out, columns, rows)
}
