//! The numbers and kinds that decide the gates.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{InstitutionKind, PremisesKind};

/// What decided a finding of the gates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum GateCause {
    /// G1: nobody has looked into the list of excluded institutions.
    DebarmentNotChecked,
    /// G1: the institution is not on that list.
    NotDebarred {
        /// When it was looked into.
        checked_on: NaiveDate,
    },
    /// G1: the institution is on that list.
    Debarred {
        /// When it was looked into.
        checked_on: NaiveDate,
    },
    /// G1: whether a civil-law non-profit does work for small manufacturers; `None` when nobody has read its articles.
    RelatedWork {
        /// What the articles say.
        done: Option<bool>,
    },
    /// G1: what the agency decided about the capacity; `None` when it has not yet.
    Capacity {
        /// Whether it is adequate.
        adequate: Option<bool>,
    },
    /// G2: no cluster was chosen.
    NoCluster,
    /// G2: the division does not count under the call's ruleset.
    DivisionNotCounted {
        /// The KSIC division.
        division: u8,
    },
    /// G2: the count of the zone that comes nearest, against its threshold.
    ClusterCount {
        /// How many small manufacturers the zone has.
        count: u32,
        /// How many it needs.
        threshold: u32,
    },
    /// G2: the census withholds the count of the zone that comes nearest.
    ClusterCountUnknown {
        /// What the count is at least.
        at_least: u32,
        /// What it is at most, when something says so.
        at_most: Option<u32>,
        /// How many the zone needs.
        threshold: u32,
    },
    /// G2: a list of firms newer than the census is to be looked at; `None` when nobody has yet.
    RosterReview {
        /// How many firms it names.
        firms: u32,
        /// How many the zone needs.
        threshold: u32,
        /// Whether the agency accepted it.
        accepted: Option<bool>,
    },
    /// G3: the kind of the institution decides.
    InstitutionKind {
        /// The kind.
        institution: InstitutionKind,
    },
    /// G3: the kind does not decide; what the agency decided, `None` when it has not yet.
    InstitutionJudged {
        /// The kind.
        institution: InstitutionKind,
        /// Whether it is a non-profit.
        non_profit: Option<bool>,
    },
    /// G4: how many rooms there are, and how many of them the centre alone uses.
    DedicatedPremises {
        /// All rooms of the application.
        listed: u32,
        /// Those used by the centre alone.
        dedicated: u32,
    },
    /// G4: whether the room that decides lies in the cluster; `None` when its address was not found.
    PremisesLocation {
        /// What the room is used for.
        premises: PremisesKind,
        /// Whether it lies inside.
        inside: Option<bool>,
    },
    /// G4: the lease of the room that decides, against the end of the term.
    LeaseEnd {
        /// The last day of the lease.
        lease_end: NaiveDate,
        /// The last day of the term.
        term_end: NaiveDate,
        /// Whether a promise to renew it is attached.
        renewal_pledged: bool,
    },
    /// G4: how many devices there are, and how many of them the centre alone uses.
    DedicatedDevices {
        /// All devices of the application.
        listed: u32,
        /// Those used by the centre alone.
        dedicated: u32,
    },
    /// G5: how many people count, against the number needed.
    StaffCount {
        /// How many count.
        counted: u32,
        /// How many are needed.
        required: u32,
        /// How many do not count, and why.
        left_out: LeftOut,
    },
    /// G5: how many of the people who count hold a qualification of 소공인법 시행령 제11조제2항.
    QualifiedStaff {
        /// How many hold one.
        qualified: u32,
    },
}

/// Why people of the list do not count. Each is counted once, under the first reason that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LeftOut {
    /// Posts without a name.
    pub unnamed: u32,
    /// People listed twice in this application.
    pub repeated: u32,
    /// People listed in another application of the call too.
    pub elsewhere: u32,
    /// People who do not work for the centre alone.
    pub not_dedicated: u32,
    /// Part-timers, where the call does not count them.
    pub part_time: u32,
}
