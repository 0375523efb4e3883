//! Names and places of zones and industries, where the user has them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

use chrono::NaiveDate;
use korea::ksic::{Revision, division};
use korea::zones::{Zone, ZoneSystem, Zones};

use super::{DELIMITER, Request};
use crate::census::Point;
use crate::input::records;
use crate::problem::Problem;
use crate::profile::Profile;
use crate::scan::number::{COORDINATE_UNITS, coordinate};

/// Names by code, and points of zones: those of the user's files, else those that are built in.
#[derive(Default)]
pub(super) struct Names {
    zones: HashMap<String, String>,
    points: HashMap<String, Point>,
    industries: HashMap<String, String>,
    built_in: Option<(Zones, Revision)>,
}

/// The built-in names of a profile: of the ministry's zones, and of the divisions of manufacturing.
pub(super) fn built_in(profile: &Profile) -> Option<(Zones, Revision)> {
    if profile.zone.system != ZoneSystem::MoisAdm {
        return None;
    }
    let on = profile.source.reference_date;
    let since = |year, month| NaiveDate::from_ymd_opt(year, month, 1).is_some_and(|day| on >= day);
    let revision = if since(2024, 7) {
        Revision::R11
    } else if since(2017, 7) {
        Revision::R10
    } else {
        Revision::R9
    };
    Zones::embedded().ok().map(|zones| (zones, revision))
}

impl Names {
    /// Adds the names that are built in.
    pub(super) fn with(self, built_in: Option<(Zones, Revision)>) -> Self {
        Self { built_in, ..self }
    }

    /// Reads the files that the request names.
    pub(super) fn read(request: &Request) -> Result<Self, Problem> {
        let mut names = Self::default();
        if let Some(path) = &request.zones {
            let table = Table::read(path)?;
            let (code, name) = (table.column("zone_code")?, table.column("zone_name")?);
            let point = table.column("x").ok().zip(table.column("y").ok());
            for row in &table.rows {
                let at = |column: usize| row.get(column).map_or("", String::as_str);
                if let Some((x, y)) = point {
                    let number =
                        |column| coordinate(at(column).as_bytes()).map(|n| n as f64 / COORDINATE_UNITS);
                    if let (Ok(x), Ok(y)) = (number(x), number(y)) {
                        names.points.insert(at(code).to_owned(), Point { x, y });
                    }
                }
                names.zones.insert(at(code).to_owned(), at(name).to_owned());
            }
        }
        if let Some(path) = &request.industries {
            let table = Table::read(path)?;
            let (code, name) = (table.column("industry_code")?, table.column("industry_name")?);
            for row in &table.rows {
                let at = |column: usize| row.get(column).cloned().unwrap_or_default();
                names.industries.insert(at(code), at(name));
            }
        }
        Ok(names)
    }

    /// The name of a zone, or nothing.
    pub(super) fn zone(&self, code: &str) -> Cow<'_, str> {
        match self.zones.get(code) {
            Some(name) => Cow::Borrowed(name),
            None => self.known_zone(code).map_or(Cow::Borrowed(""), |zone| Cow::Owned(zone.full_name())),
        }
    }

    /// The point of a zone.
    pub(super) fn point(&self, code: &str) -> Option<Point> {
        let built_in = || {
            let position = self.known_zone(code)?.position;
            Some(Point { x: position.lon, y: position.lat })
        };
        self.points.get(code).copied().or_else(built_in)
    }

    fn known_zone(&self, code: &str) -> Option<&Zone> {
        self.built_in.as_ref()?.0.get(code)
    }

    /// The name of an industry, or nothing.
    pub(super) fn industry(&self, code: &str) -> &str {
        if let Some(name) = self.industries.get(code) {
            return name;
        }
        let digits = code.strip_prefix('C').filter(|digits| digits.len() == 2);
        let number = digits.and_then(|digits| digits.parse().ok());
        let revision = self.built_in.as_ref().map(|built_in| built_in.1);
        number.zip(revision).and_then(|(code, revision)| division(code, revision)).map_or("", |d| d.name)
    }
}

/// A small CSV file, whole.
struct Table<'p> {
    path: &'p Path,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl<'p> Table<'p> {
    fn read(path: &'p Path) -> Result<Self, Problem> {
        let bytes = std::fs::read(path).map_err(|e| Problem::io(path, "read", &e))?;
        let mut rows = records(&bytes, DELIMITER).into_iter();
        let header =
            rows.next().ok_or_else(|| Problem::in_file(path, "is empty; a header line is expected"))?;
        Ok(Self { path, header, rows: rows.collect() })
    }

    fn column(&self, name: &str) -> Result<usize, Problem> {
        let missing = || {
            let header = self.header.join(", ");
            Problem::in_file(
                self.path,
                format_args!("column {name:?} is not in the header, which has: {header}"),
            )
        };
        self.header.iter().position(|h| h == name).ok_or_else(missing)
    }
}
