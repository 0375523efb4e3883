use super::*;
use rstest::rstest;

const INSPECTION: Stage = Stage::SiteInspection;

fn with_cut(mean: i64) -> StageResult {
    let given = call(&[("a", mean, 9000)]);
    stage_result(&given, &key("a"), DOCUMENTS).unwrap()
}

#[rstest]
#[case(5999, false)]
#[case(6000, true)]
fn r51_the_documents_have_a_cut(#[case] mean: i64, #[case] passes: bool) {
    let result = with_cut(mean);
    assert_eq!(result.passes(), passes);
    let (mean_centi, cut_mark_centi) = (CentiPoints(mean), CentiPoints(6000));
    let compared = Step::CutCompared { stage: DOCUMENTS, mean_centi, cut_mark_centi, reached: passes };
    assert!(result.working.0.contains(&compared));
    let stop = Stop::BelowCut { stage: DOCUMENTS, mean_centi, cut_mark_centi };
    assert_eq!(result.stops, if passes { vec![] } else { vec![stop] });
}

#[test]
fn r51_the_rounded_mean_is_compared_with_the_cut() {
    let mut given = call(&[("a", 0, 9000)]);
    given.cards = cards("a", DOCUMENTS, &[5999, 6000]);
    let result = stage_result(&given, &key("a"), DOCUMENTS).unwrap();
    assert!(result.passes(), "59.995 is published as 60.00");
}

#[rstest]
#[case(1199, false)]
#[case(1200, true)]
fn a_criterion_has_a_floor(#[case] cluster: i64, #[case] passes: bool) {
    let mut given = call(&[("a", 8000, 9000)]);
    let StageRule::Scored(stage) = &mut given.rubric.stages[0] else { panic!("it gives points") };
    stage.criteria[0].floor_centi = Some(CentiPoints(1200));
    given.cards = vec![card("e1", "a", DOCUMENTS, [cluster, 2500, 2000, 2500, 1000])];
    let result = stage_result(&given, &key("a"), DOCUMENTS).unwrap();
    assert_eq!(result.passes(), passes);
    let stop = Stop::BelowFloor {
        stage: DOCUMENTS,
        criterion: "cluster".into(),
        mean_centi: CentiPoints(cluster),
        floor_centi: CentiPoints(1200),
    };
    assert_eq!(result.stops, if passes { vec![] } else { vec![stop] });
}

#[rstest]
#[case(InspectionResult::Conform, true)]
#[case(InspectionResult::ConformAfterFix, true)]
#[case(InspectionResult::NonConform, false)]
fn r51_the_inspection_is_a_veto_without_points(#[case] result: InspectionResult, #[case] passes: bool) {
    let mut given = call(&[("a", 9000, 9000)]);
    given.inspections[0].result = result;
    if !passes {
        given.cards.retain(|card| card.stage == DOCUMENTS);
    }
    let outcome = evaluate(&given).unwrap();
    let inspected = outcome.results[0].stage(INSPECTION).unwrap();
    assert_eq!((inspected.passes(), &inspected.points), (passes, &None));
    assert_eq!(inspected.working.0, [Step::Inspected { stage: INSPECTION, result }]);
    assert_eq!(outcome.results[0].final_points.is_some(), passes);
    assert_eq!(outcome.ranking.order.len(), usize::from(passes));
    let stops = vec![Stop::NonConform { stage: INSPECTION }];
    let because = WhyNot::Stopped { stops };
    let not_ranked = NotRanked { application: key("a"), because };
    assert_eq!(outcome.ranking.not_ranked, if passes { vec![] } else { vec![not_ranked] });
}

struct Case {
    applications: Vec<(ApplicationKey, bool, Vec<StageResult>)>,
}

impl Case {
    fn may_open(&self, stage: Stage) -> Result<(), NotOpen> {
        let progress = self.applications.iter();
        let progress =
            progress.map(|(application, live, results)| Progress { application, live: *live, results });
        may_open(&rubric(), stage, &progress.collect::<Vec<_>>())
    }
}

fn inspected(result: InspectionResult) -> StageResult {
    let given = Given { inspections: vec![Inspection { result, ..conform("a") }], ..call(&[]) };
    stage_result(&given, &key("a"), INSPECTION).unwrap()
}

fn waiting(stage: Stage, applications: &[&str]) -> Result<(), NotOpen> {
    Err(NotOpen::Waiting { stage, applications: applications.iter().copied().map(key).collect() })
}

