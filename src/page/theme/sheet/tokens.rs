//! The tokens of a style sheet with their places, as CSS Syntax Level 3 has them.

use cssparser::{ParseError, Parser, Token, TokenSerializationType};

use crate::base::number::saturated;
use crate::diag::SheetError;

/// Brackets in each other that a style sheet may have: what reads them calls itself for each.
pub(super) const DEPTH: u8 = 100;

/// Something wrong at a place: lines and columns count from 1, columns and length are characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Found {
    pub(in super::super) line: u32,
    pub(in super::super) column: u32,
    pub(in super::super) length: u32,
    pub(in super::super) error: SheetError,
}

/// What a token is to the rest of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Space,
    Ident,
    At,
    /// `#name`, which may be an identity.
    Id,
    Colon,
    Comma,
    Semicolon,
    /// A bracket, or a function with its bracket.
    Open,
    Close,
    /// A single sign that is none of the others.
    Sign(char),
    Percentage,
    /// Numbers, texts, addresses, signs of two characters.
    Other,
}

/// A token as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// Of its first byte in the sheet.
    pub(super) start: usize,
    /// For an opening bracket, the index of the piece that closes it.
    pub(super) close: usize,
    pub(super) joint: TokenSerializationType,
}

/// The tokens of a sheet without its comments.
///
/// # Errors
/// Brackets, texts, addresses and comments that do not end, and brackets that do not begin.
pub(super) fn read(css: &str) -> Result<Vec<Piece<'_>>, Vec<Found>> {
    if let Some(start) = too_deep(css) {
        let error = SheetError::Deep { most: DEPTH.into() };
        return Err(vec![found(css, start, 1, error)]);
    }
    let mut parser = Parser::new(css);
    // No limit: the depth is looked at above.
    parser.set_nested_block_limit(0);
    let mut reader = Reader {
        css,
        pieces: Vec::new(),
        errors: Vec::new(),
    };
    reader.contents(&mut parser);
    if reader.errors.is_empty() {
        Ok(reader.pieces)
    } else {
        reader
            .errors
            .sort_by_key(|found| (found.line, found.column));
        Err(reader.errors)
    }
}

/// Something wrong with the bytes from `start` on.
pub(super) fn found(css: &str, start: usize, length: usize, error: SheetError) -> Found {
    let before = &css[..start];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let [line, column, length] = [
        before.matches('\n').count(),
        css[line_start..start].chars().count(),
        css[start..start + length].chars().count(),
    ]
    .map(saturated);
    Found {
        line: line.saturating_add(1),
        column: column.saturating_add(1),
        length,
        error,
    }
}

/// Where a sheet is nested too deeply. Brackets in texts and comments count too: no sheet has this
/// many of them.
fn too_deep(css: &str) -> Option<usize> {
    let mut depth = 0_u8;
    for (start, byte) in css.bytes().enumerate() {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH {
            return Some(start);
        }
    }
    None
}

struct Reader<'a> {
    css: &'a str,
    pieces: Vec<Piece<'a>>,
    errors: Vec<Found>,
}

impl<'a> Reader<'a> {
    /// Takes all tokens up to the end of the sheet or of the bracket that the parser is in.
    fn contents(&mut self, parser: &mut Parser<'a>) {
        loop {
            let start = parser.position().byte_index();
            let Ok(token) = parser.next_including_whitespace_and_comments() else {
                return;
            };
            let token = token.clone();
            let text = &self.css[start..parser.position().byte_index()];
            if let Some(error) = broken(&token, text) {
                self.errors.push(found(self.css, start, text.len(), error));
            }
            let blank = matches!(token, Token::WhiteSpace(_));
            let after_blank = self
                .pieces
                .last()
                .is_some_and(|last| last.kind == Kind::Space);
            if matches!(token, Token::Comment(_)) || (blank && after_blank) {
                continue;
            }
            let opening = self.pieces.len();
            self.pieces.push(Piece {
                kind: kind(&token),
                text,
                start,
                close: opening,
                joint: token.serialization_type(),
            });
            if self.pieces[opening].kind == Kind::Open {
                self.block(parser, opening);
            }
        }
    }

    /// What is in a bracket, and its end.
    fn block(&mut self, parser: &mut Parser<'a>, opening: usize) {
        let mut end = 0;
        let inside = parser.parse_nested_block(|parser| {
            self.contents(parser);
            end = parser.position().byte_index();
            Ok::<(), ParseError<()>>(())
        });
        let text = &self.css[end..parser.position().byte_index()];
        if inside.is_err() || text.is_empty() {
            let Piece { text, start, .. } = self.pieces[opening];
            let bracket = text.chars().next_back().unwrap_or_default();
            let error = SheetError::Open {
                what: bracket.into(),
            };
            self.errors.push(found(self.css, start, text.len(), error));
        }
        self.pieces[opening].close = self.pieces.len();
        self.pieces.push(Piece {
            kind: Kind::Close,
            text,
            start: end,
            close: self.pieces.len(),
            joint: TokenSerializationType::Other,
        });
    }
}

/// What is wrong with a token by itself.
fn broken(token: &Token<'_>, text: &str) -> Option<SheetError> {
    let open = match token {
        Token::BadString(_) => &text[..1],
        Token::QuotedString(_) if text.len() < 2 || !text.ends_with(&text[..1]) => &text[..1],
        Token::BadUrl(_) => "url(",
        Token::UnquotedUrl(_) if !text.ends_with(')') => "url(",
        Token::Comment(_) if text.len() < 4 || !text.ends_with("*/") => "/*",
        Token::CloseCurlyBracket => return Some(SheetError::Stray { bracket: '}' }),
        Token::CloseParenthesis => return Some(SheetError::Stray { bracket: ')' }),
        Token::CloseSquareBracket => return Some(SheetError::Stray { bracket: ']' }),
        _ => return None,
    };
    Some(SheetError::Open { what: open.into() })
}

fn kind(token: &Token<'_>) -> Kind {
    match token {
        Token::WhiteSpace(_) => Kind::Space,
        Token::Ident(_) => Kind::Ident,
        Token::AtKeyword(_) => Kind::At,
        Token::IDHash(_) => Kind::Id,
        Token::Colon => Kind::Colon,
        Token::Comma => Kind::Comma,
        Token::Semicolon => Kind::Semicolon,
        Token::Function(_)
        | Token::ParenthesisBlock
        | Token::SquareBracketBlock
        | Token::CurlyBracketBlock => Kind::Open,
        Token::Delim(sign) => Kind::Sign(*sign),
        Token::Percentage { .. } => Kind::Percentage,
        _ => Kind::Other,
    }
}
