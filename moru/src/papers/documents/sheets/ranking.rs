//! The order of a call with what it comes from: points of stages, and every card that was signed. Members are named by
//! signs, as on the score sheet that `moru verify scores` reads.

use documents::sheets::{Kind, Sheet, Value};
use programme::scoring::{ApplicationKey, Card, Outcome as Published};

use super::{call, sheet};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    identity::accounts::Actor,
    judging::{
        panels::words::stage,
        scores::{
            access::{Act, State, require},
            evidence::{self, Whole},
            words,
        },
    },
    web::{page::Page, urls},
};

pub(super) async fn sheets(app: &App, actor: &Actor, slug: &str) -> Outcome<Vec<Sheet>> {
    require(Act::Follow, actor, None, State::Open)?;
    let call = call(app, slug).await?;
    let whole = evidence::whole(app.database.read(), &call).await?;
    require(Act::Export, actor, None, if whole.is_closed() { State::Closed } else { State::Open })?;
    let published = whole.published().map_err(|_| {
        Refusal::conflict("아직 순위를 낼 수 없습니다.", "순위 화면에서 남은 일을 확인해 주세요.")
            .leading_to(urls::desk_scores(slug), "순위 보기")
    })?;
    Ok(vec![order(&whole, &published), stages(&whole, &published), cards(&whole)])
}

fn name(whole: &Whole, key: &ApplicationKey) -> String {
    let found = whole.entrants.iter().find(|one| one.key == *key);
    found.map(|one| one.institution.clone()).unwrap_or_default()
}

fn order(whole: &Whole, published: &Published) -> Sheet {
    let page = Page::new(crate::base::words::Language::Korean, "");
    let placed = published.ranking.order.iter().map(|one| -> [Value; 5] {
        [
            i64::from(one.place).into(),
            one.application.0.as_str().into(),
            name(whole, &one.application).into(),
            one.total_centi.to_string().into(),
            words::standing(&page, one.standing).1.into(),
        ]
    });
    let others = published.ranking.not_ranked.iter().map(|one| -> [Value; 5] {
        let why = words::why_not(&page, &one.because);
        [
            Value::Nothing,
            one.application.0.as_str().into(),
            name(whole, &one.application).into(),
            Value::Nothing,
            why.into(),
        ]
    });
    let columns = [
        ("순위", Kind::Integer, 8),
        ("접수번호", Kind::Text, 22),
        ("신청기관", Kind::Text, 30),
        ("최종 점수", Kind::Text, 12),
        ("제안 또는 까닭", Kind::Text, 50),
    ];
    sheet("순위", columns, placed.chain(others).collect())
}

fn stages(whole: &Whole, published: &Published) -> Sheet {
    let rows = published.results.iter().flat_map(|result| {
        result.stages.iter().map(|one| -> [Value; 4] {
            let mean = one.points.as_ref().map(|points| points.mean_centi.to_string());
            let key = &result.application;
            [key.0.as_str().into(), name(whole, key).into(), stage(one.stage).into(), mean.into()]
        })
    });
    let columns = [
        ("접수번호", Kind::Text, 22),
        ("신청기관", Kind::Text, 30),
        ("단계", Kind::Text, 12),
        ("점수", Kind::Text, 10),
    ];
    sheet("단계별 점수", columns, rows.collect())
}

fn cards(whole: &Whole) -> Sheet {
    let signed = whole.given.cards.iter().filter(|card| card.is_locked());
    let rows = signed.flat_map(|card: &Card| {
        card.scores.iter().map(move |score| -> [Value; 6] {
            let rule = whole.plan.rubric.scored_stage(card.stage);
            let criterion = rule.and_then(|rule| rule.criterion(&score.criterion));
            let criterion = criterion.map_or(score.criterion.0.as_str(), |known| known.name.as_str());
            [
                card.application.0.as_str().into(),
                stage(card.stage).into(),
                card.evaluator.0.as_str().into(),
                criterion.into(),
                score.points_centi.to_string().into(),
                score.comment.clone().into(),
            ]
        })
    });
    let columns = [
        ("접수번호", Kind::Text, 22),
        ("단계", Kind::Text, 12),
        ("위원", Kind::Text, 14),
        ("평가지표", Kind::Text, 30),
        ("점수", Kind::Text, 10),
        ("의견", Kind::Text, 60),
    ];
    sheet("평가표", columns, rows.collect())
}
