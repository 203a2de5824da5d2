//! Invented resolutions, where there is no corpus.

use alinea_generate::Generator;
use std::path::Path;

/// Writes resolutions into a folder until they have `enough` clauses.
pub fn write(folder: &Path, enough: usize) -> std::io::Result<()> {
    let generator = Generator::new(1);
    let mut clauses = 0;
    for number in 0.. {
        if clauses >= enough {
            break;
        }
        let resolution = generator.resolution(number);
        let path = folder.join(&resolution.path);
        std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
        std::fs::write(path, &resolution.text)?;
        clauses += resolution.clauses.len();
    }
    Ok(())
}
