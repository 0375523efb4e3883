//! The legal kinds of institutions in the words of the form.

use programme::gates::InstitutionKind;

/// Every kind in the order of the form, with its Korean name.
pub const KINDS: [(InstitutionKind, &str); 10] = [
    (InstitutionKind::CivilActArt32NonProfit, "비영리법인 (민법 제32조: 협회, 재단 등)"),
    (InstitutionKind::SpecialActNonProfit, "특별법에 따른 비영리법인 (상공회의소 등)"),
    (InstitutionKind::University, "대학"),
    (InstitutionKind::IndustryAcademicFoundation, "산학협력단"),
    (InstitutionKind::LocalGovAffiliate, "지방자치단체 산하기관 (테크노파크 등)"),
    (InstitutionKind::Cooperative, "비영리 협동조합 (중소기업협동조합 등)"),
    (InstitutionKind::SocialCooperative, "사회적협동조합"),
    (InstitutionKind::GeneralCooperative, "일반 협동조합"),
    (InstitutionKind::Semas, "소상공인시장진흥공단"),
    (InstitutionKind::ForProfit, "영리법인 (주식회사 등)"),
];

/// The code of a kind in forms and rows.
pub fn code(kind: InstitutionKind) -> String {
    serde_json::to_value(kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The kind of a code.
pub fn from_code(code: &str) -> Option<InstitutionKind> {
    serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()
}

/// The Korean name of a kind, the key of the English one.
pub fn korean(kind: InstitutionKind) -> &'static str {
    KINDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, name)| name)
}
