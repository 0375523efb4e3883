//! What the desk should look at, each with the numbers that decided it and what to do next.

use std::fmt::Display;

use korea::dates::weekday;
use programme::embargo::{Lift, Meant};

use super::{
    super::{
        document::{Flag, Note},
        forms,
        import::quality::{self, HeadCount},
        store::{Contact, EmbargoRow, Release},
    },
    show as views,
};
use crate::web::{page::Page, parts::FindingLine, show};

/// Where the contacts stand on the record page.
const CONTACTS: &str = "#contacts";

/// Every finding about a release, the embargo first.
pub(super) fn of(
    page: &Page,
    release: &Release,
    rows: &[EmbargoRow],
    contacts: &[Contact],
) -> Vec<FindingLine> {
    let mut found: Vec<FindingLine> = rows.iter().map(|row| embargo(page, row)).collect();
    found.extend(release.document.notes.iter().map(|note| self::note(page, note, release.lift_at.is_some())));
    found.extend(
        contacts.iter().flat_map(|contact| contact.flags.iter().map(|flag| self::flag(page, contact, flag))),
    );
    let offices: Vec<_> = contacts
        .iter()
        .map(|contact| (contact.organisation.as_str(), contact.department.as_str(), contact.duty))
        .collect();
    found.extend(quality::head_counts(&offices).iter().map(|count| heads(page, count)));
    found
}

fn embargo(page: &Page, row: &EmbargoRow) -> FindingLine {
    let finding = row.stated.finding();
    let moment = views::embargo_moment(page, row);
    let (state, detail) = match (row.stated.day.mismatch(), row.decided_at) {
        (None, None) => ("pass", page.tf("날짜와 요일이 맞습니다: {at}", &[("at", &moment)])),
        (_, Some(_)) => {
            let values: [(&str, &dyn Display); 2] = [("at", &moment), ("reason", &row.reason)];
            ("pass", page.tf("담당자가 정한 시각: {at}. 이유: {reason}", &values))
        }
        (Some(mismatch), None) => {
            let later = EmbargoRow { stated: row.stated.confirmed(Meant::Later), ..row.clone() };
            let values: [(&str, &dyn Display); 4] = [
                ("date", &show::date(mismatch.date)),
                ("stated", &weekday(mismatch.stated)),
                ("computed", &weekday(mismatch.computed)),
                ("later", &views::embargo_moment(page, &later)),
            ];
            ("fail", page.tf("글에는 {stated}요일인데 그날은 {computed}요일입니다: {date}. 늦은 쪽으로 제안합니다: {later}", &values))
        }
    };
    let is_open = state == "fail";
    let edition = matches!(row.stated.lift, Lift::Edition(_));
    let basis = if edition {
        format!("{} · {}", finding.basis.citation(), page.t("판은 언론에 알리는 것이고 시각이 없습니다."))
    } else {
        finding.basis.citation()
    };
    FindingLine {
        state,
        title: views::embargo_title(page, row),
        detail,
        basis,
        next_href: if is_open { format!("#f-{}", forms::date_name(row)) } else { String::new() },
        next_label: if is_open { page.t("날짜와 시각 고르기").to_owned() } else { String::new() },
    }
}

/// A finding with nothing to do and nothing it rests on but the text.
fn plain(state: &'static str, title: String, detail: String) -> FindingLine {
    FindingLine {
        state,
        title,
        detail,
        basis: String::new(),
        next_href: String::new(),
        next_label: String::new(),
    }
}

/// A finding that leads to the table of departments.
fn at_contacts(page: &Page, title: String, detail: String) -> FindingLine {
    let next_label = page.t("담당 부서 표 보기").to_owned();
    FindingLine { next_href: CONTACTS.to_owned(), next_label, ..plain("warn", title, detail) }
}

fn note(page: &Page, note: &Note, is_settled: bool) -> FindingLine {
    match note {
        Note::Spelling { found, expected } => {
            let values: [(&str, &dyn Display); 2] = [("found", found), ("expected", expected)];
            let detail = page
                .tf("글에는 \"{found}\", 기관 이름은 \"{expected}\"입니다. 글은 그대로 두었습니다.", &values);
            plain("warn", page.t("기관 이름 표기").to_owned(), detail)
        }
        Note::Weekday { text, computed } => {
            let values: [(&str, &dyn Display); 2] = [("text", text), ("computed", &weekday(*computed))];
            let detail = page.tf("{text}: 그날은 {computed}요일입니다.", &values);
            plain(if is_settled { "warn" } else { "fail" }, page.t("본문의 날짜와 요일").to_owned(), detail)
        }
        Note::NoIssuer => {
            let detail = page.t("본문에서 발행기관을 찾지 못해 담당 부서 표의 첫 기관으로 보았습니다.");
            plain("warn", page.t("발행기관").to_owned(), detail.to_owned())
        }
    }
}

fn flag(page: &Page, contact: &Contact, flag: &Flag) -> FindingLine {
    let role = page.t(contact.duty.korean()).to_owned();
    let values: [(&str, &dyn Display); 3] =
        [("office", &contact.organisation), ("role", &role), ("phone", &contact.phone)];
    let title = page.tf("{office} {role} {phone}", &values);
    match flag {
        Flag::AreaCodeMismatch { area, expected, suggested } => {
            let places: [(&str, &dyn Display); 2] = [("area", area), ("expected", expected)];
            let detail = page.tf("{area} 지역번호입니다. 이 기관은 {expected}에 있습니다.", &places);
            let Some((office, department)) = suggested else { return at_contacts(page, title, detail) };
            let fits: [(&str, &dyn Display); 2] = [("office", office), ("department", department)];
            let slipped =
                page.tf("표의 행이 밀린 것으로 보입니다: {office} {department}의 번호와 맞습니다.", &fits);
            at_contacts(page, title, format!("{detail} {slipped}"))
        }
        Flag::Moved { from } => {
            let detail = page.tf("글에는 {from} 아래에 있던 행을 담당자가 옮겼습니다.", &[("from", from)]);
            plain("pass", title, detail)
        }
    }
}

fn heads(page: &Page, count: &HeadCount) -> FindingLine {
    let detail = page.tf("책임자가 {n}명입니다. 한 명이어야 합니다.", &[("n", &count.heads)]);
    at_contacts(page, format!("{} {}", count.organisation, count.department), detail)
}
