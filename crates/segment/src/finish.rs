//! A draft to a resolution: header completed from the masthead, symbol built, references given.

use crate::document::{Diagnostic, Document, Level};
use crate::draft::{Draft, TitleLine};
use crate::hyphen;
use alinea_model::{Header, Organ, Resolution, Symbol, assign_references};

impl Draft {
    /// Completes the header from the file's `masthead`, the symbol its pages carry, and its name.
    pub(crate) fn finish(mut self, masthead: &Header, printed: Option<&Symbol>, name: &str) -> Resolution {
        let named = Symbol::parse(name);
        let organ = self
            .header
            .organ
            .take()
            .or_else(|| masthead.organ.clone())
            .or_else(|| named.as_ref().and_then(Symbol::organ));
        let symbol = self.symbol(organ.as_ref(), printed, named.as_ref());
        let mut header = self.header;
        header.session =
            symbol.as_ref().and_then(|s| s.session().map(str::to_owned)).or_else(|| masthead.session.clone());
        header.title =
            if organ == Some(Organ::SecurityCouncil) { None } else { title(&self.titles, &self.part_titles) };
        header.symbol = symbol;
        header.organ = organ;
        // The adoption line is printed larger and read better than the closing line.
        header.adopted = masthead.adopted.or(header.adopted);
        header.issued = header.issued.or(masthead.issued);
        header.agenda = header.agenda.or_else(|| masthead.agenda.clone());
        header.provenance = header.provenance.or_else(|| masthead.provenance.clone());
        header.meeting = header.meeting.or(masthead.meeting);
        Resolution { header, clauses: self.clauses, footnotes: self.footnotes }
    }

    /// The symbol: from the number in the text and the organ; else from the pages; else from the file's name.
    fn symbol(&self, organ: Option<&Organ>, printed: Option<&Symbol>, named: Option<&Symbol>) -> Option<Symbol> {
        let body = match organ {
            Some(Organ::GeneralAssembly) => Some("A"),
            Some(Organ::SecurityCouncil) => Some("S"),
            Some(Organ::EconomicAndSocialCouncil) => Some("E"),
            Some(Organ::HumanRightsCouncil) => Some("A/HRC"),
            _ => None,
        };
        // Other bodies print the number alone; the file's name tells how their symbols begin.
        let own = named.filter(|named| named.as_str().contains("/RES/")).map(Symbol::body);
        let body = body.or(own);
        let from_text = body.zip(self.number.as_deref()).and_then(|(body, number)| Symbol::from_parts(body, number));
        let symbol = match (from_text, named) {
            (Some(text), Some(named)) if plain(&text) == plain(named) => {
                // The letter of a part may stand in the name only, but a name of several parts (`A-B`) is no part's.
                let lettered = text.as_str().contains(' ') && !text.as_str().contains(" (");
                Some(if self.letter.is_none() && !lettered && !named.number().contains('-') {
                    named.clone()
                } else {
                    text
                })
            }
            (Some(text), _) => Some(text),
            (None, named) => printed.filter(|_| body.is_none()).or(named).cloned().or_else(|| printed.cloned()),
        };
        symbol.map(|symbol| match &self.letter {
            Some(letter) => symbol.with_letters(letter),
            None => symbol,
        })
    }
}

/// A symbol without the letters of its parts.
fn plain(symbol: &Symbol) -> String {
    let text = symbol.as_str();
    let (head, session) = text.split_once(" (").map_or((text, None), |(head, session)| (head, Some(session)));
    let head = head.split(' ').next().unwrap_or(head);
    session.map_or_else(|| head.to_owned(), |session| format!("{head} ({session}"))
}

/// The title: the unknown lines after the adoption line; where there is none, those after the number.
fn title(lines: &[TitleLine], part: &[String]) -> Option<String> {
    let after_adoption = lines.iter().any(|line| line.after_adoption);
    let chosen = lines.iter().filter(|line| if after_adoption { line.after_adoption } else { line.after_number });
    let common = join(chosen.map(|line| line.text.as_str()));
    let part = join(part.iter().map(String::as_str));
    match (common, part) {
        (Some(common), Some(part)) => Some(format!("{}. {part}", common.trim_end_matches('.'))),
        (common, part) => common.or(part),
    }
}

fn join<'t>(lines: impl Iterator<Item = &'t str>) -> Option<String> {
    let mut text = String::new();
    for line in lines {
        if text.is_empty() {
            text.push_str(line);
        } else {
            hyphen::join(&mut text, line);
        }
    }
    (!text.is_empty()).then_some(text)
}

/// Last work on a document: references; in volumes of several resolutions, meetings of the same day agree. `numbered`
/// says of each resolution whether its number was read in the text.
pub(crate) fn complete(document: &mut Document, name: &str, numbered: &[bool]) {
    // The file's name gives the symbol of one resolution at most, and only if none prints it.
    let mut given = document
        .resolutions
        .iter()
        .zip(numbered)
        .filter(|&(_, &numbered)| numbered)
        .filter_map(|(resolution, _)| resolution.header.symbol.clone())
        .collect::<Vec<_>>();
    for (resolution, _) in document.resolutions.iter_mut().zip(numbered).filter(|&(_, &numbered)| !numbered) {
        match &resolution.header.symbol {
            Some(symbol) if given.contains(symbol) => resolution.header.symbol = None,
            Some(symbol) => given.push(symbol.clone()),
            None => {}
        }
    }
    let known: Vec<_> =
        document.resolutions.iter().filter_map(|r| Some((r.header.adopted?, r.header.meeting?))).collect();
    for resolution in &mut document.resolutions {
        // A scanner that misread `97e` as `9r` left the date: the same day's other closing lines tell the meeting.
        if resolution.header.meeting.is_none() {
            let same_day = known.iter().find(|(day, _)| Some(*day) == resolution.header.adopted);
            resolution.header.meeting = same_day.map(|&(_, meeting)| meeting);
        }
        if resolution.header.adopted.is_none() {
            let same_meeting = known.iter().find(|&&(_, meeting)| Some(meeting) == resolution.header.meeting);
            resolution.header.adopted = same_meeting.map(|&(day, _)| day);
        }
        assign_references(resolution, name);
    }
    let Some(named) = Symbol::parse(name) else { return };
    let symbols = || document.resolutions.iter().filter_map(|resolution| resolution.header.symbol.as_ref());
    if symbols().next().is_some() && !symbols().any(|symbol| plain(symbol) == plain(&named)) {
        let printed: Vec<&str> = symbols().map(Symbol::as_str).collect();
        document.diagnostics.push(Diagnostic {
            level: Level::Warning,
            code: "symbol-disagrees",
            line: 0,
            message: format!("the file is named {named}, its text says {}", printed.join(", ")),
        });
    }
}
