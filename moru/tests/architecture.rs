//! The house stands as `docs/architecture.md` draws it: storeys use lower storeys only, features have the rooms they
//! may have, and nothing grows too long. Every rule is a function from a file to complaints, so that each can be shown
//! to complain.

#[path = "architecture/code.rs"]
mod code;
mod source;

use std::{collections::BTreeSet, fs, path::Path, sync::LazyLock};

use source::Source;

/// The storeys from the ground up, each with its features in the order in which they may use each other.
const STOREYS: [(&str, &[&str]); 13] = [
    ("base", &[]),
    ("web", &[]),
    ("identity", &["audit", "accounts", "readings"]),
    ("registry", &["zones", "institutions", "centres"]),
    ("places", &["atlas"]),
    ("notices", &["publications", "calls", "questions"]),
    ("applying", &["applications", "reminders", "exchange", "intake", "supplements"]),
    ("judging", &["evaluators", "panels", "inspections", "adjustments", "scores", "selection", "objections"]),
    ("papers", &["documents"]),
    ("insight", &["home", "replay"]),
    ("demo", &[]),
    ("server", &[]),
    ("cli", &[]),
];

/// Storey 0: a file here is for everybody, so each is a decision.
const BASE: [&str; 14] = [
    "app",
    "clock",
    "config",
    "database",
    "errors",
    "files",
    "gather",
    "inspector",
    "jobs",
    "mail",
    "mod",
    "question",
    "shared",
    "words",
];

/// The rooms any feature may have, as a file or as a folder.
const ROOMS: [&str; 16] = [
    "mod",
    "tables",
    "access",
    "actions",
    "store",
    "form",
    "forms",
    "pages",
    "api",
    "mails",
    "jobs",
    "words",
    "evidence",
    "example",
    "templates",
    "tests",
];

/// Rooms of one feature alone, and why it has them.
const OWN_ROOMS: [(&str, &str, &str); 21] = [
    ("insight/home", "sitemap", "what search engines are told"),
    ("registry/centres", "service", "the five services, which the home page names"),
    ("identity/accounts", "actor", "who acts, which every act above names"),
    ("identity/accounts", "arrival", "a request whose sender is asked for together with its page"),
    ("identity/accounts", "passwords", "how they are kept"),
    ("identity/accounts", "permissions", "reads the tables of grants of every feature"),
    ("identity/accounts", "role", "the roles"),
    ("identity/accounts", "visitor", "who asks, which every page above is handed"),
    ("registry/institutions", "kinds", "the kinds of institutions in words"),
    ("places/atlas", "filter", "what is asked of the map, in its address"),
    ("places/atlas", "map", "where places lie on the drawing"),
    ("places/atlas", "memory", "the newest census, judged once"),
    ("notices/publications", "banners", "the lines of public campaigns"),
    ("notices/publications", "document", "what a release says, as plain values"),
    ("notices/publications", "embargoes", "from when a release is public"),
    ("notices/publications", "import", "reads the text of a release"),
    ("papers/documents", "contents", "what each kind of document says, a file for each"),
    ("papers/documents", "kinds", "the kinds of documents, and who issues them"),
    ("papers/documents", "setting", "sets pages, off the threads that answer"),
    ("papers/documents", "sheets", "the lists that go out as spreadsheets, a file for each"),
    ("notices/calls", "memory", "contents of published revisions, which never change"),
];

/// Pages that are used from outside their feature, by whom and why. The server may use all of them.
const PAGES_USED: [(&str, &str, &str); 1] = [(
    "registry/institutions/pages.rs",
    "identity::accounts::pages",
    "signing up signs in at once, with the cookie that signing in sets",
)];

/// Files that may be longer, and why.
const LONG_FILES: [(&str, &str); 1] =
    [("web/templates/parts.html", "one macro for each pattern, imported under one name")];

const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 80;
const LONGEST_HANDLER: usize = 40;
const MOST_PARAMETERS: usize = 5;

/// Libraries that the crates of rules and values do without.
const KEPT_OUT: [&str; 7] = ["tokio", "axum", "sea-orm", "sea-orm-migration", "sqlx", "tower", "hyper"];
/// Crates that are there to talk to a database.
const WITH_DATABASE: [&str; 2] = ["migrations", "testdb"];

type Complaints = Vec<String>;

/// Where a path stands: the storey and the place of the feature in it. Greater is higher.
fn place(path: &[&str]) -> Option<(usize, usize)> {
    let storey = STOREYS.iter().position(|(name, _)| Some(name) == path.first())?;
    let feature = path.get(1).and_then(|name| STOREYS[storey].1.iter().position(|feature| feature == name));
    Some((storey, feature.unwrap_or(0)))
}

/// The modules a file's path stands for, without `mod.rs`.
fn module(path: &str) -> Vec<String> {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    path.split('/').filter(|part| *part != "mod").map(str::to_owned).collect()
}

fn is_html(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending == "html")
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.starts_with("testing/")
}

