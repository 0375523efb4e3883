//! The content of a call, from its title to its inquiry lines.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use korea::{phone::Phone, won::Won};
use serde::{Deserialize, Serialize};

use super::Section;
use crate::{
    deadline::{Channel, EmptyWindow, Window},
    gates::{CallOptions, Gate},
    scoring::{Rubric, Stage},
    seoul,
    stated::StatedDate,
    target::Target,
};

/// The format in which contents are kept. Kept contents are never edited, so a later format gets a number of its own and
/// a reader that brings this one up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Format;

/// A content in a format that is not known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("format {0} of a call is not known")]
pub struct UnknownFormat(pub u32);

impl Format {
    /// Its number.
    pub const NUMBER: u32 = 1;
}

impl TryFrom<u32> for Format {
    type Error = UnknownFormat;

    fn try_from(number: u32) -> Result<Self, UnknownFormat> {
        if number == Self::NUMBER { Ok(Self) } else { Err(UnknownFormat(number)) }
    }
}

impl From<Format> for u32 {
    fn from(_: Format) -> Self {
        Format::NUMBER
    }
}

/// Everything a call says. A draft may lack parts and contradict itself: see [`super::check`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallContent {
    /// In which format it is kept.
    pub format: Format,
    /// What is called for.
    pub basics: Basics,
    /// When and where to apply.
    pub dates: Dates,
    /// Who may apply (신청자격).
    pub requirements: Requirements,
    /// How it is decided (평가).
    pub evaluation: Evaluation,
    /// What happens when (추진 일정).
    #[serde(default)]
    pub schedule: Vec<Milestone>,
    /// What to hand in (제출 서류).
    #[serde(default)]
    pub papers: Vec<Paper>,
    /// Whom to ask (문의처).
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// Where the full notice is published.
    #[serde(default)]
    pub sites: Vec<Site>,
    /// Sections that came over from last year and that nobody has looked at since.
    #[serde(default)]
    pub unchecked: BTreeSet<Section>,
}

/// For whom a call is: new centres are one call, the renewal of those there are is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallKind {
    /// Operators of new centres.
    NewCentres,
    /// Operators of centres there are.
    Renewal,
}

/// What is called for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basics {
    /// The programme it belongs to.
    pub programme: String,
    /// For whom it is.
    pub kind: CallKind,
    /// The fiscal year (회계연도).
    pub fiscal_year: i32,
    /// The how manieth call of the year (차수), from one.
    pub round: u32,
    /// Its title.
    pub title: String,
    /// What it is for (사업목적).
    pub purpose: String,
    /// How many are to be selected.
    pub target: Target,
    /// For how long (협약기간).
    #[serde(default)]
    pub term: Term,
    /// The money for all together, where the notice names it.
    pub budget_total_won: Option<Won>,
    /// The most for one centre, where the notice names it.
    pub per_centre_won: Option<Won>,
}

/// The term of the agreements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its first day.
    pub starts_on: Option<NaiveDate>,
    /// Its last day.
    pub ends_on: Option<NaiveDate>,
}

/// A moment as a notice states it: "5. 10.(금) 18:00".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// The day, with the weekday beside it where one is written.
    pub day: StatedDate,
    /// The time of the day, where one is written.
    pub time: Option<NaiveTime>,
}

impl Moment {
    /// The instant; midnight unless a time is written.
    pub fn instant(&self) -> DateTime<Utc> {
        seoul::at(self.day.date, self.time.unwrap_or(NaiveTime::MIN))
    }
}

/// The word after the closing time. Whatever it is, the moment itself is too late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineWords {
    /// 전까지.
    #[default]
    Before,
    /// 까지, which leaves readers in doubt about the moment itself.
    Until,
}

/// When and where to apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// When the notice is public (공고일).
    pub announced: Option<Moment>,
    /// The first moment at which submissions are taken.
    pub opens: Option<Moment>,
    /// The first moment at which none is taken any more.
    pub closes: Option<Moment>,
    /// The word after it.
    #[serde(default)]
    pub closes_words: DeadlineWords,
    /// Where submissions go.
    pub channel: Channel,
    /// The address of an external channel.
    #[serde(default)]
    pub channel_url: String,
}

impl Dates {
    /// the window, once both ends are known. A close without a time is not known.
    pub fn window(&self) -> Option<Result<Window, EmptyWindow>> {
        let (opens, closes) = (self.opens?, self.closes.filter(|closes| closes.time.is_some())?);
        Some(Window::new(opens.instant(), closes.instant()))
    }

