//! What was done, in words.

/// An act of the trail.
pub(super) fn act(act: &str) -> &'static str {
    match act {
        "begin" => "신청서를 쓰기 시작함",
        "attach" => "파일을 붙임",
        "detach" => "파일을 뺌",
        "submit" => "제출함",
        "withdraw" => "취하함",
        "bring_receipt" => "다른 창구의 접수번호를 가져옴",
        "intake_find" => "자격을 확인해 적음",
        "intake_propose" => "검토 의견을 올림",
        "intake_decide" => "검토 의견을 결정함",
        "intake_publish" => "자격 검토 결과를 알림",
        "request_supplement" => "보완을 요청함",
        "supplement" => "보완 서류를 냄",
        "lapse_supplement" => "보완 기한이 지남",
        "announce" => "선정 결과를 알림",
        "forfeit" => "선정된 기관이 포기함",
        "promote" => "예비에서 선정함",
        "uphold" => "이의신청을 인용하여 결정을 바꿈",
        "enter-adjustments" => "가점·감점을 적음",
        "confirm-adjustments" => "가점·감점을 확인함",
        _ => "그 밖의 처리",
    }
}
