//! What careless and malicious people send. Each file is refused with a sentence beside its field, and nothing is kept.

#[path = "../../../../../crates/uploads/tests/hostile/mod.rs"]
mod files;

use super::*;
use crate::{applying::applications::store, base::inspector};

/// Names as they arrive with files.
const NAMES: [&str; 6] = [
    "사업계획서.pdf",
    "../../../etc/passwd",
    "C:\\\\Windows\\\\win.ini",
    "a\u{202e}fdp.exe",
    "한글.hwpx",
    "%00.pdf",
];

async fn names_kept(test: &TestApp, id: Uuid) -> Vec<String> {
    let files = store::files(test.app.database.read(), id).await.expect("files");
    files.into_iter().map(|file| file.name).collect()
}

testdb::on_both_engines! {
    /// 300 files, each refused for its own reason. What was attached before is still there, and nothing else.
    async fn hostile_files_are_refused(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        let before = names_kept(&test, id).await;
        let all = files::all();
        assert!(all.len() >= 300, "{}", all.len());
        for (place, file) in all.iter().enumerate() {
            let name = NAMES[place % NAMES.len()];
            let answer = browser.upload(&urls::application_files(&id), &[("slot", "other")], name, &file.content).await;
            let page = answer.expect(StatusCode::UNPROCESSABLE_ENTITY).text();
            let sentence = inspector::words(file.problem).say(crate::base::words::Language::Korean);
            assert!(page.contains(&sentence), "{}: {sentence}", file.what);
            assert!(!page.contains("1234567"), "{} is quoted", file.what);
        }
        assert_eq!(names_kept(&test, id).await, before);
        browser.post(&urls::application_submit(&id), &[]).await.expect(StatusCode::SEE_OTHER);
    }
}

testdb::on_both_engines! {
    /// A name is what follows its last separator, without characters that hide or steer.
    async fn names_lead_nowhere(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        for (name, kept) in [("../../../etc/passwd", "passwd"), ("C:\\\\a\\\\win.ini", "win.ini"), ("a\u{202e}fdp.exe", "afdp.exe"), ("<b>&amp;.pdf", "<b>&amp;.pdf")] {
            let content = example::pdf(name);
            browser.upload(&urls::application_files(&id), &[("slot", "other")], name, &content).await.expect(StatusCode::SEE_OTHER);
            assert!(names_kept(&test, id).await.contains(&kept.to_owned()), "{name}");
        }
        let page = browser.get(&urls::application_step(&id, Step::Review.code())).await.text();
        assert!(!page.contains("<b>&amp;.pdf"), "names are text");
        let bell = browser.upload(&urls::application_files(&id), &[("slot", "other")], "a\u{7}b.pdf", &example::pdf("bell")).await;
        bell.expect(StatusCode::BAD_REQUEST);
        let slot = browser.upload(&urls::application_files(&id), &[("slot", "../articles")], "a.pdf", &example::pdf("slot")).await;
        slot.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
}

testdb::on_both_engines! {
    /// A megabyte in any one field is refused, with every other field of the form as it was.
    async fn a_megabyte_in_every_field(database: TestDatabase) {
        let test = call(database, 50).await;
        let (mut browser, institution) = applicant(&test, "1018200013").await;
        let id = draft(&test, &mut browser, institution, 3).await;
        let before = store::answers(test.app.database.read(), id).await.expect("answers");
        let (almost, whole) = ("x".repeat(1_000_000), "x".repeat(1 << 20));
        for (field, _) in example::answers(ZONE_NAME, 25, 3) {
            let step = crate::applying::applications::form::belongs_to(&field).expect("a step");
            let path = urls::application_step(&id, step.code());
            browser.post(&path, &[(&field, &almost)]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
            browser.post(&path, &[(&field, &whole)]).await.expect(StatusCode::PAYLOAD_TOO_LARGE);
        }
        let after = store::answers(test.app.database.read(), id).await.expect("answers");
        let values = |answers: &store::Answers| answers.iter().map(|(field, answer)| (field.clone(), answer.value.clone())).collect::<Vec<_>>();
        assert_eq!(values(&after), values(&before));
    }
}
