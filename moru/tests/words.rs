//! The English of the site is complete: every Korean text that a person can see has its English in
//! `locales/en.json`, and nothing there is left over. `docs/messages.md` says how to write both.

mod source;

use std::collections::{BTreeMap, BTreeSet};

use source::Source;

/// Korean texts that need no English: where, how the text begins, and why.
const NOT_TRANSLATED: [(&str, &str, &str); 56] = [
    ("applying/reminders/mails.rs", "", "the subject and the text of a mail say both languages"),
    ("registry/institutions/mails.rs", "[모루]", "the subject of a mail says both languages"),
    ("registry/institutions/mails.rs", "{name}의 신청서를 함께", "the text of a mail says both languages"),
    ("registry/institutions/mails.rs", "{name}의 신청서를 더", "the text of a mail says both languages"),
    ("applying/applications/mails.rs", "[모루]", "the subject of a mail says both languages"),
    ("applying/applications/mails.rs", "{} 귀중", "the text of a mail says both languages"),
    (
        "applying/applications/mails.rs",
        "함께 신청하는 데 동의했습니다.",
        "the text of a mail says both languages",
    ),
    ("applying/applications/mails.rs", "함께 신청하는 데 동의하지", "the text of a mail says both languages"),
    (
        "applying/applications/mails.rs",
        "함께 신청하는 데 한 동의를",
        "the text of a mail says both languages",
    ),
    ("applying/supplements/mails.rs", "[모루]", "the subject of a mail says both languages"),
    ("applying/supplements/mails.rs", "접수번호:", "the text of a mail says both languages"),
    ("applying/supplements/mails.rs", "서류를 보완해", "the text of a mail says both languages"),
    ("applying/supplements/mails.rs", "보완 서류를 받았습니다.", "the text of a mail says both languages"),
    ("applying/exchange/actions/package.rs", "신청서", "the name of a file that goes to a Korean system"),
    (
        "applying/exchange/actions/package.rs",
        "접수증.json",
        "the name of a file that goes to a Korean system",
    ),
    ("applying/exchange/actions/package.rs", "붙임/", "the name of a folder that goes to a Korean system"),
    (
        "applying/applications/actions/receive.rs",
        "[모루] 접수증",
        "the subject of a mail says both languages",
    ),
    (
        "applying/applications/actions/receive.rs",
        "{} 신청을 받았습니다.",
        "the text of a mail says both languages",
    ),
    ("applying/intake/actions/publish.rs", "[모루]", "the subject of a mail says both languages"),
    ("applying/intake/actions/publish.rs", "접수번호:", "the text of a mail says both languages"),
    (
        "applying/intake/actions/publish.rs",
        "신청자격을 모두 충족하여",
        "the text of a mail says both languages",
    ),
    (
        "applying/intake/actions/publish.rs",
        "신청자격을 충족하지 못하여",
        "the text of a mail says both languages",
    ),
    ("judging/selection/mails.rs", "[모루] 선정 결과", "the subject of a mail says both languages"),
    ("judging/selection/mails.rs", "접수번호:", "the text of a mail says both languages"),
    ("judging/selection/mails.rs", "선정되었습니다.", "the text of a mail says both languages"),
    ("judging/selection/mails.rs", "선정되지 않았습니다.", "the text of a mail says both languages"),
    ("judging/selection/mails.rs", "예비로 선정되었습니다.", "the text of a mail says both languages"),
    ("judging/selection/mails.rs", "선정을 포기한 것으로", "the text of a mail says both languages"),
    ("judging/objections/mails.rs", "[모루] 이의신청", "the subject of a mail says both languages"),
    ("judging/objections/mails.rs", "접수번호:", "the text of a mail says both languages"),
    ("judging/objections/mails.rs", "이의신청을 받았습니다.", "the text of a mail says both languages"),
    ("judging/objections/mails.rs", "이의신청에 답하는 날을", "the text of a mail says both languages"),
    ("judging/objections/mails.rs", "이의신청에 답했습니다.", "the text of a mail says both languages"),
    ("judging/evaluators/actions.rs", "[모루] 평가위원 초대", "the subject of a mail says both languages"),
    (
        "judging/evaluators/actions.rs",
        "소공인특화지원센터 운영기관 선정",
        "the text of a mail says both languages",
    ),
    (
        "judging/panels/actions/appoint.rs",
        "[모루] 평가위원 위촉",
        "the subject of a mail says both languages",
    ),
    ("judging/panels/actions/appoint.rs", "{} 평가위원으로 위촉", "the text of a mail says both languages"),
    ("notices/calls/mails.rs", "", "the subject and the text of a mail say both languages"),
    ("notices/questions/mails.rs", "", "the subject and the text of a mail say both languages"),
    ("notices/publications/import/annex.rs", "", "what the text of a release is read by"),
    ("notices/publications/import/contacts.rs", "", "what the text of a release is read by"),
    ("notices/publications/import/embargo.rs", "", "what the text of a release is read by"),
    ("notices/publications/import/names.rs", "", "what the text of a release is read by"),
    ("notices/publications/import/quality.rs", "중소벤처기업부", "what the text of a release is read by"),
    ("notices/publications/import/prose.rs", "", "what the text of a release is read by"),
    ("papers/documents/contents/", "", "official documents are written in Korean"),
    ("papers/documents/sheets/", "", "lists go out in Korean"),
    ("papers/documents/store.rs", "", "the number of a document is written in one way"),
    ("papers/documents/kinds.rs", "중소벤처기업부장관", "official documents are written in Korean"),
    ("papers/documents/kinds.rs", "소상공인시장진흥공단 이사장", "official documents are written in Korean"),
    ("papers/documents/pages/take.rs", "{}_미제출", "the name of a file"),
    ("registry/institutions/actions.rs", "[모루] 신청기관 가입", "the subject of a mail says both languages"),
    ("registry/institutions/actions.rs", "{} 이름으로 신청기관", "the text of a mail says both languages"),
    (
        "cli/demo.rs",
        "Moru example programme",
        "the console speaks English and names the label people will see",
    ),
    ("web/page.rs", "한국어", "a language is offered under its own name"),
    ("testing/", "", "only tests see it"),
];

