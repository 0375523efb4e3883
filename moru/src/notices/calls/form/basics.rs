//! Title, purpose, number, term and money; announcement, window and channel.

use korea::won::Won;
use programme::{
    call::{CallContent, CallKind, DeadlineWords},
    deadline::Channel,
};

use super::{
    read::{self, LONG_TEXT, Reading, SHORT_TEXT, set},
    shown::{Group, Sheet},
};
use crate::web::forms::Fields;

const KINDS: [(&str, &str); 2] = [("new", "새 센터의 운영기관"), ("renewal", "있는 센터의 운영기관")];
const ABOUT: [(&str, &str); 2] = [("about", "내외"), ("exactly", "정확히")];
const WORDS: [(&str, &str); 2] = [("before", "전까지"), ("until", "까지")];
const CHANNELS: [(&str, &str); 3] =
    [("e_naradoum", "e나라도움"), ("self_hosted", "이 누리집"), ("sbiz24", "소상공인24")];

pub(super) fn fill(content: &CallContent, fields: &mut Fields) {
    let basics = &content.basics;
    fields.set("title", &basics.title);
    fields.set("purpose", &basics.purpose);
    fields.set("kind", if basics.kind == CallKind::NewCentres { "new" } else { "renewal" });
    fields.set("fiscal_year", &basics.fiscal_year.to_string());
    fields.set("round", &basics.round.to_string());
    fields.set("target", &basics.target.count.to_string());
    fields.set("about", if basics.target.approximate { "about" } else { "exactly" });
    fields.set("tolerance", &basics.target.tolerance_percent.to_string());
    set(fields, "term_start", basics.term.starts_on);
    set(fields, "term_end", basics.term.ends_on);
    let won = |won: Option<Won>| won.map(|won| crate::web::show::count(won.0));
    set(fields, "budget_total", won(basics.budget_total_won));
    set(fields, "per_centre", won(basics.per_centre_won));
}

pub(super) fn apply(form: &mut Reading<'_>, content: &mut CallContent) {
    let basics = &mut content.basics;
    basics.title = form.text("title", SHORT_TEXT);
    basics.purpose = form.text("purpose", LONG_TEXT);
    basics.kind = if form.raw("kind") == "renewal" { CallKind::Renewal } else { CallKind::NewCentres };
    if let Some(year) = form.number("fiscal_year", (2013, 2099)) {
        basics.fiscal_year = i32::try_from(year).unwrap_or(basics.fiscal_year);
    }
    basics.round = form.number("round", (1, 99)).unwrap_or(basics.round);
    basics.target.count = form.number("target", (0, 999)).unwrap_or(basics.target.count);
    basics.target.approximate = form.raw("about") == "about";
    basics.target.tolerance_percent =
        form.number("tolerance", (0, 100)).unwrap_or(basics.target.tolerance_percent);
    basics.term.starts_on = form.date("term_start");
    basics.term.ends_on = form.date("term_end");
    basics.budget_total_won = form.won("budget_total");
    basics.per_centre_won = form.won("per_centre");
}

pub(super) fn sheet(sheet: &Sheet<'_>) -> Vec<Group> {
    let page = sheet.page;
    vec![
        sheet.group(
            sheet.t("공고"),
            "",
            vec![
                sheet.text("title", "제목"),
                sheet.area("purpose", "사업목적", 4),
                sheet.select("kind", "무엇을 모집합니까?", &KINDS),
                sheet.words("fiscal_year", "회계연도"),
                sheet.words("round", "차수").hint(page, "그해의 몇 번째 공고인지 적어 주세요."),
            ],
        ),
        sheet.group(
            sheet.t("선정 규모"),
            "",
            vec![
                sheet.number("target", "선정할 수", "개"),
                sheet.select("about", "수를 읽는 법", &ABOUT),
                sheet.number("tolerance", "\"내외\"의 폭", "%").hint(
                    page,
                    "선정할 수의 몇 %까지 이유 없이 더하거나 덜 수 있는지입니다. 올림하고 1개 이상입니다.",
                ),
            ],
        ),
        sheet.group(
            sheet.t("협약 기간과 예산"),
            "",
            vec![
                sheet.date("term_start", "협약 시작일"),
                sheet.date("term_end", "협약 종료일").hint(page, "다음 해로 넘어가도 됩니다."),
                sheet.number("budget_total", "전체 예산", "원").optional(),
                sheet.number("per_centre", "센터 하나의 한도", "원").optional(),
            ],
        ),
    ]
}

pub(super) fn fill_dates(content: &CallContent, fields: &mut Fields) {
    let dates = &content.dates;
    set(fields, "announced", dates.announced.map(read::moment));
    set(fields, "opens", dates.opens.map(read::moment));
    set(fields, "closes", dates.closes.map(read::moment));
    fields.set("closes_words", if dates.closes_words == DeadlineWords::Until { "until" } else { "before" });
    fields.set(
        "channel",
        match dates.channel {
            Channel::ENaradoum => "e_naradoum",
            Channel::SelfHosted => "self_hosted",
            Channel::Sbiz24 => "sbiz24",
        },
    );
    fields.set("channel_url", &dates.channel_url);
}

pub(super) fn apply_dates(form: &mut Reading<'_>, content: &mut CallContent) {
    let dates = &mut content.dates;
    dates.announced = form.moment("announced");
    dates.opens = form.moment("opens");
    dates.closes = form.moment("closes");
    dates.closes_words =
        if form.raw("closes_words") == "until" { DeadlineWords::Until } else { DeadlineWords::Before };
    dates.channel = match form.raw("channel") {
        "self_hosted" => Channel::SelfHosted,
        "sbiz24" => Channel::Sbiz24,
        _ => Channel::ENaradoum,
    };
    dates.channel_url = form.address("channel_url");
}

pub(super) fn sheet_dates(sheet: &Sheet<'_>) -> Vec<Group> {
    let page = sheet.page;
    vec![
        sheet.group(
            sheet.t("공고와 접수 기간"),
            "공고문에 적을 그대로 요일까지 적으면, 날짜와 요일이 맞는지 확인합니다.",
            vec![
                sheet
                    .text("announced", "공고일")
                    .hint(page, "이때부터 누구나 공고를 볼 수 있습니다. 시각이 없으면 0시입니다."),
                sheet.text("opens", "접수 시작").hint(page, "시각이 없으면 0시부터 받습니다."),
                sheet
                    .text("closes", "접수 마감")
                    .hint(page, "보기: 2024. 5. 10.(금) 18:00. 이 시각 정각에 낸 것은 받지 않습니다."),
                sheet.select("closes_words", "마감을 적는 말", &WORDS),
            ],
        ),
        sheet.group(
            sheet.t("신청하는 곳"),
            "",
            vec![
                sheet.select("channel", "접수 창구", &CHANNELS),
                sheet
                    .text("channel_url", "접수 창구의 주소")
                    .hint(page, "다른 누리집에서 접수하면 적어 주세요.")
                    .optional(),
            ],
        ),
    ]
}
