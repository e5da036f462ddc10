//! Style sheets of a theme: what is wrong in them, and their bytes without what a browser does not
//! need. Comments, blanks and last semicolons are left out; nothing is said in another way.

mod tokens;

use std::ops::Range;

use cssparser::TokenSerializationType as Joint;

use crate::diag::SheetError;
pub(super) use tokens::Found;
use tokens::{Kind, Piece};

/// A style sheet without what a browser does not need.
///
/// # Errors
/// What is wrong in it, from its beginning on.
pub(super) fn minified(css: &str) -> Result<String, Vec<Found>> {
    let pieces = tokens::read(css)?;
    let mut sheet = Sheet {
        css,
        pieces: &pieces,
        out: String::with_capacity(css.len()),
        joint: Joint::Nothing,
        errors: Vec::new(),
    };
    sheet.contents(0..pieces.len(), Body::Rules);
    if sheet.errors.is_empty() {
        Ok(sheet.out)
    } else {
        Err(sheet.errors)
    }
}

/// What may be in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    /// Rules, as in the sheet itself.
    Rules,
    /// Declarations, and rules nested in them.
    Declarations,
    /// The steps of `@keyframes`.
    Steps,
}

/// What a run of tokens is, which decides where blanks mean something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Selectors,
    /// What is behind the name of an at-rule.
    Condition,
    Value,
}

/// A rule or a declaration.
struct Statement<'a> {
    /// All before its block or semicolon, without blanks around it.
    head: &'a [Piece<'a>],
    /// The pieces within its block.
    block: Option<Range<usize>>,
    /// Where the next one begins.
    next: usize,
}

struct Sheet<'a> {
    css: &'a str,
    pieces: &'a [Piece<'a>],
    out: String,
    /// What was written last, for whether the next piece would run into it.
    joint: Joint,
    errors: Vec<Found>,
}

impl<'a> Sheet<'a> {
    /// Writes what is in a block.
    fn contents(&mut self, range: Range<usize>, body: Body) {
        let mut rest = range;
        let mut separate = false;
        while let Some(statement) = self.statement(rest.clone()) {
            rest.start = statement.next;
            if separate {
                self.write(";");
            }
            separate = match statement.head.first().map(|first| first.kind) {
                Some(Kind::At) => self.at_rule(&statement, body),
                _ if statement.block.is_some() => self.rule(&statement, body),
                _ => self.declaration(statement.head, body),
            };
        }
    }

