//! Who writes an application: who answers for a step, who changed it last, and what others wrote that was written over.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::{
    applying::applications::{
        form::{Step, belongs_to},
        store::{self, Answers, Application, Aside},
    },
    base::{app::App, errors::Outcome},
    identity::accounts::{
        Role,
        store::{self as accounts, Holder},
    },
    web::{
        page::Page,
        parts::{Choice, Other},
        show, urls,
    },
};

/// The people of an application.
#[derive(Clone, Debug, Default)]
pub(super) struct Writers {
    /// Those who may write it.
    people: Vec<Holder>,
    /// What everybody is called who may write it or has.
    names: BTreeMap<Uuid, String>,
    /// Who answers for which step.
    keepers: BTreeMap<String, Uuid>,
    /// What was written over.
    asides: Vec<Aside>,
}

/// What a step says of who writes it.
pub(super) struct StepWriters {
    /// Who answers for it; empty when nobody does.
    pub(super) keeper: String,
    /// Who changed it last and when; empty while nobody has.
    pub(super) last: String,
    /// Everybody who could answer for it, and nobody.
    pub(super) choices: Vec<Choice>,
    /// Where the choice is sent.
    pub(super) action: String,
}

/// Asks who writes an application.
pub(super) async fn writers(app: &App, application: &Application, answers: &Answers) -> Outcome<Writers> {
    let database = app.database.read();
    let people = accounts::holders(database, Role::Applicant, application.institution).await?;
    let question = store::keepers(application.id).and(store::aside(application.id));
    let (keepers, asides) = question.ask(database).await?;
    let mut names: BTreeMap<Uuid, String> =
        people.iter().map(|known| (known.account, known.name.clone())).collect();
    let wrote =
        answers.values().map(|answer| answer.saved_by).chain(asides.iter().map(|aside| aside.saved_by));
    let mut gone: Vec<Uuid> = wrote.filter(|account| !names.contains_key(account)).collect();
    gone.sort_unstable();
    gone.dedup();
    if !gone.is_empty() {
        names.extend(accounts::names(database, gone).await?);
    }
    Ok(Writers { people, names, keepers, asides })
}

/// What somebody is called whose account is no longer known.
fn name(page: &Page, names: &BTreeMap<Uuid, String>, account: Uuid) -> String {
    names.get(&account).cloned().unwrap_or_else(|| page.t("알 수 없는 사람").to_owned())
}

impl Writers {
    /// Who writes a step; none where one person writes everything.
    pub(super) fn of_step(
        &self,
        page: &Page,
        id: &Uuid,
        step: Step,
        answers: &Answers,
    ) -> Option<StepWriters> {
        if self.people.len() < 2 {
            return None;
        }
        let here = answers.iter().filter(|(field, _)| belongs_to(field) == Some(step));
        let last = here.map(|(_, answer)| answer).max_by_key(|answer| answer.saved_at);
        // Whoever has left answers for nothing any more.
        let kept = self.keepers.get(step.code()).copied();
        let keeper = self.people.iter().find(|known| Some(known.account) == kept);
        let chosen = keeper.map(|known| known.account.to_string()).unwrap_or_default();
        let nobody = Choice::new("", page.t("정하지 않음"), &chosen);
        let people = self.people.iter().map(|known| {
            Choice::new(known.account.to_string(), format!("{} ({})", known.name, known.email), &chosen)
        });
        Some(StepWriters {
            keeper: keeper.map(|known| known.name.clone()).unwrap_or_default(),
            last: last.map_or_else(String::new, |answer| {
                let (who, at) = (name(page, &self.names, answer.saved_by), show::date_time(answer.saved_at));
                page.tf("마지막으로 고친 사람: {who}, {at}", &[("who", &who), ("at", &at)])
            }),
            choices: std::iter::once(nobody).chain(people).collect(),
            action: urls::application_keeper(id, step.code()),
        })
    }

    /// What others wrote into a field that it does not say now. `said` finds the words of a choice.
    pub(super) fn others(&self, page: &Page, field: &str, said: impl Fn(&str) -> String) -> Vec<Other> {
        let of_it = self.asides.iter().filter(|aside| aside.field == field);
        of_it.map(|aside| other(page, &self.names, aside, said(&aside.value))).collect()
    }
}

fn other(page: &Page, names: &BTreeMap<Uuid, String>, aside: &Aside, text: String) -> Other {
    Other {
        key: aside.id.to_string(),
        head: head(page, names, aside),
        text,
        take: page.t("이 글로 바꾸기").to_owned(),
        dismiss: page.t("지우기").to_owned(),
    }
}

fn head(page: &Page, names: &BTreeMap<Uuid, String>, aside: &Aside) -> String {
    let (who, at) = (name(page, names, aside.saved_by), show::date_time(aside.saved_at));
    page.tf(
        "{who} 님이 {at}에 이렇게 적었습니다. 위의 글이 그 뒤에 저장되었습니다.",
        &[("who", &who), ("at", &at)],
    )
}

/// What is said at once after a field was kept over what somebody else had written.
pub(super) async fn said_aside(app: &App, page: &Page, asides: &[Aside]) -> Outcome<String> {
    let Some(aside) = asides.first() else { return Ok(String::new()) };
    let names = accounts::names(app.database.read(), vec![aside.saved_by]).await?;
    let (who, at) = (name(page, &names, aside.saved_by), show::clock(aside.saved_at));
    Ok(page.tf(
        "{who} 님이 {at}에 적은 글이 있어 함께 남겼습니다: {text}",
        &[("who", &who), ("at", &at), ("text", &aside.value)],
    ))
}
