//! An item of the checklist as its form shows it.

use std::collections::BTreeSet;

use programme::inspection::{Content, Item, Measure, Record, Standing, Verdict, Visit, standing};
use uuid::Uuid;

use crate::{
    judging::inspections::{
        evidence::{About, Whole},
        store::Recorded,
        words,
    },
    web::{
        forms::{Fields, Problems, of_hundredths},
        page::Page,
        parts::{Choice, Field, Pair},
        show, urls,
    },
};

/// A firm to walk to.
pub(super) struct Firm {
    /// Its line of the roster.
    pub(super) name: String,
    /// The field.
    pub(super) field: Field,
    /// What may be found.
    pub(super) choices: Vec<Choice>,
}

/// A photo.
pub(super) struct PhotoView {
    /// Where its bytes are.
    pub(super) href: String,
    /// What it is of.
    pub(super) alt: String,
}

/// An item.
pub(super) struct ItemView {
    /// Its number.
    pub(super) number: u8,
    /// What should be so.
    pub(super) title: String,
    /// What it asks for, each with its tone.
    pub(super) badges: Vec<(&'static str, &'static str)>,
    /// The verdict.
    pub(super) verdict: Field,
    /// The verdicts to choose from.
    pub(super) verdicts: Vec<Choice>,
    /// The measured area, where it is measured.
    pub(super) area: Option<Field>,
    /// What was declared.
    pub(super) declared: String,
    /// The firms to walk to.
    pub(super) firms: Vec<Firm>,
    /// The list among which they were drawn.
    pub(super) list: String,
    /// The note.
    pub(super) note: Field,
    /// The records that a new one replaces, between commas.
    pub(super) bases: String,
    /// Who recorded it last.
    pub(super) status: String,
    /// Whether two records contradict each other.
    pub(super) differs: bool,
    /// The page of the item.
    pub(super) href: String,
    /// The photos taken.
    pub(super) photos: Vec<PhotoView>,
    /// Whether anything can still be recorded.
    pub(super) is_open: bool,
}

/// A record in words.
pub(super) struct RecordView {
    /// Who and when.
    pub(super) by: String,
    /// What.
    pub(super) facts: Vec<Pair>,
    /// What a form sends that takes this record over.
    pub(super) taken: Vec<(String, String)>,
}

/// The name of a field of an item.
fn name(field: &str, item: u8) -> String {
    format!("{field}.{item}")
}

/// The fields of an item without its number, as [`crate::judging::inspections::forms::item`] reads them.
pub(super) fn unnumbered(fields: &Fields, item: u8) -> Fields {
    let mut out = Fields::default();
    let end = format!(".{item}");
    for (field, value) in fields.iter() {
        if let Some(field) = field.strip_suffix(&end) {
            out.set(field, value);
        }
    }
    out
}

