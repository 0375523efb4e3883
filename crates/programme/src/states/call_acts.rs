//! The acts on a call.

use chrono::{DateTime, Utc};

use super::{CallAct, CallDates, CallRefused, CallState};
use crate::embargo;

/// What scheduling asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readiness {
    /// Whether the embargo of the notice is settled.
    pub embargo_consistent: bool,
    /// Whether the contacts are complete.
    pub contacts_complete: bool,
}

/// What evaluating asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Intake {
    /// How many applications wait for their intake.
    pub undecided: u32,
    /// Whether the time for the intake is over, so that nobody waits longer.
    pub timed_out: bool,
}

/// What deciding asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// Whether the minutes of the committee are there.
    pub minutes: bool,
    /// Whether a person has decided. A selection is never automatic: 행정기본법 제20조, 보조금법 제17조제2항.
    pub by_a_person: bool,
}

/// How the agreements stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreements {
    /// Selected applications that neither agreed nor forfeited.
    pub unsettled: u32,
    /// Places without an agreement.
    pub unfilled: u32,
    /// Applications still in reserve.
    pub reserves: u32,
}

impl CallState {
    /// Draft to approved, by somebody other than the author.
    pub fn approve<Person: PartialEq>(
        self,
        author: &Person,
        approver: &Person,
        (dates, now): (&CallDates, DateTime<Utc>),
    ) -> Result<Self, CallRefused> {
        self.require(CallAct::Approve, dates, now)?;
        if author == approver { Err(CallRefused::OwnWork) } else { Ok(Self::Approved) }
    }

    /// Approved to scheduled. From here on the call opens and closes by its dates.
    pub fn schedule(
        self,
        ready: Readiness,
        (dates, now): (&CallDates, DateTime<Utc>),
    ) -> Result<Self, CallRefused> {
        self.require(CallAct::Schedule, dates, now)?;
        if !ready.embargo_consistent {
            return Err(CallRefused::EmbargoOpen);
        }
        if !ready.contacts_complete {
            return Err(CallRefused::ContactsIncomplete);
        }
        embargo::call_may_open(&dates.window, dates.notice_public_at)
            .map_err(|_| CallRefused::OpensBeforeNotice)?;
        Ok(Self::Scheduled)
    }

    /// The dates of an open call after an extension that is published now. The call stays open.
    pub fn extend(
        self,
        closes_at: DateTime<Utc>,
        (dates, now): (&CallDates, DateTime<Utc>),
    ) -> Result<CallDates, CallRefused> {
        self.require(CallAct::Extend, dates, now)?;
        Ok(CallDates { window: dates.window.extended(closes_at, now)?, ..*dates })
    }

    /// Closed to evaluating, when every intake is decided or the time for it is over.
    pub fn evaluate(
        self,
        intake: Intake,
        (dates, now): (&CallDates, DateTime<Utc>),
    ) -> Result<Self, CallRefused> {
        self.require(CallAct::Evaluate, dates, now)?;
        match intake.undecided {
            0 => Ok(Self::Evaluating),
            _ if intake.timed_out => Ok(Self::Evaluating),
            undecided => Err(CallRefused::IntakesOpen { undecided }),
        }
    }

    /// Evaluating to decided, with the minutes of the committee and by a person.
    pub fn decide(
        self,
        decision: Decision,
        (dates, now): (&CallDates, DateTime<Utc>),
    ) -> Result<Self, CallRefused> {
        self.require(CallAct::Decide, dates, now)?;
        match decision {
            Decision { minutes: false, .. } => Err(CallRefused::NoMinutes),
            Decision { by_a_person: false, .. } => Err(CallRefused::NobodyDecided),
            Decision { .. } => Ok(Self::Decided),
        }
    }

    /// Decided to announced, at the time of the publication or later.
    pub fn announce(
        self,
        publish_at: DateTime<Utc>,
        (dates, now): (&CallDates, DateTime<Utc>),
    ) -> Result<Self, CallRefused> {
        self.require(CallAct::Announce, dates, now)?;
        if embargo::is_public(publish_at, now) {
            Ok(Self::Announced)
        } else {
            Err(CallRefused::NotYet { publish_at })
        }
    }

    /// Announced to agreed, when every selected application has agreed or forfeited and no reserve could fill a place.
    pub fn agree(
        self,
        agreements: Agreements,
        (dates, now): (&CallDates, DateTime<Utc>),
    ) -> Result<Self, CallRefused> {
        self.require(CallAct::Agree, dates, now)?;
        let unfilled = agreements.unfilled.min(agreements.reserves);
        match agreements.unsettled {
            0 if unfilled == 0 => Ok(Self::Agreed),
            unsettled => Err(CallRefused::AgreementsOpen { unsettled, unfilled }),
        }
    }

    /// Agreed to archived.
    pub fn archive(self, (dates, now): (&CallDates, DateTime<Utc>)) -> Result<Self, CallRefused> {
        self.require(CallAct::Archive, dates, now)?;
        Ok(Self::Archived)
    }

    /// Called off before it is decided, with a reason that everyone concerned is told.
    pub fn cancel(
        self,
        reason: &str,
        (dates, now): (&CallDates, DateTime<Utc>),
    ) -> Result<Self, CallRefused> {
        self.require(CallAct::Cancel, dates, now)?;
        if reason.trim().is_empty() { Err(CallRefused::NoReason) } else { Ok(Self::Cancelled) }
    }
}