/// The folder or file of a feature: "applying/applications".
fn feature(path: &str) -> Option<String> {
    let mut parts = path.trim_end_matches(".rs").split('/');
    let (storey, feature) = (parts.next()?, parts.next()?);
    let features = STOREYS.iter().find(|(name, _)| *name == storey)?.1;
    (!features.is_empty() && feature != "mod").then(|| format!("{storey}/{feature}"))
}

/// Lower storeys only; in a storey, features that stand before.
fn storeys(source: &Source) -> Complaints {
    let own = module(&source.path);
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    let Some(here) = place(&own) else { return Vec::new() };
    let mut out = Vec::new();
    for named in code::named(&source.code, &module(&source.path)) {
        let path: Vec<&str> = named.path.iter().map(String::as_str).collect();
        let Some(there) = place(&path) else { continue };
        let own_house = own.len() < 2 && there.0 == here.0;
        if there > here && !own_house {
            out.push(format!(
                "{}:{}: {} stands above or beside it",
                source.path,
                named.line,
                path.join("::")
            ));
        }
        if own[0] == "insight" && path[0] != "insight" && path.contains(&"actions") {
            out.push(format!("{}:{}: insight only reads, {} acts", source.path, named.line, path.join("::")));
        }
    }
    out
}

/// Pages belong to their feature; the server puts them together.
fn pages(source: &Source) -> Complaints {
    let own = feature(&source.path).unwrap_or_default().replace('/', "::");
    let mut out = Vec::new();
    for named in code::named(&source.code, &module(&source.path)) {
        let path = named.path.join("::");
        let allowed = PAGES_USED.iter().any(|(file, what, _)| *file == source.path && path.starts_with(what));
        let is_own = !own.is_empty() && path.starts_with(&own);
        let by_server = source.path.starts_with("server/");
        if named.path.iter().skip(2).any(|part| part == "pages") && !is_own && !allowed && !by_server {
            out.push(format!("{}:{}: uses the pages of another feature: {path}", source.path, named.line));
        }
    }
    out
}

/// A unit of work begins in an action; examples fill an empty database.
fn transactions(source: &Source) -> Complaints {
    let may = ["base/", "server/", "demo/"].iter().any(|start| source.path.starts_with(start))
        || source.path.split('/').any(|part| ["actions", "actions.rs", "example.rs"].contains(&part));
    let lines = source.code.lines().enumerate().filter(|(_, line)| line.contains(".begin("));
    if may {
        return Vec::new();
    }
    lines
        .map(|(index, _)| format!("{}:{}: only actions begin transactions", source.path, index + 1))
        .collect()
}

/// Addresses are written in `web/urls.rs` and nowhere else.
fn addresses(source: &Source) -> Complaints {
    let attribute = |text: &str| {
        ["href=\"/", "action=\"/", "src=\"/", "hx-get=\"/", "hx-post=\"/"]
            .iter()
            .any(|bad| text.contains(bad))
    };
    let is_template = is_html(&source.path);
    let is_page = source.path.contains("/pages");
    let bad = source.texts.iter().filter(|text| {
        let starts = text.says.starts_with('/') && text.says != "/" && !text.says.starts_with("/ ");
        (is_template && attribute(&text.says))
            || ((is_page || is_template) && starts && !text.says.starts_with("/>"))
    });
    bad.map(|text| {
        format!("{}:{}: an address outside web/urls.rs: {}", source.path, text.line, text.says.trim())
    })
    .collect()
}

/// A template builds on the shell, the parts and the templates of its own feature.
fn templates(source: &Source) -> Complaints {
    let own =
        feature(&source.path).unwrap_or_else(|| source.path.split('/').next().unwrap_or_default().to_owned());
    let named = source.texts.iter().filter(|text| is_html(&text.says) && text.says.contains('/'));
    let bad = named.filter(|text| {
        !text.says.starts_with("web/templates/") && !text.says.starts_with(&format!("{own}/"))
    });
    bad.map(|text| format!("{}:{}: a template of another feature: {}", source.path, text.line, text.says))
        .collect()
}

/// Files, functions, handlers and parameters.
fn lengths(source: &Source) -> Complaints {
    let mut out = Vec::new();
    let lines = source.code.lines().count();
    if lines > LONGEST_FILE && !LONG_FILES.iter().any(|(path, _)| *path == source.path) {
        out.push(format!("{}: {lines} lines, at most {LONGEST_FILE}", source.path));
    }
    if is_html(&source.path) {
        return out;
    }
    for function in code::functions(&source.code) {
        let place = format!("{}:{}: {}", source.path, function.line, function.name);
        let is_handler = function.is_async && source.path.contains("/pages");
        let limit = if is_handler { LONGEST_HANDLER } else { LONGEST_FUNCTION };
        if function.lines > limit {
            out.push(format!("{place} has {} lines, at most {limit}", function.lines));
        }
        if function.parameters > MOST_PARAMETERS {
            out.push(format!("{place} has {} parameters, at most {MOST_PARAMETERS}", function.parameters));
        }
    }
    out
}

