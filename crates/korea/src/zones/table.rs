//! The embedded tables of provinces and moved counties, indexed once.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{SidoKind, ZoneSystem};

/// The two numbering families; 7- and 8-digit codes of Statistics Korea share their first two digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// Statistics Korea.
    Kostat,
    /// Ministry of the Interior and Safety.
    Mois,
}

impl Family {
    /// The family of a Korean system; the caller has already set [`ZoneSystem::Other`] aside.
    pub(super) const fn of(system: ZoneSystem) -> Self {
        match system {
            ZoneSystem::Kostat7 | ZoneSystem::Kostat8 => Self::Kostat,
            ZoneSystem::MoisAdm | ZoneSystem::MoisLegal | ZoneSystem::Other => Self::Mois,
        }
    }

    /// The least third digit of a 군: 3 and 4 (7-digit) or 5 and 6 (8-digit) at Statistics Korea, 7 to 9 at the
    /// ministry.
    pub(super) const fn first_gun_digit(self) -> u8 {
        match self {
            Self::Kostat => b'3',
            Self::Mois => b'7',
        }
    }
}

struct Period {
    kind: SidoKind,
    from: NaiveDate,
    to: NaiveDate,
}

struct Move {
    from: usize,
    to: usize,
    on: NaiveDate,
    kostat: Vec<&'static str>,
    mois: Vec<&'static str>,
}

/// Provinces by prefix, with their kinds over time, and the counties that moved.
pub(super) struct Table {
    places: Vec<(&'static str, Vec<Period>)>,
    kostat: [Option<usize>; 100],
    mois: [Option<usize>; 100],
    moves: Vec<Move>,
    names: Vec<(&'static str, &'static str)>,
}

/// `data/sidos.tsv` and `data/moves.tsv`, read at first use. A malformed row is dropped here; the tests of this
/// module count the rows, so that cannot happen in a build that passed them.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    Table::read(include_str!("../../../../data/sidos.tsv"), include_str!("../../../../data/moves.tsv"))
});

/// The rows of a table after its comments and its header.
pub(super) fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).skip(1).map(|l| l.split('\t').collect())
}

fn index(prefix: &[u8]) -> Option<usize> {
    match prefix {
        [a @ b'0'..=b'9', b @ b'0'..=b'9'] => Some(usize::from(a - b'0') * 10 + usize::from(b - b'0')),
        _ => None,
    }
}

/// The kind named in `data/sidos.tsv`.
pub(super) fn sido_kind(name: &str) -> Option<SidoKind> {
    Some(match name {
        "Special" => SidoKind::Special,
        "Metropolitan" => SidoKind::Metropolitan,
        "SpecialSelfGovCity" => SidoKind::SpecialSelfGovCity,
        "SpecialSelfGovProvince" => SidoKind::SpecialSelfGovProvince,
        "Province" => SidoKind::Province,
        _ => return None,
    })
}

impl Table {
    fn read(sidos: &'static str, moves: &'static str) -> Self {
        let mut table = Self {
            places: Vec::new(),
            kostat: [None; 100],
            mois: [None; 100],
            moves: Vec::new(),
            names: Vec::new(),
        };
        for row in rows(sidos) {
            let _ = table.add_period(&row);
        }
        table.moves = rows(moves).filter_map(|row| table.read_move(&row)).collect();
        table
    }

    fn add_period(&mut self, row: &[&'static str]) -> Option<()> {
        let &[place, name, short, _, kind_name, from, to, kostat, mois] = row else { return None };
        let kind = sido_kind(kind_name)?;
        let from = from.parse().ok()?;
        let to = if to.is_empty() { NaiveDate::MAX } else { to.parse().ok()? };
        let at = self.place_named(place).unwrap_or_else(|| {
            self.places.push((place, Vec::new()));
            self.places.len() - 1
        });
        self.names.extend([(name, short), (short, short)]);
        self.places[at].1.push(Period { kind, from, to });
        self.kostat[index(kostat.as_bytes())?] = Some(at);
        self.mois[index(mois.as_bytes())?] = Some(at);
        Some(())
    }

    fn read_move(&self, row: &[&'static str]) -> Option<Move> {
        let &[_, from, to, on, kostat_from, kostat_to, mois_from, mois_to] = row else { return None };
        Some(Move {
            from: self.place_named(from)?,
            to: self.place_named(to)?,
            on: on.parse().ok()?,
            kostat: kostat_from.split('|').chain(kostat_to.split('|')).collect(),
            mois: mois_from.split('|').chain(mois_to.split('|')).collect(),
        })
    }

    fn place_named(&self, place: &str) -> Option<usize> {
        self.places.iter().position(|(name, _)| *name == place)
    }

    /// The place with these two first digits.
    pub(super) fn place(&self, family: Family, prefix: &[u8]) -> Option<usize> {
        let table = match family {
            Family::Kostat => &self.kostat,
            Family::Mois => &self.mois,
        };
        table[index(prefix)?]
    }

    /// The place that a moved county belongs to on a date; `None` for counties that never moved.
    pub(super) fn moved(&self, family: Family, county: &str, on: NaiveDate) -> Option<usize> {
        let found = self.moves.iter().find(|m| {
            let codes = match family {
                Family::Kostat => &m.kostat,
                Family::Mois => &m.mois,
            };
            codes.contains(&county)
        })?;
        Some(if on < found.on { found.from } else { found.to })
    }

    /// The short name of the province with this full or short name.
    pub(super) fn short_name(&self, name: &str) -> Option<&'static str> {
        self.names.iter().find(|(known, _)| *known == name).map(|(_, short)| *short)
    }

    /// The kind of a place on a date; `None` before it existed.
    pub(super) fn kind(&self, place: usize, on: NaiveDate) -> Option<SidoKind> {
        self.places[place].1.iter().find(|p| p.from <= on && on < p.to).map(|p| p.kind)
    }

    /// Whether the cities of the place have no self-government; only 제주 does so.
    pub(super) fn has_administrative_cities(&self, place: usize) -> bool {
        self.places[place].0 == "jeju"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_embedded_tables_is_read() {
        let sidos = rows(include_str!("../../../../data/sidos.tsv")).count();
        assert_eq!(TABLE.places.iter().map(|(_, periods)| periods.len()).sum::<usize>(), sidos);
        assert_eq!(TABLE.moves.len(), rows(include_str!("../../../../data/moves.tsv")).count());
        assert_eq!(TABLE.places.len(), 17);
    }

    #[test]
    fn periods_of_a_place_follow_each_other_without_gap() {
        for (name, periods) in &TABLE.places {
            for pair in periods.windows(2) {
                assert_eq!(pair[0].to, pair[1].from, "{name}");
            }
        }
    }
}
