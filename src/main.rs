//! The command `zarrproof`; what it does is in [`zarrproof::cli`].

fn main() -> std::process::ExitCode {
    zarrproof::cli::main()
}
