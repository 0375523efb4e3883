//! The application form (신청서, D-03), and what all documents of an application are drawn from.

use chrono::{DateTime, NaiveDate, Utc};
use documents::{Block, Mark, SignatureLine, Signatures};
use korea::{
    ksic::{Revision, division},
    numbers::BusinessNumber,
    phone::Phone,
    won::Won,
};
use programme::{gates::GateReport, states::ApplicationState};
use uuid::Uuid;

use super::{
    Paper, Reader,
    blocks::{facts, heading, list, table},
    korean,
};
use crate::{
    applying::applications::{
        access::{Act, require},
        evidence,
        form::{self, ApplicationForm, slot},
        store::{self, Application, AttachedFile, Whole},
        words,
    },
    base::{
        app::App,
        errors::{Fault, Outcome, Refusal},
    },
    notices::calls::{Call, store as calls},
    registry::{
        institutions::{
            kinds,
            store::{self as institutions, Institution},
        },
        zones::zones,
    },
    web::{parts::FindingLine, show},
};

/// A form as it is, handed in or not.
pub(super) struct Filled {
    /// The call.
    pub(super) call: Call,
    /// Whose it is.
    pub(super) institution: Institution,
    /// What was written.
    pub(super) form: ApplicationForm,
    /// What was attached.
    pub(super) files: Vec<AttachedFile>,
    /// What the gates say of it.
    pub(super) report: GateReport,
    /// Its receipt number and when it was received; none of a draft.
    pub(super) received: Option<(String, DateTime<Utc>)>,
    dated: NaiveDate,
}

/// A form that was handed in, as it was frozen then.
pub(super) async fn handed_in(app: &App, reader: &Reader<'_>, id: Uuid) -> Outcome<Filled> {
    let whole = readable(app, reader, id).await?;
    let application = &whole.application;
    let form = application.form()?.ok_or_else(Refusal::not_found)?;
    let report = application.frozen_report()?.ok_or_else(|| Fault::new("a submission without findings"))?;
    let number = application.receipt_number.clone().unwrap_or_default();
    let at = application.received_at.ok_or_else(|| Fault::new("a submission without its time"))?;
    let (call, institution) = around(app, application).await?;
    let (received, dated) = (Some((number, at)), show::day(at));
    Ok(Filled { call, institution, form, files: whole.files, report, received, dated })
}

/// A draft as far as it is written, for those who write it.
pub(super) async fn draft(app: &App, reader: &Reader<'_>, id: Uuid) -> Outcome<Filled> {
    let whole = readable(app, reader, id).await?;
    if whole.application.state != ApplicationState::Draft {
        return Err(Refusal::not_found().into());
    }
    let reading = form::read(&whole.answers, zones());
    let gathered = evidence::gathered(app.database.read(), &whole.application, &reading).await?;
    let (call, institution) = around(app, &whole.application).await?;
    let (form, report, dated) = (reading.form, gathered.judge(), show::day(reader.now));
    Ok(Filled { call, institution, form, files: whole.files, report, received: None, dated })
}

async fn readable(app: &App, reader: &Reader<'_>, id: Uuid) -> Outcome<Whole> {
    let actor = reader.signed_in()?;
    let whole = store::whole(app.database.read(), id).await?.ok_or_else(Refusal::not_found)?;
    require(Act::Read, actor, &whole.application.subject())?;
    Ok(whole)
}

/// The call and the institution of an application.
pub(super) async fn around(app: &App, application: &Application) -> Outcome<(Call, Institution)> {
    let call = calls::find(app.database.read(), application.call).await?.ok_or_else(Refusal::not_found)?;
    let institution = institutions::find(app.database.read(), application.institution).await?;
    Ok((call, institution.ok_or_else(Refusal::not_found)?))
}

/// "예시대학교 산학협력단 단장": whom a letter is addressed to.
pub(super) fn addressee(institution: &Institution) -> String {
    format!("{} {}", institution.name, institution.representative_title).trim().to_owned()
}

/// "서울특별시 영등포구 문래동 · C25 금속가공제품".
pub(super) fn cluster_name(form: &ApplicationForm) -> String {
    if form.zone_name.is_empty() {
        return String::new();
    }
    let name = division(form.division, Revision::R10).map(|known| known.name).unwrap_or_default();
    format!("{} · C{} {name}", form.zone_name, form.division).trim().to_owned()
}

