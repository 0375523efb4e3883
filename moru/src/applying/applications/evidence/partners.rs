//! What partners have consented to, held against what the form says now.

use ledger::{Sha256, canonical_bytes};
use programme::consortium::{Standing, Terms};

use crate::{
    applying::applications::{
        form::{
            PartnerConsent, PartnerRow, Reading, check_partners, consent_place, partner_field, partner_rows,
        },
        store::{Answers, partners::Asked},
    },
    base::{
        errors::{Fault, Outcome},
        words::Words,
    },
    notices::calls::Call,
    registry::institutions::store::Institution,
};

/// A partner of a draft and where its consent stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    /// The row of the form.
    pub row: usize,
    /// What is written in it.
    pub partner: PartnerRow,
    /// SHA-256 of what it consents to now, hex.
    pub terms: String,
    /// Whether the row can be asked about as it is.
    pub is_whole: bool,
    /// Where its consent stands.
    pub standing: Standing,
}

/// SHA-256 of everything a partner is shown, hex.
pub fn terms_hash(call: &Call, lead: &Institution, partner: &PartnerRow) -> Outcome<String> {
    let terms = Terms {
        call: call.id.to_string(),
        call_title: call.title.clone(),
        lead: lead.name.clone(),
        lead_number: lead.business_number.clone(),
        partner: partner.name.clone(),
        partner_number: partner.business_number.clone(),
        partner_kind: partner.kind,
        role: partner.role.clone(),
    };
    Ok(Sha256::of(&canonical_bytes(&terms).map_err(Fault::new)?).to_hex())
}

/// The partners of a form that is being written. A partner that cannot be one beside this lead is noted beside its field.
pub fn partners(
    reading: &mut Reading,
    answers: &Answers,
    (call, lead): (&Call, &Institution),
    asked: &[Asked],
) -> Outcome<Vec<Partner>> {
    check_partners(&mut reading.problems, answers, &reading.form.partners, &lead.business_number);
    let rows = partner_rows(answers).into_iter().zip(&reading.form.partners);
    rows.map(|(row, partner)| {
        let terms = terms_hash(call, lead, partner)?;
        let of_it = asked.iter().find(|asked| asked.number == partner.business_number);
        let wrong = |name: &&str| reading.problems.of(&partner_field(row, name)).is_some();
        Ok(Partner {
            row,
            is_whole: !["name", "number", "kind", "role", "email"].iter().any(wrong),
            standing: of_it.map_or(Standing::NotAsked, |asked| asked.standing(&terms)),
            partner: partner.clone(),
            terms,
        })
    })
    .collect()
}

/// The partners of a form, and how many of them have not consented.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// The partners.
    pub partners: Vec<Partner>,
    /// How many have not consented to what stands there now.
    pub missing: u32,
}

/// Writes into the form who has consented, and notes who has not, in a sentence that names the partner.
pub fn settle(
    reading: &mut Reading,
    answers: &Answers,
    (call, lead): (&Call, Option<&Institution>),
    asked: &[Asked],
) -> Outcome<Settled> {
    let Some(lead) = lead else { return Ok(Settled::default()) };
    let partners = partners(reading, answers, (call, lead), asked)?;
    let mut missing = 0;
    for (known, written) in partners.iter().zip(&mut reading.form.partners) {
        let given = asked.iter().find(|asked| asked.number == known.partner.business_number);
        let given = given.filter(|_| known.standing == Standing::Agreed);
        if let Some(given) = given.and_then(|asked| asked.answered.clone()) {
            written.consent = Some(PartnerConsent {
                person: given.person,
                position: given.position,
                given_at: given.at,
                terms_sha256: given.terms,
            });
        } else {
            missing += 1;
            let words = Words::new(why(known.standing)).with("partner", &known.partner.name);
            reading.problems.add(consent_place(known.row), words);
        }
    }
    Ok(Settled { partners, missing })
}

fn why(standing: Standing) -> &'static str {
    match standing {
        Standing::Asked => "{partner}: 아직 동의하지 않았습니다. 동의해야 제출할 수 있습니다.",
        Standing::Declined => {
            "{partner}: 동의하지 않는다고 답했습니다. 다시 요청하거나 참여기관에서 빼 주세요."
        }
        Standing::Withdrawn => "{partner}: 동의를 거두었습니다. 다시 요청하거나 참여기관에서 빼 주세요.",
        Standing::Lapsed => {
            "{partner}: 내용이 바뀌어 앞의 동의가 효력을 잃었습니다. 동의를 다시 요청해 주세요."
        }
        Standing::NotAsked | Standing::Agreed => {
            "{partner}: 아직 동의를 요청하지 않았습니다. 저장하고 동의 요청 보내기를 눌러 주세요."
        }
    }
}
