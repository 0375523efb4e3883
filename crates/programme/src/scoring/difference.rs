//! Where what was published differs from what the cards say.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ApplicationKey, CentiPoints, CriterionCode, EvaluatorKey, GivenProblem, Stage, Standing};

/// A number among the final points of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// The points of the stages by their weights.
    Weighted,
    /// The bonus that counts.
    Bonus,
    /// The penalty that counts.
    Penalty,
    /// The final points.
    Total,
    /// The final points as the order quotes them.
    TotalInOrder,
}

/// One difference. Its text is one line that names what was published and what was computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "difference", rename_all = "snake_case")]
pub enum Difference {
    /// What was given does not lead to a result, so that nothing can have been published from it.
    #[error("given: {problem}")]
    Given {
        /// Why not.
        problem: GivenProblem,
    },
    /// An application has no published result.
    #[error("application {application}: no result is published")]
    ResultMissing {
        /// Which.
        application: ApplicationKey,
    },
    /// A result is published of an application that has none, or twice.
    #[error("application {application}: a result is published that nothing leads to")]
    ResultExtra {
        /// Which.
        application: ApplicationKey,
    },
    /// A stage has no published result, or one is published that nothing leads to.
    #[error("application {application}, {stage}: published {}, computed {}", has(*published), has(!published))]
    StageResult {
        /// Of which application.
        application: ApplicationKey,
        /// Which stage.
        stage: Stage,
        /// Whether it is the published one that is too many.
        published: bool,
    },
    /// The points of a stage.
    #[error(
        "application {application}, {stage}: points published {}, computed {}",
        or_none(published.as_ref()),
        or_none(computed.as_ref())
    )]
    StagePoints {
        /// Of which application.
        application: ApplicationKey,
        /// In which stage.
        stage: Stage,
        /// As published.
        published: Option<CentiPoints>,
        /// As computed.
        computed: Option<CentiPoints>,
    },
    /// The mean of a criterion.
    #[error(
        "application {application}, {stage}, criterion {criterion}: mean published {}, computed {}",
        or_none(published.as_ref()),
        or_none(computed.as_ref())
    )]
    CriterionMean {
        /// Of which application.
        application: ApplicationKey,
        /// In which stage.
        stage: Stage,
        /// Of which criterion.
        criterion: CriterionCode,
        /// As published.
        published: Option<CentiPoints>,
        /// As computed.
        computed: Option<CentiPoints>,
    },
    /// Other cards were dropped.
    #[error(
        "application {application}, {stage}: dropped cards published {}, computed {}",
        list(published),
        list(computed)
    )]
    Dropped {
        /// Of which application.
        application: ApplicationKey,
        /// In which stage.
        stage: Stage,
        /// As published.
        published: Vec<EvaluatorKey>,
        /// As computed.
        computed: Vec<EvaluatorKey>,
    },
    /// What ends an application in a stage.
    #[error(
        "application {application}, {stage}: other reasons to stop it, {published} published, {computed} computed"
    )]
    Stops {
        /// Of which application.
        application: ApplicationKey,
        /// In which stage.
        stage: Stage,
        /// How many are published.
        published: usize,
        /// How many are computed.
        computed: usize,
    },
    /// A number of the final points.
    #[error(
        "application {application}: {amount} published {}, computed {}",
        or_none(published.as_ref()),
        or_none(computed.as_ref())
    )]
    Final {
        /// Of which application.
        application: ApplicationKey,
        /// Which number.
        amount: Amount,
        /// As published.
        published: Option<CentiPoints>,
        /// As computed.
        computed: Option<CentiPoints>,
    },
    /// Whether the pass mark is reached.
    #[error("application {application}: published as {}, computed as {}", passing(*published), passing(!published))]
    Passes {
        /// Which application.
        application: ApplicationKey,
        /// As published.
        published: bool,
    },
    /// A step of a working.
    #[error("{of}: step {step} of the working differs")]
    Working {
        /// Whose working.
        of: WorkingOf,
        /// The first step that differs, counted from one.
        step: usize,
    },
    /// The place in the order.
    #[error(
        "application {application}: place published {}, computed {}",
        or_none(published.as_ref()),
        or_none(computed.as_ref())
    )]
    Place {
        /// Of which application.
        application: ApplicationKey,
        /// As published.
        published: Option<u32>,
        /// As computed.
        computed: Option<u32>,
    },
    /// What the order proposes.
    #[error("application {application}: published as {published}, computed as {computed}")]
    Standing {
        /// Of which application.
        application: ApplicationKey,
        /// As published.
        published: Standing,
        /// As computed.
        computed: Standing,
    },
    /// Why an application has no place.
    #[error("application {application}: the published reason for having no place differs")]
    WhyNot {
        /// Which application.
        application: ApplicationKey,
    },
    /// The ties that are open.
    #[error("open ties published {}, computed {}", ties(published), ties(computed))]
    Unresolved {
        /// As published.
        published: Vec<Vec<ApplicationKey>>,
        /// As computed.
        computed: Vec<Vec<ApplicationKey>>,
    },
    /// Something that has no name of its own.
    #[error("what was published differs from what was computed")]
    Unnamed,
    /// The same in another order, or something twice.
    #[error("the list of {list} differs in its order, or names something twice")]
    Arrangement {
        /// Which list.
        list: List,
    },
}

/// Whose working it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "working_of", rename_all = "snake_case")]
pub enum WorkingOf {
    /// Of a stage.
    Stage {
        /// Of which application.
        application: ApplicationKey,
        /// Which stage.
        stage: Stage,
    },
    /// Of the final points.
    Final {
        /// Of which application.
        application: ApplicationKey,
    },
    /// Of the order.
    Ranking,
}

/// A published list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// The results.
    Results,
    /// The stages of a result.
    Stages,
    /// The criteria of a stage.
    Criteria,
    /// The order.
    Order,
    /// Those without a place.
    NotRanked,
}

fn has(is: bool) -> &'static str {
    if is { "a result" } else { "none" }
}

fn passing(passes: bool) -> &'static str {
    if passes { "passing" } else { "not passing" }
}

fn or_none<T: fmt::Display>(value: Option<&T>) -> String {
    value.map_or_else(|| "none".to_owned(), ToString::to_string)
}

fn list<T: fmt::Display>(items: &[T]) -> String {
    match items {
        [] => "none".to_owned(),
        _ => items.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and "),
    }
}

fn ties(ties: &[Vec<ApplicationKey>]) -> String {
    match ties {
        [] => "none".to_owned(),
        _ => ties.iter().map(|tie| list(tie)).collect::<Vec<_>>().join("; "),
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Weighted => "weighted points",
            Self::Bonus => "bonus",
            Self::Penalty => "penalty",
            Self::Total => "final points",
            Self::TotalInOrder => "final points in the order",
        })
    }
}

impl fmt::Display for WorkingOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stage { application, stage } => write!(f, "application {application}, {stage}"),
            Self::Final { application } => write!(f, "application {application}, final points"),
            Self::Ranking => f.write_str("order"),
        }
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Results => "results",
            Self::Stages => "stages",
            Self::Criteria => "criteria",
            Self::Order => "places",
            Self::NotRanked => "applications without a place",
        })
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Selected => f.write_str("selected"),
            Self::Reserve { order } => write!(f, "reserve {order}"),
            Self::Open => f.write_str("open"),
        }
    }
}
