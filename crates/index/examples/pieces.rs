//! Writes what is packed of invented resolutions, piece by piece, into a folder: of these the dictionary is made. See
//! `data/README.md`.

use alinea_generate::Generator;
use alinea_index::Record;
use alinea_segment::segment;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Other seeds than those of tests and benchmarks, for them to judge the dictionary by.
const SEEDS: [u64; 4] = [71, 72, 73, 74];

/// Resolutions of each.
const RESOLUTIONS: u64 = 300;

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map(PathBuf::from).ok_or_else(|| io::Error::other("give a folder"))?;
    fs::create_dir_all(&folder)?;
    let mut number = 0;
    for seed in SEEDS {
        let generator = Generator::new(seed);
        for index in 0..RESOLUTIONS {
            let invented = generator.resolution(index);
            let file = format!("/resolutions/{}", invented.path);
            let name = Path::new(&file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
            for (rank, resolution) in (0..).zip(&segment(&name, &invented.text).resolutions) {
                for piece in Record::new(&file, rank, &name, resolution)?.unpacked()? {
                    fs::write(folder.join(format!("{number:06}.piece")), piece)?;
                    number += 1;
                }
            }
        }
    }
    Ok(())
}