/// Every feature stands in the table and has known rooms; storey 0 is what it is.
fn rooms(path: &str) -> Complaints {
    let parts: Vec<&str> = path.split('/').collect();
    let name = |part: &str| part.trim_end_matches(".rs").trim_end_matches(".html").to_owned();
    let [storey, rest @ ..] = &parts[..] else { return Vec::new() };
    if rest.is_empty() || *storey == "testing" {
        return Vec::new();
    }
    let Some((_, features)) = STOREYS.iter().find(|(name, _)| name == storey) else {
        return vec![format!("{path}: {storey} is no storey")];
    };
    let first = name(rest[0]);
    if *storey == "base" && !BASE.contains(&first.as_str()) {
        return vec![format!(
            "{path}: storey 0 is for everybody; a file there needs a place in the list and a reason"
        )];
    }
    if features.is_empty() || first == "mod" {
        return Vec::new();
    }
    if !features.contains(&first.as_str()) {
        return vec![format!("{path}: {first} is no feature of {storey}")];
    }
    let Some(room) = rest.get(1).map(|part| name(part)) else { return Vec::new() };
    let feature = format!("{storey}/{first}");
    let own = OWN_ROOMS.iter().any(|(of, name, _)| *of == feature && *name == room);
    if own || ROOMS.contains(&room.as_str()) {
        Vec::new()
    } else {
        vec![format!("{path}: {room} is no room of a feature")]
    }
}

/// The crates of rules and values know no server and no database.
fn crates(name: &str, manifest: &str) -> Complaints {
    if WITH_DATABASE.contains(&name) {
        return Vec::new();
    }
    let mut is_used = false;
    let mut out = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_used = line.starts_with("[dependencies") || line.starts_with("[target");
        }
        let key = line.split(['=', '.', ' ']).next().unwrap_or_default().trim_start_matches('[');
        let table = line.strip_prefix("[dependencies.").map(|rest| rest.trim_end_matches(']'));
        let name_of = table.unwrap_or(key);
        if is_used && KEPT_OUT.contains(&name_of) {
            out.push(format!("crates/{name}: depends on {name_of}"));
        }
    }
    out
}

static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let rust = source::files("rs").into_iter().filter(|(path, _)| !is_test(path));
    let rust = rust.map(|(path, text)| source::rust(&path, &text));
    let html = source::files("html").into_iter().map(|(path, text)| source::template(&path, &text));
    rust.chain(html).collect()
});

fn check(rule: fn(&Source) -> Complaints) {
    let complaints: Complaints = SOURCES.iter().flat_map(rule).collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn storeys_use_lower_storeys_only() {
    check(storeys);
}

#[test]
fn pages_are_used_by_the_server_only() {
    check(pages);
}

#[test]
fn only_actions_begin_transactions() {
    check(transactions);
}

#[test]
fn addresses_are_written_in_one_place() {
    check(addresses);
}

#[test]
fn templates_build_on_the_shell_and_their_own() {
    check(templates);
}

#[test]
fn nothing_grows_too_long() {
    check(lengths);
}

#[test]
fn features_have_the_rooms_they_may_have() {
    let files = ["rs", "html"].into_iter().flat_map(source::files);
    let complaints: Complaints = files.flat_map(|(path, _)| rooms(&path)).collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn storey_0_and_the_exceptions_are_all_there() {
    let paths: BTreeSet<String> =
        ["rs", "html"].into_iter().flat_map(source::files).map(|(path, _)| path).collect();
    for file in BASE {
        assert!(paths.contains(&format!("base/{file}.rs")), "base/{file}.rs");
    }
    for (storey, features) in STOREYS {
        for feature in features {
            let (file, folder) = (format!("{storey}/{feature}.rs"), format!("{storey}/{feature}/mod.rs"));
            assert!(paths.contains(&file) || paths.contains(&folder), "{folder}");
        }
    }
    for (of, room, _) in OWN_ROOMS {
        let (file, folder) = (format!("{of}/{room}.rs"), format!("{of}/{room}/mod.rs"));
        assert!(paths.contains(&file) || paths.contains(&folder), "{of} has no room {room}");
    }
    for (path, _) in LONG_FILES {
        let (_, text) = source::files("html").into_iter().find(|(name, _)| name == path).expect(path);
        assert!(text.lines().count() > LONGEST_FILE, "{path} is short enough");
    }
    for (file, what, _) in PAGES_USED {
        let source = SOURCES.iter().find(|source| source.path == file).expect(file);
        let uses = code::named(&source.code, &module(file))
            .iter()
            .any(|named| named.path.join("::").starts_with(what));
        assert!(uses, "{file} does not use {what}");
    }
}

#[test]
fn crates_of_rules_know_no_server() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut complaints = Vec::new();
    for entry in fs::read_dir(folder).expect("the crates").flatten() {
        let manifest = fs::read_to_string(entry.path().join("Cargo.toml")).expect("a manifest");
        complaints.extend(crates(&entry.file_name().to_string_lossy(), &manifest));
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[path = "architecture/bad.rs"]
mod bad;
