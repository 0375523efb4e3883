//! Which industries the programme counts.

use serde::{Deserialize, Serialize};

/// A place in the Korean standard industrial classification: a section and a two-digit division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Industry {
    /// The section's letter.
    pub section: char,
    /// The division's number.
    pub division: u8,
}

impl Industry {
    /// A division of manufacturing.
    pub const fn manufacturing(division: u8) -> Self {
        Self { section: 'C', division }
    }
}

/// Which divisions count. Chosen by the ruleset that a call names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DivisionRule {
    /// All divisions of manufacturing: 소공인법 시행령 제2조 since 2018-10-30.
    #[serde(rename = "statute-2018")]
    Statute2018,
    /// The nineteen labour-intensive divisions counted before.
    #[serde(rename = "legacy-19")]
    Legacy19,
}

impl DivisionRule {
    /// whether an industry counts. 소공인법 시행령 제2조.
    ///
    /// Division 34, the repair of industrial machinery, exists since the tenth revision of the classification
    /// and was never among the nineteen.
    pub const fn counts(self, industry: Industry) -> bool {
        let division = industry.division;
        if industry.section != 'C' {
            return false;
        }
        match self {
            Self::Statute2018 => matches!(division, 10..=34),
            Self::Legacy19 => matches!(division, 10..=33) && !matches!(division, 12 | 19 | 21 | 30 | 31),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(rule: DivisionRule) -> Vec<u8> {
        (0..=99).filter(|division| rule.counts(Industry::manufacturing(*division))).collect()
    }

    #[test]
    fn r15_the_statute_counts_every_division_of_manufacturing() {
        assert_eq!(counted(DivisionRule::Statute2018), (10..=34).collect::<Vec<_>>());
        assert!(DivisionRule::Statute2018.counts(Industry::manufacturing(34)));
    }

    #[test]
    fn r15_the_older_rule_counts_nineteen() {
        let counted = counted(DivisionRule::Legacy19);
        assert_eq!(counted.len(), 19);
        for left_out in [12, 19, 21, 30, 31, 34] {
            assert!(!counted.contains(&left_out), "C{left_out}");
        }
    }

    #[test]
    fn r15_no_other_section_counts() {
        for section in ['A', 'B', 'D', 'G', 'I', 'J', 'c'] {
            for rule in [DivisionRule::Statute2018, DivisionRule::Legacy19] {
                assert!(!rule.counts(Industry { section, division: 14 }));
            }
        }
    }
}
