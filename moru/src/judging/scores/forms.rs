//! A card as it is typed: nothing is lost, and what keeps it from being signed stands beside its field.

use korea::numbers::resident;
use programme::scoring::{
    Card, CardProblem, CardState, CommentReason, CriterionCode, EvaluatorKey, Rubric, ScoredStage, Stage,
};

use super::store::Typed;
use crate::{
    base::words::Words,
    web::forms::{Fields, Problems},
};

/// Longest comment, in characters.
pub const LONGEST_COMMENT: usize = 1000;

/// The field of a criterion's points.
pub fn points_field(criterion: &CriterionCode) -> String {
    format!("points.{criterion}")
}

/// The field of its comment.
pub fn comment_field(criterion: &CriterionCode) -> String {
    format!("comment.{criterion}")
}

/// What was typed on a card, criterion by criterion.
pub fn typed(fields: &Fields, stage: &ScoredStage) -> Vec<Typed> {
    let one = |code: &CriterionCode| Typed {
        criterion: code.0.clone(),
        points: fields.get(&points_field(code)).to_owned(),
        comment: fields.get(&comment_field(code)).chars().take(LONGEST_COMMENT).collect(),
    };
    stage.leaves().map(|leaf| one(&leaf.code)).collect()
}

/// The fields of a card that was kept.
pub fn fields(typed: &[Typed]) -> Fields {
    let mut fields = Fields::default();
    for one in typed {
        let code = CriterionCode(one.criterion.clone());
        fields.set(&points_field(&code), &one.points);
        fields.set(&comment_field(&code), &one.comment);
    }
    fields
}

/// What is wrong with the text of a draft: it is not even kept.
pub fn unfit(typed: &[Typed]) -> Problems {
    let mut problems = Problems::default();
    for one in typed.iter().filter(|one| resident::contains(&one.comment)) {
        let field = comment_field(&CriterionCode(one.criterion.clone()));
        problems.add(
            field,
            "주민등록번호로 보이는 숫자가 있습니다. 주민등록번호는 받지 않습니다. 지우고 다시 적어 주세요.",
        );
    }
    problems
}

/// Everything that keeps a card from being signed.
pub fn problems(rubric: &Rubric, stage: Stage, typed: &[Typed]) -> Problems {
    let mut problems = unfit(typed);
    for one in typed.iter().filter(|one| !one.points.trim().is_empty() && one.score().is_none()) {
        let code = CriterionCode(one.criterion.clone());
        problems.add(points_field(&code), no_number().with("name", name(rubric, &code)));
    }
    let card = Card {
        evaluator: EvaluatorKey(String::new()),
        application: "".into(),
        stage,
        // A card that is open is looked at like one about to be signed.
        state: CardState::Open,
        scores: typed.iter().filter_map(Typed::score).collect(),
    };
    for problem in card.check(rubric) {
        let (field, words) = problem_words(&problem, rubric);
        problems.add(field, words);
    }
    problems
}

fn problem_words(problem: &CardProblem, rubric: &Rubric) -> (String, Words) {
    let (field, code, words) = match problem {
        CardProblem::Missing { criterion } => {
            (points_field(criterion), criterion, Words::new("{name}: 점수를 적어 주세요."))
        }
        CardProblem::AboveMax { criterion, max_points, .. } => {
            let words = Words::new("{name}: {max}점까지 줄 수 있습니다.").with("max", max_points);
            (points_field(criterion), criterion, words)
        }
        CardProblem::NoComment { criterion, because, .. } => {
            let words = match because {
                CommentReason::Low => {
                    Words::new("{name}: 배점의 {n}%보다 낮은 점수에는 까닭을 적어야 합니다.")
                        .with("n", rubric.comments.below_percent)
                }
                CommentReason::High => {
                    Words::new("{name}: 배점의 {n}%보다 높은 점수에는 까닭을 적어야 합니다.")
                        .with("n", rubric.comments.above_percent)
                }
            };
            (comment_field(criterion), criterion, words)
        }
        CardProblem::BelowZero { criterion, .. }
        | CardProblem::Unknown { criterion }
        | CardProblem::Group { criterion }
        | CardProblem::Twice { criterion } => (points_field(criterion), criterion, no_number()),
        CardProblem::StageWithoutPoints | CardProblem::NoReason => {
            return ("card".to_owned(), "이 단계에는 점수가 없습니다.".into());
        }
    };
    (field, words.with("name", name(rubric, code)))
}

fn no_number() -> Words {
    Words::new("{name}: 점수는 0이나 그보다 큰 정수로 적어 주세요. 예: 17")
}

/// The name of a criterion.
fn name(rubric: &Rubric, code: &CriterionCode) -> String {
    let known = rubric.scored().find_map(|stage| stage.criterion(code));
    known.map_or_else(|| code.0.clone(), |known| known.name.clone())
}
