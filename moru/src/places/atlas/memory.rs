//! The judged cells of the current snapshot, kept in memory: a page asks one cheap query, which snapshot is current,
//! and only a new one is read and judged.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::NaiveDate;
use clusters::{CellFinding, Ruleset, State};
use korea::zones::{Tier, Zone};
use tokio::sync::Mutex;

use super::{
    evidence::DEFAULT_RULESET,
    store::{self, Cell, CellCount, Snapshot},
};
use crate::{
    base::{
        app::App,
        errors::{Fault, Outcome},
    },
    registry::zones::zones,
};

/// A cell with what the rule says of it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The zone as the snapshot's day had it.
    pub zone: &'static Zone,
    /// The province, short: `서울`.
    pub province: &'static str,
    /// The division.
    pub division: u8,
    /// The count as the census says it.
    pub count: CellCount,
    /// Which threshold applies.
    pub tier: Tier,
    /// State, threshold and margin.
    pub finding: CellFinding,
    /// The cell's share of the zone's small manufacturers, 0 to 1.
    pub zone_share: Option<f64>,
    /// That share over the industry's share of the country.
    pub location_quotient: Option<f64>,
}

impl Judged {
    /// Names the row in addresses and on the map.
    pub fn key(&self) -> String {
        format!("{}-{}", self.zone.code, self.division)
    }
}

/// What the current snapshot says: clusters, near clusters and cells nobody can tell. Cells further below are many and
/// are not kept.
#[derive(Debug)]
pub struct Atlas {
    /// The snapshot.
    pub snapshot: Snapshot,
    /// The rules it was judged by.
    pub rules: Ruleset,
    /// The judged cells, most establishments first, then by zone and division.
    pub rows: Vec<Judged>,
}

impl Atlas {
    /// Judges the cells of a snapshot.
    fn judge(snapshot: Snapshot, rules: Ruleset, cells: &[Cell]) -> Self {
        let day = snapshot.reference_date;
        let tier =
            |zone: &str| korea::zones::tier(snapshot.zone_system, zone, day, rules.gun_in_special_province);
        let eligible: Vec<(&Cell, Tier)> = cells
            .iter()
            .filter(|cell| rules.is_eligible(&store::division_code(cell.division)))
            .filter_map(|cell| tier(&cell.zone).ok().map(|tier| (cell, tier)))
            .collect();
        let plain: Vec<clusters::Cell> = eligible.iter().map(|(cell, tier)| plain(cell, *tier)).collect();
        let judged = clusters::evaluate(&plain, &rules);
        let mut rows: Vec<Judged> = eligible
            .into_iter()
            .zip(judged)
            .filter(|(_, judged)| judged.state() != State::Below)
            .filter_map(|((cell, tier), judged)| row(cell, tier, &judged))
            .collect();
        rows.sort_by(|a, b| {
            let count = |row: &Judged| row.count.lower_bound();
            count(b).cmp(&count(a)).then_with(|| (a.zone.code, a.division).cmp(&(b.zone.code, b.division)))
        });
        Self { snapshot, rules, rows }
    }

    /// The day the census describes.
    pub fn day(&self) -> NaiveDate {
        self.snapshot.reference_date
    }

    /// How many cells are in a state.
    pub fn count(&self, state: State) -> usize {
        self.rows.iter().filter(|row| row.finding.state == state).count()
    }
}

fn plain(cell: &Cell, tier: Tier) -> clusters::Cell {
    clusters::Cell {
        zone: cell.zone.as_str().into(),
        industry: store::division_code(cell.division).into(),
        tier: tier.into(),
        count: cell.count.into(),
        point: None,
    }
}

fn row(cell: &Cell, tier: Tier, judged: &clusters::Cluster) -> Option<Judged> {
    let zone = zones().get(&cell.zone)?;
    Some(Judged {
        zone,
        province: korea::zones::sido_short_name(zone.sido)?,
        division: cell.division,
        count: cell.count,
        tier,
        finding: judged.finding,
        zone_share: judged.zone_share,
        location_quotient: judged.location_quotient,
    })
}

/// Holds the atlas of the current snapshot.
#[derive(Debug, Default)]
struct Memory {
    held: RwLock<Option<Arc<Atlas>>>,
    /// Only one request reads a new snapshot; the others wait for it.
    reading: Mutex<()>,
}

/// The atlas of the current snapshot; `None` before a first census was published.
pub async fn atlas(app: &App) -> Outcome<Option<Arc<Atlas>>> {
    let memory = app.shared.of::<Memory>();
    let connection = app.database.read();
    let Some(current) = store::current(connection).await? else { return Ok(None) };
    if let Some(atlas) = memory.holding(&current) {
        return Ok(Some(atlas));
    }
    let _one_at_a_time = memory.reading.lock().await;
    if let Some(atlas) = memory.holding(&current) {
        return Ok(Some(atlas));
    }
    let rules =
        Ruleset::built_in(DEFAULT_RULESET).ok_or_else(|| Fault::new("the default ruleset is missing"))?;
    let cells = store::cells(connection, current.id).await?;
    let atlas = tokio::task::spawn_blocking(move || Arc::new(Atlas::judge(current, rules, &cells)))
        .await
        .map_err(Fault::new)?;
    *memory.held.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&atlas));
    Ok(Some(atlas))
}

impl Memory {
    fn holding(&self, snapshot: &Snapshot) -> Option<Arc<Atlas>> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().filter(|atlas| atlas.snapshot.id == snapshot.id).map(Arc::clone)
    }
}
