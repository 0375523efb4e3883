//! How counts, states and places are called.

use clusters::State;
use korea::zones::Tier;

use crate::{
    base::words::Language,
    places::atlas::store::{CellCount, Snapshot, division_code},
    web::{
        page::{Page, Source},
        show,
    },
};

/// "금속가공제품 (C25)".
pub(super) fn division(page: &Page, division: u8) -> String {
    format!("{} ({})", division_name(page.language(), division), division_code(division))
}

/// "금속가공제품", in the language; without what the division leaves out.
pub(super) fn division_name(language: Language, division: u8) -> &'static str {
    let Some(found) = korea::ksic::division(division, korea::ksic::Revision::R11) else { return "" };
    match language {
        Language::Korean => found.name.split(';').next().unwrap_or(found.name),
        Language::English => found.name_en,
    }
}

/// The province: 서울, 경기.
pub(super) fn province<'a>(page: &'a Page, short: &'a str) -> &'a str {
    page.t(short)
}

/// A count with its unit; an unknown one says so.
pub(super) fn count(page: &Page, count: CellCount) -> String {
    match count {
        CellCount::Known(count) => page.tf("{n}개", &[("n", &show::count(i64::from(count)))]),
        CellCount::Unknown { at_least: 0, .. } => page.t("비공개").to_owned(),
        CellCount::Unknown { at_least, .. } => {
            page.tf("비공개 (적어도 {n}개)", &[("n", &show::count(i64::from(at_least)))])
        }
    }
}

/// The name of a state.
pub(super) fn state(page: &Page, state: State) -> &str {
    page.t(match state {
        State::Cluster => "집적지",
        State::Near => "기준에 가까움",
        State::Below => "기준 미만",
        State::Unknown => "판정할 수 없음",
    })
}

/// The shape that goes with a state.
pub(super) fn shape(state: State) -> &'static str {
    match state {
        State::Cluster => "pass",
        State::Near => "warn",
        State::Below => "fail",
        State::Unknown => "unknown",
    }
}

/// The kind of place that a tier stands for.
pub(super) fn tier(page: &Page, tier: Tier) -> &str {
    page.t(match tier {
        Tier::Metropolitan => "특별시·광역시의 읍·면·동",
        Tier::Si => "시·특별자치시·제주의 읍·면·동",
        Tier::Gun => "군의 읍·면",
    })
}

/// How far away something is.
pub(super) fn distance(page: &Page, far: f64) -> String {
    if far < 1.0 {
        page.t("1 km 미만").to_owned()
    } else {
        page.tf("약 {n} km", &[("n", &show::kilometres(far))])
    }
}

/// How far above or below the threshold: "+762", "−1".
pub(super) fn margin(margin: Option<i64>) -> String {
    match margin {
        Some(margin @ 1..) => format!("+{}", show::count(margin)),
        Some(margin) => show::count(margin),
        None => "–".to_owned(),
    }
}

/// Where the figures and the borders come from.
pub(super) fn sources(page: &Page, snapshot: &Snapshot) -> Vec<Source> {
    let census = page.tf(
        "집적지 계산: {source}, 기준일 {day}",
        &[("source", &page.t(&snapshot.source)), ("day", &show::date(snapshot.reference_date))],
    );
    [
        (census, "https://kosis.kr"),
        (page.t("경계: 국토지리정보원").to_owned(), "https://www.ngii.go.kr"),
        (page.t("행정구역 코드: 행정안전부").to_owned(), "https://www.code.go.kr"),
    ]
    .into_iter()
    .map(|(label, href)| Source { label, href: href.to_owned() })
    .collect()
}
