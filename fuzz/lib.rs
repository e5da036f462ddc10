//! What every target does: puts the bytes into a file of a site, reads it as a build would, and
//! looks at what comes.

use std::cell::OnceCell;
use std::fs;
use std::path::PathBuf;

use tiendo::base::{Interner, Lang, Stat};
use tiendo::diag::{Diagnostic, Place, Problems};
use tiendo::model::{Options, assemble, convert};
use tiendo::source::{Role, Source};

const UNITS: &str = "- {id: tinh, title: Tỉnh, kind: province}\n- {id: a, title: Đơn vị A, kind: upper, parent: tinh}\n";

thread_local! {
    static FOLDER: OnceCell<tempfile::TempDir> = const { OnceCell::new() };
}

fn put(name: &str, bytes: &[u8]) -> PathBuf {
    FOLDER.with(|folder| {
        let path = folder
            .get_or_init(|| tempfile::tempdir().unwrap())
            .path()
            .join(name);
        fs::write(&path, bytes).unwrap();
        path
    })
}

fn source(path: &str, role: Role, bytes: &[u8]) -> Source {
    let real = put(path.rsplit('/').next().unwrap(), bytes);
    Source {
        path: path.into(),
        real,
        role,
        stat: Stat::default(),
        sidecar: None,
        sheet: None,
    }
}

/// Reads bytes as a file of this path and role beside a file of units, and checks what must hold
/// whatever they are.
pub fn read(path: &str, role: Role, bytes: &[u8]) {
    let interner = Interner::default();
    let sources = [
        source(path, role, bytes),
        source("content/units.yaml", Role::Units, UNITS.as_bytes()),
    ];
    let files = sources.iter().map(|source| convert(source, &interner));
    let mut problems = Problems::default();
    let (portal, tables) = assemble(files, &sources, Options { drafts: true }, &mut problems);
    for diagnostic in problems.iter() {
        said(diagnostic);
    }
    let rows = |file: &str| {
        let here = |place: &Place| matches!(place, Place::Cell { file: f, .. } if **f == *file);
        portal
            .initiatives
            .iter()
            .filter(|i| here(&i.origin.place))
            .count()
            + portal
                .reports
                .iter()
                .filter(|r| here(&r.origin.place))
                .count()
            + portal
                .units
                .iter()
                .filter(|u| here(&u.origin.place))
                .count()
    };
    for table in &tables {
        let sum = table.accepted() + table.rejected_records() + table.duplicates + table.blank;
        assert_eq!(table.rows, sum, "{table:?}");
        assert_eq!(table.accepted(), rows(&table.file), "{table:?}");
    }
}

/// Every problem has words and a place.
fn said(diagnostic: &Diagnostic) {
    for language in [Lang::Vi, Lang::En] {
        let words = diagnostic.words(language);
        assert!(
            !words.message.trim().is_empty() && !words.help.trim().is_empty(),
            "{diagnostic:?}"
        );
    }
    if let Place::Text {
        line,
        column,
        length,
        ..
    } = diagnostic.place
    {
        assert!(line > 0 && column > 0 && length > 0, "{diagnostic:?}");
    }
    if let Place::Cell { row, column, .. } = diagnostic.place {
        assert!(row > 0 && column > 0, "{diagnostic:?}");
    }
}
