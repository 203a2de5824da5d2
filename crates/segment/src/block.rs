//! The text of a file as blocks: paragraphs, headings, list items, tables, marks of images and rules.
//!
//! A block is what the converter took for one paragraph: one line in Markdown, several in text that is wrapped by hand.

use crate::labels;

/// What the markup says of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockKind {
    Paragraph,
    Heading,
    Item,
    Table,
    Image,
    Rule,
}

/// One block, as it stands in the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block<'a> {
    pub(crate) kind: BlockKind,
    /// Its lines, markup and all.
    pub(crate) source: &'a str,
    /// First and last line, from 1.
    pub(crate) lines: (u32, u32),
}

impl<'a> Block<'a> {
    /// Its lines without their markup, in order.
    pub(crate) fn rows(self) -> impl Iterator<Item = &'a str> {
        let mut rest = Some(self.source);
        std::iter::from_fn(move || {
            let text = rest?;
            let end = memchr::memchr(b'\n', text.as_bytes());
            rest = end.map(|end| &text[end + 1..]);
            Some(kind_of(text[..end.unwrap_or(text.len())].trim()).1)
        })
    }
}

/// A line that is at least this long (characters) is taken as full: what follows it without a blank line goes on.
/// Below it, a line break is meant (mastheads, closing lines).
const FULL_LINE: usize = 50;

/// Splits `text` into blocks. Every non-blank line is in exactly one of them.
pub(crate) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut after_blank = true;
    // The line before, without markup, and where the last block begins (bytes).
    let mut before = "";
    let mut begin = 0;
    let mut from = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    for (number, end) in (1u32..).zip(ends) {
        let line = text[from..end].trim();
        let start = from + (text[from..end].len() - text[from..end].trim_start().len());
        from = end + 1;
        if line.is_empty() {
            after_blank = true;
            continue;
        }
        let (kind, row) = kind_of(line);
        match blocks.last_mut() {
            Some(last) if goes_on(last.kind, before, kind, row, after_blank) => {
                last.source = &text[begin..start + line.len()];
                last.lines.1 = number;
            }
            _ => {
                begin = start;
                blocks.push(Block { kind, source: line, lines: (number, number) });
            }
        }
        before = row;
        after_blank = false;
    }
    blocks
}

/// The kind the markup of a line gives it, and the line without that markup.
fn kind_of(row: &str) -> (BlockKind, &str) {
    let first = row.as_bytes()[0];
    match first {
        b'#' => {
            let text = row.trim_start_matches('#');
            if text.starts_with(char::is_whitespace) {
                return (BlockKind::Heading, text.trim_start());
            }
        }
        // Some converters take headings in odd type for formulas.
        b'$' if row.len() > 4 && row.starts_with("$$") && row.ends_with("$$") => {
            return (BlockKind::Heading, row[2..row.len() - 2].trim());
        }
        b'|' => return (BlockKind::Table, row),
        b'<' if row.starts_with("<!--") => return (BlockKind::Image, row),
        b'-' | b'*' | b'+' if row[1..].starts_with(' ') => return (BlockKind::Item, row[2..].trim_start()),
        _ => {}
    }
    if let Some(text) = row.strip_prefix("• ").or_else(|| row.strip_prefix("· ")) {
        return (BlockKind::Item, text.trim_start());
    }
    if matches!(first, b'_' | b'-' | b'\\' | b'=' | 0xe2) && is_rule(row) {
        return (BlockKind::Rule, row);
    }
    (BlockKind::Paragraph, row)
}

/// A rule over footnotes: nothing but three or more underscores, dashes or the like.
fn is_rule(row: &str) -> bool {
    row.len() >= 3 && row.bytes().all(|b| matches!(b, b'_' | b'-' | b'\\' | b' ' | b'='))
        || row.chars().all(|c| c == '—')
}

/// Whether the line `row` belongs to the block before it, whose last line is `before`.
fn goes_on(last: BlockKind, before: &str, kind: BlockKind, row: &str, after_blank: bool) -> bool {
    match (last, kind) {
        (BlockKind::Table, BlockKind::Table) => true,
        (BlockKind::Paragraph | BlockKind::Item, BlockKind::Paragraph) if !after_blank => {
            if labels::any(row).is_some() {
                return false;
            }
            row.starts_with(char::is_lowercase) || before.chars().count() >= FULL_LINE && !stands_alone(before, row)
        }
        _ => false,
    }
}

/// True for a line that may begin a footnote (`3 Voir`, `1/ Ibid.`), or be the number of a page. One that goes on with
/// a number where the line before is open (`du 18 novembre | 2038, …`) is none.
fn stands_alone(before: &str, row: &str) -> bool {
    let digits = row.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return row.starts_with(|c: char| "¹²³⁴⁵⁶⁷⁸⁹[".contains(c));
    }
    let rest = &row[digits..];
    let number = row.bytes().all(|b| b.is_ascii_digit() || b == b'/');
    let goes_on = match rest.as_bytes() {
        [b' ', next @ ..] => digits > 3 || next.first().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit()),
        [b'/', next @ ..] => next.first().is_some_and(u8::is_ascii_digit),
        [b'-', ..] => digits > 3,
        _ => true,
    };
    number || !goes_on || before.ends_with(['.', ';', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<(BlockKind, String)> {
        blocks(text).iter().map(|block| (block.kind, block.rows().collect::<Vec<_>>().join(" "))).collect()
    }

    #[test]
    fn markup_tells_the_kinds_apart() {
        let text = "## Assemblée générale\n\n<!-- image -->\n\n- 1. Prie ;\n- a ) De\n\n\\_\\_\\_\n\n| a | b |\n\n|---|---|\n\n*Souligne* que";
        let kinds: Vec<BlockKind> = blocks(text).iter().map(|block| block.kind).collect();
        use BlockKind::*;
        assert_eq!(kinds, [Heading, Image, Item, Item, Rule, Table, Paragraph]);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph_and_short_ones_are_not() {
        let text = "Rappelant que la présente déclaration a été adoptée par tous\nles États Membres,\n\n89e séance plénière\n19 décembre 2011";
        assert_eq!(shapes(text).len(), 3);
        assert_eq!(blocks(text)[0].lines, (1, 2));
    }

    #[test]
    fn a_label_begins_a_block_even_without_a_blank_line() {
        let text = "1. Prie le Secrétaire général de faire tout ce qui est en son pouvoir :\na) de présenter un rapport ;\nb) de le publier.";
        assert_eq!(shapes(text).len(), 3);
    }
}
