//! The names of the rules, as pages, logs and frozen evidence quote them.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! rule_ids {
    ($($variant:ident = $code:literal, $what:literal;)+) => {
        /// A rule of the programme.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum RuleId {
            $(#[doc = $what] #[serde(rename = $code)] $variant,)+
        }

        impl RuleId {
            /// All rules, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The short name: "R-30", "G2", "E-04".
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }
        }
    };
}

rule_ids! {
    R10 = "R-10", "Regular workers are an exact average of month-end counts.";
    R11 = "R-11", "Who is not a regular worker.";
    R12 = "R-12", "A part-timer of 60 hours a month is half a worker.";
    R13 = "R-13", "The main business is the one with the largest share of sales.";
    R14 = "R-14", "A firm that outgrew the size keeps its standing for three years.";
    R15 = "R-15", "Which divisions count.";
    R16 = "R-16", "Which size bands of the census count.";
    G1 = "G1", "The capacity to run a centre.";
    G2 = "G2", "The size of the cluster.";
    G3 = "G3", "A non-profit institution related to small manufacturers.";
    G4 = "G4", "Premises and devices of its own.";
    G5 = "G5", "Three people or more.";
    R30 = "R-30", "The window is half-open: the closing instant itself is too late.";
    R31 = "R-31", "The server's clock counts, when the complete submission has arrived.";
    R32 = "R-32", "With an external channel the time on its receipt counts.";
    R33 = "R-33", "What may still change after the close.";
    R34 = "R-34", "When an extension is valid.";
    R35 = "R-35", "The window opens at midnight unless the notice names an hour.";
    R36 = "R-36", "A fixed instant never moves over a holiday.";
    R37 = "R-37", "How many may be selected without a further reason.";
    R38 = "R-38", "A date and its weekday must agree.";
    R40 = "R-40", "A failed gate makes the application ineligible.";
    R41 = "R-41", "The budget goes to a cluster and an institution that both qualify.";
    R50 = "R-50", "A stage opens when every live application has a result in the one before.";
    R51 = "R-51", "What each stage decides: points with a cut, or a veto without points.";
    R52 = "R-52", "The criteria, their points, bonuses and penalties.";
    R53 = "R-53", "The mean of a panel, without one highest and one lowest total when there are five.";
    R54 = "R-54", "How equal totals are told apart.";
    R55 = "R-55", "The pass mark.";
    R57 = "R-57", "A panel decides when a majority of its members is there, and a result needs that many cards.";
    R60 = "R-60", "What a yearly plan must contain.";
    R61 = "R-61", "When an elective counts as done.";
    R62 = "R-62", "A record counts for one elective only.";
    R63 = "R-63", "Exchange within and across industries.";
    P01 = "P-01", "A panel has enough members, and an odd number of them.";
    P02 = "P-02", "Most members of a panel come from outside the agency.";
    P03 = "P-03", "Each gender has its share of a panel, or a reason says why not.";
    P04 = "P-04", "Nobody sits more often in a year than the rules allow.";
    P05 = "P-05", "Nobody has two seats on a panel.";
    SOD2 = "SOD-2", "An evaluator with a conflict cannot open the application.";
    C01 = "C-01", "A call names the five gates with their words.";
    C02 = "C-02", "A call says what it is for, how many it selects and for which term.";
    C03 = "C-03", "A call says whom to ask, with numbers of the right area.";
    C04 = "C-04", "The milestones of a call are in order, after its close.";
    C05 = "C-05", "A call asks for papers, each once.";
    C06 = "C-06", "A call says where to apply.";
    C07 = "C-07", "A call names rules that exist.";
    C08 = "C-08", "What came over from last year has been looked at.";
    C09 = "C-09", "What an amendment may change.";
    E01 = "E-01", "Nothing embargoed is reachable before its time.";
    E02 = "E-02", "At its time it is public.";
    E03 = "E-03", "Each channel has its own time; print has an edition and a date.";
    E04 = "E-04", "An embargo whose date and weekday disagree cannot be scheduled.";
    E05 = "E-05", "A call may not open before its notice is public.";
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_stored_under_its_short_name() {
        for rule in RuleId::ALL {
            assert_eq!(serde_json::to_value(rule).unwrap(), rule.code());
        }
    }
}
