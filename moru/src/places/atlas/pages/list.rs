//! The map with its table.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Query, State as Shared},
    response::Response,
};
use clusters::State;

use super::{
    draw::{self, Circle, Row},
    words,
};
use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::Visitor,
    places::atlas::{
        filter::{Filter, Part, Selection},
        map,
        memory::{self, Atlas, Judged},
        store::{Snapshot, division_code},
    },
    web::{
        page::{Page, html},
        parts::{Chip, Choice, Class, Column, Field},
        show, urls,
    },
};

/// Rows on one page where single cells are listed.
const ROWS: usize = 100;
/// The figure of the press release: 전국사업체조사 2021. It is cited, never computed.
const CITED: i64 = 2_463;

#[derive(Template)]
#[template(path = "places/atlas/templates/empty.html")]
struct NothingYet {
    page: Page,
}

#[derive(Template)]
#[template(path = "places/atlas/templates/atlas.html")]
struct AtlasPage<'a> {
    page: Page,
    snapshot: &'a Snapshot,
    figures: String,
    day: String,
    filter: Filter,
    q: Field,
    divisions: Vec<Choice>,
    division_field: Field,
    provinces: Vec<Chip>,
    states: Vec<Chip>,
    count: String,
    caption: String,
    columns: Vec<Column>,
    rows: &'a [Row],
    circles: Vec<Circle<'a>>,
    classes: Vec<Class>,
    legend: String,
    path: &'static str,
    inset: Option<[i32; 4]>,
    view_box: String,
    before: String,
    after: String,
    csv: String,
}

/// The atlas.
pub(super) async fn page(
    Shared(app): Shared<App>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Outcome<Response> {
    let frame = visitor.page();
    let page = frame.clone().under(urls::ATLAS, frame.t("집적지 지도"));
    match memory::atlas(&app).await? {
        Some(atlas) => draw(page, filter, &atlas),
        None => html(&NothingYet { page }),
    }
}

fn draw(mut page: Page, filter: Filter, atlas: &Atlas) -> Outcome<Response> {
    page.sources = words::sources(&page, &atlas.snapshot);
    page.query.clone_from(&filter.q);
    let selection = Selection::new(&filter, atlas);
    let found = selection.rows(atlas);
    let map = map::of(province(&filter, &found));
    let (rows, before, after) = rows(&page, &filter, &found, map);
    html(&AtlasPage {
        snapshot: &atlas.snapshot,
        figures: figures(&page, atlas),
        day: show::date(atlas.day()),
        q: Field { name: "q".to_owned(), value: filter.q.clone(), ..Field::default() },
        divisions: divisions(&page, &filter, &selection, atlas),
        division_field: Field { name: "division".to_owned(), ..Field::default() },
        provinces: provinces(&page, &filter, &selection, atlas),
        states: states(&page, &filter, &selection, atlas),
        count: result(&page, &filter, found.len(), rows.len()),
        caption: caption(&page, &filter),
        columns: columns(&page, &filter),
        circles: draw::circles(&rows),
        classes: classes(&page, &filter, &rows),
        legend: page.t(if filter.is_national() { "시·군·구별 곳 수" } else { "기준에 견준 크기" }).to_owned(),
        path: &map.path,
        inset: map.inset,
        view_box: draw::view_box(map, &rows),
        csv: filter.but(|_| {}).href(urls::ATLAS_CSV),
        rows: &rows,
        before,
        after,
        filter,
        page,
    })
}

/// The province that is looked at: the one asked for, or that of the county asked for.
fn province<'a>(filter: &'a Filter, found: &[&Judged]) -> &'a str {
    match found.first() {
        Some(row) if !filter.sigungu.is_empty() => row.province,
        _ => &filter.sido,
    }
}

/// The rows of this page and the addresses of the pages before and after: counties for the whole country, else cells,
/// a hundred at a time from the key in the address.
fn rows(page: &Page, filter: &Filter, found: &[&Judged], map: &map::Map) -> (Vec<Row>, String, String) {
    if filter.is_national() {
        return (draw::counties(page, filter, found, map), String::new(), String::new());
    }
    let start = found.iter().position(|row| row.key() == filter.after).map_or(0, |at| at + 1);
    let end = found.len().min(start + ROWS);
    let from = |key: String| filter.but(|filter| filter.after = key).href(urls::ATLAS);
    let before = match start {
        0 => String::new(),
        start if start <= ROWS => from(String::new()),
        start => from(found[start - ROWS - 1].key()),
    };
    let after = if end < found.len() { from(found[end - 1].key()) } else { String::new() };
    (draw::singles(page, &found[start..end], map), before, after)
}

