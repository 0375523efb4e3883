//! A press release (보도자료, D-02) with its embargo. Before its moment it is for the desk alone (E-01).

use documents::{Block, Callout, Column, Heading, List, Paragraph};
use korea::dates::kst;
use programme::embargo::{Lift, PrintEdition};
use uuid::Uuid;

use super::{
    Paper, Reader,
    blocks::{heading, table},
};
use crate::{
    base::{
        app::App,
        errors::{Outcome, Refusal},
    },
    notices::publications::{
        access::{State, may_read},
        document::{ReleaseDocument, Section, channel_korean},
        store::{self, Contact, EmbargoRow},
    },
    web::show,
};

/// The release.
pub(super) async fn paper(app: &App, reader: &Reader<'_>, id: Uuid) -> Outcome<Paper> {
    let database = app.database.read();
    let release = store::by_id(database, id).await?.ok_or_else(Refusal::not_found)?;
    let is_public = State::at(release.lift_at, reader.now) == State::Released;
    if !is_public && !reader.actor.is_some_and(|actor| may_read(actor, release.owner)) {
        return Err(Refusal::not_found().into());
    }
    let rows = store::embargoes(database, id).await?;
    let contacts = store::contacts(database, id).await?;
    let document = &release.document;
    let mut paper =
        Paper::titled(document.title.clone(), show::day(release.lift_at.unwrap_or(release.created_at)));
    let moments: Vec<String> = rows.iter().map(moment).collect();
    if !moments.is_empty() {
        paper.push(Callout { title: Some("보도시점".to_owned()), text: moments.join("\n").into() });
    }
    let issuer = &document.issuer;
    let names = [issuer.parent.as_deref(), Some(issuer.name.as_str())];
    let names: Vec<&str> = names.into_iter().flatten().collect();
    paper.push(Paragraph::from(format!("보도자료 · {}", names.join(" "))));
    if !document.subtitles.is_empty() {
        paper.push(List::bulleted(document.subtitles.iter().map(String::as_str)));
    }
    body(&mut paper, document);
    people(&mut paper, document, &contacts);
    Ok(paper)
}

/// "인터넷: 2024. 4. 15.(월) 06:00".
fn moment(row: &EmbargoRow) -> String {
    let line = row.in_force();
    let day = show::date(line.day.date);
    let at = match line.lift {
        Lift::At(time) => show::date_time(kst::instant(line.day.date.and_time(time))),
        Lift::Edition(PrintEdition::Morning) => format!("{day} 조간"),
        Lift::Edition(PrintEdition::Evening) => format!("{day} 석간"),
    };
    format!("{}: {at}", channel_korean(row.stated.channel))
}

fn body(paper: &mut Paper, document: &ReleaseDocument) {
    for text in &document.body {
        paper.push(Paragraph::from(text.as_str()));
    }
    for section in &document.sections {
        annex(paper, section);
    }
}

fn annex(paper: &mut Paper, section: &Section) {
    if !section.title.trim().is_empty() {
        paper.push(Heading::plain(1, section.title.as_str()));
    }
    for item in &section.items {
        if item.is_note {
            paper.push(Block::Note(item.text.as_str().into()));
        } else {
            paper.push(List::bulleted([item.text.as_str()]));
        }
    }
    if section.rows.is_empty() {
        return;
    }
    let columns = [("구분", Column::text(3)), ("내용", Column::text(7)), ("비고", Column::text(2))];
    let rows = section.rows.iter();
    let rows = rows.map(|row| [row.labels.join(" · "), row.items.join("\n"), row.remark.clone()]);
    paper.push(table(columns, rows, ""));
}

fn people(paper: &mut Paper, document: &ReleaseDocument, contacts: &[Contact]) {
    if !document.inquiries.is_empty() {
        paper.push(heading("문의"));
        let columns = [("기관", Column::text(4)), ("내용", Column::text(4)), ("전화", Column::text(4))];
        let rows = document.inquiries.iter().map(|line| {
            let phones: Vec<String> = line.phones.iter().map(ToString::to_string).collect();
            [line.organisation.clone(), line.topic.clone(), phones.join(", ")]
        });
        paper.push(table(columns, rows, ""));
    }
    if !contacts.is_empty() {
        paper.push(heading("담당 부서"));
        let columns = [
            ("기관", Column::text(4)),
            ("부서", Column::text(4)),
            ("구분", Column::centered(2)),
            ("직급", Column::centered(2)),
            ("전화", Column::text(3)),
        ];
        let row = |one: &Contact| {
            let duty = one.duty.korean().to_owned();
            [one.organisation.clone(), one.department.clone(), duty, one.rank.clone(), one.phone.clone()]
        };
        paper.push(table(columns, contacts.iter().map(row), ""));
    }
}
