//! The table of 집적지 tiers (line 47 of the press release, 소공인법 시행령 제3조), row for row, in every code system that numbers
//! the place.

use chrono::NaiveDate;
use proptest::prelude::*;
use rstest::rstest;

use super::*;
use ZoneSystem::{Kostat7, Kostat8, MoisAdm, MoisLegal};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(system: ZoneSystem, code: &str, on: &str) -> Tier {
    tier(system, code, day(on), Tier::Gun).unwrap()
}

#[rstest]
#[case(MoisAdm, "1156060500")]
#[case(MoisLegal, "11560120")]
#[case(Kostat7, "1119076")]
#[case(Kostat8, "11190760")]
fn line_47_seoul_mullae_dong_is_metropolitan(#[case] system: ZoneSystem, #[case] code: &str) {
    assert_eq!(at(system, code, "2021-12-31"), Tier::Metropolitan);
}

#[rstest]
#[case::ganghwa_mois(MoisAdm, "2871025000")]
#[case::ganghwa_kostat7(Kostat7, "2331011")]
#[case::ganghwa_kostat8(Kostat8, "23510110")]
#[case::ongjin_mois(MoisAdm, "2872031000")]
#[case::gijang_jeonggwan_mois(MoisAdm, "2671025900")]
#[case::gijang_jeonggwan_kostat7(Kostat7, "2131013")]
#[case::dalseong_mois(MoisAdm, "2771025000")]
#[case::dalseong_kostat7(Kostat7, "2231011")]
#[case::ulju_mois(MoisAdm, "3171025000")]
#[case::ulju_kostat7(Kostat7, "2631011")]
fn line_47_gun_of_a_metropolitan_city_is_metropolitan(#[case] system: ZoneSystem, #[case] code: &str) {
    assert_eq!(at(system, code, "2021-12-31"), Tier::Metropolitan);
    let kind = place_kind(system, code, day("2021-12-31")).unwrap();
    assert_eq!(kind, PlaceKind { sido: SidoKind::Metropolitan, sigungu: Some(SigunguKind::Gun) });
}

#[rstest]
#[case(MoisAdm, "4772025000")]
#[case(Kostat7, "3731011")]
#[case(Kostat8, "37510110")]
#[case::new_code_of_a_restated_series(MoisAdm, "2772025000")]
fn line_47_gunwi_in_gyeongbuk_on_2021_12_31_is_gun(#[case] system: ZoneSystem, #[case] code: &str) {
    assert_eq!(at(system, code, "2021-12-31"), Tier::Gun);
    assert_eq!(at(system, code, "2023-06-30"), Tier::Gun);
}

#[rstest]
#[case(MoisAdm, "2772025000")]
#[case(MoisLegal, "27720250")]
#[case(Kostat8, "22520110")]
#[case::old_code_of_a_late_file(MoisAdm, "4772025000")]
#[case::old_code_of_a_late_file(Kostat7, "3731011")]
fn line_47_gunwi_in_daegu_since_2023_07_01_is_metropolitan(#[case] system: ZoneSystem, #[case] code: &str) {
    assert_eq!(at(system, code, "2023-07-01"), Tier::Metropolitan);
}

#[rstest]
#[case::jochiwon_eup(MoisAdm, "3611025000")]
#[case::hansol_dong(MoisAdm, "3611051000")]
#[case::jochiwon_eup_kostat(Kostat7, "2901011")]
fn line_47_sejong_is_si(#[case] system: ZoneSystem, #[case] code: &str) {
    assert_eq!(at(system, code, "2021-12-31"), Tier::Si);
    assert_eq!(place_kind(system, code, day("2021-12-31")).unwrap().sigungu, None);
}

#[rstest]
#[case(MoisAdm, "5011025300")]
#[case(Kostat7, "3901012")]
fn line_47_jeju_aewol_eup_is_si(#[case] system: ZoneSystem, #[case] code: &str) {
    assert_eq!(at(system, code, "2021-12-31"), Tier::Si);
    let kind = place_kind(system, code, day("2021-12-31")).unwrap();
    assert_eq!(kind.sigungu, Some(SigunguKind::AdministrativeSi));
}

#[rstest]
#[case::hwaseong_bongdam_eup(MoisAdm, "4159025300", SigunguKind::Si)]
#[case::hwaseong_bongdam_eup(Kostat7, "3124012", SigunguKind::Si)]
#[case::suwon_jangan_jowon_dong(MoisAdm, "4111159700", SigunguKind::GeneralGu)]
#[case::suwon_jangan_jowon_dong(Kostat7, "3101160", SigunguKind::GeneralGu)]
fn line_47_gyeonggi_si_and_general_gu_are_si(
    #[case] system: ZoneSystem,
    #[case] code: &str,
    #[case] kind: SigunguKind,
) {
    assert_eq!(at(system, code, "2021-12-31"), Tier::Si);
    assert_eq!(place_kind(system, code, day("2021-12-31")).unwrap().sigungu, Some(kind));
}