/// What crates and data hand over and pages say in words: places, and the citations of gates.
const FROM_CRATES: [&str; 27] = [
    "서울",
    "부산",
    "대구",
    "인천",
    "광주",
    "대전",
    "울산",
    "세종",
    "경기",
    "강원",
    "충북",
    "충남",
    "전북",
    "전남",
    "경북",
    "경남",
    "제주",
    "소공인법 시행령 제2조",
    "소공인법 시행령 제3조",
    "소공인법 시행령 제11조제1항",
    "소공인법 시행령 제11조제2항",
    "보조금법 제31조의2",
    "행정기본법 제36조",
    "운영 기준(기본값)",
    "모집공고 신청기간 및 방법",
    "모집공고 선정규모 및 절차",
    "보조금법 제17조제2항",
];

/// The words with which a call begins and those of the checklist of inspections, which pages say too.
const DATA: [&str; 3] = [
    include_str!("../../data/call-standard-1.toml"),
    include_str!("../../data/rubric-prop-1.toml"),
    include_str!("../../data/inspection-prop-1.toml"),
];

/// Keys whose English has Korean letters, and why.
const KOREAN_IN_ENGLISH: [(&str, &str); 6] = [
    ("예: 문래동, 또는 초성 ㅁㄹ", "places are found by their Korean names"),
    ("읍·면·동 이름이나 첫소리 (보기: 문래, ㅁㄹ)", "places are found by their Korean names"),
    (
        "{line}번째 줄: 담당 부서 표에 책임자나 담당자라는 칸이 없습니다.",
        "it names the words that the text must have",
    ),
    (
        "{line}번째 줄: 보도시점을 읽을 수 없습니다: \"{text}\". \"4.15.(월) 06:00\"처럼 적어 주세요.",
        "it shows how a Korean date is written",
    ),
    (
        "{line}번째 줄: 인터넷 보도시점이 없습니다. \"(인터넷) 4.15.(월) 06:00\"처럼 한 줄을 적어 주세요.",
        "it shows how a Korean date is written",
    ),
    ("첫소리만 적어도 됩니다. 보기: 문래, ㅁㄹ", "places are found by their Korean names"),
];

type Catalogue = BTreeMap<String, String>;

/// Everything in the sources that the catalogue has to agree with.
#[derive(Default)]
struct Found {
    /// Texts that must have English, with the first place of each.
    needed: BTreeMap<String, String>,
    /// Texts that may have English: those of the example programme.
    possible: BTreeSet<String>,
    /// What is wrong already, before the catalogue is read.
    problems: Vec<String>,
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}')
}

fn has_hangul(text: &str) -> bool {
    text.chars().any(is_hangul)
}

/// Tests are seen by nobody, and the example programme speaks as its people would.
fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs")
}

fn is_example(path: &str) -> bool {
    path.starts_with("demo/") || path.contains("/example")
}

/// Whether the literal at `at` is what `t(…)` or `tf(…)` is called with.
fn is_translated_here(code: &str, at: usize) -> bool {
    let before = code[..at].trim_end();
    let Some(before) = before.strip_suffix('(') else { return false };
    let name: String = before.chars().rev().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    name == "t" || name == "ft"
}

fn read_rust(source: Source, found: &mut Found, skipped: &mut BTreeSet<usize>) {
    let said = source.texts.iter().filter(|text| is_translated_here(&source.code, text.at));
    found.possible.extend(said.map(|text| text.says.clone()));
    for text in source.texts.into_iter().filter(|text| has_hangul(&text.says)) {
        let excuse = NOT_TRANSLATED
            .iter()
            .position(|(path, start, _)| source.path.starts_with(path) && text.says.starts_with(start));
        if is_example(&source.path) {
            found.possible.insert(text.says);
        } else if let Some(index) = excuse {
            skipped.insert(index);
        } else {
            found.needed.entry(text.says).or_insert_with(|| format!("{}:{}", source.path, text.line));
        }
    }
}

