//! `alinea verify`: whether an index is what was written.

use super::files::complain_of;
use crate::arguments::IndexFolder;
use crate::status::Status;
use crate::wording::counted;
use alinea_index::verify;
use anyhow::Result;
use clap::Args;
use std::io::Write;

/// Read every file of the index and compare it with its checksum.
///
/// Searching looks at the checksums of small files only. This reads all, and names those that are missing or are not
/// what was written, also of an index that is too damaged to be searched.
#[derive(Args)]
#[command(after_help = "\
Examples:
  alinea verify                    after a disk has made trouble, or an index was copied
  alinea verify --index /srv/un && rsync -a /srv/un/ backup/

Exit status: 0 when every file is sound, 2 when one is not or there is no index.")]
pub struct VerifyArguments {
    #[command(flatten)]
    index: IndexFolder,
}

/// Runs the command.
pub fn run(arguments: &VerifyArguments, out: &mut impl Write) -> Result<Status> {
    let verified = verify(&arguments.index.path)?;
    for damage in &verified.damaged {
        complain_of(&damage.file, &format!("{}: rebuild the index with `alinea index --rebuild`", damage.reason));
    }
    if !verified.damaged.is_empty() {
        return Ok(Status::Failed);
    }
    let megabytes = verified.bytes as f64 / 1e6;
    writeln!(out, "every file of the index is sound: {}, {megabytes:.1} MB", counted(verified.files, "file"))?;
    Ok(Status::Found)
}
