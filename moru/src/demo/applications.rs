//! Example institutions and their applications.

use chrono::{DateTime, TimeDelta, Utc};
use programme::gates::InstitutionKind;
use uuid::Uuid;

use super::{PASSWORD, email};
use crate::{
    applying::applications::{actions, example, form::Step},
    base::{app::App, clock::Clock, errors::Outcome},
    identity::accounts::{Actor, Role, store as accounts},
    notices::calls::example::SLUG,
    registry::institutions::{
        actions::{Opened, colleagues, sign_up},
        forms::{Colleague, Joining, SignUp},
    },
};

/// How far an example application has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Only signed up.
    SignedUp,
    /// A draft with everything in it.
    Draft,
    /// Submitted.
    Submitted,
    /// Submitted and withdrawn.
    Withdrawn,
}

struct Example {
    name: &'static str,
    number: &'static str,
    kind: InstitutionKind,
    zone: &'static str,
    division: u8,
    people: usize,
    stage: Stage,
}

/// The first one belongs to the account of the applicant's role.
const EXAMPLES: [Example; 6] = [
    example(
        "예시산업진흥원",
        "1018200013",
        InstitutionKind::LocalGovAffiliate,
        ("서울특별시 영등포구 문래동", 25),
        (3, Stage::Draft),
    ),
    example(
        "예시의류협회",
        "1028200020",
        InstitutionKind::CivilActArt32NonProfit,
        ("서울특별시 광진구 중곡제4동", 14),
        (4, Stage::Submitted),
    ),
    example(
        "예시대학교 산학협력단",
        "1038200038",
        InstitutionKind::IndustryAcademicFoundation,
        ("대구광역시 북구 노원동", 27),
        (3, Stage::Submitted),
    ),
    example(
        "주식회사 예시",
        "1048100048",
        InstitutionKind::ForProfit,
        ("경기도 포천시 가산면", 32),
        (5, Stage::Submitted),
    ),
    example(
        "예시가구협동조합",
        "1058200053",
        InstitutionKind::Cooperative,
        ("경기도 군포시 산본1동", 25),
        (2, Stage::Withdrawn),
    ),
    example(
        "예시상공회의소",
        "1068200060",
        InstitutionKind::SpecialActNonProfit,
        ("인천광역시 강화군 강화읍", 13),
        (3, Stage::SignedUp),
    ),
];

const fn example(
    name: &'static str,
    number: &'static str,
    kind: InstitutionKind,
    (zone, division): (&'static str, u8),
    (people, stage): (usize, Stage),
) -> Example {
    Example { name, number, kind, zone, division, people, stage }
}

/// Opens the institutions and, unless the example begins before the call does, writes their applications as if that had
/// happened in the first days of the call.
pub(super) async fn seed(app: &App) -> Outcome<()> {
    let now = app.clock.now();
    let begun: DateTime<Utc> = DateTime::from_timestamp(1_714_350_600, 0).unwrap_or_default();
    for (place, example) in EXAMPLES.iter().enumerate() {
        let at = begun + TimeDelta::hours(i64::try_from(place).unwrap_or_default());
        let then = App { clock: Clock::standing_at(at.min(now)), ..app.clone() };
        let actor = open(&then, place, example).await?;
        if example.stage != Stage::SignedUp && at < now {
            write(&then, &actor, example, at).await?;
        }
    }
    Ok(())
}

async fn open(app: &App, place: usize, example: &Example) -> Outcome<Actor> {
    let address = if place == 0 { email(Role::Applicant) } else { format!("applicant-{place}@moru.example") };
    let form = SignUp {
        email: address,
        password: PASSWORD.to_owned(),
        person: "예시 담당자".to_owned(),
        institution: example.name.to_owned(),
        kind: example.kind,
        business_number: example.number.to_owned(),
        representative_title: "대표".to_owned(),
        address: format!("{} 예시로 1", example.zone),
        phone: "+82421234567".to_owned(),
    };
    match sign_up(app, form).await? {
        Opened::Done { institution, account } => Ok(Actor {
            account,
            name: "예시 담당자".to_owned(),
            role: Role::Applicant,
            scope: institution,
            roles: vec![(Role::Applicant, institution)],
        }),
        Opened::Taken(_) => Err(crate::base::errors::Refusal::conflict(
            "이미 가입한 기관입니다. 기관 담당자에게 문의해 주세요.",
            "빈 데이터베이스에서 시작해 주세요.",
        )
        .into()),
    }
}

async fn write(app: &App, actor: &Actor, example: &Example, at: DateTime<Utc>) -> Outcome<()> {
    let id = actions::begin(app, actor, SLUG).await?;
    let answers = example::answers(example.zone, example.division, example.people);
    example::fill(app, actor, id, answers).await?;
    if example.stage == Stage::Draft {
        return written_together(app, actor, id).await;
    }
    if example.kind == InstitutionKind::IndustryAcademicFoundation {
        example::together(app, actor, id).await?;
    }
    actions::submit(app, actor, id, at).await?;
    if example.stage == Stage::Withdrawn {
        actions::withdraw(app, actor, id).await?;
    }
    Ok(())
}

/// Two write the example draft: a colleague has joined and answers for the plan.
async fn written_together(app: &App, actor: &Actor, id: Uuid) -> Outcome<()> {
    let (email, token) = ("colleague@moru.example".to_owned(), hex::encode(app.clock.secret()));
    let invited = Colleague { name: "예시 동료".to_owned(), email: email.clone() };
    if colleagues::invite_by(app, actor, invited, &token).await?.is_err() {
        return Ok(());
    }
    let joining = Joining { name: "예시 동료".to_owned(), password: PASSWORD.to_owned() };
    colleagues::join(app, &token, None, Some(joining)).await?;
    let people = accounts::holders(app.database.read(), Role::Applicant, actor.scope).await?;
    let colleague = people.iter().find(|known| known.email == email).map(|known| known.account);
    actions::set_keeper(app, actor, id, (Step::Plan, colleague)).await
}
