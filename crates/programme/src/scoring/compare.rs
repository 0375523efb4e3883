//! Compares what was published with what was computed, number by number.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Amount, ApplicationKey, ApplicationResult, CentiPoints, CriterionCode, Difference, EvaluatorKey,
    FinalPoints, List, Ranking, StageResult, Step, Working, WorkingOf,
};

type Differences = Vec<Difference>;

/// By key; of items with the same key the first.
fn by_key<'a, T, K: Ord>(items: &'a [T], key: impl Fn(&'a T) -> K) -> BTreeMap<K, &'a T> {
    let mut map = BTreeMap::new();
    for item in items {
        map.entry(key(item)).or_insert(item);
    }
    map
}

/// Whether two lists name different keys in the same order, apart from what only one of them has: that has a name of
/// its own.
fn arranged<K: Ord + Clone>(published: &[K], computed: &[K]) -> bool {
    let set = |keys: &[K]| keys.iter().cloned().collect::<BTreeSet<K>>();
    let (theirs, ours) = (set(published), set(computed));
    let both = |key: &&K| theirs.contains(key) && ours.contains(key);
    theirs.len() == published.len() && published.iter().filter(both).eq(computed.iter().filter(both))
}

/// The results of all applications. If not everything could be computed, what is published beyond is no difference.
pub(super) fn results(
    published: &[ApplicationResult],
    computed: &[ApplicationResult],
    complete: bool,
    out: &mut Differences,
) {
    let theirs = by_key(published, |result| &result.application);
    let ours = by_key(computed, |result| &result.application);
    for (key, ours) in &ours {
        match theirs.get(key) {
            None => out.push(Difference::ResultMissing { application: (*key).clone() }),
            Some(theirs) => application(theirs, ours, complete, out),
        }
    }
    for key in theirs.keys().filter(|key| complete && !ours.contains_key(*key)) {
        out.push(Difference::ResultExtra { application: (*key).clone() });
    }
    let keys = |results: &[ApplicationResult]| -> Vec<ApplicationKey> {
        results.iter().map(|result| result.application.clone()).collect()
    };
    if complete && !arranged(&keys(published), &keys(computed)) {
        out.push(Difference::Arrangement { list: List::Results });
    }
}

fn application(
    published: &ApplicationResult,
    computed: &ApplicationResult,
    complete: bool,
    out: &mut Differences,
) {
    let application = &computed.application;
    let theirs = by_key(&published.stages, |result| result.stage);
    let ours = by_key(&computed.stages, |result| result.stage);
    for (stage, ours) in &ours {
        if let Some(theirs) = theirs.get(stage) {
            stage_result(application, theirs, ours, out);
        } else {
            let (application, stage) = (application.clone(), *stage);
            out.push(Difference::StageResult { application, stage, published: false });
        }
    }
    for stage in theirs.keys().filter(|stage| complete && !ours.contains_key(stage)) {
        let (application, stage) = (application.clone(), *stage);
        out.push(Difference::StageResult { application, stage, published: true });
    }
    let stages =
        |result: &ApplicationResult| -> Vec<_> { result.stages.iter().map(|stage| stage.stage).collect() };
    if !arranged(&stages(published), &stages(computed)) {
        out.push(Difference::Arrangement { list: List::Stages });
    }
    if complete || computed.final_points.is_some() {
        final_points(application, published.final_points.as_ref(), computed.final_points.as_ref(), out);
    }
}

fn stage_result(
    application: &ApplicationKey,
    published: &StageResult,
    computed: &StageResult,
    out: &mut Differences,
) {
    let (application, stage) = (application.clone(), computed.stage);
    let mean = |result: &StageResult| result.points.as_ref().map(|points| points.mean_centi);
    if mean(published) != mean(computed) {
        let (application, published, computed) = (application.clone(), mean(published), mean(computed));
        out.push(Difference::StagePoints { application, stage, published, computed });
    }
    criteria(&application, published, computed, out);
    let (theirs, ours) = (dropped(&published.working), dropped(&computed.working));
    if theirs != ours {
        let (application, published, computed) = (application.clone(), theirs, ours);
        out.push(Difference::Dropped { application, stage, published, computed });
    }
    if published.stops != computed.stops {
        let (published, computed) = (published.stops.len(), computed.stops.len());
        out.push(Difference::Stops { application: application.clone(), stage, published, computed });
    }
    working(WorkingOf::Stage { application, stage }, &published.working, &computed.working, out);
}

fn criteria(
    application: &ApplicationKey,
    published: &StageResult,
    computed: &StageResult,
    out: &mut Differences,
) {
    let stage = computed.stage;
    let means = |result: &StageResult| -> Vec<(CriterionCode, CentiPoints)> {
        let criteria = result.points.iter().flat_map(|points| &points.criteria);
        criteria.map(|mean| (mean.criterion.clone(), mean.mean_centi)).collect()
    };
    let (theirs, ours) = (means(published), means(computed));
    let find = |means: &[(CriterionCode, CentiPoints)], criterion: &CriterionCode| {
        means.iter().find(|(code, _)| code == criterion).map(|(_, mean)| *mean)
    };
    let extra = theirs.iter().filter(|(code, _)| find(&ours, code).is_none());
    for (criterion, _) in ours.iter().chain(extra) {
        let (published, computed) = (find(&theirs, criterion), find(&ours, criterion));
        if published != computed {
            let (application, criterion) = (application.clone(), criterion.clone());
            out.push(Difference::CriterionMean { application, stage, criterion, published, computed });
        }
    }
    let codes = |means: &[(CriterionCode, CentiPoints)]| -> Vec<CriterionCode> {
        means.iter().map(|(code, _)| code.clone()).collect()
    };
    if !arranged(&codes(&theirs), &codes(&ours)) {
        out.push(Difference::Arrangement { list: List::Criteria });
    }
}

fn dropped(working: &Working) -> Vec<EvaluatorKey> {
    let dropped = working.0.iter().filter_map(|step| match step {
        Step::Dropped { evaluator, .. } => Some(evaluator.clone()),
        _ => None,
    });
    dropped.collect()
}

/// The first step that differs: what follows from it differs too.
fn working(of: WorkingOf, published: &Working, computed: &Working, out: &mut Differences) {
    if published == computed {
        return;
    }
    let same = published.0.iter().zip(&computed.0).take_while(|(theirs, ours)| theirs == ours).count();
    out.push(Difference::Working { of, step: same + 1 });
}

fn final_points(
    application: &ApplicationKey,
    published: Option<&FinalPoints>,
    computed: Option<&FinalPoints>,
    out: &mut Differences,
) {
    for amount in [Amount::Weighted, Amount::Bonus, Amount::Penalty, Amount::Total] {
        let of = |points: &FinalPoints| match amount {
            Amount::Weighted => points.weighted_centi,
            Amount::Bonus => points.bonus_centi,
            Amount::Penalty => points.penalty_centi,
            Amount::Total | Amount::TotalInOrder => points.total_centi,
        };
        let (published, computed) = (published.map(of), computed.map(of));
        if published != computed {
            out.push(Difference::Final { application: application.clone(), amount, published, computed });
        }
    }
    if let (Some(published), Some(computed)) = (published, computed) {
        if published.passes != computed.passes {
            let (application, published) = (application.clone(), published.passes);
            out.push(Difference::Passes { application, published });
        }
        let of = WorkingOf::Final { application: application.clone() };
        working(of, &published.working, &computed.working, out);
    }
}

/// The order, and those without a place.
pub(super) fn ranking(published: &Ranking, computed: &Ranking, out: &mut Differences) {
    order(published, computed, out);
    let theirs = by_key(&published.not_ranked, |one| &one.application);
    let ours = by_key(&computed.not_ranked, |one| &one.application);
    for key in theirs.keys().chain(ours.keys().filter(|key| !theirs.contains_key(*key))) {
        if theirs.get(key) != ours.get(key) {
            out.push(Difference::WhyNot { application: (*key).clone() });
        }
    }
    let keys = |ranking: &Ranking| -> Vec<_> {
        ranking.not_ranked.iter().map(|one| one.application.clone()).collect()
    };
    if !arranged(&keys(published), &keys(computed)) {
        out.push(Difference::Arrangement { list: List::NotRanked });
    }
    if published.unresolved != computed.unresolved {
        let (published, computed) = (published.unresolved.clone(), computed.unresolved.clone());
        out.push(Difference::Unresolved { published, computed });
    }
    working(WorkingOf::Ranking, &published.working, &computed.working, out);
}

fn order(published: &Ranking, computed: &Ranking, out: &mut Differences) {
    let theirs = by_key(&published.order, |ranked| &ranked.application);
    let ours = by_key(&computed.order, |ranked| &ranked.application);
    for key in theirs.keys().chain(ours.keys().filter(|key| !theirs.contains_key(*key))) {
        let (theirs, ours) = (theirs.get(key), ours.get(key));
        let application = (*key).clone();
        let place = (theirs.map(|ranked| ranked.place), ours.map(|ranked| ranked.place));
        if place.0 != place.1 {
            let (application, published, computed) = (application.clone(), place.0, place.1);
            out.push(Difference::Place { application, published, computed });
        }
        let (Some(theirs), Some(ours)) = (theirs, ours) else { continue };
        if theirs.standing != ours.standing {
            let (published, computed) = (theirs.standing, ours.standing);
            out.push(Difference::Standing { application: application.clone(), published, computed });
        }
        if theirs.total_centi != ours.total_centi {
            let (published, computed) = (Some(theirs.total_centi), Some(ours.total_centi));
            out.push(Difference::Final { application, amount: Amount::TotalInOrder, published, computed });
        }
    }
    let keys = |ranking: &Ranking| -> Vec<_> {
        ranking.order.iter().map(|ranked| ranked.application.clone()).collect()
    };
    if !arranged(&keys(published), &keys(computed)) {
        out.push(Difference::Arrangement { list: List::Order });
    }
}
