//! Files that this program writes for people: whole or not at all, and no other file is touched.
//!
//! - A regular file is replaced by a temporary file of a name that nobody has, in the same directory.
//!   Mode and owner stay. A symbolic link stays a link: the file to which it leads is replaced.
//! - A file with several names, and one that cannot be replaced where it is, is written in place. The
//!   old content is put back if the new one does not fit.
//! - A device, a pipe, or a file that is open (`/dev/stdout`, `/dev/fd/3`) is written to as it is.
//!
//! A directory of several files is made under another name, [`NewDirectory`].
//!
//! What is written for programs alone lies in temporary directories, [`Scratch`].

mod destination;
mod error;
mod new_directory;
mod read;
mod regular;
mod scratch;
mod stream;

pub use destination::{Destination, write_whole};
pub use error::{FileError, shown};
pub use new_directory::NewDirectory;
pub use read::{read_to_end, read_whole};
pub use regular::is_temporary;
pub use scratch::{Scratch, remove_scratch};
