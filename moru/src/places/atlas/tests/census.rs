//! Publishing, reading and freezing.

use programme::gates::{Count, HeadcountBasis};
use testdb::TestDatabase;

use super::*;
use crate::{
    base::errors::Failure,
    identity::audit,
    places::atlas::{DEFAULT_RULESET, Evidence, counted, example, store},
};

async fn asked_under(test: &TestApp, zone: &str, division: u8, ruleset: &str) -> Option<Evidence> {
    counted(zone, division).ask(test.app.database.read()).await.expect("an answer").under(ruleset)
}

async fn asked(test: &TestApp, zone: &str, division: u8) -> Option<Evidence> {
    asked_under(test, zone, division, DEFAULT_RULESET).await
}

/// Whether the gate's own rule lets the evidence pass.
fn passes(evidence: &Evidence) -> bool {
    matches!(evidence.cell.count, Count::Known(count) if count >= evidence.cell.threshold)
}

testdb::on_both_engines! {
    /// A published census is read back as it was, with one entry in the trail.
    async fn a_census_is_published_once_and_read_back(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let cells = vec![withheld(MULLAE, 14, 7), known(GASAN, 32, 146), known(MULLAE, 25, 812)];
        let id = publish(&test, cells.clone()).await;
        let read = test.app.database.read();
        let snapshot = store::current(read).await.expect("an answer").expect("a snapshot");
        assert_eq!(store::snapshot(read, id).await.expect("an answer"), Some(snapshot.clone()));
        assert_eq!((snapshot.id, snapshot.reference_date, snapshot.establishments), (id, day("2021-12-31"), 958));
        assert_eq!(snapshot.sha256, store::canonical_hash(&cells).to_hex());
        assert_eq!(snapshot.headcount, HeadcountBasis::PersonsEngagedBand);
        let mut sorted = cells;
        sorted.sort();
        assert_eq!(store::cells(read, id).await.expect("cells"), sorted);
        assert_eq!(store::cells_of_zone(read, id, MULLAE).await.expect("cells").len(), 2);
        assert_eq!(audit::count(read, id, "publish").await.expect("a count"), 1);
    }
}

testdb::on_both_engines! {
    /// A census with a cell that cannot be judged leaves nothing behind.
    async fn a_census_that_cannot_be_judged_is_refused_whole(database: TestDatabase) {
        let test = TestApp::start(database).await;
        for bad in [known("9999999999", 25, 1), known(MULLAE, 9, 1), known(MULLAE, 25, 2)] {
            let new = census("2021-12-31", vec![known(MULLAE, 25, 60), bad]);
            let answer = actions::publish_snapshot(&test.app, PROGRAM, new).await;
            assert!(matches!(answer, Err(Failure::Refusal(_))));
        }
        assert_eq!(store::current(test.app.database.read()).await.expect("an answer"), None);
    }
}

testdb::on_both_engines! {
    /// What gate 2 freezes: the count, the tier of the snapshot's day, the threshold, and where they come from.
    async fn evidence_says_what_decided_and_where_it_comes_from(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let cells = vec![known(SONGHYEON, 25, 49), known(SONGNIM, 25, 50), known(GUNWI, 10, 20)];
        let hash = store::canonical_hash(&cells).to_hex();
        publish(&test, cells).await;
        let found = asked(&test, SONGNIM, 25).await.expect("evidence");
        assert_eq!(found.cell.zone_name, "인천광역시 동구 송림4동");
        assert_eq!((found.cell.count, found.cell.threshold), (Count::Known(50), 50));
        assert_eq!(found.cell.tier, korea::zones::Tier::Metropolitan);
        assert_eq!((found.snapshot.sha256, found.snapshot.ruleset.as_str()), (hash, "statute-2018"));
        assert_eq!(found.snapshot.reference_date, day("2021-12-31"));
        assert_eq!((found.snapshot.source.as_str(), found.snapshot.headcount), ("가상 자료", HeadcountBasis::PersonsEngagedBand));
        let gunwi = asked(&test, GUNWI, 10).await.expect("evidence");
        assert_eq!((gunwi.cell.tier, gunwi.cell.threshold), (korea::zones::Tier::Gun, 20));
    }
}

testdb::on_both_engines! {
    /// 49 of 50 fails and 50 of 50 passes.
    async fn forty_nine_fails_and_fifty_passes(database: TestDatabase) {
        let test = TestApp::start(database).await;
        publish(&test, vec![known(SONGHYEON, 25, 49), known(SONGNIM, 25, 50)]).await;
        assert!(!passes(&asked(&test, SONGHYEON, 25).await.expect("evidence")));
        assert!(passes(&asked(&test, SONGNIM, 25).await.expect("evidence")));
    }
}

