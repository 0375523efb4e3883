//! The acts on an application.

use chrono::{DateTime, Utc};

use super::{ApplicationAct as Act, ApplicationRefused, ApplicationState, Conclusion};
use crate::{
    deadline::{Channel, SupplementRequest, Window, admit},
    gates::Eligibility,
    selection::{About, Effect},
};

/// What submitting asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Submission<'a> {
    /// When it was received, by the clock that counts.
    pub received_at: DateTime<Utc>,
    /// The window of the call.
    pub window: &'a Window,
    /// How many required documents are missing.
    pub missing_documents: u32,
    /// How many required consents and pledges are missing.
    pub missing_consents: u32,
}

/// What an inspection found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inspection {
    /// Whether what the gates G2 to G5 rest on was found as declared.
    pub conforms: bool,
    /// Whether both sides have signed.
    pub signed: bool,
}

type Next = Result<ApplicationState, ApplicationRefused>;

impl ApplicationState {
    /// Draft to submitted, in time and complete.
    pub fn submit(self, submission: &Submission<'_>) -> Next {
        self.require(Act::Submit)?;
        admit(submission.received_at, submission.window)?;
        match (submission.missing_documents, submission.missing_consents) {
            (0, 0) => Ok(Self::Submitted),
            (documents, consents) => Err(ApplicationRefused::Incomplete { documents, consents }),
        }
    }

    /// Withdrawn by the applicant, before the call is decided.
    pub fn withdraw(self, call_is_decided: bool) -> Next {
        self.require(Act::Withdraw)?;
        if call_is_decided { Err(ApplicationRefused::CallDecided) } else { Ok(Self::Withdrawn) }
    }

    /// Submitted to intake. Of an external channel the number of its receipt is needed.
    pub fn take_in(self, channel: Channel, external_receipt_no: Option<&str>) -> Next {
        self.require(Act::TakeIn)?;
        let has_number = external_receipt_no.is_some_and(|number| !number.trim().is_empty());
        if channel.is_external() && !has_number {
            return Err(ApplicationRefused::NoExternalReceipt);
        }
        Ok(Self::Intake)
    }

    /// Intake to a request for documents; there is one round only.
    pub fn request_supplement(self, request: &SupplementRequest) -> Next {
        self.require(Act::RequestSupplement)?;
        if request.documents.is_empty() {
            return Err(ApplicationRefused::NothingRequested);
        }
        Ok(Self::SupplementRequested)
    }

    /// The documents have come in time.
    pub fn supplement(self, request: &SupplementRequest, received_at: DateTime<Utc>) -> Next {
        self.require(Act::Supplement)?;
        let due_before = request.due_before;
        if received_at >= due_before {
            return Err(ApplicationRefused::TooLate { due_before });
        }
        Ok(Self::Supplemented)
    }

    /// The documents have not come, and the time for them is over: the gates are judged without them.
    pub fn lapse_supplement(self, request: &SupplementRequest, now: DateTime<Utc>) -> Next {
        self.require(Act::LapseSupplement)?;
        let due_before = request.due_before;
        if now < due_before {
            return Err(ApplicationRefused::TooEarly { due_before });
        }
        Ok(Self::Supplemented)
    }

    /// Eligible or ineligible, once every gate can be told.
    pub fn judge(self, eligibility: &Eligibility) -> Next {
        self.require(Act::Judge)?;
        match eligibility {
            Eligibility::Eligible => Ok(Self::Eligible),
            Eligibility::Ineligible(_) => Ok(Self::Ineligible),
            Eligibility::Undetermined(gates) => Err(ApplicationRefused::GatesOpen { gates: gates.clone() }),
        }
    }

    /// The panel has locked the review of the documents.
    pub fn review_documents(self, locked: bool) -> Next {
        self.require(Act::ReviewDocuments)?;
        if locked { Ok(Self::DocReviewed) } else { Err(ApplicationRefused::NotLocked) }
    }

    /// The inspection is signed. One that finds a gate not to hold ends the application.
    pub fn inspect(self, inspection: Inspection) -> Next {
        self.require(Act::Inspect)?;
        match inspection {
            Inspection { signed: false, .. } => Err(ApplicationRefused::NotSigned),
            Inspection { conforms: true, .. } => Ok(Self::Inspected),
            Inspection { conforms: false, .. } => Ok(Self::Ineligible),
        }
    }

    /// The panel has locked the presentation.
    pub fn present(self, locked: bool) -> Next {
        self.require(Act::Present)?;
        if locked { Ok(Self::Presented) } else { Err(ApplicationRefused::NotLocked) }
    }

    /// The order is frozen, with its hash recorded.
    pub fn rank(self, hash_recorded: bool) -> Next {
        self.require(Act::Rank)?;
        if hash_recorded { Ok(Self::Ranked) } else { Err(ApplicationRefused::NotFrozen) }
    }

    /// Selected, in reserve or neither, only once the call is decided. An application that an earlier stage left
    /// behind has no rank and can only be not selected.
    pub fn conclude(self, conclusion: Conclusion, call_is_decided: bool) -> Next {
        self.require(Act::Conclude)?;
        if !call_is_decided {
            return Err(ApplicationRefused::CallNotDecided);
        }
        match conclusion {
            Conclusion::NotSelected => Ok(Self::NotSelected),
            _ if self != Self::Ranked => Err(ApplicationRefused::NotRanked),
            Conclusion::Selected => Ok(Self::Selected),
            Conclusion::Reserve => Ok(Self::Reserve),
        }
    }

    /// From the reserve to selected, by a person who says why.
    pub fn promote(self, reason: &str) -> Next {
        self.require(Act::Promote)?;
        if reason.trim().is_empty() { Err(ApplicationRefused::NoReason) } else { Ok(Self::Selected) }
    }

    /// The agreement is signed by everyone, before its deadline.
    pub fn agree(self, all_signed: bool, signed_at: DateTime<Utc>, due_before: DateTime<Utc>) -> Next {
        self.require(Act::Agree)?;
        if !all_signed {
            Err(ApplicationRefused::NotSigned)
        } else if signed_at >= due_before {
            Err(ApplicationRefused::TooLate { due_before })
        } else {
            Ok(Self::Agreed)
        }
    }

    /// No agreement came about, for a reason. The next in reserve is promoted by a person, never by itself.
    pub fn forfeit(self, reason: &str) -> Next {
        self.require(Act::Forfeit)?;
        if reason.trim().is_empty() { Err(ApplicationRefused::NoReason) } else { Ok(Self::Forfeited) }
    }

    /// What was decided changes, because an objection against it is upheld (행정기본법 제36조).
    pub fn uphold(self, about: About, effect: Effect, call_is_decided: bool) -> Next {
        self.require(Act::Uphold)?;
        if !Effect::possible(about, self, call_is_decided).contains(&effect) {
            return Err(ApplicationRefused::WrongState { state: self, act: Act::Uphold });
        }
        Ok(match effect {
            Effect::Nothing => self,
            Effect::Evaluated => Self::Eligible,
            Effect::Reserve => Self::Reserve,
            Effect::Selected => Self::Selected,
        })
    }
}
