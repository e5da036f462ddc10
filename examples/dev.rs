fn main() {
    let a: Vec<String> = std::env::args().collect();
    let input = tiendo::pipeline::Input { root: a[1].clone().into(), output: a[2].clone().into(), base_url: None, as_of: None, drafts: false, future: false, strict: false, jobs: None, watch: std::sync::Arc::new(|_| {}) };
    let built = tiendo::pipeline::build(&input).unwrap();
    for d in built.problems.iter() { let w = d.words(tiendo::diag::Language::Vi); println!("{} [{}] {} / {}", d.place, d.problem.code(), w.message, w.help); }
    println!("{:?}", built.summary);
}