    /// The next statement among these pieces.
    fn statement(&self, range: Range<usize>) -> Option<Statement<'a>> {
        let between = |piece: &Piece<'_>| matches!(piece.kind, Kind::Space | Kind::Semicolon);
        let skipped = self.pieces[range.clone()]
            .iter()
            .take_while(|piece| between(piece));
        let start = range.start + skipped.count();
        let custom = is_custom(&self.pieces[start..range.end]);
        let mut end = start;
        let (mut block, mut next) = (None, range.end);
        while end < range.end {
            let piece = &self.pieces[end];
            match piece.kind {
                Kind::Semicolon => {
                    next = end + 1;
                    break;
                }
                Kind::Open if piece.text == "{" && !custom => {
                    block = Some(end + 1..piece.close);
                    next = piece.close + 1;
                    break;
                }
                Kind::Open => end = piece.close + 1,
                _ => end += 1,
            }
        }
        let head = trimmed(&self.pieces[start..end]);
        (start < range.end).then_some(Statement { head, block, next })
    }

    /// Writes an at-rule; whether a semicolon separates it from the next one.
    fn at_rule(&mut self, statement: &Statement<'a>, body: Body) -> bool {
        let (name, condition) = (statement.head[0], &statement.head[1..]);
        self.piece(name);
        if condition
            .first()
            .is_some_and(|piece| piece.kind == Kind::Space)
        {
            self.write(" ");
        }
        self.run(trimmed(condition), Role::Condition);
        let Some(block) = statement.block.clone() else {
            return true;
        };
        self.write("{");
        self.contents(block, body_of(name.text, body));
        self.write("}");
        false
    }

    /// Writes a rule of selectors; no semicolon separates it from the next one.
    fn rule(&mut self, statement: &Statement<'a>, body: Body) -> bool {
        if body != Body::Steps {
            let block = statement.block.as_ref().map_or(0, |block| block.start - 1);
            self.selectors(statement.head, self.pieces[block]);
        }
        self.run(statement.head, Role::Selectors);
        self.write("{");
        self.contents(
            statement.block.clone().unwrap_or_default(),
            Body::Declarations,
        );
        self.write("}");
        false
    }

    /// Writes a declaration, which a semicolon separates from the next one.
    fn declaration(&mut self, head: &[Piece<'a>], body: Body) -> bool {
        let Some((name, rest)) = head.split_first() else {
            return false;
        };
        let rest = trimmed(rest);
        let colon = rest.first().is_some_and(|piece| piece.kind == Kind::Colon);
        if body != Body::Declarations {
            self.report(*name, SheetError::NoBlock);
        } else if name.kind != Kind::Ident || !colon {
            self.report(*name, SheetError::NoDeclaration);
        } else {
            self.piece(*name);
            self.write(":");
            let value = trimmed(&rest[1..]);
            if value.is_empty() && is_custom(head) {
                // Older browsers take an empty one for an error.
                self.write(" ");
            } else if value.is_empty() {
                let property = name.text.to_owned();
                self.report(*name, SheetError::NoValue { property });
            }
            self.run(value, Role::Value);
        }
        true
    }

    /// Writes tokens with the blanks among them that mean something.
    fn run(&mut self, run: &[Piece<'a>], role: Role) {
        let mut depth = 0_usize;
        for (index, piece) in run.iter().enumerate() {
            match piece.kind {
                Kind::Open => depth += 1,
                Kind::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            if piece.kind != Kind::Space {
                self.piece(*piece);
            } else if is_meant(&run[..index], &run[index + 1..], role, depth) {
                self.write(" ");
            }
        }
    }

    fn piece(&mut self, piece: Piece<'a>) {
        if self.joint.needs_separator_when_before(piece.joint) {
            // A comment was here.
            self.out.push_str("/**/");
        }
        self.out.push_str(piece.text);
        self.joint = piece.joint;
    }

    fn write(&mut self, sign: &str) {
        self.out.push_str(sign);
        self.joint = Joint::Nothing;
    }

    fn report(&mut self, piece: Piece<'_>, error: SheetError) {
        let found = tokens::found(self.css, piece.start, piece.text.len(), error);
        self.errors.push(found);
    }

    /// Reports what no browser reads in selectors: one such rule is ignored as a whole. `block` is
    /// the bracket behind them.
    fn selectors(&mut self, head: &[Piece<'a>], block: Piece<'a>) {
        let mut rest = head;
        loop {
            let end = comma(rest);
            let selector = trimmed(&rest[..end]);
            let behind = rest.get(end).copied().unwrap_or(block);
            let odd = match selector.last() {
                None => Some(behind),
                Some(last) if is_combinator(last.kind) => Some(*last),
                Some(_) => odd(selector),
            };
            if let Some(piece) = odd {
                let token = piece.text.to_owned();
                self.report(piece, SheetError::Selector { token });
            }
            match rest.get(end + 1..) {
                Some(more) if end < rest.len() => rest = more,
                _ => return,
            }
        }
    }
}

/// Where the first comma is that is in no bracket; the length where there is none.
fn comma(pieces: &[Piece<'_>]) -> usize {
    let mut depth = 0_usize;
    for (index, piece) in pieces.iter().enumerate() {
        match piece.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Comma if depth == 0 => return index,
            _ => {}
        }
    }
    pieces.len()
}

/// The first token that cannot be where it is in a selector. What is in brackets is not looked at.
fn odd<'a>(selector: &[Piece<'a>]) -> Option<Piece<'a>> {
    let mut depth = 0_usize;
    for (index, piece) in selector.iter().enumerate() {
        let next = selector.get(index + 1).map(|next| next.kind);
        let before = index.checked_sub(1).map(|index| selector[index].kind);
        match piece.kind {
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Open => {
                let function = piece.text.len() > 1;
                let fits = piece.text == "[" || (function && before == Some(Kind::Colon));
                if depth == 0 && !fits {
                    return Some(*piece);
                }
                depth += 1;
            }
            _ if depth > 0 => {}
            Kind::Sign('.') if next != Some(Kind::Ident) => return Some(*piece),
            Kind::Colon if !matches!(next, Some(Kind::Ident | Kind::Open | Kind::Colon)) => {
                return Some(*piece);
            }
            Kind::Sign('.' | '>' | '+' | '~' | '|' | '*' | '&')
            | Kind::Colon
            | Kind::Ident
            | Kind::Id
            | Kind::Space => {}
            _ => return Some(*piece),
        }
    }
    None
}