    /// When the notice is public, once that is known.
    pub fn announced_at(&self) -> Option<DateTime<Utc>> {
        self.announced.map(|moment| moment.instant())
    }
}

/// Who may apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirements {
    /// The requirements in the order of the notice.
    pub gates: Vec<GateText>,
    /// What the call decides about them.
    pub options: GateOptions,
    /// The rules of gate ②, by name.
    pub ruleset: String,
}

/// A requirement as the notice words it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GateText {
    /// Which one.
    pub gate: Gate,
    /// The words of the notice.
    pub text: String,
    /// What shows that it holds.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// Who looks.
    pub check: GateCheck,
    /// Whether an application without it is out.
    pub mandatory: bool,
}

/// Who looks whether a requirement holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GateCheck {
    /// It is computed.
    Auto,
    /// A person decides.
    Manual,
    /// It is computed, and a person decides what cannot be.
    Hybrid,
}

/// What a call decides about its gates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GateOptions {
    /// How many people are needed.
    pub min_staff: u32,
    /// Whether a part-timer counts as one.
    pub part_timers_count: bool,
    /// Whether the centre may lie outside the cluster.
    pub premises_outside_cluster_allowed: bool,
}

impl GateOptions {
    /// The same with the last day of the term, as the gates ask for it.
    pub const fn until(self, term_end: NaiveDate) -> CallOptions {
        CallOptions {
            min_staff: self.min_staff,
            part_timers_count: self.part_timers_count,
            premises_outside_cluster_allowed: self.premises_outside_cluster_allowed,
            term_end,
        }
    }
}

/// How it is decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// What the notice says of each stage.
    #[serde(default)]
    pub texts: Vec<StageText>,
    /// Points, cuts, bonuses, penalties and ties: the call's own copy, so that a later version changes nothing here.
    pub rubric: Rubric,
    /// The rules of the panels, by name (`data/panel-rules.toml`).
    pub panel_rules: String,
}

/// What a notice says of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageText {
    /// The stage.
    pub stage: Stage,
    /// Its words.
    pub text: String,
}

/// What a milestone is, in the order in which a call goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneKind {
    /// 서류검토.
    DocumentReview,
    /// 현장실사.
    SiteInspection,
    /// 발표평가.
    Presentation,
    /// 선정위원회.
    Committee,
    /// 결과 발표.
    Result,
    /// 협약.
    Agreement,
    /// Anything else, which may stand anywhere.
    Other,
}

impl MilestoneKind {
    /// All kinds, in order.
    pub const ALL: [Self; 7] = [
        Self::DocumentReview,
        Self::SiteInspection,
        Self::Presentation,
        Self::Committee,
        Self::Result,
        Self::Agreement,
        Self::Other,
    ];

    /// The milestone of a stage.
    pub const fn of(stage: Stage) -> Self {
        match stage {
            Stage::DocumentReview => Self::DocumentReview,
            Stage::SiteInspection => Self::SiteInspection,
            Stage::Presentation => Self::Presentation,
        }
    }
}

/// A line of the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// What it is.
    pub kind: MilestoneKind,
    /// Its own name; may be empty where the kind says it.
    #[serde(default)]
    pub name: String,
    /// Its first day.
    pub starts: Option<StatedDate>,
    /// Its last day, where it takes more than one.
    pub ends: Option<StatedDate>,
}

/// A paper to hand in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Its name.
    pub name: String,
    /// Whether an application is incomplete without it.
    pub required: bool,
    /// The form to use, where there is one: "붙임 1".
    #[serde(default)]
    pub form: String,
    /// What else to know.
    #[serde(default)]
    pub note: String,
}

/// An inquiry line (문의처): a role, never a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// For what.
    pub topic: String,
    /// Where.
    pub organisation: String,
    /// The province it lies in, in full or short, against which area codes are held.
    #[serde(default)]
    pub region: String,
    /// Who answers: "소공인지원실 과장".
    #[serde(default)]
    pub role: String,
    /// The numbers.
    #[serde(default)]
    pub phones: Vec<Phone>,
    /// When.
    #[serde(default)]
    pub hours: String,
}

/// A site on which the full notice is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Whose.
    pub name: String,
    /// Its address.
    pub url: String,
}
