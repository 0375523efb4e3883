//! What gate ② freezes into an application: the count, the tier, the threshold and where all three come from.

use clusters::Ruleset;
use programme::gates;
use sea_orm::ConnectionTrait;

use super::store::{self, Cell, Snapshot};
use crate::{
    base::{errors::Outcome, question::Question},
    registry::zones::zones,
};

/// The ruleset that holds unless a call names another.
pub const DEFAULT_RULESET: &str = "statute-2018";

/// One cell with the snapshot it was read from, as plain values to be frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The zone, its count and its threshold.
    pub cell: gates::ZoneCell,
    /// Where they come from.
    pub snapshot: gates::Snapshot,
}

/// What the current snapshot says of a zone and a division, before a ruleset is held against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted(Option<(Snapshot, Cell)>);

/// Asks the current snapshot about a zone and a division.
pub fn counted(zone_code: &str, division: u8) -> Question<Counted> {
    store::current_cell(zone_code, division).map(Counted)
}

/// Asks the snapshot of this hash, current or not: what it says never changes.
pub async fn counted_in(
    connection: &impl ConnectionTrait,
    sha256: &str,
    zone_code: &str,
    division: u8,
) -> Outcome<Counted> {
    let Some(snapshot) = store::snapshot_of_hash(connection, sha256).await? else { return Ok(Counted(None)) };
    let cell = store::cell(connection, snapshot.id, zone_code, division).await?;
    Ok(Counted(Some((snapshot, cell))))
}

impl Counted {
    /// The evidence under a ruleset.
    ///
    /// `None` where there is nothing to say: no snapshot, no such ruleset, a zone that the snapshot's day did not have,
    /// or a division outside the classification. A cell that the snapshot does not list has the count zero.
    pub fn under(self, ruleset: &str) -> Option<Evidence> {
        let rules = Ruleset::built_in(ruleset)?;
        let (snapshot, cell) = self.0?;
        let place = place(&snapshot, &cell.zone, cell.division, &rules)?;
        let cell = gates::ZoneCell {
            zone_code: cell.zone,
            zone_name: place.name,
            division: cell.division,
            tier: place.tier,
            count: cell.count.into(),
            threshold: place.threshold,
        };
        let snapshot = gates::Snapshot {
            source: snapshot.source,
            reference_date: snapshot.reference_date,
            sha256: snapshot.sha256,
            ruleset: rules.name,
            headcount: snapshot.headcount,
        };
        Some(Evidence { cell, snapshot })
    }
}

/// A zone as it was on the snapshot's day.
pub(super) struct Place {
    /// `서울특별시 영등포구 문래동`.
    pub name: String,
    /// Which threshold applies.
    pub tier: korea::zones::Tier,
    /// How many it needs.
    pub threshold: u32,
}

/// The place of a cell, if the snapshot's day had such a zone and its classification such a division.
pub(super) fn place(snapshot: &Snapshot, zone: &str, division: u8, rules: &Ruleset) -> Option<Place> {
    let day = snapshot.reference_date;
    let revision = korea::ksic::Revision::try_from(snapshot.ksic_revision).ok()?;
    korea::ksic::division(division, revision)?;
    let known = zones().get(zone).filter(|zone| zone.in_force(day))?;
    let tier = korea::zones::tier(snapshot.zone_system, zone, day, rules.gun_in_special_province).ok()?;
    Some(Place { name: known.full_name(), tier, threshold: rules.thresholds.of(tier.into()) })
}