#[rstest]
#[case::muan_cheonggye_myeon(MoisAdm, "4684033000")]
#[case::muan_cheonggye_myeon(Kostat7, "3642033")]
#[case::boeun_boeun_eup(MoisAdm, "4372025000")]
#[case::boeun_boeun_eup(Kostat7, "3332011")]
#[case::boeun_boeun_eup(Kostat8, "33520110")]
fn line_47_gun_of_a_province_is_gun(#[case] system: ZoneSystem, #[case] code: &str) {
    assert_eq!(at(system, code, "2021-12-31"), Tier::Gun);
}

#[rstest]
#[case::hongcheon_before(MoisAdm, "4272025000", "2023-06-10", Tier::Gun)]
#[case::hongcheon_after(MoisAdm, "5172025000", "2023-06-11", Tier::Si)]
#[case::hongcheon_kostat_before(Kostat7, "3231011", "2023-06-10", Tier::Gun)]
#[case::hongcheon_kostat_after(Kostat7, "3231011", "2023-06-11", Tier::Si)]
#[case::wanju_before(MoisAdm, "4571025000", "2024-01-17", Tier::Gun)]
#[case::wanju_after(MoisAdm, "5271025000", "2024-01-18", Tier::Si)]
#[case::wanju_old_code_after(MoisAdm, "4571025000", "2024-01-18", Tier::Si)]
fn line_47_gun_of_a_special_province_follows_the_ruleset(
    #[case] system: ZoneSystem,
    #[case] code: &str,
    #[case] on: &str,
    #[case] when_ruleset_says_si: Tier,
) {
    assert_eq!(at(system, code, on), Tier::Gun);
    assert_eq!(tier(system, code, day(on), Tier::Si).unwrap(), when_ruleset_says_si);
}

#[test]
fn a_si_of_a_special_province_is_si_whatever_the_ruleset() {
    assert_eq!(at(MoisAdm, "5111051500", "2024-12-31"), Tier::Si);
}

#[test]
fn a_district_of_seoul_is_no_gun_whatever_its_digits() {
    let kind = place_kind(MoisAdm, "1171051000", day("2021-12-31")).unwrap();
    assert_eq!(kind.sigungu, Some(SigunguKind::AutonomousGu), "송파구 is 11710");
}

#[rstest]
#[case::too_short(MoisAdm, "11560605")]
#[case::too_long(Kostat7, "11190640")]
#[case::letter(Kostat8, "1119076A")]
#[case::full_width(Kostat7, "１１１９０６４")]
#[case::empty(MoisLegal, "")]
fn a_malformed_code_is_refused(#[case] system: ZoneSystem, #[case] code: &str) {
    let err = tier(system, code, day("2021-12-31"), Tier::Gun).unwrap_err();
    assert!(matches!(err, ZoneCodeError::Malformed { .. }), "{err:?}");
}

#[test]
fn a_code_of_the_other_family_is_an_unknown_province() {
    // 11110 is 종로구 at the ministry; 종로구 is 11010 at Statistics Korea. 52 exists only at the ministry.
    let err = tier(Kostat8, "52110110", day("2024-12-31"), Tier::Gun).unwrap_err();
    assert_eq!(err, ZoneCodeError::UnknownSido { code: "52110110".into(), system: Kostat8 });
}

#[test]
fn sejong_did_not_exist_before_2012_07_01() {
    let err = tier(MoisAdm, "3611025000", day("2012-06-30"), Tier::Gun).unwrap_err();
    assert!(matches!(err, ZoneCodeError::NotInForce { .. }));
    assert_eq!(at(MoisAdm, "3611025000", "2012-07-01"), Tier::Si);
}

#[test]
fn the_system_other_has_no_kinds() {
    assert_eq!(tier(ZoneSystem::Other, "10018", day("2016-12-31"), Tier::Gun), Err(ZoneCodeError::NoKind));
}

#[test]
fn names_of_systems_round_trip() {
    for system in ZoneSystem::ALL {
        assert_eq!(system.as_str().parse(), Ok(system));
    }
    assert_eq!("KOSTAT7".parse::<ZoneSystem>(), Err(UnknownZoneSystem("KOSTAT7".into())));
}

proptest! {
    #[test]
    fn no_text_panics(code in "\\PC{0,12}", days in 0i64..20_000) {
        let on = day("1980-01-01") + chrono::Days::new(days.unsigned_abs());
        for system in ZoneSystem::ALL {
            let _ = tier(system, &code, on, Tier::Gun);
        }
    }

    #[test]
    fn the_tier_depends_only_on_the_county(tail in "[0-9]{5}", county in "(11|26|27|28|41|43|46|47|48)[1-9][1-9]0") {
        let on = day("2021-12-31");
        let one = tier(MoisAdm, &format!("{county}{tail}"), on, Tier::Gun);
        prop_assert_eq!(one, tier(MoisAdm, &format!("{county}00000"), on, Tier::Gun));
    }
}
