//! The form in which the agency writes down what its committee decided.

use programme::{
    scoring::Ranking,
    selection::{Choice as Decision, proposed},
    states::Conclusion,
};

use crate::{
    base::words::Words,
    judging::{
        scores::{evidence::Whole, words as score_words},
        selection::{
            actions::{LONGEST, Proposal},
            store::{self, Chosen, Selection},
            words,
        },
    },
    web::{
        forms::{Fields, Problems},
        page::Page,
        parts::{Choice, Field},
    },
};

/// One application in the form.
pub(super) struct Line {
    pub(super) institution: String,
    pub(super) number: String,
    /// Its place and points, or why it has none.
    pub(super) standing: String,
    pub(super) choice: Field,
    pub(super) choices: Vec<Choice>,
    pub(super) reason: Field,
}

/// The form.
pub(super) struct Form {
    pub(super) lines: Vec<Line>,
    pub(super) met_on: Field,
    pub(super) minutes: Field,
    pub(super) number_reason: Field,
}

const CONCLUSIONS: [Conclusion; 3] = [Conclusion::Selected, Conclusion::Reserve, Conclusion::NotSelected];

/// What was written down before, or else what the order proposes.
pub(super) fn filled(ranking: &Ranking, before: Option<(&Selection, &[Chosen])>) -> Fields {
    let mut fields = Fields::default();
    for choice in proposed(ranking) {
        put(&mut fields, &choice);
    }
    if let Some((selection, chosen)) = before {
        for one in chosen {
            put(&mut fields, &one.choice);
        }
        fields.set("met_on", &selection.met_on.to_string());
        fields.set("minutes", &selection.minutes);
        fields.set("number_reason", &selection.reason);
    }
    fields
}

fn put(fields: &mut Fields, choice: &Decision) {
    let key = &choice.application.0;
    fields.set(&format!("choice.{key}"), &store::code(choice.conclusion).unwrap_or_default());
    fields.set(&format!("reason.{key}"), &choice.reason);
}

/// Draws the form.
pub(super) fn form(page: &Page, whole: &Whole, ranking: &Ranking, sent: (&Fields, &Problems)) -> Form {
    let field = |name: &str| Field::sent(page, name, sent.0, sent.1);
    let ranked = ranking.order.iter().map(|one| {
        let standing = page.tf(
            "{place}위 · {total}점 · {standing}",
            &[
                ("place", &one.place),
                ("total", &one.total_centi),
                ("standing", &score_words::standing(page, one.standing).1),
            ],
        );
        (&one.application, standing)
    });
    let others =
        ranking.not_ranked.iter().map(|one| (&one.application, score_words::why_not(page, &one.because)));
    let line = |(key, standing): (&programme::scoring::ApplicationKey, String)| {
        let choice = field(&format!("choice.{}", key.0));
        let label = |conclusion| {
            Choice::new(
                store::code(conclusion).unwrap_or_default(),
                page.t(words::conclusion(conclusion)),
                &choice.value,
            )
        };
        let entrant = whole.entrants.iter().find(|one| one.key == *key);
        Line {
            institution: entrant.map(|one| one.institution.clone()).unwrap_or_default(),
            number: key.0.clone(),
            standing,
            choices: CONCLUSIONS.into_iter().map(label).collect(),
            choice,
            reason: field(&format!("reason.{}", key.0)),
        }
    };
    Form {
        lines: ranked.chain(others).map(line).collect(),
        met_on: field("met_on"),
        minutes: field("minutes"),
        number_reason: field("number_reason"),
    }
}

/// What was typed, or what is wrong with it.
pub(super) fn read(fields: &Fields) -> Result<Proposal, Problems> {
    let mut problems = Problems::default();
    let met_on = fields.get("met_on").parse().ok();
    if met_on.is_none() {
        problems.add("met_on", Words::new("위원회가 열린 날을 골라 주세요."));
    }
    let is_long = |text: &str| text.chars().count() > LONGEST;
    let minutes = fields.get("minutes").trim();
    if minutes.is_empty() || is_long(minutes) {
        problems.add("minutes", Words::new("회의록을 4,000자 안에서 적어 주세요."));
    }
    let reason = fields.get("number_reason").trim();
    if is_long(reason) {
        problems.add("number_reason", Words::new("까닭을 4,000자 안에서 적어 주세요."));
    }
    let mut choices = Vec::new();
    for (field, value) in fields.iter() {
        let Some(key) = field.strip_prefix("choice.") else { continue };
        let why = fields.get(&format!("reason.{key}")).trim();
        if is_long(why) {
            problems.add(format!("reason.{key}"), Words::new("까닭을 4,000자 안에서 적어 주세요."));
        }
        match store::conclusion(value) {
            Some(conclusion) => choices.push(Decision {
                application: programme::scoring::ApplicationKey(key.to_owned()),
                conclusion,
                reason: why.to_owned(),
            }),
            None => problems.add(field, Words::new("어떻게 하기로 했는지 골라 주세요.")),
        }
    }
    match met_on {
        Some(met_on) if problems.is_empty() => {
            Ok(Proposal { met_on, minutes: minutes.to_owned(), reason: reason.to_owned(), choices })
        }
        _ => Err(problems),
    }
}