/// The cited figure beside the computed one. They are never made to agree.
fn figures(page: &Page, atlas: &Atlas) -> String {
    let computed = show::count(atlas.count(State::Cluster));
    page.tf(
        "{cited}개 (보도자료, 2021년 기준) / 계산값 {computed}개 (규칙 {rules})",
        &[("cited", &show::count(CITED)), ("computed", &computed), ("rules", &atlas.rules.name)],
    )
}

fn provinces(page: &Page, filter: &Filter, selection: &Selection, atlas: &Atlas) -> Vec<Chip> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in atlas.rows.iter().filter(|row| selection.fits(row, Part::Place)) {
        *counts.entry(row.province).or_default() += 1;
    }
    let chip = |short: &str, label: &str, count: usize| Chip {
        href: filter
            .but(|filter| {
                short.clone_into(&mut filter.sido);
                filter.sigungu.clear();
            })
            .href(urls::ATLAS),
        label: label.to_owned(),
        count: show::count(count),
        current: filter.sido == short && filter.sigungu.is_empty(),
    };
    let mut chips = vec![chip("", page.t("전국"), counts.values().sum())];
    for sido in korea::zones::sidos(atlas.day()) {
        let count = counts.get(sido.short).copied().unwrap_or_default();
        chips.push(chip(sido.short, words::province(page, sido.short), count));
    }
    chips
}

fn states(page: &Page, filter: &Filter, selection: &Selection, atlas: &Atlas) -> Vec<Chip> {
    [(State::Cluster, ""), (State::Near, "near"), (State::Unknown, "unknown")]
        .into_iter()
        .map(|(state, code)| Chip {
            href: filter.but(|filter| code.clone_into(&mut filter.state)).href(urls::ATLAS),
            label: words::state(page, state).to_owned(),
            count: show::count(
                atlas
                    .rows
                    .iter()
                    .filter(|row| row.finding.state == state && selection.fits(row, Part::State))
                    .count(),
            ),
            current: filter.state() == state,
        })
        .collect()
}

fn divisions(page: &Page, filter: &Filter, selection: &Selection, atlas: &Atlas) -> Vec<Choice> {
    let revision =
        korea::ksic::Revision::try_from(atlas.snapshot.ksic_revision).unwrap_or(korea::ksic::Revision::R10);
    let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
    for row in atlas.rows.iter().filter(|row| selection.fits(row, Part::Division)) {
        *counts.entry(row.division).or_default() += 1;
    }
    korea::ksic::divisions(revision)
        .map(|division| {
            let count = counts.get(&division.code).copied().unwrap_or_default();
            let label = format!("{} · {count}", words::division(page, division.code));
            Choice::new(division_code(division.code), label, &filter.division)
        })
        .collect()
}

/// How many were found; a page that shows fewer says so.
fn result(page: &Page, filter: &Filter, found: usize, shown: usize) -> String {
    let state = words::state(page, filter.state()).to_owned();
    let found = show::count(found);
    if filter.is_national() {
        return page.tf("{state} {n}곳, 시·군·구 {m}곳", &[("state", &state), ("n", &found), ("m", &shown)]);
    }
    page.tf("{state} {n}곳 가운데 {m}곳", &[("state", &state), ("n", &found), ("m", &shown)])
}

fn caption(page: &Page, filter: &Filter) -> String {
    page.t(if filter.is_national() {
        "시·군·구별 곳 수"
    } else {
        "읍·면·동과 업종별 소공인 수"
    })
    .to_owned()
}

fn columns(page: &Page, filter: &Filter) -> Vec<Column> {
    let sorted = |label: &str, num: bool, sort: &str, direction: &'static str| Column {
        label: page.t(label).to_owned(),
        num,
        sort_href: filter.but(|filter| sort.clone_into(&mut filter.sort)).href(urls::ATLAS),
        sorted: if filter.sort == sort { direction } else { "" },
    };
    if filter.is_national() {
        return vec![
            sorted("시·군·구", false, "name", "ascending"),
            sorted("곳", true, "", "descending"),
            Column::text(page.t("소공인이 가장 많은 곳")),
        ];
    }
    vec![
        sorted("읍·면·동", false, "name", "ascending"),
        Column::text(page.t("업종")),
        sorted("소공인 수", true, "", "descending"),
        Column::number(page.t("기준")),
        sorted("기준과의 차이", true, "margin", "descending"),
    ]
}

fn classes(page: &Page, filter: &Filter, rows: &[Row]) -> Vec<Class> {
    if filter.is_national() {
        draw::county_classes(page, rows)
    } else {
        draw::classes(page, filter.state(), rows)
    }
}
