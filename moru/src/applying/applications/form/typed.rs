//! The form as values: what is frozen, hashed and judged. Only text, whole numbers and yes/no, so that it has one
//! canonical form.

use chrono::{DateTime, NaiveDate, Utc};
use programme::gates::{Employment, InstitutionKind, PremisesKind, Qualification};
use serde::{Deserialize, Serialize};

/// A complete application form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationForm {
    /// Whom to ask.
    pub contact: Contact,
    /// What the institution has done so far.
    pub capacity: String,
    /// The institutions that apply together with the one that leads. Forms from before there were any say nothing of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<PartnerRow>,
    /// The zone, 행정동 10 digits.
    pub zone_code: String,
    /// Its name when it was chosen.
    pub zone_name: String,
    /// The KSIC division.
    pub division: u8,
    /// The people.
    pub staff: Vec<StaffRow>,
    /// The rooms.
    pub premises: Vec<PremisesRow>,
    /// The devices.
    pub devices: Vec<DeviceRow>,
    /// The activities.
    pub plan: Vec<PlanRow>,
    /// The sum asked for in won, where the call asks for one.
    pub requested_won: Option<i64>,
    /// Consents and pledges given.
    pub consents: Vec<ConsentGiven>,
}

/// Whom to ask about an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// E.164.
    pub phone: String,
    /// Mail address.
    pub email: String,
}

/// An institution that applies together with the one that leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerRow {
    /// Its name.
    pub name: String,
    /// Ten digits.
    pub business_number: String,
    /// Its legal kind.
    pub kind: InstitutionKind,
    /// What it will do.
    pub role: String,
    /// Where it is asked for its consent.
    pub email: String,
    /// Its consent to all of this; without one there is no submission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<PartnerConsent>,
}

/// The consent of a partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerConsent {
    /// Who gave it.
    pub person: String,
    /// Which position that person has there.
    pub position: String,
    /// When.
    pub given_at: DateTime<Utc>,
    /// SHA-256 of what it was given to, see `programme::consortium::Terms`.
    pub terms_sha256: String,
}

/// A person who will run the centre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffRow {
    /// Name.
    pub name: String,
    /// E.164; with the name it tells whether another application names the same person.
    pub phone: String,
    /// What they will do.
    pub job: String,
    /// How they are employed.
    pub employment: Employment,
    /// Whether they work for the centre alone.
    pub dedicated: bool,
    /// Qualification under 소공인법 시행령 제11조제2항.
    pub qualification: Option<Qualification>,
}

/// A room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PremisesRow {
    /// What it is used for.
    pub kind: PremisesKind,
    /// Its address.
    pub address: String,
    /// Hundredths of a square metre.
    pub area_centi_m2: u32,
    /// Whether the centre alone uses it.
    pub dedicated: bool,
    /// Whether it lies in the zone; the applicant's word until the inspection.
    pub inside_cluster: Option<bool>,
    /// By which right it is used.
    pub tenure: programme::gates::Tenure,
}

/// A device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceRow {
    /// What it is.
    pub name: String,
    /// How many.
    pub quantity: u32,
    /// Whether the centre alone uses it.
    pub dedicated: bool,
}

/// A planned activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRow {
    /// Its code, such as `M1`.
    pub activity: programme::activities::Activity,
    /// What is planned; of an activity of one's own, also why it suits the region and the industry.
    pub summary: String,
}

/// A consent or pledge that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentGiven {
    /// Which.
    pub code: String,
    /// The version of its text.
    pub version: u32,
    /// When the box was ticked, as a civil date in Korea.
    pub given_on: NaiveDate,
}
