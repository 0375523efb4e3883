//! `moru verify scores`, as an applicant or an auditor runs it: the built program and a file, nothing else.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

use programme::scoring::*;

/// A sheet of one application with three evaluators.
fn sheet() -> Export {
    let application: ApplicationKey = "MR-2024-000001".into();
    let rubric = Rubric::proposed().expect("the proposal");
    let signed_at = "2024-05-28T15:00:00+09:00".parse().expect("a time");
    let mut given = Given {
        seats: 1,
        applications: vec![Candidate {
            application: application.clone(),
            manufacturer_count: 52,
            withdrawn: false,
        }],
        cards: vec![],
        inspections: vec![Inspection {
            application: application.clone(),
            stage: Stage::SiteInspection,
            result: InspectionResult::Conform,
            signed_at,
        }],
        adjustments: vec![Adjustment {
            application: application.clone(),
            kind: AdjustmentKind::Bonus,
            item: "cooperative".into(),
            points_centi: CentiPoints(200),
            evidence: "예시 협동조합 설립신고확인증".into(),
        }],
        lots: vec![],
        panels: vec![],
        rubric,
    };
    for (evaluator, percent) in [("e1", 80), ("e2", 85), ("e3", 90)] {
        for stage in given.rubric.scored() {
            let scores = stage.leaves().map(|leaf| Score {
                criterion: leaf.code.clone(),
                points_centi: CentiPoints(i64::from(leaf.max_points) * percent),
                comment: None,
            });
            given.cards.push(Card {
                evaluator: evaluator.into(),
                application: application.clone(),
                stage: stage.stage,
                state: CardState::Locked { signed_at },
                scores: scores.collect(),
            });
        }
    }
    Export::new("예시 공고".into(), given).expect("an outcome")
}

fn verify_file(name: &str, content: &[u8]) -> Output {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join(name);
    fs::write(&file, content).expect("a file to write");
    let command = Command::new(env!("CARGO_BIN_EXE_moru")).args(["verify", "scores"]).arg(&file).output();
    command.expect("the program")
}

fn told(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn a_sheet_that_agrees_with_its_cards_ends_with_0() {
    let text = serde_json::to_vec(&sheet()).expect("JSON");
    assert_eq!(told(&verify_file("scores-right.json", &text)), (Some(0), "no difference\n".to_owned()));
}

#[test]
fn each_difference_is_one_line_and_the_end_is_1() {
    let mut sheet = sheet();
    let points = sheet.published.results[0].final_points.as_mut().expect("final points");
    points.bonus_centi = CentiPoints::ZERO;
    points.total_centi = points.weighted_centi;
    let text = serde_json::to_vec(&sheet).expect("JSON");
    let expected = "application MR-2024-000001: bonus published 0.00, computed 2.00\n\
                    application MR-2024-000001: final points published 85.00, computed 87.00\n";
    assert_eq!(told(&verify_file("scores-wrong.json", &text)), (Some(1), expected.to_owned()));
}

#[test]
fn nothing_in_a_file_begins_a_line_of_its_own() {
    let mut sheet = sheet();
    sheet.published.results[0].application = "x\nno difference\u{1b}[2K".into();
    let (code, text) = told(&verify_file("scores-hostile.json", &serde_json::to_vec(&sheet).expect("JSON")));
    assert_eq!((code, text.lines().count()), (Some(1), 2), "{text}");
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn what_is_no_score_sheet_ends_with_2() {
    for content in ["", "{}", r#"{"format":"moru-scores/2"}"#, "\u{feff}[]"] {
        let output = verify_file("scores-none.json", content.as_bytes());
        assert_eq!(told(&output), (Some(2), String::new()), "{content}");
        let problem = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(problem.starts_with("moru: ") && problem.lines().count() == 1, "{problem}");
    }
    let absent = Command::new(env!("CARGO_BIN_EXE_moru")).args(["verify", "scores", "nowhere.json"]).output();
    assert_eq!(told(&absent.expect("the program")), (Some(2), String::new()));
}