/// The text under which a verdict or what was found at a firm is sent.
fn code(of: &impl serde::Serialize) -> String {
    serde_json::to_value(of).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// What a form sends that says this.
fn values(content: &Content, item: u8) -> Vec<(String, String)> {
    let mut out = vec![
        (name("verdict", item), content.verdict.as_ref().map(code).unwrap_or_default()),
        (name("note", item), content.note.clone()),
        (name("area", item), content.area_centi_m2.map(of_hundredths).unwrap_or_default()),
    ];
    for (place, visit) in content.visits.iter().enumerate() {
        out.push((name(&format!("visit.{place}"), item), code(visit)));
    }
    out
}

/// An item with what stands for it, or with what was sent and something is wrong with.
pub(super) fn view(
    page: &Page,
    (whole, about): (&Whole, &About),
    item: &Item,
    sent: Option<(&Fields, &Problems)>,
) -> ItemView {
    let number = item.number;
    let stands = standing(&whole.records, number);
    let (shown, bases): (Option<&Record>, BTreeSet<String>) = match &stands {
        Standing::Empty => (None, BTreeSet::new()),
        Standing::One(record, bases) => (Some(record), bases.clone()),
        Standing::Conflict(records) => (None, records.iter().map(|record| record.id.clone()).collect()),
    };
    let mut kept = Fields::default();
    for (field, value) in shown.map(|record| values(&record.content, number)).unwrap_or_default() {
        kept.set(&field, &value);
    }
    let none = Problems::default();
    let (fields, problems) = sent.unwrap_or((&kept, &none));
    let field = |what: &str| {
        let mut field = Field::sent(page, &name(what, number), fields, problems);
        if let Some(words) = problems.of(what) {
            field.error = page.say(words);
        }
        field
    };
    let verdict = |one: Verdict| {
        Choice::new(code(&one), page.t(words::verdict(one)), fields.get(&name("verdict", number)))
    };
    let photo = |one: &crate::judging::inspections::store::Photo| PhotoView {
        href: urls::inspection_photo(&whole.inspection.id, &one.id),
        alt: page.tf("{item}번 사진, {at}", &[("item", &number), ("at", &show::date_time(one.made_at))]),
    };
    let last = shown.and_then(|record| whole.recorded.iter().find(|one| one.record.id == record.id));
    ItemView {
        number,
        title: page.t(&item.title).to_owned(),
        badges: [(item.veto, "danger", "맞지 않으면 탈락"), (item.photo, "gray", "사진 필요")]
            .into_iter()
            .filter_map(|(asks, tone, label)| asks.then_some((tone, label)))
            .collect(),
        verdicts: item.verdicts().map(verdict).collect(),
        verdict: field("verdict"),
        area: (item.measure == Some(Measure::Area)).then(|| field("area")),
        declared: whole.declared_area.map(of_hundredths).unwrap_or_default(),
        firms: if item.measure == Some(Measure::Walk) {
            whole.sample().iter().enumerate().map(|(place, line)| firm(page, (place, line), &field)).collect()
        } else {
            Vec::new()
        },
        list: whole.inspection.draw.list.clone(),
        note: field("note"),
        bases: bases.into_iter().collect::<Vec<_>>().join(","),
        status: last.map(|last| by(page, last, about)).unwrap_or_default(),
        differs: matches!(stands, Standing::Conflict(_)),
        href: urls::inspection_item(&whole.inspection.id, number),
        photos: whole.photos.iter().filter(|one| one.item == number).map(photo).collect(),
        is_open: whole.inspection.closed.is_none(),
    }
}

fn firm(page: &Page, (place, line): (usize, &String), field: &impl Fn(&str) -> Field) -> Firm {
    let field = field(&format!("visit.{place}"));
    let chosen = if field.value.is_empty() { code(&Visit::NotVisited) } else { field.value.clone() };
    let choice = |one: Visit| Choice::new(code(&one), page.t(words::visit(one)), &chosen);
    Firm { name: line.clone(), choices: Visit::ALL.into_iter().map(choice).collect(), field }
}

/// Who recorded something, and when by the clock of their device.
pub(super) fn by(page: &Page, one: &Recorded, about: &About) -> String {
    let (who, at) = (who(page, about, one.by), show::date_time(one.made_at));
    page.tf("{who}, {at}", &[("who", &who), ("at", &at)])
}

/// The name of an inspector.
pub(super) fn who(page: &Page, about: &About, evaluator: Uuid) -> String {
    match about.people.name(evaluator) {
        "" => page.t("실사자").to_owned(),
        name => name.to_owned(),
    }
}

/// A record in words.
pub(super) fn record(page: &Page, (whole, about): (&Whole, &About), record: &Record) -> RecordView {
    let content = &record.content;
    let verdict = content.verdict.map_or("정하지 않음", words::verdict);
    let mut facts = vec![Pair::new(page.t("확인한 결과"), page.t(verdict))];
    if let Some(area) = content.area_centi_m2 {
        facts.push(Pair::new(page.t("잰 면적"), page.tf("{n}㎡", &[("n", &of_hundredths(area))])));
    }
    for (line, visit) in whole.sample().iter().zip(&content.visits) {
        if *visit != Visit::NotVisited {
            facts.push(Pair::new(line.clone(), page.t(words::visit(*visit))));
        }
    }
    if !content.note.is_empty() {
        facts.push(Pair::new(page.t("적은 것"), content.note.clone()));
    }
    let found = whole.recorded.iter().find(|one| one.record.id == record.id);
    RecordView {
        by: found.map(|one| by(page, one, about)).unwrap_or_default(),
        facts,
        taken: [
            values(content, record.item),
            vec![(name("list", record.item), whole.inspection.draw.list.clone())],
        ]
        .concat(),
    }
}
