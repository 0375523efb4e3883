//! The list of centres.

use askama::Template;
use axum::{
    Router,
    extract::{Query, State},
    response::Response,
    routing::get,
};
use korea::{text::choseong::Pattern, zones::Zone};
use serde::Deserialize;

use super::{
    Service,
    store::{self, Centre},
};
use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::Visitor,
    registry::zones::zones,
    web::{
        page::{Page, html},
        parts::{Chip, Column, Field},
        show, urls,
    },
};

/// The addresses of this feature.
pub fn routes() -> Router<App> {
    Router::new().route(urls::CENTRES, get(list))
}

/// What is asked for; the address holds all of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Filter {
    region: String,
    q: String,
    zone: String,
    /// A neighbourhood as people call it; the zone of a card comes first.
    near: String,
    service: String,
}

impl Filter {
    fn href(&self) -> String {
        let pairs = [
            ("service", &self.service),
            ("near", &self.near),
            ("region", &self.region),
            ("q", &self.q),
            ("zone", &self.zone),
        ];
        let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        urls::with_query(urls::CENTRES, pairs)
    }
}

/// A centre as the table shows it.
struct Row {
    centre: Centre,
    distance: String,
    opened: String,
}

#[derive(Template)]
#[template(path = "registry/centres/templates/centres.html")]
struct CentresPage {
    count: String,
    near: Option<String>,
    /// The neighbourhood that was typed was not found.
    lost: bool,
    /// Which of the services was asked for.
    service: Option<String>,
    place: Field,
    regions: Vec<Chip>,
    q: Field,
    filter: Filter,
    columns: Vec<Column>,
    rows: Vec<Row>,
    is_example: bool,
    page: Page,
}

async fn list(State(app): State<App>, visitor: Visitor, Query(filter): Query<Filter>) -> Outcome<Response> {
    let page = visitor.page();
    let page = page.clone().under(urls::CENTRES, page.t("센터 찾기"));
    let today = show::day(visitor.now);
    let zone =
        zones().get(&filter.zone).or_else(|| zones().search(filter.near.trim(), today, 1).into_iter().next());
    let zone = zone.filter(|_| !(filter.zone.is_empty() && filter.near.trim().is_empty()));
    let service = Service::from_code(&filter.service);
    let found: Vec<Centre> = searched(store::active(app.database.read(), today).await?, &filter.q);
    let regions = regions(&page, &filter, &found);
    let found = found
        .into_iter()
        .filter(|centre| filter.region.is_empty() || centre.region == filter.region)
        .collect();
    let rows = rows(&page, found, zone);
    html(&CentresPage {
        count: page.tf("{day} 기준 {n}개소", &[("day", &show::date(today)), ("n", &show::count(rows.len()))]),
        lost: zone.is_none() && !filter.near.trim().is_empty(),
        service: service.map(|service| {
            page.tf("{service}은(는) 모든 센터가 합니다.", &[("service", &page.t(service.korean()))])
        }),
        place: Field { name: "near".to_owned(), value: filter.near.clone(), ..Field::default() },
        near: zone.map(|zone| page.tf("{zone}에서 가까운 순서입니다.", &[("zone", &zone.full_name())])),
        is_example: rows.iter().any(|row| row.centre.is_example),
        q: Field { name: "q".to_owned(), value: filter.q.clone(), ..Field::default() },
        columns: columns(&page, zone.is_some()),
        regions,
        filter,
        rows,
        page,
    })
}

/// The centres in which the words are found, as text or as initials.
fn searched(centres: Vec<Centre>, q: &str) -> Vec<Centre> {
    let words: Vec<Pattern> = q.split_whitespace().map(Pattern::new).collect();
    let fits = |centre: &Centre| {
        let texts = [&centre.name, &centre.operator, &centre.address, &centre.speciality];
        words.iter().all(|word| texts.iter().any(|text| word.rank(text).is_some()))
    };
    centres.into_iter().filter(fits).collect()
}

/// One chip per province that has a centre, with its count, after one for all.
fn regions(page: &Page, filter: &Filter, centres: &[Centre]) -> Vec<Chip> {
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for centre in centres {
        *counts.entry(&centre.region).or_default() += 1;
    }
    let chip = |region: &str, label: &str, count: usize| Chip {
        href: Filter { region: region.to_owned(), ..filter.clone() }.href(),
        label: label.to_owned(),
        count: count.to_string(),
        current: filter.region == region,
    };
    let all = chip("", page.t("전국"), centres.len());
    std::iter::once(all)
        .chain(counts.into_iter().map(|(region, count)| chip(region, page.t(region), count)))
        .collect()
}

fn rows(page: &Page, centres: Vec<Centre>, near: Option<&Zone>) -> Vec<Row> {
    let row = |page: &Page, centre: Centre, distance| Row { opened: year(page, &centre), centre, distance };
    if let Some(zone) = near {
        return store::by_distance(centres, zone.position.lon, zone.position.lat)
            .into_iter()
            .map(|(centre, far)| row(page, centre, distance(page, far)))
            .collect();
    }
    let mut rows: Vec<Row> = centres.into_iter().map(|centre| row(page, centre, String::new())).collect();
    rows.sort_by(|a, b| (&a.centre.region, &a.centre.name).cmp(&(&b.centre.region, &b.centre.name)));
    rows
}

fn distance(page: &Page, far: f64) -> String {
    if far < 1.0 {
        page.t("1 km 미만").to_owned()
    } else {
        page.tf("약 {n} km", &[("n", &show::kilometres(far))])
    }
}

fn year(page: &Page, centre: &Centre) -> String {
    page.tf("{year}년", &[("year", &centre.opened_on.format("%Y"))])
}

fn columns(page: &Page, with_distance: bool) -> Vec<Column> {
    let mut columns: Vec<Column> = ["센터명", "지역", "주관기관", "주소", "업종"]
        .into_iter()
        .map(|label| Column::text(page.t(label)))
        .collect();
    columns.push(Column::number(page.t("문 연 해")));
    if with_distance {
        columns.push(Column::number(page.t("거리")));
    }
    columns
}
