//! The program `tiendo`.

/// Hundreds of thousands of pages are made of millions of short texts, by all cores at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    tiendo::cli::main()
}
