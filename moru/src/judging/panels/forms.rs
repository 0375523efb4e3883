//! The forms of meetings: setting one up, appointing it, and the declaration of a member.

use chrono::NaiveDate;
use korea::numbers::resident;
use programme::{panel::PanelRules, scoring::Stage};
use uuid::Uuid;

use super::store::stage_code;
use crate::{
    base::words::Words,
    web::forms::{Fields, Problems},
};

/// The version of the declaration that members sign.
pub const DECLARATION: i32 = 1;
/// A reason is a sentence, not a file.
pub const LONGEST_REASON: usize = 500;

/// A meeting to be set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMeeting {
    /// The stage.
    pub stage: Stage,
    /// The day.
    pub held_on: NaiveDate,
    /// The place.
    pub place: String,
    /// How many members.
    pub seats: u32,
    /// How many for one application.
    pub seats_each: u32,
}

/// The stages in their order.
pub const STAGES: [Stage; 3] = [Stage::DocumentReview, Stage::SiteInspection, Stage::Presentation];

/// The stage of a code.
pub fn stage_of(code: &str) -> Option<Stage> {
    STAGES.into_iter().find(|stage| stage_code(*stage) == code)
}

/// Reads a meeting. What its panel must be is asked when it is appointed; here only what nobody could mean is refused.
pub fn meeting(fields: &Fields, rules: &PanelRules) -> Result<NewMeeting, Problems> {
    let mut problems = Problems::default();
    let stage = stage_of(fields.get("stage"));
    if stage.is_none() {
        problems.add("stage", "어느 단계의 평가인지 골라 주세요.");
    }
    let held_on: Option<NaiveDate> = fields.get("held_on").parse().ok();
    if held_on.is_none() {
        problems.add("held_on", "평가하는 날짜를 적어 주세요.");
    }
    let place = fields.get("place").to_owned();
    if place.is_empty() || place.chars().count() > 200 {
        problems.add("place", "평가 장소를 200자 이내로 적어 주세요. 온라인이면 온라인이라고 적어 주세요.");
    }
    let number = |name: &str| fields.get(name).parse::<u32>().ok().filter(|count| *count <= 99);
    let (seats, each) = (number("seats"), number("seats_each"));
    if seats.is_none_or(|seats| seats < rules.min_members) {
        let words = Words::new("위원은 {n}명 이상이어야 합니다.").with("n", rules.min_members);
        problems.add("seats", words);
    } else if seats.is_some_and(|seats| rules.odd && seats.is_multiple_of(2)) {
        problems.add("seats", "위원 수는 홀수여야 합니다.");
    }
    if each.is_none_or(|each| each < rules.min_members || seats.is_some_and(|seats| each > seats)) {
        let words = Words::new("한 건을 평가하는 위원은 {n}명 이상, 전체 위원 수 이하여야 합니다.")
            .with("n", rules.min_members);
        problems.add("seats_each", words);
    }
    match (stage, held_on, seats, each) {
        (Some(stage), Some(held_on), Some(seats), Some(seats_each)) if problems.is_empty() => {
            Ok(NewMeeting { stage, held_on, place, seats, seats_each })
        }
        _ => Err(problems),
    }
}

/// What a member declares about one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// The application.
    pub application: Uuid,
    /// Why the member steps back from it.
    pub reason: String,
}

/// Reads a declaration about these applications: the pledge, and whom the member steps back from.
pub fn declaration(fields: &Fields, applications: &[Uuid]) -> Result<Vec<Declared>, Problems> {
    let mut problems = Problems::default();
    let mut declared = Vec::new();
    for application in applications {
        let (answer, reason) = (format!("tie.{application}"), format!("reason.{application}"));
        match fields.get(&answer) {
            "no" => {}
            "yes" => {
                let text = fields.get(&reason);
                match reason_problem(text) {
                    Some(problem) => problems.add(reason, problem),
                    None => declared.push(Declared { application: *application, reason: text.to_owned() }),
                }
            }
            _ => problems.add(answer, "이해관계가 있는지 없는지 골라 주세요."),
        }
    }
    if !fields.has("pledge") {
        problems.add("pledge", "서약해야 신청 서류를 볼 수 있습니다.");
    }
    if problems.is_empty() { Ok(declared) } else { Err(problems) }
}

/// What is wrong with a reason; nothing if it is a sentence.
pub fn reason_problem(text: &str) -> Option<Words> {
    if text.trim().is_empty() {
        Some("까닭을 적어 주세요.".into())
    } else if text.chars().count() > LONGEST_REASON {
        Some(Words::new("{limit}자 이내로 적어 주세요.").with("limit", LONGEST_REASON))
    } else if resident::contains(text) {
        Some(
            "주민등록번호로 보이는 숫자가 있습니다. 주민등록번호는 받지 않습니다. 지우고 다시 적어 주세요."
                .into(),
        )
    } else {
        None
    }
}
