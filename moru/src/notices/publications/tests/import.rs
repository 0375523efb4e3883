use chrono::{NaiveDate, NaiveTime, Weekday};
use programme::{
    deadline::{Moment, Window},
    embargo::{Channel, Lift, PrintEdition},
};

use super::{
    super::{
        document::{Duty, Flag, Note},
        import::{LineProblem, Trouble, quality},
    },
    announcement, example, plain, read, reader,
};
use crate::testing::kst;

fn april(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 4, day).expect("a day in April")
}

#[test]
fn line_3_print_has_a_date_and_an_evening_edition() {
    let document = read(&announcement());
    let line = &document.embargoes[0];
    assert_eq!(line.raw_text, "4.15.(월) 석간");
    assert_eq!((line.stated.channel, line.stated.day.date), (Channel::Print, april(15)));
    assert_eq!(line.stated.lift, Lift::Edition(PrintEdition::Evening));
    assert!(line.stated.is_consistent());
}

#[test]
fn line_4_the_internet_line_contradicts_itself() {
    let document = read(&announcement());
    let line = &document.embargoes[1];
    assert_eq!(line.raw_text, "4.14.(월) 06:00");
    assert_eq!((line.stated.channel, line.stated.day.date), (Channel::Internet, april(14)));
    assert_eq!(line.stated.lift, Lift::At(NaiveTime::from_hms_opt(6, 0, 0).expect("six")));
    let mismatch = line.stated.day.mismatch().expect("a disagreement");
    assert_eq!((mismatch.stated, mismatch.computed), (Weekday::Mon, Weekday::Sun));
    assert_eq!(mismatch.later(), april(15));
    assert!(!line.stated.is_consistent());
}

#[test]
fn line_6_the_title_and_lines_8_9_the_subtitles() {
    let document = read(&announcement());
    assert!(
        document.title.starts_with("집적지 소공인의 성장·발전") && document.title.ends_with("운영기관 모집")
    );
    assert_eq!(document.subtitles.len(), 2);
    assert!(
        document.subtitles[0].starts_with("집적지 소공인 지원 확대")
            && document.subtitles[0].contains("5개 내외")
    );
    assert_eq!(document.body.len(), 6);
}

#[test]
fn line_11_the_edition_is_the_regional_offices_and_the_window_is_stated() {
    let document = read(&announcement());
    assert_eq!(document.issuer.name, "인천지방중소벤처기업청");
    assert_eq!(document.issuer.parent.as_deref(), Some("중소벤처기업부"));
    assert_eq!(document.issuer.head.as_deref(), Some("청장"));
    let window = document.window.expect("a window");
    assert_eq!(window.opens_at, kst("2024-04-15T00:00:00"));
    assert_eq!(window.closes_at, Some(kst("2024-05-10T18:00:00")));
    let window = Window::new(window.opens_at, window.closes_at.expect("a deadline")).expect("a window");
    assert_eq!(window.moment(kst("2024-04-14T23:59:59")), Moment::Before);
}

#[test]
fn line_21a_the_sites_of_the_notice_and_the_spelling_of_the_ministry() {
    let document = read(&announcement());
    let hosts: Vec<&str> = document.sites.iter().map(|site| site.host.as_str()).collect();
    assert_eq!(hosts, ["www.mss.go.kr", "www.semas.or.kr", "www.gosims.go.kr"]);
    assert_eq!(document.sites[0].name, "중소벤처기업부");
    let spelling =
        Note::Spelling { found: "중소기업부".to_owned(), expected: "중소벤처기업부".to_owned() };
    assert_eq!(document.notes, [spelling], "a blank inside the agency's name is no slip");
    assert!(document.body[5].contains("중소기업부("), "the text stays as it came");
}

#[test]
fn line_23_two_numbers_from_an_abbreviated_one() {
    let document = read(&announcement());
    let line = &document.inquiries[0];
    assert_eq!(line.organisation, "소상공인시장진흥공단");
    assert_eq!(line.topic, "신청 관련 자세한 내용은");
    let numbers: Vec<String> = line.phones.iter().map(korea::phone::Phone::e164).collect();
    assert_eq!(numbers, ["+82423637910", "+82423637911"]);
}

#[test]
fn lines_25_26_the_ministrys_head_and_officer() {
    let contacts = read(&announcement()).contacts;
    let row = |i: usize| {
        (
            contacts[i].organisation.as_str(),
            contacts[i].department.as_str(),
            contacts[i].duty,
            contacts[i].rank.as_str(),
        )
    };
    assert_eq!(row(0), ("중소벤처기업부", "소상공인정책실 지역상권과", Duty::Head, "과장"));
    assert_eq!(row(1), ("중소벤처기업부", "소상공인정책실 지역상권과", Duty::Officer, "사무관"));
    assert!(contacts[0].flags.is_empty() && contacts[1].flags.is_empty());
}