testdb::on_both_engines! {
    /// a withheld cell is unknown, a cell that is not listed is zero.
    async fn r22_withheld_is_unknown_and_absent_is_zero(database: TestDatabase) {
        let test = TestApp::start(database).await;
        publish(&test, vec![withheld(MULLAE, 14, 38)]).await;
        let unknown = asked(&test, MULLAE, 14).await.expect("evidence");
        assert_eq!(unknown.cell.count, Count::Unknown { at_least: 38, at_most: None });
        assert_eq!(asked(&test, MULLAE, 25).await.expect("evidence").cell.count, Count::Known(0));
    }
}

testdb::on_both_engines! {
    /// Zones that the day did not have, divisions outside manufacturing and unknown rulesets have no evidence.
    async fn there_is_no_evidence_for_what_is_not_there(database: TestDatabase) {
        let test = TestApp::start(database).await;
        assert_eq!(asked(&test, MULLAE, 25).await, None, "no snapshot yet");
        publish(&test, vec![known(MULLAE, 25, 60)]).await;
        assert_eq!(asked(&test, "9999999999", 25).await, None);
        assert_eq!(asked(&test, "2772025000", 25).await, None, "군위읍 has this number since 2023 only");
        assert_eq!(asked(&test, MULLAE, 35).await, None);
        assert_eq!(asked_under(&test, MULLAE, 25, "statute-1999").await, None);
    }
}

testdb::on_both_engines! {
    /// A newer census becomes the current one and changes nothing of the older, nor of what was frozen from it.
    async fn a_new_census_leaves_the_old_one_as_it_was(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let old = publish(&test, vec![known(MULLAE, 25, 60)]).await;
        let frozen = asked(&test, MULLAE, 25).await.expect("evidence");
        let before = store::snapshot(test.app.database.read(), old).await.expect("an answer");
        test.at("2024-05-03T10:00:00");
        let new = census("2022-12-31", vec![known(MULLAE, 25, 45)]);
        let new = actions::publish_snapshot(&test.app, PROGRAM, new).await.expect("a published census");
        let read = test.app.database.read();
        assert_eq!(store::current(read).await.expect("an answer").map(|snapshot| snapshot.id), Some(new));
        assert_eq!(store::snapshot(read, old).await.expect("an answer"), before);
        let cell = store::cell(read, old, MULLAE, 25).await.expect("a cell");
        assert_eq!(cell.count, CellCount::Known(60));
        assert_eq!(store::canonical_hash(&store::cells(read, old).await.expect("cells")).to_hex(), frozen.snapshot.sha256);
        assert_ne!(asked(&test, MULLAE, 25).await.expect("evidence").snapshot.sha256, frozen.snapshot.sha256);
    }
}

testdb::on_both_engines! {
    /// A census of an earlier day that is taken in later does not become the current one.
    async fn an_older_census_taken_in_later_is_not_current(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let current = publish(&test, vec![known(MULLAE, 25, 60)]).await;
        test.at("2024-05-03T10:00:00");
        actions::publish_snapshot(&test.app, PROGRAM, census("2020-12-31", vec![])).await.expect("a published census");
        let found = store::current(test.app.database.read()).await.expect("an answer");
        assert_eq!(found.map(|snapshot| snapshot.id), Some(current));
    }
}

testdb::on_both_engines! {
    /// The whole example census goes in and gate 2 reads it.
    async fn the_example_census_is_seeded(database: TestDatabase) {
        let test = TestApp::start(database).await;
        let id = example::seed(&test.app).await.expect("a published census");
        let snapshot = store::snapshot(test.app.database.read(), id).await.expect("an answer").expect("a snapshot");
        assert!(snapshot.is_synthetic && snapshot.source.contains("가상 자료"));
        let (zone, division) = example::demo::EXACTLY;
        assert!(passes(&asked(&test, zone, division).await.expect("evidence")));
        let (zone, division) = example::demo::ONE_SHORT;
        assert!(!passes(&asked(&test, zone, division).await.expect("evidence")));
    }
}

#[test]
fn the_example_census_follows_the_published_figures() {
    let census = example::census();
    let total: u32 = census.cells.iter().filter_map(|cell| cell.count.known()).sum();
    assert!((510_000..530_000).contains(&total), "{total}");
    let seoul: u32 = census
        .cells
        .iter()
        .filter(|cell| cell.zone.starts_with("11"))
        .filter_map(|cell| cell.count.known())
        .sum();
    let share = f64::from(seoul) / f64::from(total);
    assert!((0.185..0.20).contains(&share), "{share}");
    let count = |zone: &str, division| {
        census.cells.iter().find(|c| c.zone == zone && c.division == division).map(|c| c.count)
    };
    assert_eq!(count(MULLAE, 25), Some(CellCount::Known(812)));
    assert_eq!(count(MULLAE, 29), Some(CellCount::Known(538)));
    assert_eq!(count(SONGHYEON, 25), Some(CellCount::Known(49)));
    assert_eq!(count(SONGNIM, 25), Some(CellCount::Known(50)));
    let withheld = census.cells.iter().filter(|cell| cell.count.known().is_none()).count();
    assert!((50..400).contains(&withheld), "{withheld}");
    assert_eq!(store::canonical_hash(&census.cells), store::canonical_hash(&example::census().cells));
}
