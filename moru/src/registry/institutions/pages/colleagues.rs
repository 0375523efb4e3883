//! Who writes for an institution: the list, inviting, and the page that an invitation leads to.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;
use uuid::Uuid;

use crate::{
    base::{app::App, errors::Outcome},
    identity::accounts::{
        Role, Visitor,
        store::{self as accounts, Holder},
    },
    registry::institutions::{
        access::{Act, require},
        actions::colleagues::{self as actions, Entrance, Invited},
        forms,
        store::{self, Invitation},
    },
    web::{
        forms::{Fields, Problems},
        page::{Page, html},
        parts::{self, Field, Problem},
        show, urls,
    },
};

#[derive(Template)]
#[template(path = "registry/institutions/templates/colleagues.html")]
struct ListPage {
    summary: Vec<Problem>,
    people: Vec<Holder>,
    invitations: Vec<(Invitation, String)>,
    own: Uuid,
    person: Field,
    email: Field,
    page: Page,
}

/// The list.
pub(super) async fn list(State(app): State<App>, visitor: Visitor) -> Outcome<Response> {
    draw(&app, &visitor, (&Fields::default(), &Problems::default())).await
}

async fn draw(app: &App, visitor: &Visitor, (fields, problems): (&Fields, &Problems)) -> Outcome<Response> {
    let actor = visitor.actor()?;
    require(Act::Read, actor, actor.scope)?;
    let database = app.database.read();
    let people = accounts::holders(database, Role::Applicant, actor.scope).await?;
    let open = store::invitations(database, actor.scope, visitor.now).await?;
    let page = visitor.page();
    let list = page.t("내 신청").to_owned();
    let this = page.t("함께 쓰는 동료").to_owned();
    let page = page.under(urls::APPLICATIONS, list).under(urls::COLLEAGUES, this);
    html(&ListPage {
        summary: parts::summary(&page, problems),
        people,
        invitations: open
            .into_iter()
            .map(|open| {
                let until = show::date_time(open.until);
                (open, until)
            })
            .collect(),
        own: actor.account,
        person: Field::sent(&page, "person", fields, problems),
        email: Field::sent(&page, "email", fields, problems),
        page,
    })
}

/// Invites.
pub(super) async fn invite(State(app): State<App>, visitor: Visitor, fields: Fields) -> Outcome<Response> {
    let actor = visitor.actor()?;
    let done = match forms::colleague(&fields) {
        Ok(typed) => actions::invite(&app, actor, typed).await?,
        Err(problems) => Err(problems),
    };
    match done {
        Ok(()) => Ok(Redirect::to(urls::COLLEAGUES).into_response()),
        Err(problems) => {
            let page = draw(&app, &visitor, (&fields, &problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// Takes an invitation back.
pub(super) async fn cancel(State(app): State<App>, visitor: Visitor, fields: Fields) -> Outcome<Redirect> {
    actions::cancel(&app, visitor.actor()?, fields.get("email")).await?;
    Ok(Redirect::to(urls::COLLEAGUES))
}

/// Takes access away.
pub(super) async fn remove(
    State(app): State<App>,
    visitor: Visitor,
    Path(account): Path<Uuid>,
) -> Outcome<Redirect> {
    let actor = visitor.actor()?;
    actions::remove(&app, actor, account).await?;
    Ok(Redirect::to(if account == actor.account { urls::HOME } else { urls::COLLEAGUES }))
}

#[derive(Template)]
#[template(path = "registry/institutions/templates/join.html")]
struct JoinPage {
    summary: Vec<Problem>,
    action: String,
    sign_in: String,
    institution: String,
    address: String,
    entrance: Entrance,
    person: Field,
    password: Field,
    consent: Field,
    consented: bool,
    page: Page,
}

/// The page of an invitation.
pub(super) async fn invited(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Outcome<Response> {
    let invited = actions::invited(&app, &token, visitor.actor.as_ref()).await?;
    let mut fields = Fields::default();
    fields.set("person", &invited.invitation.name);
    draw_invited(&visitor, &token, invited, (&fields, &Problems::default()))
}

fn draw_invited(
    visitor: &Visitor,
    token: &str,
    invited: Invited,
    (fields, problems): (&Fields, &Problems),
) -> Outcome<Response> {
    let page = visitor.page();
    let action = urls::join(token);
    html(&JoinPage {
        summary: parts::summary(&page, problems),
        sign_in: urls::sign_in_for(&action),
        action,
        institution: invited.institution.name,
        address: invited.invitation.email,
        entrance: invited.entrance,
        person: Field::sent(&page, "person", fields, problems),
        password: Field::new(&page, "password", "", problems),
        consent: Field::sent(&page, "consent", fields, problems),
        consented: fields.has("consent"),
        page,
    })
}

/// Accepts it.
pub(super) async fn join(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    fields: Fields,
) -> Outcome<Response> {
    let invited = actions::invited(&app, &token, visitor.actor.as_ref()).await?;
    let typed = match invited.entrance {
        Entrance::Password => match forms::joining(&fields) {
            Ok(typed) => Some(typed),
            Err(problems) => {
                let page = draw_invited(&visitor, &token, invited, (&fields, &problems))?;
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
            }
        },
        Entrance::Account => None,
        Entrance::SignIn | Entrance::Closed => {
            return draw_invited(&visitor, &token, invited, (&fields, &Problems::default()));
        }
    };
    let is_new = typed.is_some();
    actions::join(&app, &token, visitor.actor.as_ref(), typed).await?;
    let on = if is_new { urls::sign_in_for(urls::APPLICATIONS) } else { urls::HOME.to_owned() };
    Ok(Redirect::to(&on).into_response())
}
