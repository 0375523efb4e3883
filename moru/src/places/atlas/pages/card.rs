//! The card of one cell: what was counted, what it needs, why, and what is near.

use askama::Template;
use axum::{
    extract::{Path, State as Shared},
    response::Response,
};
use clusters::{CellFinding, State, evaluate_cell};
use korea::zones::{Tier, Zone};
use programme::gates::HeadcountBasis;

use super::words;
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Visitor,
    places::atlas::{
        evidence,
        memory::{self, Atlas, Judged},
        store::{self, CellCount, Snapshot, division_code},
    },
    registry::{
        centres::store::{self as centres, kilometres},
        zones::zones,
    },
    web::{
        page::{Page, html},
        parts::{Column, FindingLine, Pair},
        show, urls,
    },
};

/// How many neighbours and centres are shown.
const NEIGHBOURS: usize = 5;

/// A cell or a centre that is near.
struct Near {
    href: String,
    name: String,
    what: String,
    distance: String,
}

#[derive(Template)]
#[template(path = "places/atlas/templates/card.html")]
struct CardPage<'a> {
    page: Page,
    title: String,
    place: String,
    state: (&'static str, String),
    sentence: String,
    is_cluster: bool,
    apply: String,
    record: Vec<Pair>,
    findings: Vec<FindingLine>,
    snapshot: &'a Snapshot,
    near_columns: Vec<Column>,
    neighbours: Vec<Near>,
    centre_columns: Vec<Column>,
    centres: Vec<Near>,
    centres_href: String,
}

/// The cell that is asked about, judged.
struct Cell<'a> {
    zone: &'static Zone,
    division: u8,
    tier: Tier,
    count: CellCount,
    finding: CellFinding,
    /// The row of the atlas; cells far below their threshold have none.
    row: Option<&'a Judged>,
}

/// The card of a zone and a division, whether it is a cluster or not.
pub(super) async fn page(
    Shared(app): Shared<App>,
    visitor: Visitor,
    Path((zone, division)): Path<(String, String)>,
) -> Outcome<Response> {
    let atlas = memory::atlas(&app).await?.ok_or_else(no_such_place)?;
    let division = store::division_of(&division).ok_or_else(no_such_place)?;
    let place = evidence::place(&atlas.snapshot, &zone, division, &atlas.rules).ok_or_else(no_such_place)?;
    let zone = zones().get(&zone).ok_or_else(no_such_place)?;
    let count = store::cell(app.database.read(), atlas.snapshot.id, zone.code, division).await?.count;
    let finding = evaluate_cell(count.into(), place.tier.into(), &atlas.rules);
    let row = atlas.rows.iter().find(|row| row.zone.code == zone.code && row.division == division);
    let cell = Cell { zone, division, tier: place.tier, count, finding, row };
    let at = (zone.position.lon, zone.position.lat);
    let centres = centres::nearest(app.database.read(), show::day(visitor.now), at, 3).await?;
    draw(&visitor, &atlas, &cell, centres)
}

fn no_such_place() -> Refusal {
    Refusal {
        what: "기준일에 그런 읍·면·동이나 업종이 없습니다.".into(), ..Refusal::not_found()
    }
    .leading_to(urls::ATLAS, "집적지 지도에서 찾기")
}

fn draw(
    visitor: &Visitor,
    atlas: &Atlas,
    cell: &Cell,
    centres: Vec<(centres::Centre, f64)>,
) -> Outcome<Response> {
    let frame = visitor.page();
    let title = format!("{} {}", cell.zone.name, words::division_name(frame.language(), cell.division));
    let mut page =
        frame.clone().under(urls::ATLAS, frame.t("집적지 지도")).under(visitor.path.clone(), title.clone());
    page.sources = words::sources(&page, &atlas.snapshot);
    let query = [("zone", cell.zone.code.to_owned()), ("division", cell.division.to_string())];
    html(&CardPage {
        title,
        place: cell.zone.full_name(),
        state: (words::shape(cell.finding.state), words::state(&page, cell.finding.state).to_owned()),
        sentence: sentence(&page, cell),
        is_cluster: cell.finding.state == State::Cluster,
        apply: urls::with_query(urls::CALLS, query),
        record: record(&page, atlas, cell),
        findings: findings(&page, atlas, cell),
        snapshot: &atlas.snapshot,
        near_columns: near_columns(&page, "읍·면·동", "소공인 수"),
        neighbours: neighbours(&page, atlas, cell),
        centre_columns: near_columns(&page, "센터명", "업종"),
        centres: centres.into_iter().map(|(centre, far)| near_centre(&page, centre, far)).collect(),
        centres_href: urls::with_query(urls::CENTRES, [("zone", cell.zone.code)]),
        page,
    })
}

/// The outcome in one sentence.
fn sentence(page: &Page, cell: &Cell) -> String {
    let (count, threshold) = (words::count(page, cell.count), cell.finding.threshold);
    let korean = match cell.finding.state {
        State::Cluster => "소공인 {count}, 기준 {threshold}개 이상: 집적지입니다.",
        State::Near | State::Below => {
            "소공인 {count}, 기준 {threshold}개 이상: 아직 집적지가 아닙니다. {short}개가 모자랍니다."
        }
        State::Unknown => "소공인 수 {count}, 기준 {threshold}개 이상: 공개된 수만으로는 판정할 수 없습니다.",
    };
    let short = cell.finding.margin.map_or(0, |margin| -margin);
    page.tf(korean, &[("count", &count), ("threshold", &threshold), ("short", &show::count(short))])
}

