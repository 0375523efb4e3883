//! What the gates are asked about: plain values, frozen with the answer.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use korea::zones::Tier;
use serde::{Deserialize, Serialize};

use crate::divisions::DivisionRule;

/// Everything that decides the five gates. Of a consortium it describes the lead, who must pass alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateInput {
    /// The applicant.
    pub institution: Institution,
    /// The proposed cluster, when one was chosen.
    pub cluster: Option<ClusterEvidence>,
    /// The rooms.
    pub premises: Vec<Premises>,
    /// The devices.
    pub devices: Vec<Device>,
    /// The people, as the application lists them.
    pub staff: Vec<StaffMember>,
    /// The people that other live applications of the same call list too.
    pub staff_elsewhere: BTreeSet<PersonKey>,
    /// What the call decides.
    pub call: CallOptions,
}

/// What a call may decide about its gates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallOptions {
    /// How many people are needed.
    pub min_staff: u32,
    /// Whether a part-timer counts as one.
    pub part_timers_count: bool,
    /// Whether the centre may lie outside the cluster.
    pub premises_outside_cluster_allowed: bool,
    /// The last day of the term.
    pub term_end: NaiveDate,
}

impl CallOptions {
    /// The defaults: three people, no part-timers, inside the cluster.
    pub const fn until(term_end: NaiveDate) -> Self {
        Self { min_staff: 3, part_timers_count: false, premises_outside_cluster_allowed: false, term_end }
    }
}

/// The applicant institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Institution {
    /// Its legal kind.
    pub kind: InstitutionKind,
    /// Whether a civil-law non-profit does work for small manufacturers, once somebody has read its articles.
    pub does_related_work: Option<bool>,
    /// The look into the list of institutions excluded from subsidies.
    pub debarment: Debarment,
    /// What the agency decided about its capacity.
    pub capacity: Option<Judgement>,
    /// What the agency decided about its being a non-profit, where the kind does not say.
    pub non_profit: Option<Judgement>,
}

/// The legal kind of an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstitutionKind {
    /// A non-profit under 민법 제32조: an association or a foundation.
    CivilActArt32NonProfit,
    /// A non-profit under an act of its own, such as a chamber of commerce.
    SpecialActNonProfit,
    /// A university.
    University,
    /// A university's 산학협력단.
    IndustryAcademicFoundation,
    /// A body that belongs to a local government.
    LocalGovAffiliate,
    /// A non-profit cooperative, such as one of small businesses.
    Cooperative,
    /// A 사회적협동조합.
    SocialCooperative,
    /// A general cooperative, which may pay out profits: a person decides.
    GeneralCooperative,
    /// The managing agency itself.
    Semas,
    /// A company.
    ForProfit,
}

/// The look into the list of institutions excluded from subsidies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum Debarment {
    /// Nobody has looked yet.
    NotChecked,
    /// The institution is not on the list.
    Clear {
        /// When it was looked into.
        checked_on: NaiveDate,
    },
    /// The institution is on the list.
    Hit {
        /// When it was looked into.
        checked_on: NaiveDate,
    },
}

/// What a person decided, on a day. Who it was is in the audit log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// Whether the requirement holds.
    pub holds: bool,
    /// When it was decided.
    pub decided_on: NaiveDate,
}

/// The proposed cluster: one division, and each zone of the proposed area for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClusterEvidence {
    /// The zones of the proposed area, each with its count. Counts of zones never add up.
    pub cells: Vec<ZoneCell>,
    /// Which divisions count under the call's ruleset.
    pub divisions: DivisionRule,
    /// Where the counts come from.
    pub snapshot: Snapshot,
    /// A list of firms that the applicant attached.
    pub roster: Option<Roster>,
}

/// One zone and division.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneCell {
    /// The code of the 읍·면·동.
    pub zone_code: String,
    /// Its name on the day of the snapshot.
    pub zone_name: String,
    /// The KSIC division within section C.
    pub division: u8,
    /// Which threshold applies to the zone.
    pub tier: Tier,
    /// How many small manufacturers it has.
    pub count: Count,
    /// How many it needs, by the ruleset.
    pub threshold: u32,
}

/// A count of the census.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// The number is known.
    Known(u32),
    /// The census withholds it. Unknown is never zero.
    Unknown {
        /// What it is at least.
        at_least: u32,
        /// What it is at most, when something says so.
        at_most: Option<u32>,
    },
}

/// Where counts come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The name of the source.
    pub source: String,
    /// The day that the census describes.
    pub reference_date: NaiveDate,
    /// The SHA-256 of the file, as hexadecimal text.
    pub sha256: String,
    /// The ruleset's code.
    pub ruleset: String,
    /// What was counted.
    pub headcount: HeadcountBasis,
}

/// What a census counted when it says how large an establishment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadcountBasis {
    /// 상시근로자, as the law counts.
    RegularWorkers,
    /// Bands of 종사자, which include the owner: an approximation.
    PersonsEngagedBand,
}

/// A list of the firms of one zone and division that the applicant attached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    /// The code of the 읍·면·동.
    pub zone_code: String,
    /// The KSIC division within section C.
    pub division: u8,
    /// The day that the list describes.
    pub as_of: NaiveDate,
    /// How many firms it names.
    pub firms: u32,
    /// What the agency decided about it.
    pub accepted: Option<Judgement>,
}

/// A room or a group of rooms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Premises {
    /// What it is used for.
    pub kind: PremisesKind,
    /// Whether the centre alone uses it.
    pub dedicated: bool,
    /// Its area in hundredths of a square metre.
    pub area_centi_m2: u32,
    /// By which right it is used.
    pub tenure: Tenure,
    /// Whether it lies in a zone of the proposed area that itself has enough small manufacturers, once the
    /// address was found.
    pub inside_cluster: Option<bool>,
}

/// What a room is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PremisesKind {
    /// Desks of the staff.
    Office,
    /// Counselling.
    Counselling,
    /// Courses.
    Training,
    /// Exhibition.
    Showroom,
    /// Shared machines.
    Equipment,
    /// Storage.
    Storage,
}

/// By which right a room is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Tenure {
    /// The institution owns it.
    Own,
    /// It is leased.
    Lease {
        /// The last day of the lease.
        until: NaiveDate,
        /// Whether a promise to renew it is attached.
        renewal_pledged: bool,
    },
    /// It may be used without rent and without an end.
    FreeUse,
}

/// A device or a group of devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// What it is.
    pub name: String,
    /// How many of it.
    pub quantity: u32,
    /// Whether the centre alone uses it.
    pub dedicated: bool,
}

/// Tells one person from another across applications without saying who it is, such as a keyed hash.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonKey(pub String);

/// A person of the proposed staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMember {
    /// The person; `None` for a post that is still to be filled.
    pub person: Option<PersonKey>,
    /// How the person is employed.
    pub employment: Employment,
    /// Whether the person works for the centre alone.
    pub dedicated: bool,
    /// The qualification, where a paper shows one.
    pub qualification: Option<Qualification>,
}

/// How a person is employed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Employment {
    /// Full time.
    FullTime,
    /// Part time.
    PartTime,
    /// Sent by another employer, full time.
    Seconded,
}

/// The qualifications of 소공인법 시행령 제11조제2항.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualification {
    /// Five years as a small manufacturer.
    Item1,
    /// A degree and two years.
    Item2,
    /// An accredited course and three years.
    Item3,
    /// Recognised as equal.
    Item4,
}
