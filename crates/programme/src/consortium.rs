//! Who applies together (컨소시엄): which institutions may stand beside the one that leads, and what the consent of each
//! is worth.
//!
//! The five gates look at the lead alone, which must pass by itself (DOMAIN §4.4, G3). Partners never enter
//! [`crate::gates::GateInput`], so none can make a failing lead pass.

use serde::{Deserialize, Serialize};

use crate::gates::InstitutionKind;

/// The most partners of an application. `[PROP]`
pub const MOST_PARTNERS: usize = 5;

/// What a partner consents to: everything that is shown to it. Where one word of it changes, the consent is for something
/// else. Numbers are the ten digits of 사업자등록번호.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The id of the call.
    pub call: String,
    /// Its title.
    pub call_title: String,
    /// The name of the institution that leads.
    pub lead: String,
    /// Its business number.
    pub lead_number: String,
    /// The name of the partner.
    pub partner: String,
    /// Its business number.
    pub partner_number: String,
    /// Its legal kind.
    pub partner_kind: InstitutionKind,
    /// What it will do.
    pub role: String,
}

/// What a partner has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Yes.
    Agreed,
    /// No.
    Declined,
    /// Yes at first, and then no longer.
    Withdrawn,
}

/// Where the consent of a partner stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has asked.
    NotAsked,
    /// It was asked for these terms and has not answered.
    Asked,
    /// It agreed to these terms.
    Agreed,
    /// It declined these terms.
    Declined,
    /// It took its consent to these terms back.
    Withdrawn,
    /// What it was asked or has answered is about other terms.
    Lapsed,
}

/// Where the consent stands for the terms of now. `asked` are the terms of the last request, `answered` what was said last
/// and to which terms; terms are compared by whatever tells them apart, such as a hash.
pub fn standing<T: PartialEq + ?Sized>(
    now: &T,
    asked: Option<&T>,
    answered: Option<(Answer, &T)>,
) -> Standing {
    match (asked, answered) {
        (None, _) => Standing::NotAsked,
        (Some(_), Some((answer, terms))) if terms == now => match answer {
            Answer::Agreed => Standing::Agreed,
            Answer::Declined => Standing::Declined,
            Answer::Withdrawn => Standing::Withdrawn,
        },
        (Some(terms), None) if terms == now => Standing::Asked,
        _ => Standing::Lapsed,
    }
}

/// Why an institution cannot be a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPartner {
    /// It is the one that leads.
    Lead,
    /// It is named above already.
    Twice,
    /// There are [`MOST_PARTNERS`] above it already.
    TooMany,
}

/// Which of these partners cannot be ones, by their place in the list. Numbers that could not be read are empty and say
/// nothing.
pub fn refused(lead: &str, partners: &[&str]) -> Vec<(usize, NoPartner)> {
    let why = |place: usize, number: &str| {
        if place >= MOST_PARTNERS {
            Some(NoPartner::TooMany)
        } else if number.is_empty() {
            None
        } else if number == lead {
            Some(NoPartner::Lead)
        } else {
            partners[..place].contains(&number).then_some(NoPartner::Twice)
        }
    };
    partners.iter().enumerate().filter_map(|(place, number)| Some((place, why(place, number)?))).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::nobody_asked(None, None, Standing::NotAsked)]
    #[case::asked(Some("now"), None, Standing::Asked)]
    #[case::asked_for_other_terms(Some("then"), None, Standing::Lapsed)]
    #[case::agreed(Some("now"), Some((Answer::Agreed, "now")), Standing::Agreed)]
    #[case::agreed_to_other_terms(Some("now"), Some((Answer::Agreed, "then")), Standing::Lapsed)]
    #[case::agreed_asked_anew_for_other_terms(Some("then"), Some((Answer::Agreed, "now")), Standing::Agreed)]
    #[case::declined(Some("now"), Some((Answer::Declined, "now")), Standing::Declined)]
    #[case::declined_other_terms(Some("now"), Some((Answer::Declined, "then")), Standing::Lapsed)]
    #[case::withdrawn(Some("now"), Some((Answer::Withdrawn, "now")), Standing::Withdrawn)]
    fn a_consent_is_for_its_terms(
        #[case] asked: Option<&str>,
        #[case] answered: Option<(Answer, &str)>,
        #[case] expected: Standing,
    ) {
        assert_eq!(standing("now", asked, answered), expected);
    }

    #[rstest]
    #[case::none(&[], &[])]
    #[case::others(&["2", "3"], &[])]
    #[case::the_lead(&["2", "1"], &[(1, NoPartner::Lead)])]
    #[case::twice(&["2", "3", "2"], &[(2, NoPartner::Twice)])]
    #[case::unread_numbers_are_not_the_same(&["", ""], &[])]
    #[case::five(&["2", "3", "4", "5", "6"], &[])]
    #[case::six(&["2", "3", "4", "5", "6", "7"], &[(5, NoPartner::TooMany)])]
    fn partners_are_others_and_each_once(#[case] partners: &[&str], #[case] expected: &[(usize, NoPartner)]) {
        assert_eq!(refused("1", partners), expected);
    }
}
