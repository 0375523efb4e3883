//! The schedule, the papers, the inquiry lines and the sites: lists of rows. A row that is emptied is gone.

use programme::call::{CallContent, Contact, Milestone, MilestoneKind, Paper, Site};

use super::{
    read::{self, Reading, SHORT_TEXT, set},
    shown::{Group, Sheet},
};
use crate::{notices::calls::words, web::forms::Fields};

const ROWS_NOTE: &str = "칸을 모두 비우면 지웁니다. 저장하면 빈칸이 새로 생깁니다.";
const YES_NO: [(&str, &str); 2] = [("yes", "꼭 필요"), ("no", "해당하면")];

fn kind_code(kind: MilestoneKind) -> String {
    serde_json::to_value(kind).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

fn kind_of(code: &str) -> MilestoneKind {
    MilestoneKind::ALL.into_iter().find(|kind| kind_code(*kind) == code).unwrap_or(MilestoneKind::Other)
}

pub(super) fn fill_schedule(content: &CallContent, fields: &mut Fields) {
    for (row, milestone) in content.schedule.iter().enumerate() {
        fields.set(&format!("schedule.{row}.kind"), &kind_code(milestone.kind));
        fields.set(&format!("schedule.{row}.name"), &milestone.name);
        set(fields, &format!("schedule.{row}.starts"), milestone.starts.map(read::day));
        set(fields, &format!("schedule.{row}.ends"), milestone.ends.map(read::day));
    }
}

/// A milestone is chosen from a list and needs no name, so its row counts when its kind or anything else was given.
pub(super) fn apply_schedule(form: &mut Reading<'_>, content: &mut CallContent) {
    let rows = (0..super::rows(form.fields, "schedule")).map(|row| format!("schedule.{row}"));
    let rows: Vec<String> = rows
        .filter(|row| !form.raw(&format!("{row}.kind")).is_empty() || form.rows("schedule").contains(row))
        .collect();
    content.schedule = rows
        .iter()
        .map(|row| Milestone {
            kind: kind_of(form.raw(&format!("{row}.kind"))),
            name: form.text(&format!("{row}.name"), SHORT_TEXT),
            starts: form.stated(&format!("{row}.starts")),
            ends: form.stated(&format!("{row}.ends")),
        })
        .collect();
}

pub(super) fn sheet_schedule(sheet: &Sheet<'_>) -> Vec<Group> {
    let page = sheet.page;
    let kinds = MilestoneKind::ALL.map(|kind| (kind_code(kind), words::milestone(kind)));
    let options: Vec<(String, &str)> = [(String::new(), "없음")].into_iter().chain(kinds).collect();
    let chosen = (0..super::rows(sheet.fields, "schedule"))
        .filter(|row| !sheet.fields.get(&format!("schedule.{row}.kind")).is_empty())
        .max();
    let rows = chosen.map_or(0, |last| last + 1 + super::BLANK_ROWS).max(sheet.rows("schedule"));
    (0..rows.min(super::MOST_ROWS))
        .map(|row| {
            let name = |part: &str| format!("schedule.{row}.{part}");
            sheet
                .group(
                    page.tf("일정 {n}", &[("n", &(row + 1))]),
                    if row == 0 {
                        "무엇인지에서 \"없음\"을 고르고 칸을 비우면 지웁니다. 저장하면 빈칸이 새로 생깁니다."
                    } else {
                        ""
                    },
                    vec![
                        sheet.select(&name("kind"), "무엇입니까?", &options),
                        sheet.text(&name("name"), "다른 이름").optional(),
                        sheet.words(&name("starts"), "첫날").hint(page, "보기: 2024. 5. 13.(월)"),
                        sheet.words(&name("ends"), "마지막 날").hint(page, "하루면 비워 두세요.").optional(),
                    ],
                )
                .folded(milestone_short(sheet, &format!("schedule.{row}")))
        })
        .collect()
}

/// A milestone in short: what it is and when.
fn milestone_short(sheet: &Sheet<'_>, row: &str) -> String {
    let code = sheet.fields.get(&format!("{row}.kind"));
    if code.is_empty() {
        return sheet.short(row, &["name", "starts", "ends"]);
    }
    let (kind, rest) = (sheet.t(words::milestone(kind_of(code))), ["name", "starts", "ends"]);
    let rest = rest.map(|part| sheet.fields.get(&format!("{row}.{part}"))).into_iter();
    let said = [kind.as_str()].into_iter().chain(rest).filter(|said| !said.is_empty());
    said.collect::<Vec<_>>().join(" · ")
}

pub(super) fn fill_papers(content: &CallContent, fields: &mut Fields) {
    for (row, paper) in content.papers.iter().enumerate() {
        fields.set(&format!("papers.{row}.name"), &paper.name);
        fields.set(&format!("papers.{row}.required"), if paper.required { "yes" } else { "no" });
        fields.set(&format!("papers.{row}.form"), &paper.form);
        fields.set(&format!("papers.{row}.note"), &paper.note);
    }
}

pub(super) fn apply_papers(form: &mut Reading<'_>, content: &mut CallContent) {
    let rows = form.rows("papers");
    content.papers = rows
        .iter()
        .map(|row| Paper {
            name: form.text(&format!("{row}.name"), SHORT_TEXT),
            required: form.is_yes(&format!("{row}.required")),
            form: form.text(&format!("{row}.form"), SHORT_TEXT),
            note: form.text(&format!("{row}.note"), SHORT_TEXT),
        })
        .collect();
}

pub(super) fn sheet_papers(sheet: &Sheet<'_>) -> Vec<Group> {
    let page = sheet.page;
    (0..sheet.rows("papers"))
        .map(|row| {
            let name = |part: &str| format!("papers.{row}.{part}");
            sheet
                .group(
                    page.tf("서류 {n}", &[("n", &(row + 1))]),
                    if row == 0 { ROWS_NOTE } else { "" },
                    vec![
                        sheet.text(&name("name"), "서류 이름"),
                        sheet.select(&name("required"), "꼭 냅니까?", &YES_NO),
                        sheet.words(&name("form"), "서식").hint(page, "보기: 붙임 1").optional(),
                        sheet.text(&name("note"), "알아 둘 것").optional(),
                    ],
                )
                .folded(sheet.short(&format!("papers.{row}"), &["name"]))
        })
        .collect()
}

pub(super) fn fill_contacts(content: &CallContent, fields: &mut Fields) {
    for (row, contact) in content.contacts.iter().enumerate() {
        let phones: Vec<String> = contact.phones.iter().map(ToString::to_string).collect();
        let parts = [
            ("topic", &contact.topic),
            ("organisation", &contact.organisation),
            ("region", &contact.region),
            ("role", &contact.role),
            ("phones", &phones.join(", ")),
            ("hours", &contact.hours),
        ];
        for (part, value) in parts {
            fields.set(&format!("contacts.{row}.{part}"), value);
        }
    }
    for (row, site) in content.sites.iter().enumerate() {
        fields.set(&format!("sites.{row}.name"), &site.name);
        fields.set(&format!("sites.{row}.url"), &site.url);
    }
}

pub(super) fn apply_contacts(form: &mut Reading<'_>, content: &mut CallContent) {
    let rows = form.rows("contacts");
    content.contacts = rows
        .iter()
        .map(|row| Contact {
            topic: form.text(&format!("{row}.topic"), SHORT_TEXT),
            organisation: form.text(&format!("{row}.organisation"), SHORT_TEXT),
            region: form.text(&format!("{row}.region"), SHORT_TEXT),
            role: form.text(&format!("{row}.role"), SHORT_TEXT),
            phones: form.phones(&format!("{row}.phones")),
            hours: form.text(&format!("{row}.hours"), SHORT_TEXT),
        })
        .collect();
    let rows = form.rows("sites");
    content.sites = rows
        .iter()
        .map(|row| Site {
            name: form.text(&format!("{row}.name"), SHORT_TEXT),
            url: form.address(&format!("{row}.url")),
        })
        .collect();
}

pub(super) fn sheet_contacts(sheet: &Sheet<'_>) -> Vec<Group> {
    let page = sheet.page;
    let regions =
        korea::zones::sidos(chrono::NaiveDate::MAX).into_iter().map(|sido| (sido.short, sido.short));
    let options: Vec<(&str, &str)> = [("", "고르지 않음")].into_iter().chain(regions).collect();
    let contact = |row: usize| {
        let name = |part: &str| format!("contacts.{row}.{part}");
        sheet
            .group(
                page.tf("문의처 {n}", &[("n", &(row + 1))]),
                if row == 0 { ROWS_NOTE } else { "" },
                vec![
                    sheet.text(&name("topic"), "무엇을 묻는 곳입니까?"),
                    sheet.text(&name("organisation"), "기관"),
                    sheet
                        .select(&name("region"), "기관이 있는 시·도", &options)
                        .hint(page, "지역번호가 맞는지 확인합니다."),
                    sheet
                        .text(&name("role"), "부서와 직급")
                        .hint(page, "이름은 적지 않습니다. 보기: 소공인지원실 과장")
                        .optional(),
                    sheet.text(&name("phones"), "전화").hint(page, "보기: 042-363-7910, 7911"),
                    sheet.text(&name("hours"), "받는 시간").optional(),
                ],
            )
            .folded(sheet.short(&format!("contacts.{row}"), &["topic", "organisation", "phones"]))
    };
    let site = |row: usize| {
        let name = |part: &str| format!("sites.{row}.{part}");
        sheet
            .group(
                page.tf("공고문을 올린 누리집 {n}", &[("n", &(row + 1))]),
                "",
                vec![sheet.text(&name("name"), "누리집 이름"), sheet.text(&name("url"), "주소")],
            )
            .folded(sheet.short(&format!("sites.{row}"), &["name", "url"]))
    };
    (0..sheet.rows("contacts")).map(contact).chain((0..sheet.rows("sites")).map(site)).collect()
}
