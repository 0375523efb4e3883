//! Any document whatsoever, with text that wants to be something else.

use documents::{
    Block, Callout, Cell, Check, Column, Document, Fact, Heading, Item, List, Mark, Paragraph, Run,
    SignatureLine, Signatures, Table, Text,
};
use proptest::{collection::vec, prelude::*};

/// Text that is markup, a formula, a path or a trick somewhere.
pub const HOSTILE: [&str; 15] = [
    "#import \"@preview/x:1.0.0\": *",
    "#read(\"/etc/passwd\") #panic() #sys.inputs",
    "$x^2$ $ sum_(i=0)^n $ *bold* _it_ `raw` = 제목",
    "\\ \\u{41} \\n \\\" ' \" -- --- ... ~ @ref <label> // /* */",
    "<script>alert(1)</script> &amp; &#0; ]]> <!-- --> <?xml?>",
    "</hp:t></hp:run> ${x} {{x}} %s",
    "=1+1 +1 -1 @SUM(A1) =cmd|' /C calc'!A0",
    "a\0b\u{1}c\u{8}d\u{b}e\u{c}f\u{1b}[31mg\u{7f}h\u{9f}i\u{fffe}j\u{ffff}k",
    "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af} NFD",
    "emoji 😀👨‍👩‍👧‍👦🇰🇷❤️ 漢字 かな ไทย עברית العربية हिन्दी",
    "\u{202e}돌린 글\u{202c} \u{200b}\u{feff}\u{ad}zero\u{2060}width",
    "줄\n바꿈\r\n여러\r번\u{2028}그리고\u{2029}끝",
    "  앞뒤   공백  \t탭\t ",
    "ﬁ ﬂ ¼ ½ ㎡ ㈜ ① Ⅷ ％ １２ ｱｲ",
    "\u{e000}\u{f8ff}\u{f0000}\u{10fffd}",
];

/// Letters with marks that have no composed form. They look right, but readers of PDF find such a letter once for each
/// of its marks, so they are tested by themselves.
pub const STACKED: &str = "e\u{301}\u{302}\u{303}\u{304}\u{323} z\u{335}\u{336}a\u{337}l\u{338}go";

/// Text.
pub fn text() -> impl Strategy<Value = String> {
    let unstacked = |text: String| documents::clean(&text).replace(is_mark, "");
    let any = prop_oneof![
        3 => prop::sample::select(&HOSTILE[..]).prop_map(str::to_owned),
        2 => "[가-힣 ]{0,40}",
        2 => ".{0,40}",
        1 => vec(any::<char>(), 0..30).prop_map(String::from_iter),
        1 => "[a-z]{60,90}",
    ];
    any.prop_map(move |text| if text.contains(is_mark) { unstacked(text) } else { text })
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// Text that says something.
fn name() -> impl Strategy<Value = String> {
    text().prop_map(|text| format!("이름 {text}"))
}

fn runs() -> impl Strategy<Value = Text> {
    let run = (text(), any::<bool>(), any::<bool>()).prop_map(|(text, bold, link)| Run {
        text,
        bold,
        link: link.then(|| "https://moru.example/?a=1&b=\"2\";c:\\d<e>".to_owned()),
    });
    vec(run, 0..4).prop_map(Text)
}

fn item() -> impl Strategy<Value = Item> {
    (runs(), vec(runs(), 0..3))
        .prop_map(|(text, items)| Item { text, items: items.into_iter().map(Item::from).collect() })
}

fn table() -> impl Strategy<Value = Table> {
    (1..5_usize, 1..4_usize).prop_flat_map(|(columns, rows)| {
        (vec(vec(runs(), columns), rows), any::<bool>(), name()).prop_map(move |(rows, header, caption)| {
            let mut table = Table::new((0..columns).map(|index| Column::text(index as u16 + 1)));
            table.caption = Some(caption);
            if header {
                table = table.header([Cell::from("머리").spanning(columns as u16, 1)]);
            }
            rows.into_iter().fold(table, Table::row)
        })
    })
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        (name(), any::<bool>()).prop_map(|(text, numbered)| Heading { level: 1, text, numbered }.into()),
        runs().prop_map(|text| Paragraph::from(text).into()),
        vec((name(), runs()), 1..3).prop_map(|facts| {
            facts.into_iter().map(|(label, value)| Fact { label, value }).collect::<Vec<_>>().into()
        }),
        table().prop_map(Block::from),
        (any::<bool>(), vec(item(), 1..3))
            .prop_map(|(numbered, items)| List { numbered, start: 1, items }.into()),
        (any::<bool>(), runs()).prop_map(|(checked, text)| vec![Check { checked, text }].into()),
        (name(), text()).prop_map(|(role, name)| {
            Signatures { lines: vec![SignatureLine { role, name, mark: Mark::Either }] }.into()
        }),
        vec(runs(), 1..3).prop_map(Block::Enclosures),
        runs().prop_map(Block::Note),
        (name(), runs()).prop_map(|(title, text)| Callout { title: Some(title), text }.into()),
    ]
}

/// A document. Its cells do not span rows and it has one table at most after the others, so that its text has one order.
pub fn document() -> impl Strategy<Value = Document> {
    (name(), vec(block(), 0..5), any::<bool>()).prop_map(|(title, blocks, end_mark)| Document {
        blocks,
        end_mark,
        ..crate::common::document(&title)
    })
}
