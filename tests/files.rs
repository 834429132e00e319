//! Files that the program writes: what is there stays as it is, or is replaced whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use zarrproof::files::{Destination, FileError, shown, write_whole};

fn directory() -> TempDir {
    tempfile::tempdir().expect("a directory")
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(path).expect("readable")
}

/// The names in a directory.
fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).expect("readable");
    let mut names: Vec<_> = entries
        .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// A quick check in `directory`, with more arguments.
fn check(directory: &Path, arguments: &[&str]) -> Output {
    let select = ["check", "--kind", "elements", "--from", "int8", "--to", "uint8"];
    Command::new(env!("CARGO_BIN_EXE_zarrproof"))
        .args(select)
        .args(arguments)
        .current_dir(directory)
        .output()
        .expect("the program starts")
}

/// A subject for [`check`]: this program itself, after a line of a shell.
fn after(line: &str) -> Vec<String> {
    let program = env!("CARGO_BIN_EXE_zarrproof");
    let script = format!("{line}; exec {program} serve zarr-cast-value");
    ["--", "sh", "-c", &script].map(str::to_owned).to_vec()
}

#[test]
fn a_file_is_written_and_replaced_and_nothing_else_is_touched() {
    let directory = directory();
    let path = directory.path().join("report.xml");
    let neighbour = directory.path().join("report.xml.new");
    fs::write(&neighbour, "mine").expect("written");
    write_whole(&path, b"first").expect("written");
    assert_eq!(read(&path), "first");
    write_whole(&path, b"2").expect("written");
    assert_eq!((read(&path), read(&neighbour)), ("2".to_owned(), "mine".to_owned()));
    assert_eq!(names(directory.path()), ["report.xml", "report.xml.new"]);
}

#[test]
fn a_place_that_is_looked_at_stays_as_it_is() {
    let directory = directory();
    let path = directory.path().join("a.xml");
    drop(Destination::open(&path).expect("it can be written"));
    assert_eq!(names(directory.path()), [""; 0]);
    fs::write(&path, "old").expect("written");
    let before = fs::metadata(&path).and_then(|file| file.modified()).expect("a time");
    drop(Destination::open(&path).expect("it can be written"));
    let now = fs::metadata(&path).and_then(|file| file.modified()).expect("a time");
    assert_eq!((read(&path), before), ("old".to_owned(), now));
}

#[test]
fn what_cannot_be_a_file_is_refused_before_the_work() {
    let directory = directory();
    let within = |name: &str| directory.path().join(name);
    fs::write(within("file"), "mine").expect("written");
    fs::create_dir(within("directory")).expect("made");
    let long = "x".repeat(300);
    for (path, expected) in [
        (PathBuf::new(), "the path of a file to write is empty"),
        (PathBuf::from("-"), "`-` is no file to write"),
        (within("directory"), "it is a directory"),
        (within("new/"), "it is a directory"),
        (within("directory/.."), "it is a directory"),
        (within("no/such/file"), "No such file or directory"),
        (within("file/below"), "Not a directory"),
        (within(&long), "File name too long"),
    ] {
        let error = Destination::open(&path).expect_err(expected).to_string();
        assert!(error.contains(expected), "{error}");
        let error = write_whole(&path, b"new").expect_err(expected).to_string();
        assert!(error.contains(expected), "{error}");
    }
    assert_eq!(names(directory.path()), ["directory", "file"]);
    assert_eq!(read(within("file")), "mine");
}

#[test]
fn a_name_of_any_characters_is_shown_on_one_line() {
    assert_eq!(shown(Path::new("a\nb\u{1b}[31m/ü x")), "a\\nb\\u{1b}[31m/ü x");
    let directory = directory();
    for name in ["two\nlines", "ünïcode 数", " ", "--junit", "*?[", "a.new"] {
        write_whole(&directory.path().join(name), b"x").expect("written");
        assert_eq!(read(directory.path().join(name)), "x", "{name:?}");
    }
    assert_eq!(names(directory.path()).len(), 6);
}

