//! The YAML head of a Markdown file, between two lines `---`.

use crate::diag::Problem;

/// A Markdown file in its two parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// YAML; its first line is line 2 of the file.
    pub(super) head: &'a str,
    /// Markdown.
    pub(super) body: &'a str,
    /// The line of the file on which the body begins.
    pub(super) body_line: u32,
}

/// Splits a file that begins with `---`.
pub(super) fn split(text: &str) -> Result<Parts<'_>, Problem> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        let filled = text.lines().map(str::trim).find(|line| !line.is_empty());
        return Err(Problem::FrontMatterMissing {
            first: filled.unwrap_or_default().to_owned(),
        });
    }
    let start = first.len();
    let mut end = start;
    for (number, line) in (3..).zip(lines) {
        if line.trim_end() == "---" {
            let body = &text[end + line.len()..];
            return Ok(Parts {
                head: &text[start..end],
                body,
                body_line: number,
            });
        }
        end += line.len();
    }
    Err(Problem::FrontMatterUnclosed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_parts_and_their_lines() {
        let parts = split("---\ntitle: a\n---\nbody\n").unwrap();
        assert_eq!(
            parts,
            Parts {
                head: "title: a\n",
                body: "body\n",
                body_line: 4
            }
        );
        assert_eq!(
            split("---\n---").unwrap(),
            Parts {
                head: "",
                body: "",
                body_line: 3
            }
        );
    }

    #[test]
    fn errors() {
        let missing = |first: &str| {
            Err(Problem::FrontMatterMissing {
                first: first.to_owned(),
            })
        };
        assert_eq!(split("title: a"), missing("title: a"));
        assert_eq!(split(""), missing(""));
        assert_eq!(split("\n---\ntitle: a\n---\n"), missing("---"));
        assert_eq!(split("---\ntitle: a\n"), Err(Problem::FrontMatterUnclosed));
    }
}
