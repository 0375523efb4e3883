//! Who is a small manufacturer: size, industry and grace.

mod average;
mod business;
mod grace;

pub use average::{Average, AverageError, HalfUnits, Worker, WorkerKind, average, month_end};
pub use business::{MainBusiness, Sales, main_business};
pub use grace::{Grace, is_micro_by_size, is_micro_in_grace};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Basis, Finding, NextStep, Outcome, RuleId, divisions::DivisionRule, divisions::Industry};

/// A manufacturer is small below this number of regular workers: 소상공인기본법 시행령 제3조.
pub const SMALL_BELOW: u32 = 10;

/// What decided a finding about a firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SizeCause {
    /// The average of regular workers, against the number they must be below.
    RegularWorkers {
        /// The exact average.
        average: Average,
        /// The number it must be below.
        below: u32,
    },
    /// There are no month-end counts.
    NoCounts,
    /// The firm outgrew the size and keeps its standing, or lost it.
    Grace {
        /// The exact average now.
        average: Average,
        /// The last day of the grace.
        until: Option<NaiveDate>,
    },
    /// Which business is the main one.
    MainBusiness {
        /// What the sales say.
        business: MainBusiness,
    },
}

/// What is known about a firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Firm {
    /// The month-end counts of the last business year, or since the founding of a new firm.
    pub months: Vec<HalfUnits>,
    /// How it outgrew the size, if it did.
    pub grace: Option<Grace>,
    /// Its sales by industry.
    pub sales: Vec<Sales>,
    /// The main industry it is registered under.
    pub registered: Option<Industry>,
}

/// Whether a firm is a small manufacturer on a day: one finding about its size and one about its industry.
/// 소공인법 제2조.
pub fn assess(firm: &Firm, divisions: DivisionRule, on: NaiveDate) -> [Finding; 2] {
    [size(firm, on), industry(firm, divisions)]
}

///
fn size(firm: &Firm, on: NaiveDate) -> Finding {
    let basis = Basis::MicroEnterpriseDecreeArt3P4;
    let Ok(average) = average(&firm.months) else {
        return Finding::new(RuleId::R10, Outcome::Unknown, SizeCause::NoCounts, basis)
            .then(NextStep::CompleteFirmData);
    };
    let by_size = SizeCause::RegularWorkers { average, below: SMALL_BELOW };
    match firm.grace {
        _ if is_micro_by_size(average) => Finding::new(RuleId::R10, Outcome::Pass, by_size, basis),
        None => Finding::new(RuleId::R10, Outcome::Fail, by_size, basis).then(NextStep::CompleteFirmData),
        Some(grace) => {
            let (outcome, next) = if is_micro_in_grace(average, &grace, on) {
                (Outcome::Pass, NextStep::Nothing)
            } else {
                (Outcome::Fail, NextStep::CompleteFirmData)
            };
            let cause = SizeCause::Grace { average, until: grace.last_day() };
            Finding::new(RuleId::R14, outcome, cause, Basis::MicroEnterpriseActArt2P2).then(next)
        }
    }
}

///
fn industry(firm: &Firm, divisions: DivisionRule) -> Finding {
    let business = main_business(&firm.sales, firm.registered);
    let (outcome, next) = match business.industry() {
        Some(industry) if divisions.counts(industry) => (Outcome::Pass, NextStep::Nothing),
        Some(_) => (Outcome::Fail, NextStep::CompleteFirmData),
        None => (Outcome::Unknown, NextStep::CompleteFirmData),
    };
    // A tie goes by the registration, and the firm is asked.
    let (outcome, next) = match business {
        MainBusiness::Tied { .. } => (outcome.max(Outcome::Warn), NextStep::AskMainBusiness),
        _ => (outcome, next),
    };
    let cause = SizeCause::MainBusiness { business };
    Finding::new(RuleId::R13, outcome, cause, Basis::SmallBusinessDecreeArt4).then(next)
}

/// A size band of the census, in 종사자: persons engaged, the owner included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CensusBand {
    /// 1 to 4.
    From1To4,
    /// 5 to 9.
    From5To9,
    /// 10 to 19.
    From10To19,
    /// 20 and more.
    From20,
}

impl CensusBand {
    /// whether establishments of this band are counted as small manufacturers. An approximation that counts
    /// too few: an owner with nine regular workers is in the band of 10 to 19 and would qualify by law.
    pub const fn counts(self) -> bool {
        matches!(self, Self::From1To4 | Self::From5To9)
    }
}

#[cfg(test)]
mod tests;
