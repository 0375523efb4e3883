//! The official texts that a rule stands on.
//!
//! A citation is a proper name and is therefore Korean in every language of the application.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A law or decree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Law {
    /// 도시형소공인 지원에 관한 특별법.
    ManufacturerAct,
    /// Its decree.
    ManufacturerDecree,
    /// 소상공인기본법.
    MicroEnterpriseAct,
    /// Its decree.
    MicroEnterpriseDecree,
    /// The decree of 중소기업기본법.
    SmallBusinessDecree,
    /// 보조금 관리에 관한 법률.
    SubsidyAct,
    /// 행정기본법.
    AdministrationAct,
    /// 공직자의 이해충돌 방지법.
    ConflictOfInterestAct,
    /// 양성평등기본법.
    GenderEqualityAct,
}

impl Law {
    /// The name used on pages: 소공인법 시행령.
    pub const fn short_name(self) -> &'static str {
        match self {
            Self::ManufacturerAct => "소공인법",
            Self::ManufacturerDecree => "소공인법 시행령",
            Self::MicroEnterpriseAct => "소상공인기본법",
            Self::MicroEnterpriseDecree => "소상공인기본법 시행령",
            Self::SmallBusinessDecree => "중소기업기본법 시행령",
            Self::SubsidyAct => "보조금법",
            Self::AdministrationAct => "행정기본법",
            Self::ConflictOfInterestAct => "이해충돌방지법",
            Self::GenderEqualityAct => "양성평등기본법",
        }
    }

    /// The full official name.
    pub const fn full_name(self) -> &'static str {
        match self {
            Self::ManufacturerAct => "도시형소공인 지원에 관한 특별법",
            Self::ManufacturerDecree => "도시형소공인 지원에 관한 특별법 시행령",
            Self::SubsidyAct => "보조금 관리에 관한 법률",
            Self::ConflictOfInterestAct => "공직자의 이해충돌 방지법",
            _ => self.short_name(),
        }
    }

    /// Where the text is published.
    pub fn url(self) -> String {
        format!("https://www.law.go.kr/법령/{}", self.full_name().replace(' ', ""))
    }

    /// The version of the text that the rules here were written from: the day it came into force.
    pub fn text_in_force_from(self) -> Option<NaiveDate> {
        let (year, month, day) = match self {
            Self::ManufacturerAct | Self::MicroEnterpriseAct | Self::GenderEqualityAct => (2025, 10, 1),
            Self::ManufacturerDecree => (2026, 3, 26),
            Self::MicroEnterpriseDecree => (2026, 2, 1),
            Self::SubsidyAct => (2026, 1, 2),
            Self::AdministrationAct => (2025, 3, 18),
            Self::ConflictOfInterestAct => (2022, 5, 19),
            // Only an older text of this article was at hand; a later one refers to it unchanged.
            Self::SmallBusinessDecree => return None,
        };
        NaiveDate::from_ymd_opt(year, month, day)
    }
}

/// What a finding rests on. Stored in frozen evidence: variants are added, never renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Who is a small manufacturer.
    ManufacturerActArt2,
    /// Which industries count: the divisions of manufacturing.
    ManufacturerDecreeArt2,
    /// How many small manufacturers make a cluster.
    ManufacturerDecreeArt3,
    /// Who may run a centre.
    ManufacturerDecreeArt11P1,
    /// Whom a centre must employ.
    ManufacturerDecreeArt11P2,
    /// Who stays a micro-enterprise after outgrowing the size.
    MicroEnterpriseActArt2P2,
    /// Who is not a regular worker.
    MicroEnterpriseDecreeArt3P3,
    /// How regular workers are averaged.
    MicroEnterpriseDecreeArt3P4,
    /// Where the grace ends at once.
    MicroEnterpriseDecreeArt4,
    /// Which business is the main one.
    SmallBusinessDecreeArt4,
    /// The committee that selects subsidy operators.
    SubsidyActArt17P2,
    /// The network through which subsidy actors must work.
    SubsidyActArt26_2P2,
    /// Exclusion from subsidised work.
    SubsidyActArt31_2,
    /// How periods are counted.
    AdministrationActArt6,
    /// Decisions without discretion may be automatic, others not.
    AdministrationActArt20,
    /// The right to object.
    AdministrationActArt36,
    /// Who performs a public duty reports a private interest and asks to be recused. Members of committees who are
    /// no officials do the same by 제16조제1항.
    ConflictOfInterestActArt5P1,
    /// Whom a decision concerns may challenge who takes part in it.
    ConflictOfInterestActArt5P2,
    /// No gender has more than six tenths of the appointed members of a committee.
    GenderEqualityActArt21P2,
    /// An item of the call notice's list of requirements, counted from one.
    NoticeEligibility(u8),
    /// The part of the call notice on when and how to apply.
    NoticeWindow,
    /// The part of the call notice on how many are selected and how.
    NoticeSelection,
    /// The part of the call notice on the centre's activities.
    NoticeActivities,
    /// The embargo line of a press release.
    ReleaseEmbargo,
    /// No official text says it: a default that the operator may change.
    HouseRule,
}

