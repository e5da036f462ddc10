//! The program `tiendo`.

fn main() -> std::process::ExitCode {
    tiendo::cli::main()
}
