//! 제척, 기피 and 회피: three kinds of records, each with its own states.
//!
//! An exclusion holds by itself, a challenge is decided by the committee, a recusal by nobody. A transition consumes
//! the record and gives the next one, or refuses and says why.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ApplicationKey, PanelRules};
use crate::{Basis, Finding, Outcome, gates::PersonKey, scoring::CardState};

/// The three kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    /// 제척: out by rule, without a decision.
    Excluded,
    /// 기피: challenged by somebody whom the decision concerns.
    Challenged,
    /// 회피: stepped back.
    Recused,
}

impl ConflictKind {
    /// The name under which it is stored, and the reason that a card it makes void carries. What somebody said about
    /// themselves stays in the record: cards go to applicants.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Excluded => "excluded",
            Self::Challenged => "challenged",
            Self::Recused => "recused",
        }
    }

    /// A card after the evaluator had to step aside: void, with the signature it had. One that is void already keeps
    /// its first reason.
    fn set_aside(self, card: CardState) -> CardState {
        let signed_at = match card {
            CardState::Void { .. } => return card,
            CardState::Open => None,
            CardState::Locked { signed_at } => Some(signed_at),
        };
        CardState::Void { reason: self.code().to_owned(), signed_at }
    }

    /// What the kind rests on.
    ///
    /// 이해충돌방지법 제5조 binds members of committees who are no officials by its 제16조제1항. That it excludes
    /// by itself is a house rule (SOD-2): the act asks for a report and a recusal.
    pub const fn basis(self) -> Basis {
        match self {
            Self::Excluded => Basis::HouseRule,
            Self::Challenged => Basis::ConflictOfInterestActArt5P2,
            Self::Recused => Basis::ConflictOfInterestActArt5P1,
        }
    }
}

/// Why an act on a record is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refused", rename_all = "snake_case")]
pub enum RecordRefused {
    /// The reason is missing.
    #[error("a reason is needed")]
    NoReason,
    /// There is no conflict to record.
    #[error("no finding stands in the way")]
    NoConflict,
    /// The conflict stands: first the tie has to be corrected where it was entered.
    #[error("{findings} findings still stand in the way")]
    StillStands {
        /// How many.
        findings: usize,
    },
    /// The call is decided.
    #[error("the call is decided")]
    CallDecided,
    /// It is over already.
    #[error("the record is closed")]
    Closed,
    /// Whoever is challenged does not decide about it.
    #[error("the challenged member took part")]
    OwnCase,
    /// Somebody is counted twice, or there are more votes than people.
    #[error("the votes do not add up")]
    Votes,
    /// Too few took part.
    #[error("{present} took part of {required} needed")]
    NoQuorum {
        /// How many took part.
        present: u32,
        /// How many must.
        required: u32,
    },
}

/// The state of an exclusion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExclusionState {
    /// It stands.
    Standing,
    /// What it was read from was wrong, such as another person of the same name.
    Corrected,
}

/// 제척: found by rule; nobody decides it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion {
    /// Who is out.
    pub evaluator: PersonKey,
    /// Of which application.
    pub application: ApplicationKey,
    /// When it was found.
    pub found_on: NaiveDate,
    /// What was found then.
    pub findings: Vec<Finding>,
    /// Its state.
    pub state: ExclusionState,
    /// Why it was corrected.
    pub correction: Option<String>,
}

impl Exclusion {
    /// Records what [`conflicts`](super::conflicts()) found.
    ///
    /// # Errors
    /// [`RecordRefused::NoConflict`] where no finding fails.
    pub fn record(
        evaluator: PersonKey,
        application: ApplicationKey,
        found_on: NaiveDate,
        mut findings: Vec<Finding>,
    ) -> Result<Self, RecordRefused> {
        findings.retain(|finding| finding.outcome == Outcome::Fail);
        if findings.is_empty() {
            return Err(RecordRefused::NoConflict);
        }
        let state = ExclusionState::Standing;
        Ok(Self { evaluator, application, found_on, findings, state, correction: None })
    }

    /// Takes back an exclusion that rested on a wrong entry; `now` is what is found after that was corrected.
    ///
    /// # Errors
    /// If it is corrected already, without a reason, and while something is still found.
    pub fn correct(mut self, now: &[Finding], reason: &str) -> Result<Self, RecordRefused> {
        if self.state != ExclusionState::Standing {
            return Err(RecordRefused::Closed);
        }
        let findings = now.iter().filter(|finding| finding.outcome == Outcome::Fail).count();
        if findings > 0 {
            return Err(RecordRefused::StillStands { findings });
        }
        self.correction = Some(given(reason)?);
        self.state = ExclusionState::Corrected;
        Ok(self)
    }
}

/// The state of a challenge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChallengeState {
    /// The committee has not decided; until it does, the papers stay closed.
    Filed,
    /// The evaluator is out.
    Upheld,
    /// The evaluator stays.
    Refused,
    /// Who filed it has taken it back.
    Withdrawn,
}

/// What the committee decided about a challenge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// When.
    pub decided_on: NaiveDate,
    /// How many members the committee has, the challenged one included.
    pub committee: u32,
    /// Who took part.
    pub voters: Vec<PersonKey>,
    /// How many of them were for the challenge.
    pub in_favour: u32,
    /// Why.
    pub reason: String,
}

/// 기피: filed by somebody whom the decision concerns (이해충돌방지법 제5조제2항).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// Who is challenged.
    pub evaluator: PersonKey,
    /// By the party of which application.
    pub application: ApplicationKey,
    /// When.
    pub filed_on: NaiveDate,
    /// On which grounds.
    pub grounds: String,
    /// Its state.
    pub state: ChallengeState,
    /// The decision, once there is one.
    pub ruling: Option<Ruling>,
}

