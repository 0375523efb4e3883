//! What an agreement (협약서) with an operator says, clause by clause. `[PROP]`: nobody has published the programme's own form;
//! the order is that of agreements of comparable programmes, and the purpose is the one that the notice states.

/// The version of the list of clauses, kept with every draft that was made from it.
pub const CLAUSES_VERSION: u32 = 1;

/// What a clause is about. `[PROP]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Why there is an agreement.
    Purpose,
    /// From when until when.
    Term,
    /// What the centre does.
    Activities,
    /// The subsidy and the operator's own share.
    Subsidy,
    /// Under which conditions the subsidy is paid.
    Conditions,
    /// The account of its own, and vouchers.
    Account,
    /// Which changes need approval.
    Changes,
    /// What is reported and when.
    Reports,
    /// Inspections.
    Inspections,
    /// What is to be reached.
    Targets,
    /// Machines and other assets.
    Assets,
    /// Personal data that are processed for the programme.
    PersonalData,
    /// How the programme is named in public.
    Naming,
    /// Who owns what is made.
    IntellectualProperty,
    /// When the agreement ends early, and what is paid back.
    Ending,
    /// Disputes.
    Disputes,
    /// What stays confidential.
    Confidentiality,
    /// Who signs.
    Signatures,
}

impl Topic {
    /// Every topic, in the order of the agreement.
    pub const ALL: [Self; 18] = [
        Self::Purpose,
        Self::Term,
        Self::Activities,
        Self::Subsidy,
        Self::Conditions,
        Self::Account,
        Self::Changes,
        Self::Reports,
        Self::Inspections,
        Self::Targets,
        Self::Assets,
        Self::PersonalData,
        Self::Naming,
        Self::IntellectualProperty,
        Self::Ending,
        Self::Disputes,
        Self::Confidentiality,
        Self::Signatures,
    ];
}

/// A clause of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// What it is about.
    pub topic: Topic,
    /// What it says; empty where the parties still have to write it.
    pub text: String,
}

/// A draft: the clause of the purpose states the purpose of the programme in the words of the notice (보도자료 붙임, 사업목적).
pub fn draft(purpose: &str) -> Vec<Clause> {
    let text = |topic: Topic| if topic == Topic::Purpose { purpose.trim().to_owned() } else { String::new() };
    Topic::ALL.into_iter().map(|topic| Clause { topic, text: text(topic) }).collect()
}
