//! How equal totals are told apart.

use std::{cmp::Reverse, collections::BTreeSet};

use super::{ApplicationKey, Given, Step, TieRule, TieValue, Working, ranking::Contender};

/// What is settled so far, from the best on.
#[derive(Debug, Default)]
pub(super) struct Settled<'a> {
    /// The order; applications that nothing tells apart stand together.
    pub(super) groups: Vec<Vec<Contender<'a>>>,
    /// How it came about.
    pub(super) working: Working,
    /// Which lots were used, by index.
    pub(super) used_lots: BTreeSet<usize>,
}

/// asks the rules, one after the other, of applications with equal totals, which come by key.
pub(super) fn settle<'a>(given: &Given, equal: &[Contender<'a>], settled: &mut Settled<'a>) {
    if let [first, _, ..] = equal {
        let (total_centi, applications) = (first.total, keys(equal));
        settled.working.push(Step::TieFound { total_centi, applications });
    }
    part(given, equal, &given.rubric.ties, settled);
}

fn keys(group: &[Contender<'_>]) -> Vec<ApplicationKey> {
    group.iter().map(|contender| contender.key().clone()).collect()
}

/// Asks the first rule, and the rules after it of those whom it leaves equal.
fn part<'a>(given: &Given, group: &[Contender<'a>], rules: &[TieRule], settled: &mut Settled<'a>) {
    if group.len() < 2 {
        settled.groups.push(group.to_vec());
        return;
    }
    match rules.split_first() {
        None => {
            settled.working.push(Step::TieOpen { applications: keys(group) });
            settled.groups.push(group.to_vec());
        }
        Some((TieRule::Lot, _)) => draw(given, group, settled),
        Some((rule, rest)) => {
            let value = |contender: &Contender<'_>| value(rule, contender);
            let named = |one: &Contender<'_>| TieValue { application: one.key().clone(), value: value(one) };
            let values = group.iter().map(named).collect();
            settled.working.push(Step::TieCompared { rule: rule.clone(), values });
            let mut sorted = group.to_vec();
            sorted.sort_by_key(|contender| (Reverse(value(contender)), contender.key()));
            for equal in sorted.chunk_by(|a, b| value(a) == value(b)) {
                part(given, equal, rest, settled);
            }
        }
    }
}

/// What an application has under a rule. Those who passed have points in every scored stage.
fn value(rule: &TieRule, contender: &Contender<'_>) -> i64 {
    let points = match rule {
        TieRule::Stage { stage } => contender.result.mean(*stage),
        TieRule::Criterion { stage, criterion } => contender.result.criterion_mean(*stage, criterion),
        TieRule::ManufacturerCount => return i64::from(contender.manufacturers),
        TieRule::Lot => None,
    };
    points.unwrap_or_default().0
}

/// The lot that the committee drew among exactly these; without one the tie stays open.
fn draw<'a>(given: &Given, group: &[Contender<'a>], settled: &mut Settled<'a>) {
    let tied: BTreeSet<&ApplicationKey> = group.iter().map(Contender::key).collect();
    let lot = given.lots.iter().enumerate().find(|(_, lot)| {
        let drawn: BTreeSet<&ApplicationKey> = lot.order.iter().collect();
        lot.order.len() == group.len() && drawn == tied && !lot.minute.trim().is_empty()
    });
    let Some((index, lot)) = lot else {
        settled.working.push(Step::TieOpen { applications: keys(group) });
        settled.groups.push(group.to_vec());
        return;
    };
    settled.used_lots.insert(index);
    let (minute, drawn_on, order) = (lot.minute.clone(), lot.drawn_on, lot.order.clone());
    settled.working.push(Step::LotDrawn { minute, drawn_on, order });
    let drawn = lot.order.iter().filter_map(|key| group.iter().find(|contender| contender.key() == key));
    settled.groups.extend(drawn.map(|contender| vec![*contender]));
}
