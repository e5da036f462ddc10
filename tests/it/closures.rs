//! Closures that have a name are short and used once: what is longer, or used again, is a function.

use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};

use crate::project::{files, read};

/// At most this many lines in the `let` of a closure.
const LINES: usize = 3;

/// A closure that a `let` gives a name.
#[derive(Debug, PartialEq)]
struct Bound {
    name: String,
    line: usize,
    lines: usize,
    /// At how many places behind it in its block the name is.
    uses: usize,
}

/// The bound closures of a file, but for those of its tests.
#[derive(Default)]
struct Closures(Vec<Bound>);

impl<'a> Visit<'a> for Closures {
    fn visit_item_mod(&mut self, module: &'a syn::ItemMod) {
        if !is_for_tests(&module.attrs) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, function: &'a syn::ItemFn) {
        if !is_for_tests(&function.attrs) {
            visit::visit_item_fn(self, function);
        }
    }

    fn visit_block(&mut self, block: &'a syn::Block) {
        for (at, statement) in block.stmts.iter().enumerate() {
            let syn::Stmt::Local(local) = statement else {
                continue;
            };
            let Some(name) = name_of_closure(local) else {
                continue;
            };
            let mut uses = Uses { name, count: 0 };
            for behind in &block.stmts[at + 1..] {
                uses.visit_stmt(behind);
            }
            let span = local.span();
            self.0.push(Bound {
                name: name.to_string(),
                line: span.start().line,
                lines: span.end().line - span.start().line + 1,
                uses: uses.count,
            });
        }
        visit::visit_block(self, block);
    }
}

/// The name of a `let` whose value is a closure, in parentheses, behind `&`, in a `Box` or not.
fn name_of_closure(local: &syn::Local) -> Option<&syn::Ident> {
    if !is_closure(&local.init.as_ref()?.expr) {
        return None;
    }
    let pattern = match &local.pat {
        syn::Pat::Type(typed) => &*typed.pat,
        pattern => pattern,
    };
    match pattern {
        syn::Pat::Ident(name) => Some(&name.ident),
        _ => None,
    }
}

fn is_closure(value: &syn::Expr) -> bool {
    match value {
        syn::Expr::Closure(_) => true,
        syn::Expr::Paren(inner) => is_closure(&inner.expr),
        syn::Expr::Reference(inner) => is_closure(&inner.expr),
        syn::Expr::Call(call) => is_box(&call.func) && call.args.iter().any(is_closure),
        _ => false,
    }
}

/// `Box::new` and the like.
fn is_box(function: &syn::Expr) -> bool {
    let syn::Expr::Path(path) = function else {
        return false;
    };
    let first = path.path.segments.first();
    first.is_some_and(|first| ["Arc", "Box", "Rc"].iter().any(|name| first.ident == name))
}

/// Whether an item is compiled for tests only.
fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        syn::Meta::NameValue(_) => false,
    })
}

/// Counts the places where a name is, in macros too.
struct Uses<'a> {
    name: &'a syn::Ident,
    count: usize,
}

impl<'a> Visit<'a> for Uses<'_> {
    fn visit_path(&mut self, path: &'a syn::Path) {
        self.count += usize::from(path.is_ident(self.name));
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, invoked: &'a syn::Macro) {
        self.count += uses_in(invoked.tokens.clone(), self.name);
        visit::visit_macro(self, invoked);
    }
}

fn uses_in(tokens: proc_macro2::TokenStream, name: &syn::Ident) -> usize {
    let uses = tokens.into_iter().map(|token| match token {
        proc_macro2::TokenTree::Ident(ident) => usize::from(ident == *name),
        proc_macro2::TokenTree::Group(group) => uses_in(group.stream(), name),
        _ => 0,
    });
    uses.sum()
}

fn closures(text: &str) -> Vec<Bound> {
    let mut found = Closures::default();
    found.visit_file(&syn::parse_file(text).unwrap());
    found.0
}

#[test]
fn a_closure_that_is_long_or_used_twice_is_a_function() {
    let mut wrong = Vec::new();
    for path in files("src", "rs") {
        if path.contains("/tests/") || path.ends_with("tests.rs") {
            continue;
        }
        for closure in closures(&read(&path)) {
            if closure.lines > LINES || closure.uses > 1 {
                let Bound { name, line, .. } = &closure;
                let (lines, uses) = (closure.lines, closure.uses);
                wrong.push(format!(
                    "{path}:{line}: {name}, {lines} lines, used {uses} times"
                ));
            }
        }
    }
    let count = wrong.len();
    assert!(wrong.is_empty(), "{count} closures: {}", wrong.join("\n"));
}

#[test]
fn closures_are_counted_with_their_lines_and_uses() {
    let text = "fn f() {\n    let long = |x: u8| {\n        let y = x;\n        y\n    };\n    \
                let twice = |x| x + 1;\n    assert_eq!(twice(long(1)), (twice(2)));\n    \
                let boxed: F = Box::new(|| 1);\n    g(&boxed);\n    let plain = 1;\n}\n\
                #[cfg(test)]\nmod tests {\n    fn g() {\n        let a = || 1;\n    }\n}\n";
    let found = closures(text);
    let of = |closure: &Bound| (closure.line, closure.lines, closure.uses);
    let found: Vec<_> = found
        .iter()
        .map(|one| (one.name.as_str(), of(one)))
        .collect();
    let expected = [
        ("long", (2, 4, 1)),
        ("twice", (6, 1, 2)),
        ("boxed", (8, 1, 1)),
    ];
    assert_eq!(found, expected);
}
