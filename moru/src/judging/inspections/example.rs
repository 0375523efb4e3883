//! Example inspections (예시): planned and recorded by the same acts that people use.

use chrono::{DateTime, Utc};
use programme::inspection::{Content, Position, Verdict};
use uuid::Uuid;

use super::{
    actions::{self, Batch, NewRecord},
    forms::Plan,
};
use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::{Actor, Role},
    judging::panels::example as panels,
};

/// A plan with a roster of twelve firms.
pub fn plan_for(planned_at: DateTime<Utc>, inspectors: [Uuid; 2]) -> Plan {
    Plan {
        planned_at,
        place: "예시로 1, 2층".to_owned(),
        position: Position::new(37_516_600, 126_894_900),
        inspectors,
        roster: (1..=12).map(|number| format!("예시정밀 {number} · 예시로 {number}")).collect(),
    }
}

/// Plans the inspection of an application.
pub async fn planned(app: &App, slug: &str, application: Uuid, plan: Plan) -> Outcome<Uuid> {
    actions::plan(app, &panels::agency(app, Role::AgencyOfficer), slug, application, plan).await
}

/// Records verdicts with a note each.
pub async fn recorded(app: &App, inspector: &Actor, id: Uuid, found: &[(u8, Verdict, &str)]) -> Outcome<()> {
    let record = |(item, verdict, note): &(u8, Verdict, &str)| NewRecord {
        id: app.clock.id(),
        item: *item,
        bases: Vec::new(),
        content: Content {
            verdict: Some(*verdict),
            note: (*note).to_owned(),
            area_centi_m2: None,
            visits: Vec::new(),
        },
        list: String::new(),
        made_at: app.clock.now().timestamp_millis(),
    };
    let batch = Batch { records: found.iter().map(record).collect(), ..Batch::default() };
    actions::receive(app, inspector, id, batch).await?;
    Ok(())
}
