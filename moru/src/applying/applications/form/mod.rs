//! The application form: its fields by name, and the reading of what was typed into a typed form.
//!
//! Field names are flat text, rows of repeated groups are `staff.0.name`. The same names are used by the HTML form, by
//! the answers table and by the sentences about problems.

mod answer;
mod choices;
mod partners;
mod plan;
mod read;
mod resources;
mod shown;
mod steps;
mod typed;

pub use answer::{PartnerAnswer, partner_answer};
pub use choices::{CONSENTS, Consent, EMPLOYMENTS, PREMISES, QUALIFICATIONS, TENURES};
pub use partners::{
    LONGEST_ROLE, PARTNERS, TOGETHER, check_partners, consent_place, is_consent_place, partner_field,
    partner_rows,
};
pub use plan::{ACTIVITIES, activity_field};
pub use read::{Reading, chosen, read, zone_of};
pub use resources::rows;
pub use shown::{SHOWN, changed, marks, unseen};
pub use steps::{Slot, Step, belongs_to, slot};
pub use typed::{
    ApplicationForm, ConsentGiven, Contact, DeviceRow, PartnerConsent, PartnerRow, PlanRow, PremisesRow,
    StaffRow,
};

/// The most rows of a repeated group.
pub const MOST_ROWS: usize = 50;
/// The longest text of a field, in characters.
pub const LONGEST_ANSWER: usize = 10_000;
