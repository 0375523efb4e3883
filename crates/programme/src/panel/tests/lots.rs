//! Lots: the same for everybody, and fair.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{collection::btree_set, prelude::*};

use crate::panel::lots::{ALGORITHM, LotsRefused, Stratum, draw, draw_by_field};

const SEED: &str = "2024-05-20 코스피 종가 2742.14";

#[test]
fn a_known_draw() {
    let drawn = draw("발표순서 2024", SEED, &["가", "나", "다", "라", "마"]).unwrap();
    assert_eq!((drawn.algorithm.as_str(), drawn.purpose.as_str()), (ALGORITHM, "발표순서 2024"));
    assert_eq!(drawn.list, "f666b9a874b1b2e560b498bcc01a9604646f0c29525d57a76e5dd43a7a6d82ef");
    assert_eq!(drawn.order, ["마", "나", "가", "다", "라"]);
}

#[test]
fn who_lists_the_candidates_and_how_does_not_matter_but_purpose_and_seed_do() {
    let names: Vec<String> = (0..30).map(|at| format!("위원 {at}")).collect();
    let drawn = draw("위원", SEED, &names).unwrap();
    let mut turned = names.clone();
    turned.reverse();
    assert_eq!(draw("위원", SEED, &turned).unwrap(), drawn);
    assert_ne!(draw("순서", SEED, &names).unwrap().order, drawn.order);
    assert_ne!(draw("위원", "2742.15", &names).unwrap().order, drawn.order);
    assert_ne!(draw("위원", SEED, &names[1..]).unwrap().order, drawn.order);
}

#[test]
fn a_log_that_was_touched_is_not_genuine() {
    let drawn = draw("위원", SEED, &["가", "나", "다", "라"]).unwrap();
    assert!(drawn.is_genuine());
    let mut swapped = drawn.clone();
    swapped.order.swap(0, 3);
    let mut longer = drawn.clone();
    longer.order.push("마".into());
    let mut other_seed = drawn.clone();
    other_seed.seed.push('0');
    let mut other_list = drawn;
    other_list.list = "0".repeat(64);
    assert!([swapped, longer, other_seed, other_list].iter().all(|draw| !draw.is_genuine()));
}

#[test]
fn texts_that_would_make_two_lists_one_are_refused() {
    for text in ["", "가\n나", "가\r"] {
        let refused = Err(LotsRefused::Text { text: text.into() });
        assert_eq!(draw(text, SEED, &["가"]), refused);
        assert_eq!(draw("위원", text, &["가"]), refused);
        assert_eq!(draw("위원", SEED, &["가", text]), refused);
    }
    assert_eq!(draw("위원", SEED, &["나", "가", "나"]), Err(LotsRefused::Repeated { name: "나".into() }));
    assert!(draw::<&str>("위원", SEED, &[]).unwrap().order.is_empty());
}

#[test]
fn each_of_three_is_first_about_as_often() {
    let mut first = BTreeMap::new();
    for seed in 0..3000 {
        let drawn = draw("위원", &seed.to_string(), &["가", "나", "다"]).unwrap();
        *first.entry(drawn.order.concat()).or_insert(0_u32) += 1;
    }
    // Six orders, 500 each; five standard deviations are a little over a hundred. Nothing here changes between runs.
    assert_eq!(first.len(), 6);
    assert!(first.values().all(|count| (395..=605).contains(count)), "{first:?}");
}

fn field(candidates: &[&str], seats: u32) -> Stratum {
    Stratum { candidates: candidates.iter().map(|name| (*name).to_owned()).collect(), seats }
}

#[test]
fn each_field_names_three_for_a_seat_and_says_how_many_are_missing() {
    let pool: Vec<String> = (0..20).map(|at| format!("{at:02}")).collect();
    let pool: Vec<&str> = pool.iter().map(String::as_str).collect();
    // Five people know both fields.
    let fields =
        BTreeMap::from([("1 기술".into(), field(&pool[..12], 2)), ("2 회계".into(), field(&pool[7..12], 1))]);
    let drawn = draw_by_field("위원 2024", SEED, &fields, 3).unwrap();
    let (first, second) = (&drawn["1 기술"], &drawn["2 회계"]);
    assert_eq!((first.invited.len(), first.missing), (6, 0));
    assert_eq!(first.invited, first.draw.order[..6]);
    assert_eq!(first.draw, draw("위원 2024/1 기술", SEED, &pool[..12]).unwrap());
    assert_eq!(second.invited.len() as u32 + second.missing, 3);
    let twice: BTreeSet<_> = first.invited.iter().chain(&second.invited).collect();
    assert_eq!(twice.len(), first.invited.len() + second.invited.len(), "nobody is asked twice");
}

proptest! {
    #[test]
    fn a_draw_is_everybody_once(names in btree_set("[가-힣a-z ]{1,8}", 0..40), seed in "[0-9]{1,9}") {
        let names: Vec<String> = names.into_iter().collect();
        let drawn = draw("위원", &seed, &names).unwrap();
        prop_assert!(drawn.is_genuine());
        let mut sorted = drawn.order;
        sorted.sort();
        prop_assert_eq!(sorted, names);
    }
}
