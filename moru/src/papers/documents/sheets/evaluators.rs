//! The register of evaluators, as its page shows it: no telephone number, no mail address.

use documents::sheets::{Kind, Sheet, Value};

use super::sheet;
use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::Actor,
    judging::evaluators::{
        access::{Act, State, require},
        store::{self, Evaluator, Filter, PAGE},
        words,
    },
};

/// The most pages of the register that go into one file.
const MOST: usize = 100;

pub(super) async fn sheets(app: &App, actor: &Actor) -> Outcome<Vec<Sheet>> {
    require(Act::Read, actor, State::Active)?;
    let (database, most) = (app.database.read(), usize::try_from(PAGE).unwrap_or(usize::MAX));
    let mut known: Vec<Evaluator> = Vec::new();
    for _ in 0..MOST {
        let after = known.last().map(|last| last.id);
        let mut page = store::list(database, Filter { after, ..Filter::default() }).await?;
        let goes_on = page.len() > most;
        page.truncate(most);
        known.append(&mut page);
        if !goes_on {
            break;
        }
    }
    let sittings = store::sittings(database, known.iter().map(|one| one.id)).await?;
    let row = |one: &Evaluator| -> [Value; 6] {
        let times = sittings.iter().filter(|sitting| sitting.evaluator == one.id).count();
        let divisions: Vec<String> = one.divisions.iter().map(|code| format!("C{code}")).collect();
        [
            one.name.as_str().into(),
            one.institution.as_str().into(),
            words::side(one.outside).into(),
            divisions.join(", ").into(),
            i64::try_from(times).unwrap_or(i64::MAX).into(),
            words::state(one.state).1.into(),
        ]
    };
    let columns = [
        ("이름", Kind::Text, 16),
        ("소속", Kind::Text, 34),
        ("구분", Kind::Text, 8),
        ("업종", Kind::Text, 24),
        ("참여 횟수", Kind::Integer, 10),
        ("상태", Kind::Text, 10),
    ];
    Ok(vec![sheet("평가위원", columns, known.iter().map(row).collect())])
}
