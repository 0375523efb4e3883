//! Where in a row the wanted columns are, and what is wanted of them.

use chrono::{Datelike, NaiveDate};
use korea::zones::ZoneSystem;

use super::reject::Reason;
use crate::census::Tier;
use crate::profile::{HeadcountBasis, Kind, Profile, TierSource};
use crate::ruleset::Ruleset;

/// What a row adds to its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// The number in this column.
    Count(usize),
    /// One.
    One,
    /// One, if the number in this column is below the limit.
    Below(usize, u64),
}

/// The wanted columns of one file.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// Number of columns of the header.
    pub columns: usize,
    pub zone: usize,
    pub industry: usize,
    pub measure: Measure,
    pub founded: Option<usize>,
    pub place: Option<(usize, usize)>,
    /// The reference date as `yyyymmdd`.
    pub reference: u32,
    /// Which first bytes of an industry code need no second look: no kept code begins with them.
    pub outside: Box<[bool; 256]>,
    prefixes: Vec<Box<[u8]>>,
    eligible: Vec<Box<[u8]>>,
    digits: usize,
    unknown: Vec<Box<[u8]>>,
    pub zones: ZoneRules,
}

impl Plan {
    /// Finds the columns of `profile` in `header`, or says what is missing.
    pub(crate) fn new(profile: &Profile, ruleset: &Ruleset, header: &[String]) -> Result<Self, Vec<String>> {
        let mut problems = Vec::new();
        let mut find = |key: &str, name: &String| {
            let mut places = header.iter().enumerate().filter(|(_, h)| *h == name).map(|(i, _)| i);
            let found = places.next();
            if found.is_none() {
                problems.push(format!(
                    "columns.{key} = {name:?} is not in the header, which has: {}",
                    header.join(", ")
                ));
            } else if places.next().is_some() {
                problems.push(format!("columns.{key} = {name:?} stands more than once in the header"));
            }
            found.unwrap_or(0)
        };
        let columns = &profile.columns;
        let zone = find("zone", &columns.zone);
        let industry = find("industry", &columns.industry);
        let mut maybe = |key: &str, name: &Option<String>| name.as_ref().map(|name| find(key, name));
        let count = maybe("count", &columns.count);
        let regular = maybe("regular_workers", &columns.regular_workers);
        let persons = maybe("persons", &columns.persons);
        let founded = maybe("founded", &columns.founded);
        let place = maybe("x", &columns.x).zip(maybe("y", &columns.y));
        if !problems.is_empty() {
            return Err(problems);
        }
        let below = u64::from(ruleset.below_regular_workers);
        let measure = match (profile.source.kind, profile.headcount_basis(ruleset)) {
            (Kind::Counts, _) => Measure::Count(count.unwrap_or(0)),
            (Kind::Establishments, HeadcountBasis::AllSizes) => Measure::One,
            (Kind::Establishments, _) => Measure::Below(regular.or(persons).unwrap_or(0), below),
        };
        let on = profile.source.reference_date;
        let bytes = |list: &[String]| list.iter().map(|s| s.as_bytes().into()).collect::<Vec<Box<[u8]>>>();
        let prefixes = bytes(&profile.industry.prefixes);
        Ok(Self {
            columns: header.len(),
            zone,
            industry,
            measure,
            founded,
            place,
            reference: u32::try_from(on.year()).unwrap_or(0) * 10_000 + on.month() * 100 + on.day(),
            outside: Box::new(outside_bytes(&prefixes)),
            prefixes,
            eligible: bytes(&ruleset.eligible_prefixes),
            digits: profile.industry.digits,
            unknown: bytes(&profile.source.unknown),
            zones: ZoneRules {
                system: profile.zone.system,
                source: profile.zone.tier,
                on,
                gun: ruleset.gun_in_special_province,
            },
        })
    }

    /// Whether a record has all its fields and an industry code that is certainly not kept: nine records in ten of
    /// a full census. `false` means that the record needs a closer look.
    #[inline]
    pub(crate) fn is_plainly_outside(&self, data: &[u8], start: usize, separators: &[u32]) -> bool {
        if separators.len() != self.columns {
            return false;
        }
        let start = if self.industry == 0 { start } else { separators[self.industry - 1] as usize + 1 };
        let length = separators[self.industry] as usize - start;
        let Some(bytes) = data[start..].first_chunk::<8>() else { return false };
        let outside = self.outside[usize::from(bytes[0])];
        if length <= 8 {
            // Shifting the bytes after the field away; an empty field begins with its separator and is not plain.
            let high = u64::from_le_bytes(*bytes) & 0x8080_8080_8080_8080;
            outside & (high << (64 - 8 * length.max(1)) == 0)
        } else {
            outside && data[start..start + length].is_ascii()
        }
    }

    /// The industry that counts as the same, or `None` if the code is not kept.
    pub(crate) fn level<'c>(&self, code: &'c [u8]) -> Result<Option<&'c [u8]>, Reason> {
        if code.is_empty() {
            return Err(Reason::Empty);
        }
        if !code.is_ascii() {
            return Err(Reason::BadText);
        }
        let begins = |p: &[u8]| code.len() >= p.len() && code.iter().zip(p).all(|(a, b)| a == b);
        let starts = |list: &[Box<[u8]>]| list.iter().any(|p| begins(p));
        if !starts(&self.prefixes) || !(self.eligible.is_empty() || starts(&self.eligible)) {
            return Ok(None);
        }
        let letter = usize::from(code[0].is_ascii_alphabetic());
        let kept = letter + self.digits;
        let is_code = code.len() >= kept
            && code[letter..kept].iter().all(u8::is_ascii_digit)
            && code[kept..].iter().all(u8::is_ascii_alphanumeric);
        if is_code { Ok(Some(&code[..kept])) } else { Err(Reason::ShortIndustry { digits: self.digits }) }
    }

    /// Whether a value stands for a suppressed number.
    pub(crate) fn is_unknown(&self, value: &[u8]) -> bool {
        self.unknown.iter().any(|word| **word == *value)
    }
}

/// First bytes that no kept code has, and that are not the sign of something to be looked into.
fn outside_bytes(prefixes: &[Box<[u8]>]) -> [bool; 256] {
    let mut outside = [false; 256];
    for byte in b'!'..=b'~' {
        let special = matches!(byte, b'"' | b',');
        outside[usize::from(byte)] = !special && !prefixes.iter().any(|p| p.first() == Some(&byte));
    }
    outside
}

/// How zone codes are checked and placed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ZoneRules {
    system: ZoneSystem,
    source: TierSource,
    on: NaiveDate,
    gun: korea::zones::Tier,
}

impl ZoneRules {
    /// The tier of a zone code, or why it has none.
    pub(crate) fn tier(self, code: &str) -> Result<Tier, Reason> {
        if code.is_empty() {
            return Err(Reason::Empty);
        }
        match self.source {
            TierSource::Korea => korea::zones::tier(self.system, code, self.on, self.gun)
                .map(Tier::from)
                .map_err(|why| Reason::Zone(why.to_string().into())),
            TierSource::Fixed => match self.system.expected_digits() {
                Some(_) if self.system.allows_len(code.len()) && code.bytes().all(|b| b.is_ascii_digit()) => {
                    Ok(Tier::Fixed)
                }
                Some(digits) => Err(Reason::Zone(
                    format!("zone code {code:?} is not {digits} digits of {}", self.system).into(),
                )),
                None if code.chars().any(char::is_control) => Err(Reason::BadText),
                None => Ok(Tier::Fixed),
            },
        }
    }
}
