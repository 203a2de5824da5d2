//! What may reach a terminal: a corpus, or a file's name, must not move the cursor or turn the writing direction.

use std::borrow::Cow;
use std::path::Path;

/// `text` with every character that steers a terminal made visible as an escape; line ends and tabs count among them.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if steers(c) { shown.extend(c.escape_unicode()) } else { shown.push(c) }
    }
    Cow::Owned(shown)
}

/// A path as it may be shown.
pub fn shown_path(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

/// True for characters that move the cursor, end a line, turn the direction of writing, or are tags nobody sees.
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_passes() {
        assert_eq!(visible("mise en œuvre"), "mise en œuvre");
        assert_eq!(visible("كلمة \u{feff}שלום"), "كلمة \u{feff}שלום", "writing from right to left steers nothing");
        assert_eq!(visible("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        for c in "\u{61c}\u{200e}\u{200f}\u{2028}\u{2029}\u{2067}\u{206a}\u{fff9}\u{e0041}".chars() {
            assert_eq!(visible(&c.to_string()), c.escape_unicode().to_string());
        }
        assert_eq!(visible("a\u{9b}b\u{202e}c\rd\n"), "a\\u{9b}b\\u{202e}c\\u{d}d\\u{a}");
        assert_eq!(shown_path(Path::new("un\ndeux.txt")), "un\\u{a}deux.txt");
    }
}