#[test]
fn lines_27_28_a_number_of_sejong_under_an_office_in_incheon() {
    let contacts = read(&announcement()).contacts;
    assert_eq!(
        (contacts[2].organisation.as_str(), contacts[2].department.as_str()),
        ("인천지방중소벤처기업청", "지역혁신과")
    );
    assert_eq!(contacts[2].phone.to_string(), "044-204-7883");
    let suggested = Some(("중소벤처기업부".to_owned(), "소상공인정책실 지역상권과".to_owned()));
    let flag = Flag::AreaCodeMismatch { area: "세종".to_owned(), expected: "인천".to_owned(), suggested };
    assert_eq!(contacts[2].flags, [flag]);
    assert_eq!(contacts[3].flags, []);
    assert!(
        contacts[2].raw_text.starts_with("\t인천지방중소벤처기업청 지역혁신과\t담당자"),
        "the row stays as it came"
    );
}

#[test]
fn lines_29_31_a_number_of_incheon_under_the_agency_and_one_head_each_after_the_move() {
    let contacts = read(&announcement()).contacts;
    let suggested = Some(("인천지방중소벤처기업청".to_owned(), "지역혁신과".to_owned()));
    let flag = Flag::AreaCodeMismatch { area: "인천".to_owned(), expected: "대전".to_owned(), suggested };
    assert_eq!(contacts[4].flags, [flag]);
    assert!(contacts[5].flags.is_empty() && contacts[6].flags.is_empty());
    let moved = quality::moved(&contacts);
    let offices: Vec<_> = moved
        .iter()
        .map(|entry| (entry.organisation.as_str(), entry.phone.area().expect("an area")))
        .collect();
    let expected = [
        ("중소벤처기업부", "세종"),
        ("중소벤처기업부", "세종"),
        ("중소벤처기업부", "세종"),
        ("인천지방중소벤처기업청", "인천"),
        ("인천지방중소벤처기업청", "인천"),
        ("소상공인시장진흥공단", "대전"),
        ("소상공인시장진흥공단", "대전"),
    ];
    assert_eq!(offices, expected);
    let rows: Vec<_> = moved
        .iter()
        .map(|entry| (entry.organisation.as_str(), entry.department.as_str(), entry.duty))
        .collect();
    assert_eq!(quality::head_counts(&rows), []);
}

#[test]
fn two_heads_and_a_missing_head_are_counted() {
    let rows = [
        ("가청", "과", Duty::Head),
        ("가청", "과", Duty::Head),
        ("나청", "과", Duty::Officer),
        ("다청", "과", Duty::Head),
    ];
    let counts: Vec<_> =
        quality::head_counts(&rows).into_iter().map(|count| (count.organisation, count.heads)).collect();
    assert_eq!(counts, [("가청".to_owned(), 2), ("나청".to_owned(), 0)]);
}

#[test]
fn lines_35_36_the_campaign_is_taken_out_of_the_release() {
    let document = read(&announcement());
    assert_eq!(document.campaign.len(), 2);
    assert!(
        document.campaign[0].starts_with("더 아픈 환자에게")
            && document.campaign[1].starts_with("가벼운 증상은")
    );
    let rest =
        serde_json::to_string(&(&document.body, &document.sections, &document.subtitles, &document.contacts))
            .expect("JSON");
    assert!(!rest.contains("아픈 환자") && !rest.contains("가벼운 증상"));
}

#[test]
fn lines_40_to_56_the_annex_has_three_sections_and_twelve_activities() {
    let sections = read(&announcement()).sections;
    let titles: Vec<&str> = sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles, ["사업목적", "예산(운영비) 지원대상(①+② 모두 구비)", "특화지원센터 사업내용"]);
    assert_eq!(
        sections[1].items.iter().map(|item| item.is_note).collect::<Vec<_>>(),
        [false, true, true, false]
    );
    let table = &sections[2];
    assert_eq!(table.columns, ["구분", "주요내용", "비고"]);
    let rows: Vec<_> =
        table.rows.iter().map(|row| (row.labels.join(" "), row.items.len(), row.remark.as_str())).collect();
    let expected = [
        ("의무".to_owned(), 5, ""),
        ("특화 교육".to_owned(), 1, "필수"),
        ("특화 자율".to_owned(), 6, "3개 이상"),
    ];
    assert_eq!(rows, expected);
    assert!(!serde_json::to_string(table).expect("JSON").contains('<'), "no markup is left");
}

#[test]
fn names_are_dropped_and_roles_stay() {
    let named = announcement()
        .replace("(청장 ○○○)", "(청장 예시인)")
        .replace("○○○ (044-204-7880)", "예시인 (044-204-7880)");
    assert_eq!(named.matches("예시인").count(), 2);
    let document = read(&named);
    assert!(!serde_json::to_string(&document).expect("JSON").contains("예시인"), "not even in the kept text");
    assert_eq!((document.contacts[0].duty, document.issuer.head.as_deref()), (Duty::Head, Some("청장")));
}

