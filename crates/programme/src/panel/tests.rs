//! The tables of the rules, row for row, and laws that hold for every input.

mod assignment;
mod composition;
mod conflicts;
mod lots;
mod records;

use chrono::NaiveDate;

use super::*;
use crate::gates::PersonKey;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn person(key: &str) -> PersonKey {
    PersonKey(key.into())
}

fn institution(key: &str) -> InstitutionKey {
    InstitutionKey(key.into())
}

fn application(key: &str) -> ApplicationKey {
    ApplicationKey(key.into())
}

fn rules() -> PanelRules {
    PanelRules::built_in(PanelRules::DEFAULT).unwrap()
}