fn read_template(source: Source, found: &mut Found) {
    for text in source.texts.into_iter().filter(|text| has_hangul(&text.says)) {
        let place = format!("{}:{}", source.path, text.line);
        if is_translated_here(&source.code, text.at) {
            found.needed.entry(text.says).or_insert(place);
        } else {
            found.problems.push(format!("{place}: Korean outside t(…) and tf(…): {}", text.says.trim()));
        }
    }
}

/// The places `{name}` of a text.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

/// Everything that is wrong between the sources and the catalogue, a line each.
fn problems(mut found: Found, catalogue: &Catalogue) -> Vec<String> {
    let mut out = std::mem::take(&mut found.problems);
    for (text, place) in &found.needed {
        if !catalogue.contains_key(text) {
            out.push(format!("{place}: no English for {text:?}"));
        }
    }
    for (korean, english) in catalogue {
        if !found.needed.contains_key(korean) && !found.possible.contains(korean) {
            out.push(format!("en.json: nothing says {korean:?}"));
        }
        if places(korean) != places(english) {
            out.push(format!("en.json: the places in braces differ: {korean:?} and {english:?}"));
        }
        let excused = KOREAN_IN_ENGLISH.iter().any(|(key, _)| key == korean);
        if has_hangul(english) && !excused {
            out.push(format!("en.json: Korean letters in the English of {korean:?}"));
        }
        if english.trim().is_empty() {
            out.push(format!("en.json: nothing is said for {korean:?}"));
        }
    }
    out
}

/// The texts between quotation marks, without comments.
fn texts_of_data(data: &str) -> Vec<String> {
    let lines = data.lines().filter(|line| !line.trim_start().starts_with('#'));
    lines.flat_map(|line| line.split('"').skip(1).step_by(2)).map(str::to_owned).collect()
}

fn catalogue() -> Catalogue {
    serde_json::from_str(include_str!("../locales/en.json")).expect("one flat object from Korean to English")
}

#[test]
fn every_korean_text_has_its_english() {
    let (mut found, mut skipped) = (Found::default(), BTreeSet::new());
    found.possible.extend(FROM_CRATES.map(str::to_owned));
    found.possible.extend(DATA.into_iter().flat_map(texts_of_data));
    for (path, content) in source::files("rs").iter().filter(|(path, _)| !is_test(path)) {
        read_rust(source::rust(path, content), &mut found, &mut skipped);
    }
    for (path, content) in source::files("html").into_iter().chain(source::files("xml")) {
        read_template(source::template(&path, &content), &mut found);
    }
    let mut problems = problems(found, &catalogue());
    let idle = (0..NOT_TRANSLATED.len()).filter(|index| !skipped.contains(index));
    problems.extend(
        idle.map(|index| format!("words.rs: nothing needs the exception {:?}", NOT_TRANSLATED[index])),
    );
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn the_catalogue_is_in_order_and_says_nothing_twice() {
    let text = include_str!("../locales/en.json");
    let keys: Vec<String> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.split_once("\": \"").map(|(key, _)| key.to_owned()))
        .collect();
    assert_eq!(keys.len(), catalogue().len(), "one line for each text, and no text twice");
    let mut sorted = keys.clone();
    sorted.sort();
    assert_eq!(keys, sorted, "sorted by the Korean text, so that two people who add one rarely meet");
}

/// The check itself: each mistake it is there for, made once.
#[test]
fn a_bad_sample_is_seen() {
    let mut found = Found::default();
    let page = "fn f(page: &Page) { page.t(\"있음\"); Words::new(\"{n}명 없음\"); /* \"주석\" */ }";
    read_rust(source::rust("web/sample.rs", page), &mut found, &mut BTreeSet::new());
    read_rust(source::rust("notices/example.rs", "\"보기\""), &mut found, &mut BTreeSet::new());
    read_template(
        source::template("web/a.html", "{# 설명 #}<p>그냥</p>{{ page.t(\"있음\") }}{{ f(\"밖\") }}"),
        &mut found,
    );
    let catalogue =
        [("있음", "there"), ("남음", "left over"), ("{n}명", "{m} people"), ("보기", "보기"), ("밖 ", " ")];
    let catalogue = catalogue.map(|(korean, english)| (korean.to_owned(), english.to_owned())).into();
    let expected = [
        "web/a.html:1: Korean outside t(…) and tf(…): <p>그냥</p>",
        "web/a.html:1: Korean outside t(…) and tf(…): 밖",
        "web/sample.rs:1: no English for \"{n}명 없음\"",
        "en.json: nothing says \"{n}명\"",
        "en.json: the places in braces differ: \"{n}명\" and \"{m} people\"",
        "en.json: nothing says \"남음\"",
        "en.json: nothing says \"밖 \"",
        "en.json: nothing is said for \"밖 \"",
        "en.json: Korean letters in the English of \"보기\"",
    ];
    assert_eq!(problems(found, &catalogue), expected);
}