impl Basis {
    /// The law and the article, when the basis is a law.
    pub const fn article(self) -> Option<(Law, &'static str)> {
        Some(match self {
            Self::ManufacturerActArt2 => (Law::ManufacturerAct, "제2조"),
            Self::ManufacturerDecreeArt2 => (Law::ManufacturerDecree, "제2조"),
            Self::ManufacturerDecreeArt3 => (Law::ManufacturerDecree, "제3조"),
            Self::ManufacturerDecreeArt11P1 => (Law::ManufacturerDecree, "제11조제1항"),
            Self::ManufacturerDecreeArt11P2 => (Law::ManufacturerDecree, "제11조제2항"),
            Self::MicroEnterpriseActArt2P2 => (Law::MicroEnterpriseAct, "제2조제2항"),
            Self::MicroEnterpriseDecreeArt3P3 => (Law::MicroEnterpriseDecree, "제3조제3항"),
            Self::MicroEnterpriseDecreeArt3P4 => (Law::MicroEnterpriseDecree, "제3조제4항"),
            Self::MicroEnterpriseDecreeArt4 => (Law::MicroEnterpriseDecree, "제4조"),
            Self::SmallBusinessDecreeArt4 => (Law::SmallBusinessDecree, "제4조"),
            Self::SubsidyActArt17P2 => (Law::SubsidyAct, "제17조제2항"),
            Self::SubsidyActArt26_2P2 => (Law::SubsidyAct, "제26조의2제2항"),
            Self::SubsidyActArt31_2 => (Law::SubsidyAct, "제31조의2"),
            Self::AdministrationActArt6 => (Law::AdministrationAct, "제6조"),
            Self::AdministrationActArt20 => (Law::AdministrationAct, "제20조"),
            Self::AdministrationActArt36 => (Law::AdministrationAct, "제36조"),
            Self::ConflictOfInterestActArt5P1 => (Law::ConflictOfInterestAct, "제5조제1항"),
            Self::ConflictOfInterestActArt5P2 => (Law::ConflictOfInterestAct, "제5조제2항"),
            Self::GenderEqualityActArt21P2 => (Law::GenderEqualityAct, "제21조제2항"),
            _ => return None,
        })
    }

    /// The citation as pages and documents show it: "소공인법 시행령 제3조", "모집공고 신청자격 ③".
    pub fn citation(self) -> String {
        if let Some((law, article)) = self.article() {
            return format!("{} {article}", law.short_name());
        }
        match self {
            Self::NoticeEligibility(item) => format!("모집공고 신청자격 {}", circled(item)),
            Self::NoticeWindow => "모집공고 신청기간 및 방법".to_owned(),
            Self::NoticeSelection => "모집공고 선정규모 및 절차".to_owned(),
            Self::NoticeActivities => "모집공고 특화지원센터 사업내용".to_owned(),
            Self::ReleaseEmbargo => "보도시점".to_owned(),
            _ => "운영 기준(기본값)".to_owned(),
        }
    }
}

/// ① to ⑳; other numbers in parentheses.
fn circled(item: u8) -> String {
    match item {
        1..=20 => char::from_u32(0x2460 + u32::from(item) - 1).map_or_else(String::new, String::from),
        _ => format!("({item})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_are_the_names_people_look_up() {
        assert_eq!(Basis::ManufacturerDecreeArt3.citation(), "소공인법 시행령 제3조");
        assert_eq!(Basis::SubsidyActArt31_2.citation(), "보조금법 제31조의2");
        assert_eq!(Basis::NoticeEligibility(5).citation(), "모집공고 신청자격 ⑤");
        assert_eq!(Basis::NoticeEligibility(21).citation(), "모집공고 신청자격 (21)");
        assert_eq!(Law::ManufacturerAct.url(), "https://www.law.go.kr/법령/도시형소공인지원에관한특별법");
    }
}
