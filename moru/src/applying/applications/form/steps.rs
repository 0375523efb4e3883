//! The steps of the form and the papers that go with it.

use super::{partners, plan, resources};

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// 기관.
    Institution,
    /// 집적지.
    Cluster,
    /// 인력·공간·기기.
    Resources,
    /// 사업계획.
    Plan,
    /// 확인·제출.
    Review,
}

impl Step {
    /// The steps in their order.
    pub const ALL: [Self; 5] = [Self::Institution, Self::Cluster, Self::Resources, Self::Plan, Self::Review];

    /// Its part of the address.
    pub fn code(self) -> &'static str {
        self.names().0
    }

    /// Its name in the row of steps.
    pub fn korean(self) -> &'static str {
        self.names().1
    }

    /// The question it asks.
    pub fn question(self) -> &'static str {
        self.names().2
    }

    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Institution => ("institution", "기관", "어떤 기관인가요?"),
            Self::Cluster => ("cluster", "집적지", "어느 집적지를 지원하나요?"),
            Self::Resources => ("resources", "인력·공간", "누가 어디에서 운영하나요?"),
            Self::Plan => ("plan", "사업계획", "무엇을 하려고 하나요?"),
            Self::Review => ("review", "확인·제출", "확인하고 제출할까요?"),
        }
    }

    /// The step of an address.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    /// The step after this one.
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|step| *step > self)
    }

    /// The step before this one.
    pub fn previous(self) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|step| *step < self)
    }
}

/// The step a field belongs to; none for a name the form does not have.
pub fn belongs_to(field: &str) -> Option<Step> {
    match field {
        "contact.name" | "contact.phone" | "contact.email" | "capacity" => Some(Step::Institution),
        "zone" | "division" | "requested_won" => Some(Step::Cluster),
        _ if partners::is_field(field) => Some(Step::Institution),
        _ if resources::is_field(field) => Some(Step::Resources),
        _ if plan::is_field(field) => Some(Step::Plan),
        _ if super::CONSENTS.iter().any(|consent| consent.field == field) => Some(Step::Review),
        _ if slot(field.strip_prefix("file.").unwrap_or_default()).is_some() => Some(Step::Review),
        _ => None,
    }
}

/// A paper of the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub korean: &'static str,
    /// Whether an application needs it.
    pub required: bool,
}

impl Slot {
    /// The papers in the order of the form.
    pub const ALL: [Self; 4] = [
        Self { code: "articles", korean: "정관", required: true },
        Self { code: "plan", korean: "사업계획서", required: true },
        Self { code: "roster", korean: "소공인 명부 (개인정보를 가린 것)", required: false },
        Self { code: "other", korean: "그 밖의 증빙", required: false },
    ];
}

/// The paper of a code.
pub fn slot(code: &str) -> Option<Slot> {
    Slot::ALL.into_iter().find(|slot| slot.code == code)
}