fn is_combinator(kind: Kind) -> bool {
    matches!(kind, Kind::Sign('>' | '+' | '~'))
}

/// Whether a declaration of a custom property begins here, whose value may have blocks of its own.
fn is_custom(pieces: &[Piece<'_>]) -> bool {
    let Some((name, rest)) = pieces.split_first() else {
        return false;
    };
    let colon = rest.iter().find(|piece| piece.kind != Kind::Space);
    name.kind == Kind::Ident
        && name.text.starts_with("--")
        && colon.is_some_and(|piece| piece.kind == Kind::Colon)
}

/// What is in the block of an at-rule.
fn body_of(name: &str, around: Body) -> Body {
    let name = name.trim_start_matches('@').to_ascii_lowercase();
    if name.ends_with("keyframes") {
        return Body::Steps;
    }
    match name.as_str() {
        "media" | "supports" | "layer" | "container" | "scope" | "starting-style" => around,
        _ => Body::Declarations,
    }
}

/// Pieces without blanks around them.
fn trimmed<'a, 'b>(mut pieces: &'b [Piece<'a>]) -> &'b [Piece<'a>] {
    while let [
        Piece {
            kind: Kind::Space, ..
        },
        rest @ ..,
    ]
    | [
        rest @ ..,
        Piece {
            kind: Kind::Space, ..
        },
    ] = pieces
    {
        pieces = rest;
    }
    pieces
}

/// Whether a blank between tokens, within so many brackets, means something.
fn is_meant(before: &[Piece<'_>], after: &[Piece<'_>], role: Role, depth: usize) -> bool {
    let (Some(last), Some(next)) = (before.last(), after.first()) else {
        return false;
    };
    if matches!(last.kind, Kind::Open | Kind::Comma)
        || matches!(next.kind, Kind::Close | Kind::Comma)
        || is_tight(last.kind, role, depth)
        || is_tight(next.kind, role, depth)
    {
        return false;
    }
    // The colon of `(min-width: 30rem)`; that of `(a :hover)` has a blank before it.
    !(role == Role::Condition && before.len() > 2 && {
        let [bracket, feature, colon] = [3, 2, 1].map(|back| &before[before.len() - back]);
        bracket.text == "(" && feature.kind == Kind::Ident && colon.kind == Kind::Colon
    })
}

/// Whether a blank beside a sign, within so many brackets, means nothing.
fn is_tight(kind: Kind, role: Role, depth: usize) -> bool {
    match role {
        // `+` is a part of `2n + 1` in brackets.
        Role::Selectors => is_combinator(kind) && (depth == 0 || kind != Kind::Sign('+')),
        Role::Value => matches!(kind, Kind::Sign('/' | '*' | '!')),
        Role::Condition => false,
    }
}

#[cfg(test)]
mod tests;
