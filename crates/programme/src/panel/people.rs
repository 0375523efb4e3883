//! Evaluators and what ties them to others, and the parties of an application: plain values.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{gates::PersonKey, scoring::ApplicationKey};

/// Tells one institution from another, such as its business number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InstitutionKey(pub String);

/// From a first day to a last, both inclusive; without a last day it still lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "RawPeriod", into = "RawPeriod")]
pub struct Period {
    from: NaiveDate,
    until: Option<NaiveDate>,
}

/// A period that ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a period that begins on {from} cannot end on {until}")]
pub struct Backwards {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct RawPeriod {
    from: NaiveDate,
    until: Option<NaiveDate>,
}

impl TryFrom<RawPeriod> for Period {
    type Error = Backwards;

    fn try_from(raw: RawPeriod) -> Result<Self, Backwards> {
        Self::new(raw.from, raw.until)
    }
}

impl From<Period> for RawPeriod {
    fn from(period: Period) -> Self {
        Self { from: period.from, until: period.until }
    }
}

impl Period {
    /// A period.
    ///
    /// # Errors
    /// [`Backwards`] if it ends before it begins.
    pub fn new(from: NaiveDate, until: Option<NaiveDate>) -> Result<Self, Backwards> {
        match until {
            Some(until) if until < from => Err(Backwards { from, until }),
            _ => Ok(Self { from, until }),
        }
    }

    /// One day.
    pub const fn on(day: NaiveDate) -> Self {
        Self { from: day, until: Some(day) }
    }

    /// The first day.
    pub const fn from(&self) -> NaiveDate {
        self.from
    }

    /// The last day, when there is one.
    pub const fn until(&self) -> Option<NaiveDate> {
        self.until
    }

    /// Whether a day lies in it.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// The last day of so many years after it, or `None` while it lasts.
    ///
    /// The last day itself is not counted (민법 제157조), years go by the calendar, and a month that lacks the day
    /// ends with its own last day (제160조): after 2021-05-10 three years end with 2024-05-10, after 2021-02-28 with
    /// 2024-02-29, after 2020-02-28 with 2023-02-28. A last day that is a holiday moves nothing (행정기본법
    /// 제6조제2항).
    pub fn years_after(&self, years: u32) -> Option<NaiveDate> {
        let first = self.until?.succ_opt()?;
        let same_day = first.checked_add_months(Months::new(years.checked_mul(12)?))?;
        if chrono::Datelike::day(&same_day) == chrono::Datelike::day(&first) {
            same_day.pred_opt()
        } else {
            Some(same_day)
        }
    }
}

/// What a person is or was in an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostRole {
    /// 임원, the outside ones too.
    Officer,
    /// 직원, 교원.
    Employee,
    /// 고문, 자문위원: retained, not hired for one task.
    Adviser,
}

/// A post in an institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// The institution.
    pub institution: InstitutionKey,
    /// As what.
    pub role: PostRole,
    /// From when to when.
    pub period: Period,
}

/// What was done for an institution against payment, without a post there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkKind {
    /// 자문.
    Advice,
    /// 용역.
    Contract,
    /// 공동연구.
    JointResearch,
}

/// Work for an institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// For whom.
    pub institution: InstitutionKey,
    /// What.
    pub work: WorkKind,
    /// From when to when.
    pub period: Period,
}

/// How two people are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "relation", rename_all = "snake_case")]
pub enum Relation {
    /// 배우자.
    Spouse,
    /// 혈족.
    Blood {
        /// 촌수: 1 for parents and children, 2 for siblings.
        degree: u8,
    },
    /// 인척.
    Affinity {
        /// 촌수.
        degree: u8,
    },
}

/// A relative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relative {
    /// Who it is.
    pub person: PersonKey,
    /// How they are related.
    #[serde(flatten)]
    pub relation: Relation,
}

/// Something published together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// With whom.
    pub person: PersonKey,
    /// When it was published.
    pub published_on: NaiveDate,
}

/// Shares in an institution, of any size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shares {
    /// In which.
    pub institution: InstitutionKey,
    /// From when to when they were held.
    pub period: Period,
}

/// What ties an evaluator to somebody, as declared or as a register says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tie", rename_all = "snake_case")]
pub enum Tie {
    /// A post.
    Post(Post),
    /// Work without a post.
    Work(Work),
    /// Kinship.
    Relative(Relative),
    /// Co-authorship.
    Paper(Paper),
    /// A shareholding.
    Shares(Shares),
}

/// Somebody who may evaluate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluator {
    /// The person, under the same kind of key as the staff of applications.
    pub person: PersonKey,
    /// What ties the person to others.
    pub ties: Vec<Tie>,
}

/// A person whom an application names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The person: its representative, the head of the centre, one of the staff.
    pub person: PersonKey,
    /// The employer, where that is neither the lead nor a partner: somebody who is sent.
    pub employer: Option<InstitutionKey>,
}

/// Whom an application concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parties {
    /// The application.
    pub application: ApplicationKey,
    /// The institution that applies.
    pub lead: InstitutionKey,
    /// The other members of its consortium.
    pub partners: Vec<InstitutionKey>,
    /// The people it names.
    pub people: Vec<Named>,
}

/// One of the parties, in the role that a page names it by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "party", content = "key", rename_all = "snake_case")]
pub enum Party {
    /// The institution that applies.
    Lead(InstitutionKey),
    /// A member of its consortium.
    Partner(InstitutionKey),
    /// A named person.
    Person(PersonKey),
    /// The employer of a named person.
    Employer(InstitutionKey),
}

impl Parties {
    /// The institutions, each once, in the role in which it stands closest to the application.
    pub fn institutions(&self) -> Vec<Party> {
        let partners = self.partners.iter().cloned().map(Party::Partner);
        let employers = self.people.iter().filter_map(|named| named.employer.clone()).map(Party::Employer);
        let mut found: Vec<Party> = Vec::new();
        for party in std::iter::once(Party::Lead(self.lead.clone())).chain(partners).chain(employers) {
            if !found.iter().any(|known| known.institution() == party.institution()) {
                found.push(party);
            }
        }
        found
    }
}

impl Party {
    /// The institution, unless it is a person.
    pub const fn institution(&self) -> Option<&InstitutionKey> {
        match self {
            Self::Lead(key) | Self::Partner(key) | Self::Employer(key) => Some(key),
            Self::Person(_) => None,
        }
    }
}
