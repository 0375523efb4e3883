//! Documents that tests write, and the fonts they are set in. Everything in them is an example.

use std::{borrow::Cow, fs, path::PathBuf, sync::LazyLock};

use documents::{
    Align, Block, Callout, Cell, Check, Column, Document, Fact, Heading, Item, List, Mark, Opening,
    Paragraph, Qr, Run, SignatureLine, Signatures, Table, Text, Verification, pdf::Fonts,
};

/// The fonts of the front end, which `cargo xtask web` installs.
pub static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let folder = root().join("web/node_modules/pretendard-gov/dist/public/static");
    let files = ["Regular", "Bold"].map(|weight| {
        let path = folder.join(format!("PretendardGOV-{weight}.otf"));
        let bytes = fs::read(&path).expect("the fonts of the front end; `cargo xtask web` installs them");
        Cow::Owned(bytes)
    });
    Fonts::load(files).expect("fonts")
});

/// The folder of the workspace.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder for files that a person may want to look at.
pub fn output() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let target = root().join(target);
    let folder = target.join("documents");
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn verification() -> Verification {
    Verification {
        code: "7K3M-92QX-4HTB".into(),
        qr: Some("https://moru.example/verify/7K3M-92QX-4HTB".into()),
        sha256: Some("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into()),
    }
}

/// A document with number, date, issuer and verification.
pub fn document(title: &str) -> Document {
    let created = "2024-04-15T00:00:00Z".parse().expect("an instant");
    Document {
        number: Some("예시부 공고 제2024-123호".into()),
        date: "2024. 4. 15.".into(),
        issuer: Some("예시부장관".into()),
        verification: Some(verification()),
        header: Some("예시 문서".into()),
        ..Document::new(title, created)
    }
}

/// A notice with every kind of block that such notices have.
pub fn notice() -> Document {
    let mut notice = document("2024년 소공인특화지원센터 운영기관 모집 공고");
    notice.push(Paragraph::from(
        "「도시형소공인 지원에 관한 특별법」 제8조에 따라 소공인특화지원센터를 운영할 기관을 다음과 같이 모집하오니 \
         관심 있는 기관의 많은 신청을 바랍니다.",
    ));
    notice.push(Heading::numbered(1, "사업 개요"));
    notice.push(Heading::numbered(2, "사업 목적"));
    notice.push(List::bulleted([Item::from(
        "소공인 집적지에 지원센터를 두어 소공인의 기술 경쟁력을 높이고 스스로 커 가는 바탕을 마련함",
    )]));
    notice.push(Heading::numbered(2, "지원 규모"));
    notice.push(vec![
        Fact::new("선정 규모", "2개 기관 안팎"),
        Fact::new(
            "지원 한도",
            Text(vec!["기관당 ".into(), Run::bold("1억 8,000만원"), " 이내 (부가가치세 포함)".into()]),
        ),
        Fact::new("사업 기간", "2024. 7. 1. ~ 2025. 1. 31."),
    ]);
    notice.push(Heading::numbered(1, "신청 자격"));
    notice.push(Heading::numbered(2, "기본 요건"));
    notice.push(List::numbered([
        Item::from("「민법」 제32조에 따른 비영리법인, 지방자치단체, 대학 또는 공공기관"),
        Item::from("같은 업종의 소공인이 모여 있는 집적지를 관할하는 기관"),
        Item {
            text: "다음 시설과 인력을 모두 갖춘 기관".into(),
            items: vec!["상담실과 교육장을 갖춘 전용 공간".into(), "전담 인력 3명 이상".into()],
        },
    ]));
    notice.push(Heading::numbered(2, "집적지 기준"));
    notice.push(
        Table {
            caption: Some("지역별 집적 기준".into()),
            unit: Some("(단위: 개사)".into()),
            ..Table::new([Column::centered(2), Column::centered(2), Column::number(2), Column::text(4)])
        }
        .header([Cell::from("구분").spanning(2, 1), Cell::from("기준 수"), Cell::from("비고")])
        .row([
            Cell::heading("읍·면·동").spanning(1, 3),
            "특별시·광역시".into(),
            "50".into(),
            "같은 업종(중분류)".into(),
        ])
        .row(["시", "40", "도의 시"])
        .row(["군", "20", "광역시의 군을 포함"]),
    );
    notice.push(Block::Note("소공인 수는 공고일 현재 전국사업체조사의 최근 자료로 셉니다.".into()));
    notice.push(Heading::numbered(1, "신청 방법"));
    notice.push(Callout {
        title: Some("신청 기간: 2024. 4. 15.(월) 09:00 ~ 5. 10.(금) 18:00".into()),
        text: Text(vec![
            "마감 시각까지 제출을 마친 신청만 받습니다. 신청은 ".into(),
            Run::link("https://moru.example/calls/2024-1", "https://moru.example/calls/2024-1"),
            "에서 합니다.".into(),
        ]),
    });
    notice.push(Heading::numbered(1, "개인정보 수집·이용 동의"));
    notice.push(vec![
        Check { checked: true, text: "동의함".into() },
        Check { checked: false, text: "동의하지 않음".into() },
    ]);
    notice.push(Qr {
        content: "https://moru.example/calls/2024-1".into(),
        caption: Some("신청 누리집".into()),
    });
    notice.push(Heading::numbered(1, "문의"));
    notice.push(Paragraph::from("예시진흥공단 소공인지원실 예시 담당자 (042-000-0000)"));
    notice
}

/// An official letter with a table, enclosures and lines to sign on.
pub fn letter() -> Document {
    let mut letter = document("2024년 소공인특화지원센터 운영기관 선정 통보");
    letter.number = Some("소공인지원실-1234".into());
    letter.date = "2024. 6. 14.".into();
    letter.issuer = Some("예시진흥공단 이사장".into());
    letter.opening = Opening::Letter {
        organisation: "예시진흥공단".into(),
        recipient: "예시대학교 산학협력단장".into(),
        via: None,
    };
    letter.end_mark = true;
    letter.push(List::numbered([
        Item::from("귀 기관의 무궁한 발전을 기원합니다."),
        Item::from(
            "2024년 소공인특화지원센터 운영기관 모집(예시부 공고 제2024-123호)에 신청하신 귀 기관이 아래와 같이 \
             선정되었음을 알려 드립니다.",
        ),
    ]));
    letter.push(
        Table::new([Column::centered(3), Column::centered(4), Column::number(3), Column::number(2)])
            .header(["신청 집적지", "업종", "지원금(원)", "점수"])
            .row(["예시구 예시동", "25 금속가공제품", "180,000,000", "91.3"]),
    );
    letter.push(List {
        start: 3,
        ..List::numbered([
            Item::from("2024. 6. 28.(금)까지 협약을 맺어 주시기 바랍니다. 기한까지 맺지 않으면 선정이 취소될 수 있습니다."),
            Item::from("이 결정에 이의가 있으면 통보를 받은 날부터 30일 안에 이의를 신청할 수 있습니다."),
        ])
    });
    letter.push(Signatures {
        lines: vec![
            SignatureLine { role: "위원장".into(), name: "예시 담당자".into(), mark: Mark::Seal },
            SignatureLine { role: "위원".into(), name: String::new(), mark: Mark::Either },
        ],
    });
    letter.push(Block::Enclosures(vec!["평가 결과 1부.".into(), "협약서(안) 1부.".into()]));
    letter
}

/// A table over several pages.
pub fn long_table(rows: u32) -> Document {
    let mut report = document("집적지별 소공인 현황");
    let columns =
        [Column::centered(1), Column::text(3), Column::text(4), Column::number(2), Column::number(2)];
    let mut table = Table { unit: Some("(단위: 개사, 명)".into()), ..Table::new(columns) }
        .header([
            Cell::from("번호").spanning(1, 2),
            Cell::from("집적지").spanning(1, 2),
            Cell::from("업종").spanning(1, 2),
            Cell::from("규모").spanning(2, 1),
        ])
        .header(["소공인", "종사자"]);
    for row in 1..=rows {
        table = table.row([
            row.to_string(),
            format!("예시{}동", row % 40 + 1),
            ["25 금속가공제품", "18 인쇄 및 기록매체 복제업", "14 의복, 의복 액세서리 및 모피제품"]
                [row as usize % 3]
                .into(),
            format!("{}", 50 + row * 7 % 400),
            format!("{},{:03}", row % 4 + 1, row * 37 % 1000),
        ]);
    }
    report.push(table);
    report.push(Paragraph { text: "가상 자료".into(), align: Align::Right });
    report
}
