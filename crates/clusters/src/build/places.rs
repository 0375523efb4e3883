//! Names and places of zones and industries, where the user has them.

use std::collections::HashMap;
use std::path::Path;

use super::{DELIMITER, Request};
use crate::census::Point;
use crate::input::records;
use crate::problem::Problem;
use crate::scan::number::{COORDINATE_UNITS, coordinate};

/// Names by code, and points of zones.
#[derive(Debug, Default)]
pub(super) struct Names {
    zones: HashMap<String, String>,
    points: HashMap<String, Point>,
    industries: HashMap<String, String>,
}

impl Names {
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
                    let number = |column| coordinate(at(column).as_bytes()).map(|n| n as f64 / COORDINATE_UNITS);
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
    pub(super) fn zone(&self, code: &str) -> &str {
        self.zones.get(code).map_or("", String::as_str)
    }

    /// The point of a zone.
    pub(super) fn point(&self, code: &str) -> Option<Point> {
        self.points.get(code).copied()
    }

    /// The name of an industry, or nothing.
    pub(super) fn industry(&self, code: &str) -> &str {
        self.industries.get(code).map_or("", String::as_str)
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
        let header = rows.next().ok_or_else(|| Problem::in_file(path, "is empty; a header line is expected"))?;
        Ok(Self { path, header, rows: rows.collect() })
    }

    fn column(&self, name: &str) -> Result<usize, Problem> {
        let missing = || {
            let header = self.header.join(", ");
            Problem::in_file(self.path, format_args!("column {name:?} is not in the header, which has: {header}"))
        };
        self.header.iter().position(|h| h == name).ok_or_else(missing)
    }
}