#[test]
fn r50_a_stage_opens_when_every_live_application_has_a_result_in_the_one_before() {
    let mut case =
        Case { applications: vec![(key("b"), true, vec![]), (key("a"), true, vec![with_cut(8000)])] };
    assert_eq!(case.may_open(DOCUMENTS), Ok(()), "the first stage waits for nothing");
    assert_eq!(case.may_open(INSPECTION), waiting(DOCUMENTS, &["b"]));
    case.applications[0].2.push(with_cut(6000));
    assert_eq!(case.may_open(INSPECTION), Ok(()));
    assert_eq!(case.may_open(PRESENTATION), waiting(INSPECTION, &["a", "b"]));
    case.applications[0].2.push(inspected(InspectionResult::Conform));
    assert_eq!(
        case.may_open(PRESENTATION),
        waiting(INSPECTION, &["a"]),
        "presentations wait for the last one"
    );
    case.applications[1].2.push(inspected(InspectionResult::NonConform));
    assert_eq!(case.may_open(PRESENTATION), Ok(()));
}

#[test]
fn r50_what_was_withdrawn_or_stopped_is_not_waited_for() {
    let case = Case {
        applications: vec![
            (key("stopped"), true, vec![with_cut(5999)]),
            (key("withdrawn"), false, vec![]),
            (key("on"), true, vec![with_cut(9000), inspected(InspectionResult::Conform)]),
        ],
    };
    assert_eq!(case.may_open(PRESENTATION), Ok(()));
}

#[test]
fn r50_no_stage_is_jumped_over() {
    // The inspection is there, but a result of the documents is missing.
    let case = Case { applications: vec![(key("a"), true, vec![inspected(InspectionResult::Conform)])] };
    assert_eq!(case.may_open(PRESENTATION), waiting(DOCUMENTS, &["a"]));
    let rubric = Rubric { stages: vec![], ..rubric() };
    let none = NotOpen::NoSuchStage { stage: INSPECTION };
    assert_eq!(may_open(&rubric, INSPECTION, &[]), Err(none));
}

#[test]
fn r50_nothing_is_judged_after_a_stage_has_stopped_an_application() {
    let given = call(&[("a", 5999, 9000)]);
    let after = |stage| GivenProblem::JudgedAfterStop { application: key("a"), stage };
    assert_eq!(problems(&given), [after(INSPECTION), after(PRESENTATION)]);
}

#[test]
fn a_stage_that_is_not_there_or_not_finished_has_no_result() {
    let mut given = call(&[("a", 8000, 8000)]);
    let refused = |given: &Given, stage| stage_result(given, &key("b"), stage).unwrap_err();
    let application = key("b");
    assert_eq!(
        refused(&given, INSPECTION),
        GivenProblem::NoInspection { application: application.clone(), stage: INSPECTION }
    );
    let none = PanelRefused::TooFewCards { cards: 0, needed: 1 };
    assert_eq!(
        refused(&given, DOCUMENTS),
        GivenProblem::NoPanelResult { application, stage: DOCUMENTS, refused: none }
    );
    given.rubric.min_cards = 0;
    let problem = RubricProblem::NoCardNeeded;
    assert_eq!(refused(&given, DOCUMENTS), GivenProblem::Rubric { problem });
    given.rubric = rubric();
    given.rubric.stages.remove(1);
    assert_eq!(refused(&given, INSPECTION), GivenProblem::NoSuchStage { stage: INSPECTION });
}

#[test]
fn r57_the_quorum_follows_from_the_seats_of_the_panel() {
    let mut given = call(&[("a", 8000, 8000)]);
    let seats = |stage, seats| PanelSeats { application: key("a"), stage, seats };
    given.panels = vec![seats(DOCUMENTS, 1), seats(PRESENTATION, 5)];
    let refused = PanelRefused::TooFewCards { cards: 1, needed: 3 };
    let too_few = GivenProblem::NoPanelResult { application: key("a"), stage: PRESENTATION, refused };
    assert_eq!(problems(&given), [too_few]);
    given.panels = vec![seats(DOCUMENTS, 1), seats(DOCUMENTS, 1)];
    assert_eq!(problems(&given), [GivenProblem::PanelTwice { application: key("a"), stage: DOCUMENTS }]);
    given.panels = vec![PanelSeats { application: key("b"), ..seats(DOCUMENTS, 1) }];
    let unknown = GivenProblem::UnknownApplication { application: key("b"), what: Belonging::Panel };
    assert_eq!(problems(&given), [unknown]);
}