#[test]
fn the_text_is_kept_line_by_line() {
    let text = announcement();
    assert_eq!(read(&text).raw, text.lines().collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_example_has_the_same_slips_in_its_own_words() {
    let (ours, theirs) = (read(example::TEXT), read(&announcement()));
    let stated = |document: &super::ReleaseDocument| {
        document.embargoes.iter().map(|line| line.stated).collect::<Vec<_>>()
    };
    assert_eq!(stated(&ours), stated(&theirs));
    let flags = |document: &super::ReleaseDocument| {
        document.contacts.iter().map(|entry| entry.flags.clone()).collect::<Vec<_>>()
    };
    assert_eq!(flags(&ours), flags(&theirs));
    assert_eq!((&ours.notes, ours.window), (&theirs.notes, theirs.window));
    assert!(theirs.body.iter().all(|paragraph| !example::TEXT.contains(paragraph.as_str())));
}

/// dates with a wrong weekday are found outside the embargo too.
#[test]
fn r38_a_wrong_weekday_in_the_body_is_noted() {
    let document = read(&format!("{}\n□ 일정\n- 설명회는 4월 20일(금)에 연다\n", plain("4.15.(월) 06:00")));
    let doubtful: Vec<_> = document.doubtful_dates().collect();
    assert_eq!(doubtful, [("4월 20일(금)", Weekday::Sat)]);
}

#[test]
fn every_line_that_cannot_be_read_is_named() {
    let text = "(인터넷) 곧\n(지면) 4.15.(월)\n제목\n\n본문이다.\n※ 문의 기관(☎ 12)\n\t\t주무관\t(044-204-7880)\n\t어느청\t담당자\t주무관\t(99)\n주민 900101-1234567\n";
    let problems = reader::read(text, 2024).expect_err("problems");
    let expected = [
        (1, Trouble::Embargo("곧".to_owned())),
        (2, Trouble::EmbargoWithoutTime("4.15.(월)".to_owned())),
        (6, Trouble::Phone("12".to_owned())),
        (7, Trouble::NoDuty),
        (8, Trouble::Phone("99".to_owned())),
        (9, Trouble::ResidentNumber),
    ];
    assert_eq!(problems, expected.map(|(line, trouble)| LineProblem { line, trouble }));
}

#[test]
fn a_release_needs_an_internet_line_a_title_and_a_body() {
    let first = |text: &str| reader::read(text, 2024).expect_err("a problem").remove(0).trouble;
    assert_eq!(first("(지면) 4.15.(월) 석간\n제목\n\n본문"), Trouble::NoInternetEmbargo);
    assert_eq!(first("(인터넷) 4.15.(월) 06:00\n"), Trouble::NoTitle);
    assert_eq!(first("(인터넷) 4.15.(월) 06:00\n제목\n- 부제\n"), Trouble::NoBody);
    assert_eq!(
        first("(인터넷) 4.15.(월) 06:00\n(인터넷) 4.16.(화) 06:00\n제목\n본문"),
        Trouble::ChannelTwice
    );
    assert_eq!(first(&"가".repeat(50_001)), Trouble::TooLong);
}

/// A table that lost its tabs would carry names into the body: it is not taken.
#[test]
fn a_table_without_tabs_is_refused() {
    let text = format!("{}\n담당 부서 어느과 책임자 과장 예시인 (044-204-7880)\n", plain("4.15.(월) 06:00"));
    let problems = reader::read(&text, 2024).expect_err("a problem");
    assert_eq!(problems, [LineProblem { line: 11, trouble: Trouble::NoTabs }]);
}

#[test]
fn a_campaign_has_two_lines_and_an_annex_may_call_itself_one() {
    let table = "담당 부서\t어느과\t책임자\t과장\t(044-204-7880)\n";
    let text = format!("{}{table}하나\n둘\n셋\n", plain("4.15.(월) 06:00"));
    assert_eq!(reader::read(&text, 2024).expect_err("a problem")[0].trouble, Trouble::LongCampaign);
    let document = read(&format!("{}{table}하나\n붙임: 일정\n- 설명회\n", plain("4.15.(월) 06:00")));
    assert_eq!(document.campaign, ["하나"]);
    assert_eq!((document.sections[0].title.as_str(), document.sections[0].items.len()), ("붙임: 일정", 1));
}

/// However a text is cut, reading it ends with a release or with problems.
#[test]
fn no_part_of_the_text_breaks_the_reader() {
    let text = announcement();
    for (at, _) in text.char_indices().step_by(11) {
        let _ = reader::read(&text[at..], 2024);
        let _ = reader::read(&text[..at], 2024);
    }
}
