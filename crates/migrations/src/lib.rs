#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![expect(
    clippy::too_many_lines,
    reason = "a change is read from top to bottom as one statement of what is created"
)]

use sea_orm_migration::prelude::*;

mod m0001_base;
mod m0002_identity;
mod m0003_registry;
mod m0004_atlas;
mod m0005_notices;
mod m0006_applications;
mod m0007_publications;
mod m0008_census_bounds;
mod m0009_application_version;
mod m0010_call_revisions;
mod m0011_intake;
mod m0012_judges;
mod m0013_scores;
mod m0014_selection;
mod m0015_exchange;
mod m0016_inspections;
mod m0017_documents;
mod m0018_questions;
mod m0019_together;
mod m0020_adjustments;
mod m0021_objection_effects;
mod m0022_inspection_changes;
mod m0023_readings;

/// Every change to the schema, oldest first.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_base::Migration),
            Box::new(m0002_identity::Migration),
            Box::new(m0003_registry::Migration),
            Box::new(m0004_atlas::Migration),
            Box::new(m0005_notices::Migration),
            Box::new(m0006_applications::Migration),
            Box::new(m0007_publications::Migration),
            Box::new(m0008_census_bounds::Migration),
            Box::new(m0009_application_version::Migration),
            Box::new(m0010_call_revisions::Migration),
            Box::new(m0011_intake::Migration),
            Box::new(m0012_judges::Migration),
            Box::new(m0013_scores::Migration),
            Box::new(m0014_selection::Migration),
            Box::new(m0015_exchange::Migration),
            Box::new(m0016_inspections::Migration),
            Box::new(m0017_documents::Migration),
            Box::new(m0018_questions::Migration),
            Box::new(m0019_together::Migration),
            Box::new(m0020_adjustments::Migration),
            Box::new(m0021_objection_effects::Migration),
            Box::new(m0022_inspection_changes::Migration),
            Box::new(m0023_readings::Migration),
        ]
    }
}
