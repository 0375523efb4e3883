//! What the rules look at when they check a revision: its content, the revision in force, holidays and known rules.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use clusters::Ruleset;
use korea::calendar::{HolidayTableError, Holidays};
use programme::{
    Finding,
    call::{RevisionKind, Surroundings, check, check_amendment},
};

use super::store::{Call, revisions::Revision};
use crate::base::errors::{Fault, Outcome};

static HOLIDAYS: LazyLock<Result<Holidays, HolidayTableError>> = LazyLock::new(Holidays::embedded);

/// The names of the rules of gate ②.
pub(super) const RULESETS: [&str; 2] = Ruleset::BUILT_IN;

/// What is to be said about a revision: how it contradicts itself, and what an amendment may not change any more.
///
/// An extension moves nothing but the close, so only what has to do with that is said about it.
pub(super) fn findings(
    call: &Call,
    revision: &Revision,
    in_force: Option<&Revision>,
    now: DateTime<Utc>,
) -> Outcome<Vec<Finding>> {
    let holidays = HOLIDAYS.as_ref().map_err(|error| Fault::new(error.clone()))?;
    let around = Surroundings { holidays, rulesets: &RULESETS };
    let mut findings = check(&revision.content, around);
    if let (RevisionKind::Amendment, Some(before)) = (revision.kind, in_force) {
        let stand = (call.phase(now), call.is_public(now));
        findings.extend(check_amendment(&before.content, &revision.content, stand));
    }
    Ok(findings)
}
