//! What content/ holds, as lists show it. Files are read again only when they changed.

use std::collections::BTreeMap;
use std::path::Path;

use arcstr::ArcStr;

use crate::base::Stat;
use crate::base::{Date, slug};
use crate::diag::Problems;
use crate::parse::{self, Made, Record};
use crate::source::{self, Format, Role, Source};

/// One record.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Path of its file below the root.
    pub(super) file: ArcStr,
    /// Which record of the file it is, from 0.
    pub(super) number: usize,
    /// What the file is.
    pub(super) role: Role,
    /// Line on which it begins.
    pub(super) line: u32,
    /// Its title, or what names it.
    pub(super) title: String,
    /// Its id, code or the name of its file.
    pub(super) id: String,
    /// The last part of its page's address.
    pub(super) slug: Box<str>,
    /// Its day.
    pub(super) date: Option<Date>,
    /// Of a report what was submitted and what is valid.
    pub(super) counts: [Option<i64>; 2],
    /// Of a report the day on which it was corrected.
    pub(super) published: Option<Date>,
    /// Of a report its programme, as it is written.
    pub(super) programme: Box<str>,
    /// Of a programme after how many days its figures are old.
    pub(super) every: Option<i64>,
    /// Whether it is a draft.
    pub(super) draft: bool,
    /// Whether it is shown from a later day on.
    pub(super) from: Option<Date>,
    /// Whether it is shown until a day.
    pub(super) until: Option<Date>,
    /// Whether the desk can change it: rows of tables are changed in the table.
    pub(super) editable: bool,
    /// Title and id, without marks and in small letters.
    folded: Box<str>,
}

impl Made for Item {}

/// All records by file.
#[derive(Debug, Default)]
pub(super) struct Index {
    files: BTreeMap<ArcStr, (Stat, Vec<Item>)>,
    /// Every file of content/ with what tells it from another version of itself.
    stats: Option<Vec<(ArcStr, Stat)>>,
    /// How often something of content/ was found changed.
    changes: u64,
}

/// A part of content/ that has a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// News.
    News,
    /// Initiatives.
    Initiatives,
    /// Other pages.
    Pages,
    /// Units.
    Units,
    /// Programmes, with their updates.
    Programmes,
    /// Reports.
    Reports,
}

impl Section {
    /// All of them in the order of the menu.
    pub(super) const ALL: [Self; 6] = [
        Self::News,
        Self::Initiatives,
        Self::Pages,
        Self::Units,
        Self::Programmes,
        Self::Reports,
    ];

    /// The last part of its address.
    pub(super) fn address(self) -> &'static str {
        match self {
            Self::News => "tin",
            Self::Initiatives => "sang-kien",
            Self::Pages => "trang",
            Self::Units => "don-vi",
            Self::Programmes => "chuong-trinh",
            Self::Reports => "bao-cao",
        }
    }

    /// That of an address.
    pub(super) fn of(address: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|section| section.address() == address)
    }

    /// That of a file.
    pub(super) fn of_role(role: Role) -> Option<Self> {
        match role {
            Role::News => Some(Self::News),
            Role::Initiative | Role::Initiatives => Some(Self::Initiatives),
            Role::Page => Some(Self::Pages),
            Role::Units => Some(Self::Units),
            Role::Programme => Some(Self::Programmes),
            Role::Reports => Some(Self::Reports),
            _ => None,
        }
    }

    /// The folder of its files of one record; the file of its list for others.
    pub(super) fn place(self) -> &'static str {
        match self {
            Self::News => "content/news/",
            Self::Initiatives => "content/initiatives/",
            Self::Pages => "content/pages/",
            Self::Units => "content/units.yaml",
            Self::Programmes => "content/programmes/",
            Self::Reports => "content/reports/",
        }
    }
}

impl Index {
    /// Reads what changed since the last time; whether anything of content/ did.
    pub(super) fn refresh(&mut self, root: &Path) -> bool {
        // What is wrong with files is the concern of `check`.
        let sources = source::discover(root, &mut Problems::default());
        let stats = sources
            .iter()
            .map(|source| (source.path.clone(), source.stat));
        let stats = Some(stats.collect());
        // The first time nothing is known to have changed: the first build has begun already.
        let changed = self.stats.is_some() && self.stats != stats;
        self.stats = stats;
        self.changes += u64::from(changed);
        let mut files = BTreeMap::new();
        for source in sources {
            if Section::of_role(source.role).is_none() {
                continue;
            }
            let kept = self.files.remove(&source.path);
            let fresh = match kept {
                Some((stat, items)) if stat == source.stat => (stat, items),
                _ => (source.stat, read(&source)),
            };
            files.insert(source.path.clone(), fresh);
        }
        self.files = files;
        changed
    }