impl Challenge {
    /// Files a challenge.
    ///
    /// # Errors
    /// Without grounds, and once the call is decided: then there is the objection (행정기본법 제36조).
    pub fn file(
        evaluator: PersonKey,
        application: ApplicationKey,
        filed_on: NaiveDate,
        grounds: &str,
        call_is_decided: bool,
    ) -> Result<Self, RecordRefused> {
        if call_is_decided {
            return Err(RecordRefused::CallDecided);
        }
        let (grounds, state) = (given(grounds)?, ChallengeState::Filed);
        Ok(Self { evaluator, application, filed_on, grounds, state, ruling: None })
    }

    /// The committee decides without the challenged member: upheld with more than half of the votes, refused
    /// otherwise, a tie included. Either needs a reason, and the quorum of the whole committee.
    ///
    /// # Errors
    /// If it is not open, or if something of the decision is wrong.
    pub fn decide(mut self, ruling: Ruling) -> Result<Self, RecordRefused> {
        if self.state != ChallengeState::Filed {
            return Err(RecordRefused::Closed);
        }
        given(&ruling.reason)?;
        if ruling.voters.contains(&self.evaluator) {
            return Err(RecordRefused::OwnCase);
        }
        let distinct: std::collections::BTreeSet<_> = ruling.voters.iter().collect();
        let present = u32::try_from(ruling.voters.len()).unwrap_or(u32::MAX);
        let add_up = distinct.len() == ruling.voters.len()
            && present < ruling.committee
            && ruling.in_favour <= present;
        if !add_up {
            return Err(RecordRefused::Votes);
        }
        let required = PanelRules::quorum(ruling.committee);
        if present < required {
            return Err(RecordRefused::NoQuorum { present, required });
        }
        let upheld = ruling.in_favour > present - ruling.in_favour;
        self.state = if upheld { ChallengeState::Upheld } else { ChallengeState::Refused };
        self.ruling = Some(ruling);
        Ok(self)
    }

    /// Who filed it takes it back, before it is decided.
    ///
    /// # Errors
    /// If it is not open.
    pub fn withdraw(mut self) -> Result<Self, RecordRefused> {
        if self.state != ChallengeState::Filed {
            return Err(RecordRefused::Closed);
        }
        self.state = ChallengeState::Withdrawn;
        Ok(self)
    }
}

/// The state of a recusal. There is no way back from either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecusalState {
    /// Before the card was locked.
    InTime,
    /// Afterwards: a card that counted is void.
    Late,
}

/// 회피: the evaluator steps back (이해충돌방지법 제5조제1항).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recusal {
    /// Who steps back.
    pub evaluator: PersonKey,
    /// From which application.
    pub application: ApplicationKey,
    /// When.
    pub declared_on: NaiveDate,
    /// Why.
    pub reason: String,
    /// Whether it came in time.
    pub state: RecusalState,
}

impl Recusal {
    /// Steps back, and gives the card as it is afterwards: void, whatever was on it. A card that nobody has begun is
    /// open.
    ///
    /// # Errors
    /// Without a reason.
    pub fn declare(
        evaluator: PersonKey,
        application: ApplicationKey,
        declared_on: NaiveDate,
        reason: &str,
        card: CardState,
    ) -> Result<(Self, CardState), RecordRefused> {
        let is_late = matches!(card, CardState::Locked { .. });
        let state = if is_late { RecusalState::Late } else { RecusalState::InTime };
        let recusal = Self { evaluator, application, declared_on, reason: given(reason)?, state };
        Ok((recusal, ConflictKind::Recused.set_aside(card)))
    }
}

/// A record of any kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Record {
    /// 제척.
    Excluded(Exclusion),
    /// 기피.
    Challenged(Challenge),
    /// 회피.
    Recused(Recusal),
}

impl Record {
    /// Its kind.
    pub const fn kind(&self) -> ConflictKind {
        match self {
            Self::Excluded(_) => ConflictKind::Excluded,
            Self::Challenged(_) => ConflictKind::Challenged,
            Self::Recused(_) => ConflictKind::Recused,
        }
    }

    /// Whether it is about this evaluator and this application.
    pub fn is_about(&self, evaluator: &PersonKey, application: &ApplicationKey) -> bool {
        let (person, of) = match self {
            Self::Excluded(record) => (&record.evaluator, &record.application),
            Self::Challenged(record) => (&record.evaluator, &record.application),
            Self::Recused(record) => (&record.evaluator, &record.application),
        };
        person == evaluator && of == application
    }

    /// Whether it keeps the evaluator out. A challenge does so while it is open.
    pub const fn stands(&self) -> bool {
        match self {
            Self::Excluded(record) => matches!(record.state, ExclusionState::Standing),
            Self::Challenged(record) => {
                matches!(record.state, ChallengeState::Filed | ChallengeState::Upheld)
            }
            Self::Recused(_) => true,
        }
    }

    /// The card of an evaluator whom this record keeps out for good: void. A challenge that is open leaves it.
    #[must_use]
    pub fn card(&self, card: CardState) -> CardState {
        match self {
            Self::Challenged(Challenge { state: ChallengeState::Filed, .. }) => card,
            _ if self.stands() => self.kind().set_aside(card),
            _ => card,
        }
    }
}

/// A reason that somebody has given.
fn given(reason: &str) -> Result<String, RecordRefused> {
    match reason.trim() {
        "" => Err(RecordRefused::NoReason),
        reason => Ok(reason.to_owned()),
    }
}