fn record(page: &Page, atlas: &Atlas, cell: &Cell) -> Vec<Pair> {
    let share = cell.row.and_then(|row| row.zone_share).map(|share| format!("{:.1}%", share * 100.0));
    let quotient = cell.row.and_then(|row| row.location_quotient).map(|quotient| format!("{quotient:.2}"));
    let mut record = vec![
        Pair::new(page.t("소공인 수"), words::count(page, cell.count)),
        Pair::new(page.t("기준"), page.tf("{n}개 이상", &[("n", &cell.finding.threshold)])),
        Pair::new(page.t("기준과의 차이"), words::margin(cell.finding.margin)),
        Pair::new(page.t("구역 종류"), words::tier(page, cell.tier)),
        Pair::new(page.t("업종"), words::division(page, cell.division)),
        Pair::new(page.t("자료"), page.t(&atlas.snapshot.source)),
        Pair::new(page.t("기준일"), show::date(atlas.day())),
        Pair::new(page.t("규칙"), format!("{} ({})", atlas.rules.name, atlas.rules.version)),
    ];
    // Where anything of the sum is withheld there is no share.
    record.extend(share.map(|share| Pair::new(page.t("이 읍·면·동 제조 소공인 가운데 비중"), share)));
    record.extend(quotient.map(|quotient| Pair::new(page.t("입지계수 (전국 평균이 1, 참고용)"), quotient)));
    record
}

/// What was judged, line by line: the count, the tier, the measure.
fn findings(page: &Page, atlas: &Atlas, cell: &Cell) -> Vec<FindingLine> {
    let line = |state: &'static str, title: &str, detail: String, basis: String| FindingLine {
        state,
        title: page.t(title).to_owned(),
        detail,
        basis,
        next_href: String::new(),
        next_label: String::new(),
    };
    let state = match cell.finding.state {
        State::Cluster => "pass",
        State::Near | State::Below => "fail",
        State::Unknown => "unknown",
    };
    let article = page.t("도시형소공인법 시행령 제3조").to_owned();
    let day = page.tf("기준일 {day}", &[("day", &show::date(atlas.day()))]);
    let mut decisive = line(state, "같은 업종 소공인 수", sentence(page, cell), format!("{article} · {day}"));
    if state != "pass" {
        decisive.next_href = urls::with_query(urls::ATLAS, [("division", division_code(cell.division))]);
        page.t("같은 업종의 집적지 보기").clone_into(&mut decisive.next_label);
    }
    let tier = format!(
        "{}: {}",
        words::tier(page, cell.tier),
        page.tf("{n}개 이상", &[("n", &cell.finding.threshold)])
    );
    let basis = match atlas.snapshot.headcount {
        HeadcountBasis::PersonsEngagedBand => line(
            "warn",
            "세는 방법",
            page.t("상시근로자 대신 종사자 1–4명과 5–9명 구간을 셉니다. 종사자 10명 이상이지만 상시근로자가 10명 미만인 곳은 빠져 실제보다 적을 수 있습니다.").to_owned(),
            page.t("사업체조사의 종사자 규모 구간").to_owned(),
        ),
        HeadcountBasis::RegularWorkers => {
            line("pass", "세는 방법", page.t("법이 정한 상시근로자로 셉니다.").to_owned(), page.t("소상공인기본법 시행령 제3조").to_owned())
        }
    };
    vec![decisive, line("pass", "적용한 기준", tier, article), basis]
}

fn near_columns(page: &Page, first: &str, second: &str) -> Vec<Column> {
    vec![Column::text(page.t(first)), Column::text(page.t(second)), Column::number(page.t("거리"))]
}

/// The nearest clusters and near clusters of the same industry. Their counts are never added.
fn neighbours(page: &Page, atlas: &Atlas, cell: &Cell) -> Vec<Near> {
    let at = (cell.zone.position.lon, cell.zone.position.lat);
    let same = |row: &&Judged| row.division == cell.division && row.zone.code != cell.zone.code;
    let mut found: Vec<(&Judged, f64)> = atlas
        .rows
        .iter()
        .filter(same)
        .map(|row| (row, kilometres(at, (row.zone.position.lon, row.zone.position.lat))))
        .collect();
    found.sort_by(|(a, near), (b, far)| near.total_cmp(far).then_with(|| a.zone.code.cmp(b.zone.code)));
    found.truncate(NEIGHBOURS);
    found
        .into_iter()
        .map(|(row, far)| Near {
            href: urls::cluster(row.zone.code, &division_code(row.division)),
            name: row.zone.full_name(),
            what: format!("{} · {}", words::count(page, row.count), words::state(page, row.finding.state)),
            distance: words::distance(page, far),
        })
        .collect()
}

fn near_centre(page: &Page, centre: centres::Centre, far: f64) -> Near {
    Near {
        href: urls::with_query(urls::CENTRES, [("q", &centre.name)]),
        what: centre.speciality,
        distance: words::distance(page, far),
        name: centre.name,
    }
}