    /// How often something of content/ was found changed: what was made of content/ holds until
    /// this is another number.
    pub(super) fn changes(&self) -> u64 {
        self.changes
    }

    /// All records.
    pub(super) fn all(&self) -> impl Iterator<Item = &Item> {
        self.files.values().flat_map(|(_, items)| items)
    }

    /// The records of a section that have all words of a search in their title, id or file, the
    /// newest first.
    pub(super) fn search(&self, section: Section, words: &str) -> Vec<&Item> {
        let words = slug::fold(words);
        let words: Vec<&str> = words.split_whitespace().collect();
        let mut found: Vec<&Item> = Vec::new();
        for (file, (_, items)) in &self.files {
            let path = slug::fold(file);
            let has = |item: &Item, word: &str| item.folded.contains(word) || path.contains(word);
            let items = items
                .iter()
                .filter(|item| Section::of_role(item.role) == Some(section));
            found.extend(items.filter(|item| words.iter().all(|word| has(item, word))));
        }
        if !matches!(section, Section::Units | Section::Programmes) {
            found.sort_by_key(|item| std::cmp::Reverse(item.date));
        }
        found
    }

    /// The record of a file in which a line is.
    pub(super) fn around(&self, file: &str, line: u32) -> Option<&Item> {
        let (_, items) = self.files.get(file)?;
        let above = items.iter().rev().find(|item| item.line <= line);
        above.or(items.first())
    }

    /// One record.
    pub(super) fn item(&self, file: &str, number: usize) -> Option<&Item> {
        self.files.get(file)?.1.get(number)
    }

    /// When a file was changed, in seconds since 1970.
    pub(super) fn changed(&self, file: &str) -> u64 {
        let modified = self.files.get(file).map_or(0, |(stat, _)| stat.modified);
        u64::try_from(modified / 1_000_000_000).unwrap_or(0)
    }

    /// The records of a section. All records of a file are of one role.
    pub(super) fn of(&self, section: Section) -> impl Iterator<Item = &Item> {
        let files = self.files.values().filter(move |(_, items)| {
            let first = items.first();
            first.is_some_and(|item| Section::of_role(item.role) == Some(section))
        });
        files.flat_map(|(_, items)| items)
    }

    /// The units.
    pub(super) fn units(&self) -> impl Iterator<Item = &Item> {
        self.of(Section::Units)
    }

    /// The units by their ids and titles, as reports name them.
    pub(super) fn named_units(&self) -> BTreeMap<&str, &Item> {
        let mut named = BTreeMap::new();
        for unit in self.units() {
            named.insert(unit.title.as_str(), unit);
            named.insert(unit.id.as_str(), unit);
        }
        named
    }

    /// Ids of records with their names, for fields that name one.
    pub(super) fn names(&self, what: &str) -> Vec<(String, String)> {
        let section = match what {
            "unit" => Section::Units,
            "initiative" => Section::Initiatives,
            "programme" => Section::Programmes,
            _ => return Vec::new(),
        };
        let items = self.of(section).take(1000);
        items
            .map(|item| (item.id.clone(), item.title.clone()))
            .collect()
    }
}

fn read(source: &Source) -> Vec<Item> {
    let parsed = parse::source(source, |record, _| Some(item(source, &record)));
    let mut items = parsed.items;
    for (number, item) in items.iter_mut().enumerate() {
        item.number = number;
    }
    items
}

fn item(source: &Source, record: &Record) -> Item {
    let fields = &record.fields;
    let file_name = source.id();
    let unit = fields.text("unit").unwrap_or_default();
    let title = match source.role {
        Role::Reports => unit,
        _ => fields.text("title").unwrap_or_else(|| file_name.clone()),
    };
    let id = fields.text("id").or_else(|| fields.text("code"));
    let id = id.unwrap_or_else(|| file_name.clone());
    let own = fields.text("slug").or_else(|| fields.text("id"));
    Item {
        folded: slug::fold(&format!("{title} {id}")).into(),
        file: source.path.clone(),
        number: 0,
        role: source.role,
        line: fields.place.line().unwrap_or(1),
        date: fields.date("date").or_else(|| fields.date("as_of")),
        counts: ["submitted", "valid"].map(|key| fields.count(key)),
        published: fields.date("published"),
        programme: fields.text("programme").unwrap_or_default().into(),
        every: fields.count("report_every"),
        draft: fields.flag("draft"),
        from: fields.date("publish_from"),
        until: fields.date("publish_to"),
        editable: Format::of(&source.path).is_none(),
        slug: own.unwrap_or(file_name).into(),
        title,
        id,
    }
}
