use programme::{panel::PanelRules, scoring::Stage, target::Target};

use super::*;
use crate::notices::calls::store;

testdb::on_both_engines! {
    /// A call that is not published has no plan: its draft is nobody's yet.
    async fn no_plan_before_it_is_published(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let read = test.app.database.read();
        let refused = store::evaluation_plan(read, test.app.clock.id()).await;
        assert!(matches!(refused, Err(crate::base::errors::Failure::Refusal(_))));
    }
}

testdb::on_both_engines! {
    /// Line 17: three stages in order, about five are selected, by points and panels that the call names.
    async fn line_17_the_plan_of_the_evaluation(database: TestDatabase) {
        let test = with_call(database).await;
        let read = test.app.database.read();
        let call = store::by_slug(read, example::SLUG).await.expect("a query").expect("a call");
        let plan = store::evaluation_plan(read, call.id).await.expect("a plan");
        let stages: Vec<Stage> = plan.stages.iter().map(|stage| stage.stage).collect();
        assert_eq!(stages, [Stage::DocumentReview, Stage::SiteInspection, Stage::Presentation]);
        assert!(plan.stages.iter().all(|stage| !stage.text.is_empty()));
        assert_eq!((plan.target, plan.revision), (Target::about(5), 1));
        assert_eq!(plan.rubric.problems(), []);
        assert!(PanelRules::built_in(&plan.panel_rules).is_ok());
    }
}
