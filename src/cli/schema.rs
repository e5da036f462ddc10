//! `tiendo schema`: what YAML editors need to name the keys and to mark problems while typing.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::args::Schema;
use super::new::{content, write_new};
use super::say;
use crate::base::regular;
use crate::parse::json_schema::{self, FILES, File};

/// Writes one JSON Schema for each kind of file, and says which line makes an editor use it.
pub(super) fn run(schema: &Schema) -> Result<()> {
    let out = create(schema)?;
    let (count, shown) = (FILES.len(), out.strip_prefix(".").unwrap_or(&out).display());
    let (vi, en) = (
        format!(
            "Đã ghi {count} lược đồ vào {shown}. Đặt dòng này ở đầu tệp YAML để trình soạn thảo \
             gợi ý và báo lỗi:"
        ),
        format!(
            "Wrote {count} schemas to {shown}. Put this line first in a YAML file, and editors \
             help and mark problems:"
        ),
    );
    say(schema.lang.pick(&vi, &en))?;
    for file in FILES.iter().filter(|file| file.path.ends_with(".yaml")) {
        say(&format!(
            "{}\n  {}",
            file.path,
            line(file, &schema.root, &out)?
        ))?;
    }
    Ok(())
}

/// Writes what is not there, or not as it should be.
fn create(schema: &Schema) -> Result<PathBuf> {
    content(&schema.root, schema.lang)?;
    let out = schema
        .out
        .clone()
        .unwrap_or_else(|| schema.root.join("schemas"));
    fs::create_dir_all(&out).with_context(|| out.display().to_string())?;
    for file in FILES {
        let (path, text) = (
            out.join(name(file)),
            format!("{:#}\n", json_schema::of(file)),
        );
        match regular::text(&path) {
            Ok(kept) if kept == text => continue,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            _ => fs::remove_file(&path).with_context(|| path.display().to_string())?,
        }
        write_new(&path, &text, schema.lang)?;
    }
    Ok(out)
}

fn name(file: &File) -> String {
    format!("{}.schema.json", file.name)
}

fn absolute(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).with_context(|| path.display().to_string())
}

/// The comment that names the schema, as seen from a file of this kind; from elsewhere than the
/// root, the whole path.
fn line(file: &File, root: &Path, out: &Path) -> Result<String> {
    let (root, out) = (absolute(root)?, absolute(out)?);
    let folder = match out.strip_prefix(root) {
        Ok(below) => file
            .path
            .split('/')
            .skip(1)
            .map(|_| "..")
            .collect::<PathBuf>()
            .join(below),
        Err(_) => out,
    };
    let path = folder
        .join(name(file))
        .display()
        .to_string()
        .replace('\\', "/");
    Ok(format!("# yaml-language-server: $schema={path}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Lang;

    #[test]
    fn every_kind_is_written_and_again() {
        let root = tempfile::tempdir().unwrap();
        let schema = Schema {
            root: root.path().into(),
            out: None,
            lang: Lang::En,
        };
        assert!(
            create(&schema)
                .unwrap_err()
                .to_string()
                .contains("is not there")
        );
        fs::create_dir(root.path().join("content")).unwrap();
        create(&schema).unwrap();
        fs::remove_file(root.path().join("schemas/news.schema.json")).unwrap();
        fs::write(root.path().join("schemas/units.schema.json"), "{}").unwrap();
        create(&schema).unwrap();
        let written = fs::read_dir(root.path().join("schemas")).unwrap().count();
        assert_eq!(written, FILES.len());
        let units = fs::read_to_string(root.path().join("schemas/units.schema.json")).unwrap();
        assert!(units.contains("Tên đơn vị"), "Vietnamese stays readable");
    }

    #[test]
    fn the_line_leads_from_the_file_to_the_schema() {
        let reports = FILES.iter().find(|file| file.name == "reports").unwrap();
        let line = |root: &str, out: &str| line(reports, Path::new(root), Path::new(out)).unwrap();
        assert_eq!(
            line(".", "schemas"),
            "# yaml-language-server: $schema=../../schemas/reports.schema.json"
        );
        assert_eq!(
            line("trang", "trang/a/b"),
            "# yaml-language-server: $schema=../../a/b/reports.schema.json"
        );
        assert!(line("trang", "b").ends_with("/b/reports.schema.json"));
    }
}
