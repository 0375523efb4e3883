//! Shapes that cannot be written, and the words that are added to those that can.

use documents::{
    Block, BlockProblem, Callout, Cell, Column, Document, Fact, Flow, Heading, Item, Language, List, Opening,
    Paragraph, Picture, Problem, Qr, Run, Signatures, Table, Text, Verification,
};

fn document() -> Document {
    Document::new("제목", "2024-04-15T00:00:00Z".parse().expect("an instant"))
}

fn problems(block: impl Into<Block>) -> Vec<BlockProblem> {
    let mut document = document();
    document.push(block);
    let found = document.problems().into_iter().map(|problem| match problem {
        Problem::Block { block: 0, problem } => problem,
        other => panic!("{other}"),
    });
    found.collect()
}

fn two() -> Table {
    Table::new([Column::text(1), Column::text(1)])
}

#[test]
fn ragged_tables_are_refused() {
    use BlockProblem::{Columns, NoRows, RaggedRow, Span};
    let cell = |columns, rows| Cell::from("칸").spanning(columns, rows);
    let cases = [
        (two().row(["가", "나"]), vec![]),
        (two().row(["가"]), vec![RaggedRow { row: 0 }]),
        (two().row(["가", "나"]).row(["가", "나", "다"]), vec![RaggedRow { row: 1 }]),
        (two().row([cell(2, 1)]), vec![]),
        (two().row([cell(3, 1)]), vec![RaggedRow { row: 0 }]),
        (two().row([cell(1, 2), cell(1, 1)]).row(["나"]), vec![]),
        (two().row([cell(1, 2), cell(1, 1)]).row(["가", "나"]), vec![RaggedRow { row: 1 }]),
        (two().row([cell(1, 1), cell(1, 2)]).row([cell(2, 1)]), vec![RaggedRow { row: 1 }]),
        (two().row([cell(1, 2), cell(1, 1)]), vec![Span { row: 0 }]),
        (two().row([cell(0, 1), cell(2, 1)]), vec![Span { row: 0 }]),
        (two().row([cell(2, 2)]).row(Vec::<Cell>::new()), vec![RaggedRow { row: 1 }]),
        (two().header([cell(1, 2), cell(1, 1)]).row(["나"]), vec![Span { row: 0 }]),
        (two().header(["가", "나"]), vec![NoRows]),
        (two(), vec![NoRows]),
        (Table::new([]).row(Vec::<Cell>::new()), vec![Columns]),
        (Table::new([Column::text(0)]).row(["가"]), vec![Columns]),
        (Table::new([Column::text(1); 41]).row(["가"; 41]), vec![Columns]),
    ];
    for (table, expected) in cases {
        assert_eq!(problems(table.clone()), expected, "{table:?}");
    }
}

#[test]
fn what_says_nothing_is_refused() {
    use BlockProblem::Empty;
    let blank = "\u{200b} \n";
    assert_eq!(problems(Heading::plain(1, blank)), [Empty]);
    assert_eq!(problems(List::bulleted(Vec::<Item>::new())), [Empty]);
    assert_eq!(problems(Vec::<Fact>::new()), [Empty]);
    assert_eq!(problems(vec![Fact::new(blank, "값")]), [Empty]);
    assert_eq!(problems(Block::Checks(vec![])), [Empty]);
    assert_eq!(problems(Block::Enclosures(vec![])), [Empty]);
    assert_eq!(problems(Signatures { lines: vec![] }), [Empty]);
    // A paragraph may say nothing: it is a line of space.
    assert_eq!(problems(Paragraph::from("")), []);
    let mut empty = document();
    empty.title = blank.into();
    empty.opening = Opening::Letter { organisation: "예시".into(), recipient: blank.into(), via: None };
    empty.verification = Some(Verification { code: blank.into(), qr: Some("가".repeat(101)), sha256: None });
    let expected = [Problem::EmptyTitle, Problem::EmptyAddress, Problem::EmptyCode, Problem::QrLength(303)];
    assert_eq!(empty.problems(), expected);
    assert_eq!(empty.plain_text(), "");
}

#[test]
fn headings_go_one_level_deeper_at_most() {
    let mut document = document();
    for level in [2, 1, 3, 0, 5, 2] {
        document.push(Heading::numbered(level, "제목"));
    }
    let found: Vec<String> = document.problems().iter().map(ToString::to_string).collect();
    let expected = [
        "block 0: a heading of level 2 cannot follow one of level 0",
        "block 2: a heading of level 3 cannot follow one of level 1",
        "block 3: there is no heading level 0",
        "block 4: there is no heading level 5",
    ];
    assert_eq!(found, expected);
}

