//! Each rule complains about what it is there for, and about nothing else.

use super::{
    Complaints, Source, addresses, code, crates, lengths, pages, rooms, source, storeys, templates,
    transactions,
};

fn rust(path: &str, text: &str) -> Source {
    source::rust(path, text)
}

fn lines(complaints: &Complaints) -> Vec<String> {
    complaints.iter().map(|line| line.split(": ").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_higher_storey_or_a_later_neighbour_is_seen() {
    let text = "use crate::{\n    base::app::App,\n    notices::{calls::store, publications as news},\n};\n\
                fn f() { crate::applying::applications::store::all(); super::centres::x(); }";
    assert_eq!(
        lines(&storeys(&rust("registry/institutions/store.rs", text))),
        [
            "registry/institutions/store.rs:1",
            "registry/institutions/store.rs:1",
            "registry/institutions/store.rs:5",
        ]
    );
    assert_eq!(storeys(&rust("registry/institutions/mod.rs", "use super::centres;")).len(), 1);
    assert!(
        storeys(&rust("registry/centres/store.rs", "use crate::registry::{zones, institutions::store};"))
            .is_empty()
    );
    assert!(storeys(&rust("registry/centres/tests.rs", "// use crate::server;")).is_empty());
}

#[test]
fn insight_that_acts_is_seen() {
    let text = "use crate::notices::calls::{actions, store};";
    assert_eq!(storeys(&rust("insight/home/mod.rs", text)).len(), 1);
}

#[test]
fn pages_of_others_are_seen() {
    let text = "use crate::notices::calls::pages::window;\nuse super::pages::mine;";
    assert_eq!(
        lines(&pages(&rust("applying/applications/store.rs", text))),
        ["applying/applications/store.rs:1"]
    );
    assert!(pages(&rust("server/mod.rs", text)).is_empty());
}

#[test]
fn a_transaction_outside_actions_is_seen() {
    let text = "async fn f() {\n    app.database.begin().await?;\n}\n#[cfg(test)]\nmod tests { fn f() { app.database.begin() } }";
    assert_eq!(lines(&transactions(&rust("notices/calls/store.rs", text))), ["notices/calls/store.rs:2"]);
    assert!(transactions(&rust("notices/calls/actions/announce.rs", text)).is_empty());
    assert!(transactions(&rust("notices/calls/store.rs", "// .begin( is for actions")).is_empty());
}

#[test]
fn an_address_in_a_page_or_a_template_is_seen() {
    let page = rust("notices/calls/pages.rs", "fn f() { redirect(\"/calls\"); split(\"/\") }");
    assert_eq!(addresses(&page).len(), 1);
    let template =
        source::template("notices/calls/templates/a.html", "<a href=\"/calls\">{{ f(\"/x\") }}<br/></a>");
    assert_eq!(addresses(&template).len(), 2);
    let good =
        source::template("notices/calls/templates/a.html", "<a href=\"{{ crate::web::urls::CALLS }}\">/</a>");
    assert!(addresses(&good).is_empty());
}

#[test]
fn a_template_of_another_feature_is_seen() {
    let text = "{% extends \"web/templates/shell.html\" %}{% include \"notices/calls/templates/a.html\" %}";
    assert_eq!(templates(&source::template("applying/applications/templates/b.html", text)).len(), 1);
    assert!(templates(&source::template("notices/calls/templates/b.html", text)).is_empty());
}

#[test]
fn length_is_seen() {
    let long = |lines: usize| {
        format!("pub async fn get(a: A<B, C>) -> D {{\n{}}}\n", "    x();\n\n    // why\n".repeat(lines))
    };
    assert!(lengths(&rust("notices/calls/pages.rs", &long(40))).is_empty());
    assert_eq!(lengths(&rust("notices/calls/pages.rs", &long(41))).len(), 1);
    assert!(lengths(&rust("notices/calls/pages.rs", &long(41).replace("async ", ""))).is_empty());
    assert!(lengths(&rust("notices/calls/store.rs", &long(80))).is_empty());
    assert_eq!(lengths(&rust("notices/calls/store.rs", &long(81))).len(), 1);
    assert!(lengths(&rust("notices/calls/store.rs", &"//\n".repeat(400))).is_empty());
    assert_eq!(lengths(&rust("notices/calls/store.rs", &"//\n".repeat(401))).len(), 1);
    let many = "fn f<T: Fn(u8) -> u8>(&self, a: (u8, u8), b: B<C, D>, c: [u8; 2], d: &str, e: u8) {}";
    assert_eq!(lengths(&rust("notices/calls/store.rs", many)).len(), 1);
    assert!(lengths(&rust("notices/calls/store.rs", &many.replace(", e: u8", ","))).is_empty());
}

#[test]
fn an_unknown_room_is_seen() {
    assert_eq!(rooms("notices/calls/helpers.rs").len(), 1);
    assert_eq!(rooms("notices/tenders/mod.rs").len(), 1);
    assert_eq!(rooms("base/utilities.rs").len(), 1);
    assert_eq!(rooms("common/mod.rs").len(), 1);
    assert!(rooms("notices/calls/pages/public.rs").is_empty());
    assert!(rooms("notices/publications.rs").is_empty());
}

#[test]
fn a_server_in_a_crate_is_seen() {
    let manifest = "[package]\nname = \"rules\"\n[dependencies]\nserde.workspace = true\ntokio = \"1\"\n\
                    [dev-dependencies]\naxum = \"1\"\n[dependencies.sea-orm]\nversion = \"2\"";
    assert_eq!(
        crates("rules", manifest),
        ["crates/rules: depends on tokio", "crates/rules: depends on sea-orm"]
    );
    assert!(crates("testdb", manifest).is_empty());
}

#[test]
fn functions_and_paths_are_read_as_they_are() {
    let found = code::functions(
        "impl A { fn a(self) {} }\ntrait B { fn b(); }\nlet f: fn(u8) = g;\nasync fn c()\n{\n}",
    );
    let found: Vec<_> =
        found.iter().map(|f| (f.name.as_str(), f.line, f.lines, f.parameters, f.is_async)).collect();
    assert_eq!(found, [("a", 1, 0, 1, false), ("c", 4, 0, 0, true)]);
    let module: Vec<String> = ["a", "b", "c"].map(str::to_owned).into();
    let paths = code::named("use super::super::x::{self, y as z, w::*};\npub(crate) fn f() {}", &module);
    let paths: Vec<String> = paths.iter().map(|named| named.path.join("::")).collect();
    assert_eq!(paths, ["a::x", "a::x::y", "a::x::w"]);
}
