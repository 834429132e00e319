//! Programs that end when this process is killed.
//!
//! On Linux a process can ask for a signal at the end of the process that started it, but only for
//! itself. The program `zarrproof` therefore starts itself, which asks for that and becomes the
//! program. Where it is a library of another program, there is no such launcher.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// The first argument of the launcher, before the number of the process that waits for the program.
const WORD: &str = "__launch";

/// This program, if it is its own launcher.
static LAUNCHER: OnceLock<PathBuf> = OnceLock::new();

/// Has programs started through this program from now on. Its `main` hands its arguments to
/// [`launch`] first.
pub fn launch_from(program: PathBuf) {
    // Twice is once.
    let _ = LAUNCHER.set(program);
}

/// The command that runs a program.
pub(super) fn command(program: &OsStr, arguments: &[String]) -> io::Result<Command> {
    let Some(launcher) = LAUNCHER.get().filter(|_| cfg!(target_os = "linux")) else {
        let mut command = Command::new(program);
        command.args(arguments);
        return Ok(command);
    };
    system::find(program)?;
    let mut command = Command::new(launcher);
    command.arg(WORD).arg(std::process::id().to_string()).arg(program).args(arguments);
    Ok(command)
}

/// Becomes the program that the arguments of this process name, if they are those of a launcher.
/// Returns why that cannot be.
pub fn launch(mut arguments: impl Iterator<Item = OsString>) -> Option<io::Error> {
    if arguments.next()? != WORD {
        return None;
    }
    let starter = arguments.next()?.to_str()?.parse().ok()?;
    let program = arguments.next()?;
    Some(system::become_program(starter, &program, arguments))
}

#[cfg(target_os = "linux")]
mod system {
    use std::ffi::{OsStr, OsString};
    use std::fs;
    use std::io;
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;

    use rustix::process::{Signal, getppid, set_parent_process_death_signal};

    /// Whether there is such a program: what cannot be started is told from what ends early.
    pub fn find(program: &OsStr) -> io::Result<()> {
        let check = |path: &Path| {
            let metadata = fs::metadata(path)?;
            match metadata.is_file() && metadata.permissions().mode() & 0o111 != 0 {
                true => Ok(()),
                false => Err(io::ErrorKind::PermissionDenied.into()),
            }
        };
        let path = Path::new(program);
        if path.components().count() > 1 || path.is_absolute() {
            return check(path).map_err(|error: io::Error| match error.kind() {
                io::ErrorKind::NotFound => missing(&error.to_string(), program),
                _ => error,
            });
        }
        let directories = std::env::var_os("PATH").unwrap_or_else(|| "/bin:/usr/bin".into());
        let mut found = Err(missing("no directory of PATH has such a program", program));
        for directory in std::env::split_paths(&directories) {
            match check(&directory.join(path)) {
                Ok(()) => return Ok(()),
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => found = Err(error),
                Err(_) => {}
            }
        }
        found
    }

    /// The error of a program that is nowhere. Quotes around a whole command are a common mistake.
    fn missing(reason: &str, program: &OsStr) -> io::Error {
        let hint = match program.as_encoded_bytes().contains(&b' ') {
            true => {
                "; the words of a command are arguments of their own, without quotes around all"
            }
            false => "",
        };
        io::Error::new(io::ErrorKind::NotFound, format!("{reason}{hint}"))
    }

    pub fn become_program(
        starter: i32,
        program: &OsStr,
        arguments: impl Iterator<Item = OsString>,
    ) -> io::Error {
        if let Err(error) = set_parent_process_death_signal(Some(Signal::KILL)) {
            return error.into();
        }
        // It may have been killed before the signal was asked for.
        if getppid().is_none_or(|parent| parent.as_raw_pid() != starter) {
            return io::Error::other("whoever wanted it has ended");
        }
        Command::new(program).args(arguments).exec()
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use std::ffi::{OsStr, OsString};
    use std::io;

    pub fn find(_: &OsStr) -> io::Result<()> {
        Ok(())
    }

    pub fn become_program(_: i32, _: &OsStr, _: impl Iterator<Item = OsString>) -> io::Error {
        io::ErrorKind::Unsupported.into()
    }
}
