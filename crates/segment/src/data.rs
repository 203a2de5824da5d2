//! Reading the lists under `data/`: one entry a line, columns by tabs, `#` begins a comment.

/// The entries of a list, without comments and blank lines.
pub(crate) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}