#[test]
fn a_relative_path_is_of_the_current_directory() {
    let directory = directory();
    fs::create_dir(directory.path().join("sub")).expect("made");
    for path in ["a.xml", "./b.xml", "sub/../c.xml", "sub/d.xml", "./-"] {
        let output = check(directory.path(), &["--junit", path, "zarr-cast-value"]);
        assert_eq!(output.status.code(), Some(0), "{path}");
        assert!(read(directory.path().join(path)).contains("<testsuite "), "{path}");
    }
    assert_eq!(names(directory.path()), ["-", "a.xml", "b.xml", "c.xml", "sub"]);
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn words(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

#[test]
fn a_report_that_cannot_be_written_is_noticed_before_the_subject_starts() {
    let directory = directory();
    fs::write(directory.path().join("known.toml"), "subject = \"a\"\nversion = \"1\"\n")
        .expect("written");
    let subject = after("touch started");
    for (options, expected) in [
        (&["--junit", "no/such/junit.xml"][..], "failed to write no/such/junit.xml"),
        (&["--junit", ""], "a value is required for '--junit <FILE>'"),
        (&["--junit", "."], "failed to write .: it is a directory"),
        (&["--junit", "known.toml", "--known", "known.toml"], "name the same file"),
        (&["--junit", "./known.toml", "--known", "known.toml"], "name the same file"),
        (&["--known", "."], "failed to read .: Is a directory"),
        (&["--known", "a\nb"], "failed to read a\\nb: there is no such file"),
    ] {
        let output = check(directory.path(), &[options, &words(&subject)].concat());
        assert_eq!(output.status.code(), Some(2), "{options:?}");
        let error = text(&output.stderr);
        assert!(error.contains(expected) && error.lines().count() == 1, "{error}");
        assert_eq!(names(directory.path()), ["known.toml"], "{options:?}");
    }
}

#[test]
fn a_report_that_cannot_be_written_in_the_end_is_printed_all_the_same() {
    let directory = directory();
    fs::create_dir(directory.path().join("gone")).expect("made");
    let subject = after("rmdir gone");
    let options = ["--junit", "gone/junit.xml"];
    let output = check(directory.path(), &[&options[..], &words(&subject)].concat());
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains(" conforms "), "{}", text(&output.stdout));
    let error = text(&output.stderr);
    assert!(error.starts_with("error: failed to write gone/junit.xml"), "{error}");
}

#[test]
fn a_file_of_known_failures_that_somebody_changes_meanwhile_is_left_alone() {
    let directory = directory();
    let known = directory.path().join("known.toml");
    let text_before = "subject = \"picky\"\nversion = \"0\"\n";
    fs::write(&known, text_before).expect("written");
    let picky = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/programs/picky.py");
    let script = format!("echo '# by hand' >> known.toml; exec python3 {picky} nothing");
    let output = Command::new(env!("CARGO_BIN_EXE_zarrproof"))
        .args(["check", "--known", "known.toml", "--update-known", "--", "sh", "-c", &script])
        .current_dir(directory.path())
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert!(error.contains("known.toml was changed while the check ran"), "{error}");
    assert!(text(&output.stdout).contains("Subject   picky 0"), "{}", text(&output.stdout));
    assert!(read(&known).starts_with(&format!("{text_before}# by hand\n")));
}

#[test]
fn a_page_without_a_place_for_its_table_is_noticed_before_the_subject_starts() {
    let directory = directory();
    fs::write(directory.path().join("page.md"), "no table\n").expect("written");
    let subject = after("touch started")[1..].join(" ");
    let subject = subject.replace("touch started; exec ", "'touch started; exec ") + "'";
    for command in [["table", "--write", "page.md"], ["notes", "--write", "page.md"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_zarrproof"))
            .args(command)
            .arg(&subject)
            .current_dir(directory.path())
            .output()
            .expect("the program starts");
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("no line `<!-- "), "{}", text(&output.stderr));
    }
    assert_eq!(names(directory.path()), ["page.md"]);
    assert_eq!(read(directory.path().join("page.md")), "no table\n");
}

#[cfg(unix)]
mod unix {
    use std::io::Read;
    use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, chown, symlink};
    use std::thread;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("it is there").permissions().mode() & 0o7777
    }

    fn make_pipe(path: &Path) {
        let made = Command::new("mkfifo").arg(path).status().expect("mkfifo is there");
        assert!(made.success());
    }

    #[test]
    fn the_mode_of_a_file_stays() {
        let directory = directory();
        let path = directory.path().join("junit.xml");
        for bits in [0o600, 0o640, 0o666, 0o755] {
            fs::write(&path, "old").expect("written");
            fs::set_permissions(&path, fs::Permissions::from_mode(bits)).expect("set");
            write_whole(&path, b"new").expect("written");
            assert_eq!((mode(&path), read(&path)), (bits, "new".to_owned()));
        }
        // A new file has the mode of any other new file.
        let (new, any) = (directory.path().join("new"), directory.path().join("any"));
        write_whole(&new, b"new").expect("written");
        fs::write(&any, "new").expect("written");
        assert_eq!(mode(&new), mode(&any));
    }

    #[test]
    fn the_owner_of_a_file_stays() {
        let directory = directory();
        let path = directory.path().join("junit.xml");
        fs::write(&path, "old").expect("written");
        let given = chown(&path, Some(12345), Some(23456));
        let before = fs::metadata(&path).expect("there");
        write_whole(&path, b"new").expect("written");
        let after = fs::metadata(&path).expect("there");
        assert_eq!((before.uid(), before.gid()), (after.uid(), after.gid()));
        assert_eq!(after.uid() == 12345, given.is_ok());
    }

    #[test]
    fn a_symbolic_link_stays_and_its_target_is_written() {
        let directory = directory();
        let within = |name: &str| directory.path().join(name);
        fs::create_dir(within("there")).expect("made");
        fs::write(within("there/target"), "old").expect("written");
        symlink("there/target", within("link")).expect("linked");
        symlink("link", within("link to link")).expect("linked");
        symlink("there/new", within("to nothing yet")).expect("linked");
        for (link, target) in [
            ("link", "there/target"),
            ("link to link", "there/target"),
            ("to nothing yet", "there/new"),
        ] {
            write_whole(&within(link), link.as_bytes()).expect("written");
            assert!(within(link).is_symlink(), "{link}");
            assert_eq!(read(within(target)), link);
        }
        assert_eq!(names(&within("there")), ["new", "target"]);
        symlink("loop", within("loop")).expect("linked");
        symlink("no/such/file", within("astray")).expect("linked");
        for name in ["loop", "astray"] {
            Destination::open(&within(name)).expect_err(name);
            write_whole(&within(name), b"x").expect_err(name);
        }
    }

    #[test]
    fn a_file_of_two_names_stays_one_file() {
        let directory = directory();
        let [one, other] = ["one", "other"].map(|name| directory.path().join(name));
        fs::write(&one, "a long old text").expect("written");
        fs::hard_link(&one, &other).expect("linked");
        write_whole(&one, b"new").expect("written");
        assert_eq!((read(&one), read(&other)), ("new".to_owned(), "new".to_owned()));
        assert_eq!(fs::metadata(&one).expect("there").nlink(), 2);
    }

    #[test]
    fn a_device_stays_a_device() {
        write_whole(Path::new("/dev/null"), b"nothing").expect("written");
        let null = fs::metadata("/dev/null").expect("there");
        assert!(null.file_type().is_char_device());
        let directory = directory();
        let output = check(directory.path(), &["--junit", "/dev/null", "zarr-cast-value"]);
        assert_eq!(output.status.code(), Some(0));
        assert!(fs::metadata("/dev/null").is_ok_and(|null| null.file_type().is_char_device()));
        assert_eq!(names(directory.path()), [""; 0]);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_full_device_costs_the_file_and_not_the_report() {
        let directory = directory();
        let output = check(directory.path(), &["--junit", "/dev/full", "zarr-cast-value"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stdout).contains(" conforms "), "{}", text(&output.stdout));
        let error = text(&output.stderr);
        assert!(error.contains("failed to write /dev/full: No space left on device"), "{error}");
    }

    #[test]
    fn a_pipe_is_written_to_if_somebody_reads_it() {
        let directory = directory();
        let path = directory.path().join("pipe");
        make_pipe(&path);
        let error = Destination::open(&path).expect_err("nobody reads");
        assert!(matches!(error, FileError::Unread { .. }), "{error}");
        let reader = thread::spawn({
            let path = path.clone();
            move || {
                let mut text = String::new();
                let mut pipe = fs::File::open(path).expect("opened");
                pipe.read_to_string(&mut text).expect("UTF-8");
                text
            }
        });
        // More than a pipe holds.
        let long = "x".repeat(1 << 20);
        while let Err(error) = write_whole(&path, long.as_bytes()) {
            assert!(matches!(error, FileError::Unread { .. }), "{error}");
            thread::yield_now();
        }
        assert_eq!(reader.join().expect("read").len(), long.len());
        assert!(fs::metadata(&path).expect("there").file_type().is_fifo());
    }

    /// Runs a check with the redirections of a shell.
    fn check_in_shell(directory: &Path, arguments: &str) -> Output {
        let program = env!("CARGO_BIN_EXE_zarrproof");
        let select = "check --kind elements --from int8 --to uint8 zarr-cast-value";
        let script = format!("exec {program} {select} {arguments}");
        let mut shell = Command::new("sh");
        shell.args(["-c", &script]).current_dir(directory).output().expect("sh is there")
    }

    #[test]
    fn open_files_are_written_to_and_keep_what_is_in_them() {
        let directory = directory();
        for arguments in [
            "--junit /dev/stdout > both",
            "--junit both > both",
            "--junit /dev/stderr > both 2>&1",
            "--junit /dev/fd/3 > both 3>&1",
        ] {
            let output = check_in_shell(directory.path(), arguments);
            assert_eq!(output.status.code(), Some(0), "{arguments}: {}", text(&output.stderr));
            let both = read(directory.path().join("both"));
            let has_both =
                both.contains("Subject   zarr-cast-value") && both.contains("</testsuites>");
            assert!(has_both, "{arguments}: {both}");
            assert_eq!(names(directory.path()), ["both"], "{arguments}");
        }
        let piped = check_in_shell(directory.path(), "--junit /dev/stdout | cat");
        assert!(text(&piped.stdout).contains("</testsuites>"), "{}", text(&piped.stdout));
    }

    #[test]
    fn a_file_that_does_not_fit_leaves_the_old_one() {
        let directory = directory();
        let path = directory.path().join("junit.xml");
        let other = directory.path().join("other.xml");
        let old = "old ".repeat(50);
        for (trap, is_linked) in [("", false), ("trap '' XFSZ;", false), ("", true)] {
            fs::write(&path, &old).expect("written");
            if is_linked {
                fs::hard_link(&path, &other).expect("linked");
            }
            let program = env!("CARGO_BIN_EXE_zarrproof");
            let select = "check --kind elements --from int8 zarr-cast-value --junit junit.xml";
            // In blocks of 512 or 1024 bytes.
            let script = format!("{trap} ulimit -f 1; exec {program} {select}");
            let mut shell = Command::new("sh");
            shell.args(["-c", &script]).current_dir(directory.path());
            let output = shell.output().expect("sh is there");
            assert_eq!(output.status.code(), Some(2));
            assert!(text(&output.stderr).contains("File too large"), "{}", text(&output.stderr));
            assert!(text(&output.stdout).contains(" conforms "), "{}", text(&output.stdout));
            assert_eq!(read(&path), old);
        }
        assert_eq!(names(directory.path()), ["junit.xml", "other.xml"]);
    }
}
