mod common;

use std::fs;

#[test]
fn samples() {
    for (name, document) in
        [("notice", common::notice()), ("letter", common::letter()), ("long-table", common::long_table(70))]
    {
        let start = std::time::Instant::now();
        let pdf = documents::pdf::write(&document, &common::FONTS).unwrap();
        println!("{name}: {} pages, {} bytes, {:?}", pdf.pages, pdf.bytes.len(), start.elapsed());
        fs::write(common::output().join(format!("{name}.pdf")), pdf.bytes).unwrap();
    }
}
