//! The twelve activities of a centre and the mix that a yearly plan must have.

mod plan;
mod record;

pub use plan::{MIN_ELECTIVES, MIN_FIT_REASON, Plan, PlanCause, PlanItem, check};
pub use record::{Done, ElectiveRecord, ExchangeKind, exchange_kind, year_end};

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Whether an activity is required.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityClass {
    /// 의무사업.
    Mandatory,
    /// 특화사업 that is required: education.
    SpecialisedRequired,
    /// 특화사업 of which three or more are chosen.
    SpecialisedElective,
}

macro_rules! activities {
    ($($name:ident: $class:ident, line $line:literal, $what:literal;)+) => {
        /// An activity of a centre, as the press release of April 2024 lists them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Activity {
            $(#[doc = $what] $name,)+
        }

        impl Activity {
            /// All twelve, in the order of the press release.
            pub const ALL: [Self; 12] = [$(Self::$name),+];

            /// The short name: "M1", "E0", "V6".
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)+
                }
            }

            /// Whether it is required.
            pub const fn class(self) -> ActivityClass {
                match self {
                    $(Self::$name => ActivityClass::$class,)+
                }
            }

            /// The line of the press release of April 2024 that names it.
            pub const fn source_line(self) -> u8 {
                match self {
                    $(Self::$name => $line,)+
                }
            }
        }
    };
}

activities! {
    M1: Mandatory, line 54, "Information on policy, and finding out how firms fare.";
    M2: Mandatory, line 54, "Information on manufacturing workers, and links to bodies that help.";
    M3: Mandatory, line 54, "Running shared facilities and shared machines.";
    M4: Mandatory, line 54, "Help with the special loan fund and other programmes.";
    M5: Mandatory, line 54, "The roadmap of the centre and its cluster.";
    E0: SpecialisedRequired, line 55, "Education: exchange, management and technique.";
    V1: SpecialisedElective, line 56, "Cooperation: joint purchase, sales and development.";
    V2: SpecialisedElective, line 56, "Exchange and joint research between centres.";
    V3: SpecialisedElective, line 56, "Marketing for exports and jobs.";
    V4: SpecialisedElective, line 56, "Publicity for the cluster.";
    V5: SpecialisedElective, line 56, "Expert consulting.";
    V6: SpecialisedElective, line 56, "Other activities suited to the region and the industry.";
}

impl Activity {
    /// Whether it is one of the six of which three or more are chosen.
    pub const fn is_elective(self) -> bool {
        matches!(self.class(), ActivityClass::SpecialisedElective)
    }
}

/// How often each activity was done from a day to another, both counted: nothing is left out, so what was not done is zero
/// and never a gap.
pub fn tally(
    done: impl IntoIterator<Item = (Activity, NaiveDate)>,
    (first, last): (NaiveDate, NaiveDate),
) -> BTreeMap<Activity, u32> {
    let mut counts: BTreeMap<Activity, u32> =
        Activity::ALL.into_iter().map(|activity| (activity, 0)).collect();
    for (activity, on) in done {
        if (first..=last).contains(&on) {
            *counts.entry(activity).or_default() += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests;
