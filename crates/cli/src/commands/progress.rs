//! The progress bar on a terminal.

use alinea_ingest::Progress;
use indicatif::{ProgressBar, ProgressStyle};

/// A bar on standard error, shown only where that is a terminal.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar that waits for its first news.
    pub fn new() -> Bar {
        let bar = ProgressBar::no_length();
        let template = "{wide_bar} {msg} · {decimal_bytes_per_sec} · {eta} left";
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Bar(bar)
    }

    /// Shows how far the run has come.
    pub fn show(&self, progress: Progress) {
        self.0.set_length(progress.total_bytes);
        self.0.set_position(progress.bytes);
        self.0.set_message(format!("{}/{} files", progress.files, progress.total_files));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
