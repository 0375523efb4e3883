//! Why a finding about a call is there: the values that contradict each other.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::{MilestoneKind, Section};
use crate::{
    gates::Gate,
    scoring::{RubricProblem, Stage},
    stated::WeekdayMismatch,
};

/// Something a call must say and does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The title.
    Title,
    /// The purpose.
    Purpose,
    /// The first or the last day of the term.
    Term,
    /// When the notice is public.
    Announcement,
    /// When the window opens.
    Opening,
    /// When it closes.
    Closing,
    /// The time of the day at which it closes.
    ClosingTime,
    /// The address of the external channel.
    ChannelAddress,
    /// Any paper without which an application is incomplete.
    RequiredPaper,
    /// An inquiry line.
    Contact,
    /// A number of an inquiry line.
    Phone,
}

/// What a finding about a call rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cause", rename_all = "snake_case")]
pub enum CallCause {
    /// Something is not said.
    Missing {
        /// What.
        what: Missing,
    },
    /// The number to be selected is zero.
    TargetZero,
    /// "내외" reaches further than the number itself.
    ToleranceTooWide {
        /// How far, in percent.
        percent: u32,
    },
    /// The most for each centre, times the number, is more than all the money.
    BudgetTooSmall {
        /// All the money, in won.
        total_won: i64,
        /// What the centres would get, in won.
        needed_won: i64,
    },
    /// The term ends before it starts.
    TermBackwards {
        /// Its first day.
        starts_on: NaiveDate,
        /// Its last day.
        ends_on: NaiveDate,
    },
    /// The term starts before the window closes.
    TermBeforeClose {
        /// Its first day.
        starts_on: NaiveDate,
        /// When the window closes.
        closes_at: DateTime<Utc>,
    },
    /// The window opens in another year than the fiscal year.
    OtherYear {
        /// The fiscal year.
        fiscal_year: i32,
        /// When it opens.
        opens_on: NaiveDate,
    },
    /// A weekday that does not belong to its date.
    Weekday {
        /// Both.
        mismatch: WeekdayMismatch,
    },
    /// The window closes before it opens, or at once.
    EmptyWindow {
        /// When it opens.
        opens_at: DateTime<Utc>,
        /// When it closes.
        closes_at: DateTime<Utc>,
    },
    /// The window opens before its notice is public.
    OpensBeforeNotice {
        /// When it opens.
        opens_at: DateTime<Utc>,
        /// When the notice is public.
        public_at: DateTime<Utc>,
    },
    /// The notice says 까지, and the moment itself is too late all the same.
    SaysUntil {
        /// The time it names.
        time: NaiveTime,
    },
    /// The last minute of the day would be lost: meant is the end of the day.
    LastMinute {
        /// The time it names.
        time: NaiveTime,
    },
    /// The window closes on a day on which nobody can be asked.
    ClosesOnHoliday {
        /// The day.
        on: NaiveDate,
        /// The holiday; empty for a weekend.
        name: String,
    },
    /// A gate is not there.
    GateMissing {
        /// Which.
        gate: Gate,
    },
    /// A gate is there twice.
    GateTwice {
        /// Which.
        gate: Gate,
    },
    /// A gate has no words.
    GateWithoutText {
        /// Which.
        gate: Gate,
    },
    /// A gate is not mandatory, though all five must hold.
    GateOpen {
        /// Which.
        gate: Gate,
    },
    /// Fewer people than the law and the notice ask for.
    StaffBelow {
        /// How many.
        min_staff: u32,
        /// The fewest.
        least: u32,
    },
    /// No rules of gate ② have this name.
    UnknownRuleset {
        /// The name.
        name: String,
    },
    /// No rules of panels have this name.
    UnknownPanelRules {
        /// The name.
        name: String,
    },
    /// A stage of the three is not there.
    StageMissing {
        /// Which.
        stage: Stage,
    },
    /// The notice does not say what happens in a stage.
    StageWithoutText {
        /// Which.
        stage: Stage,
    },
    /// The rubric contradicts itself.
    Rubric {
        /// How.
        problem: RubricProblem,
    },
    /// The rubric is a proposal and no official one.
    RubricProposed,
    /// A milestone has no day.
    MilestoneUndated {
        /// Its place, from one.
        place: usize,
    },
    /// A milestone ends before it starts.
    MilestoneBackwards {
        /// Its place, from one.
        place: usize,
    },
    /// A milestone starts before one that comes first.
    MilestoneOrder {
        /// What comes first.
        earlier: MilestoneKind,
        /// What starts before it.
        later: MilestoneKind,
        /// When that starts.
        starts_on: NaiveDate,
    },
    /// The review begins before the window has closed.
    MilestoneBeforeClose {
        /// What begins.
        kind: MilestoneKind,
        /// When.
        starts_on: NaiveDate,
        /// When the window closes.
        closes_at: DateTime<Utc>,
    },
    /// The schedule does not say when something happens.
    MilestoneMissing {
        /// What.
        kind: MilestoneKind,
    },
    /// A paper has no name.
    PaperWithoutName {
        /// Its place, from one.
        place: usize,
    },
    /// A paper is there twice.
    PaperTwice {
        /// Its name.
        name: String,
    },
    /// A number of another province.
    AreaCode {
        /// Whose.
        organisation: String,
        /// The province of the number.
        area: String,
        /// The province of the organisation.
        region: String,
    },
    /// It came over from last year, and nobody has looked at it.
    Unchecked {
        /// What.
        section: Section,
    },
    /// An amendment changes the window of a notice that is public: that is an extension.
    WindowAmended,
    /// An amendment changes when a public notice became public.
    AnnouncementAmended,
    /// An amendment changes what applications were judged by when they were received.
    GatesAmended,
    /// An amendment changes what decides, while the call is open.
    DecidesAfterOpening {
        /// What.
        section: Section,
    },
    /// An amendment changes what decides, when the call has closed.
    DecidesAfterClose {
        /// What.
        section: Section,
    },
    /// An amendment changes nothing.
    NothingAmended,
}
