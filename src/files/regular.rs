//! Regular files: replaced, or written in place where they cannot be.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// How the name of a temporary file starts.
const PREFIX: &str = ".zarrproof-";

/// Whether a file has the name of a temporary one, which stays if this program is killed.
pub fn is_temporary(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(PREFIX.as_bytes()))
}

/// Finds out whether a file can be written, and leaves it as it is.
pub(super) fn try_out(target: &Path) -> io::Result<()> {
    match found(target)? {
        // One that must not be written may still be replaced, which is not what its owner meant.
        Some(_) => OpenOptions::new().read(true).write(true).open(target).map(drop),
        None => temporary(target, None).map(drop),
    }
}

/// Puts a file in place whole.
pub(super) fn write(target: &Path, content: &[u8]) -> io::Result<()> {
    let old = found(target)?;
    if let Some(old) = &old {
        OpenOptions::new().write(true).open(target)?;
        if system::has_other_names(old) {
            return overwrite(target, content);
        }
    }
    let mut new = match temporary(target, old.as_ref()) {
        Ok(new) => new,
        Err(_) if old.is_some() => return overwrite(target, content),
        Err(error) => return Err(error),
    };
    new.as_file_mut().write_all(content)?;
    match new.persist(target) {
        Ok(_) => Ok(()),
        // A file that is mounted by itself cannot be replaced.
        Err(_) if old.is_some() => overwrite(target, content),
        Err(error) => Err(error.error),
    }
}

fn found(target: &Path) -> io::Result<Option<Metadata>> {
    match fs::metadata(target) {
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A file beside the one that it is to replace, with that one's mode and owner. It is removed when it
/// is dropped.
fn temporary(target: &Path, old: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let directory = target.parent().unwrap_or(Path::new("/"));
    let mut builder = Builder::new();
    builder.prefix(PREFIX);
    if old.is_none() {
        system::as_any_new_file(&mut builder);
    }
    let new = builder.tempfile_in(directory).map_err(without_path)?;
    if let Some(old) = old {
        system::keep_owner(new.as_file(), old)?;
        new.as_file().set_permissions(old.permissions())?;
    }
    Ok(new)
}

/// The error without the temporary name, which the library adds and which means nothing to anybody.
fn without_path(error: io::Error) -> io::Error {
    let text = error.to_string();
    let reason = text.rsplit_once(" at path ").map_or(&*text, |(reason, _)| reason);
    io::Error::new(error.kind(), reason)
}

/// Writes a file where it is, and puts the old content back if that fails.
fn overwrite(target: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().read(true).write(true).open(target)?;
    let mut old = Vec::new();
    file.read_to_end(&mut old)?;
    put(&mut file, content).inspect_err(|_| {
        // The room that the old content had is still there, and what failed first is reported.
        let _ = put(&mut file, &old);
    })
}

fn put(file: &mut File, content: &[u8]) -> io::Result<()> {
    file.rewind()?;
    file.write_all(content)?;
    file.set_len(content.len() as u64)
}

#[cfg(unix)]
mod system {
    use std::fs::{File, Metadata, Permissions};
    use std::io;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    use tempfile::Builder;

    pub fn has_other_names(file: &Metadata) -> bool {
        file.nlink() > 1
    }

    /// What the mask of this process leaves of reading and writing for everybody.
    pub fn as_any_new_file(builder: &mut Builder) {
        builder.permissions(Permissions::from_mode(0o666));
    }

    pub fn keep_owner(new: &File, old: &Metadata) -> io::Result<()> {
        let made = new.metadata()?;
        if (made.uid(), made.gid()) == (old.uid(), old.gid()) {
            return Ok(());
        }
        fchown(new, Some(old.uid()), Some(old.gid()))
    }
}

/// Elsewhere a file has the rights of its directory.
#[cfg(not(unix))]
mod system {
    use std::fs::{File, Metadata};
    use std::io;

    use tempfile::Builder;

    pub fn has_other_names(_: &Metadata) -> bool {
        false
    }

    pub fn as_any_new_file(_: &mut Builder) {}

    pub fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
        Ok(())
    }
}