#[test]
fn links_lead_to_addresses_only() {
    for address in
        ["javascript:alert(1)", "https://", "file:///x", "https://x y", "https://x\u{202e}y", "//x", ""]
    {
        assert_eq!(problems(Paragraph::from(Run::link("글", address))), [BlockProblem::Link], "{address}");
    }
    for address in
        ["https://moru.example", "mailto:a@moru.example", "tel:+82420000000", "http://x/한글?a=1#b"]
    {
        assert_eq!(problems(Paragraph::from(Run::link("글", address))), [], "{address}");
    }
    let bad = || Text::from(Run::link("글", "data:text/html,x"));
    let text = Callout { title: None, text: bad() };
    assert_eq!(problems(text), [BlockProblem::Link]);
    assert_eq!(problems(Table::new([Column::text(1)]).row([Cell::from(bad())])), [BlockProblem::Link]);
    assert_eq!(
        problems(List::bulleted([Item { text: "글".into(), items: vec![bad().into()] }])),
        [BlockProblem::Link]
    );
}

#[test]
fn pictures_codes_and_depths_have_limits() {
    use BlockProblem::{Empty, ListTooDeep, PictureFormat, PictureWidth, QrLength};
    let picture =
        Picture { bytes: b"GIF89a".to_vec(), description: " ".into(), width_mm: 171, caption: None };
    assert_eq!(problems(picture), [Empty, PictureFormat, PictureWidth]);
    assert_eq!(problems(Qr { content: String::new(), caption: None }), [QrLength(0)]);
    assert_eq!(problems(Qr { content: "x".repeat(300), caption: None }), []);
    let deep = |levels| {
        (1..levels).fold(Item::from("글"), |item, _| Item { text: "글".into(), items: vec![item] })
    };
    assert_eq!(problems(List::numbered([deep(4)])), []);
    assert_eq!(problems(List::numbered([deep(5)])), [ListTooDeep]);
}

#[test]
fn numbers_signs_and_ends_are_words() {
    let mut document = document();
    document.number = Some("예시-1".into());
    document.date = "2024. 4. 15.".into();
    document.issuer = Some("예시부장관".into());
    document.end_mark = true;
    document.push(List::numbered(["하나", "둘"]));
    document.push(Heading::numbered(1, "큰 제목"));
    document.push(Heading::numbered(2, "작은 제목"));
    document.push(List::numbered([Item { text: "셋".into(), items: vec!["넷".into()] }]));
    document.push(Heading::numbered(2, "다음"));
    document.push(Heading::plain(1, "번호 없음"));
    document.push(Heading::numbered(1, "둘째"));
    document.push(List::bulleted([Item { text: "다섯".into(), items: vec!["여섯".into()] }]));
    document.push(Block::SignOff);
    document.push(Block::PageBreak);
    document.push(Paragraph::from("덧붙임"));
    let expected = "예시-1\n예시-1\n제목\n1. 하나\n2. 둘\n1. 큰 제목\n가. 작은 제목\n1) 셋\n가) 넷\n나. 다음\n번호 없음\n\
                    2. 둘째\n○ 다섯\n- 여섯  끝.\n2024. 4. 15.\n예시부장관\n덧붙임\n";
    assert_eq!(document.plain_text(), expected);
}

#[test]
fn the_end_stands_below_a_table() {
    let mut document = document();
    document.end_mark = true;
    document.push(two().row(["가", "나"]));
    assert_eq!(document.plain_text(), "제목\n가\t나\n  끝.\n");
    document.blocks.clear();
    assert_eq!(document.plain_text(), "제목\n  끝.\n");
}

#[test]
fn english_documents_speak_english() {
    let mut letter = document();
    letter.language = Language::En;
    letter.opening =
        Opening::Letter { organisation: "Example Agency".into(), recipient: "Example".into(), via: None };
    letter.title = "Selection".into();
    letter.number = Some("EX-1".into());
    letter.date = "10 May 2024".into();
    letter.end_mark = true;
    letter.push(Block::Enclosures(vec!["Results".into(), "Contract".into()]));
    let expected = "EX-1\nExample Agency\nTo Example\n(Via)\nSubject Selection\nEnclosures 1. Results\n2. Contract  End.\n\
                    Issued EX-1 (10 May 2024)\n";
    assert_eq!(letter.plain_text(), expected);
}

#[test]
fn documents_can_be_kept_as_json() {
    let mut document = document();
    document.push(two().header(["가", "나"]).row([Cell::from("다").spanning(2, 1)]));
    document.push(Paragraph::from(vec![Run::bold("굵게"), Run::link("글", "https://moru.example")]));
    document.push(List::numbered(["하나"]));
    let json = serde_json::to_string(&document).expect("JSON");
    assert_eq!(serde_json::from_str::<Document>(&json).expect("a document"), document);
    // What a web page is drawn from says which kind each piece is.
    let flow = serde_json::to_value(Flow::of(&document).expect("a flow")).expect("JSON");
    assert_eq!(flow["pieces"][1]["kind"], "table");
    assert_eq!(flow["pieces"][3]["marker"], "1.");
}
