//! The sections in which a call is written, checked and compared.

use serde::{Deserialize, Serialize};

use super::{Basics, CallContent, Contact, Dates, Milestone, Paper, Requirements, Site, StageText};
use crate::scoring::{
    AdjustmentRule, CentiPoints, Criterion, Rubric, RubricStatus, Stage, StageRule, TieRule,
};

/// A section of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Title, purpose, target, term, money.
    Basics,
    /// Announcement, window, channel.
    Dates,
    /// The five gates.
    Requirements,
    /// The stages, their weights and cuts, the panels.
    Stages,
    /// The criteria, bonuses, penalties and ties.
    Criteria,
    /// The milestones.
    Schedule,
    /// The papers.
    Papers,
    /// The inquiry lines and sites.
    Contacts,
}

impl Section {
    /// All sections, in the order of the notice.
    pub const ALL: [Self; 8] = [
        Self::Basics,
        Self::Dates,
        Self::Requirements,
        Self::Stages,
        Self::Criteria,
        Self::Schedule,
        Self::Papers,
        Self::Contacts,
    ];

    /// Its name in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Basics => "basics",
            Self::Dates => "dates",
            Self::Requirements => "requirements",
            Self::Stages => "stages",
            Self::Criteria => "criteria",
            Self::Schedule => "schedule",
            Self::Papers => "papers",
            Self::Contacts => "contacts",
        }
    }

    /// The section of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.code() == code)
    }

    /// Whether it decides who is selected, and so may not change under those who have applied (C-09).
    pub const fn decides(self) -> bool {
        matches!(self, Self::Requirements | Self::Stages | Self::Criteria)
    }
}

/// What belongs to one section, for comparing two contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Part<'a> {
    /// See [`Section::Basics`].
    Basics(&'a Basics),
    /// See [`Section::Dates`].
    Dates(&'a Dates),
    /// See [`Section::Requirements`].
    Requirements(&'a Requirements),
    /// See [`Section::Stages`].
    Stages {
        /// The words.
        texts: &'a [StageText],
        /// The rules of the panels.
        panel_rules: &'a str,
        /// The rubric without what belongs to [`Section::Criteria`].
        frame: Box<Rubric>,
    },
    /// See [`Section::Criteria`].
    Criteria {
        /// Whether they are official.
        status: RubricStatus,
        /// Where they are from.
        source: &'a str,
        /// The criteria of each scored stage.
        stages: Vec<(Stage, &'a [Criterion])>,
        /// 가점.
        bonuses: &'a AdjustmentRule,
        /// 감점.
        penalties: &'a AdjustmentRule,
        /// The order of the rules for ties.
        ties: &'a [TieRule],
    },
    /// See [`Section::Schedule`].
    Schedule(&'a [Milestone]),
    /// See [`Section::Papers`].
    Papers(&'a [Paper]),
    /// See [`Section::Contacts`].
    Contacts {
        /// The inquiry lines.
        contacts: &'a [Contact],
        /// The sites.
        sites: &'a [Site],
    },
}

impl CallContent {
    /// What belongs to a section.
    pub fn part(&self, section: Section) -> Part<'_> {
        let Self { basics, dates, requirements, evaluation, schedule, papers, contacts, sites, .. } = self;
        let rubric = &evaluation.rubric;
        match section {
            Section::Basics => Part::Basics(basics),
            Section::Dates => Part::Dates(dates),
            Section::Requirements => Part::Requirements(requirements),
            Section::Stages => Part::Stages {
                texts: &evaluation.texts,
                panel_rules: &evaluation.panel_rules,
                frame: Box::new(frame(rubric)),
            },
            Section::Criteria => Part::Criteria {
                status: rubric.status,
                source: &rubric.source,
                stages: rubric.scored().map(|stage| (stage.stage, stage.criteria.as_slice())).collect(),
                bonuses: &rubric.bonuses,
                penalties: &rubric.penalties,
                ties: &rubric.ties,
            },
            Section::Schedule => Part::Schedule(schedule),
            Section::Papers => Part::Papers(papers),
            Section::Contacts => Part::Contacts { contacts, sites },
        }
    }
}

/// A rubric without its criteria, bonuses, penalties and ties, and without its name and version, which follow from
/// everything in it.
fn frame(rubric: &Rubric) -> Rubric {
    let mut frame = rubric.clone();
    frame.id.clear();
    frame.version = 0;
    frame.status = RubricStatus::Proposal;
    frame.source.clear();
    frame.ties.clear();
    frame.bonuses.items.clear();
    frame.penalties.items.clear();
    frame.bonuses.cap_centi = CentiPoints::ZERO;
    frame.penalties.cap_centi = CentiPoints::ZERO;
    for stage in &mut frame.stages {
        if let StageRule::Scored(scored) = stage {
            scored.criteria.clear();
        }
    }
    frame
}