/// A telephone number as people write it.
pub(super) fn phone(e164: &str) -> String {
    e164.parse::<Phone>().map_or_else(|_| e164.to_owned(), |phone| phone.to_string())
}

impl Filled {
    /// A document about it, with its first facts.
    pub(super) fn paper(&self, title: &str) -> Paper {
        let mut paper = Paper::titled(title, self.dated);
        let received = self.received.clone();
        let (number, at) = received.map(|(number, at)| (number, show::exact(at))).unwrap_or_default();
        paper.push(facts([
            ("공고", self.call.title.clone()),
            ("신청기관", self.institution.name.clone()),
            ("접수번호", number),
            ("받은 때", at),
        ]));
        if self.received.is_some() {
            paper.document.footer = Some("제출한 그대로 보관한 내용의 사본".to_owned());
        }
        paper
    }

    /// What the gates say of it, line by line.
    pub(super) fn lines(&self) -> Vec<FindingLine> {
        words::lines(&korean(), &self.report, None)
    }

    /// What was attached, by what it is for.
    pub(super) fn files(&self) -> Block {
        let columns = [
            ("서류", documents::Column::text(3)),
            ("파일", documents::Column::text(4)),
            ("SHA-256", documents::Column::text(5)),
        ];
        let row = |file: &AttachedFile| {
            let name = slot(&file.slot).map_or("그 밖의 증빙", |slot| slot.korean);
            [name.to_owned(), file.name.clone(), file.sha256.clone()]
        };
        table(columns, self.files.iter().map(row), "붙인 파일이 없습니다.")
    }

    /// Who applies together with the institution, and who there has consented when.
    fn partners(&self) -> Block {
        let columns = [
            ("참여기관", documents::Column::text(4)),
            ("기관 유형", documents::Column::text(3)),
            ("맡을 일", documents::Column::text(4)),
            ("참여 동의", documents::Column::text(4)),
        ];
        table(columns, words::partners(&korean(), &self.form), "함께 신청하는 기관이 없습니다.")
    }

    /// The date, and who signs for the institution.
    pub(super) fn sign(&self, paper: &mut Paper) {
        let role = format!("신청기관 {}", addressee(&self.institution));
        paper.push(Block::SignOff);
        paper.push(Signatures { lines: vec![SignatureLine { role, name: String::new(), mark: Mark::Seal }] });
    }
}

/// The application form.
pub(super) fn paper(form: &Filled) -> Paper {
    let Institution { kind, business_number, representative_title, address, phone: number, .. } =
        form.institution.clone();
    let business =
        business_number.parse::<BusinessNumber>().map_or(business_number, |known| known.to_string());
    let mut paper = form.paper("소공인특화지원센터 운영기관 신청서");
    paper.push(heading("기관 일반현황"));
    paper.push(facts([
        ("기관 유형", kinds::korean(kind).to_owned()),
        ("사업자등록번호", business),
        ("대표자 직위", representative_title),
        ("주소", address),
        ("전화", phone(&number)),
        ("담당자", form.form.contact.name.clone()),
        ("담당자 전화", phone(&form.form.contact.phone)),
        ("담당자 이메일", form.form.contact.email.clone()),
    ]));
    if !form.form.partners.is_empty() {
        paper.push(heading("함께 신청하는 기관"));
        paper.push(form.partners());
    }
    paper.push(heading("신청 내용"));
    let lines = form.lines();
    let count = lines.get(1).map(|line| line.detail.clone()).unwrap_or_default();
    paper.push(facts([
        ("집적지와 업종", cluster_name(&form.form)),
        ("소공인 수", count),
        ("신청액", requested(form)),
    ]));
    paper.push(heading("서약"));
    let given = form::CONSENTS.iter().filter(|consent| {
        form.form.consents.iter().any(|given| consent.field.ends_with(given.code.as_str()))
    });
    paper.push(list(given.map(|consent| consent.title.to_owned()).collect(), "아직 서약하지 않았습니다."));
    paper.push(heading("붙임 서류"));
    paper.push(form.files());
    form.sign(&mut paper);
    paper
}

/// The sum asked for, in words and figures.
pub(super) fn requested(form: &Filled) -> String {
    let won = form.form.requested_won.map(|won| Won(won).in_words_and_figures().unwrap_or_default());
    won.unwrap_or_else(|| "공고에서 신청액을 받지 않음".to_owned())
}
