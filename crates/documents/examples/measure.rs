//! How long documents take, how large they are and how much memory is used:
//! `cargo run --release -p documents --example measure`.

use std::{borrow::Cow, error::Error, fs, path::Path, time::Instant};

use documents::{Column, Document, Heading, Paragraph, Table, hwpx, pdf};

fn document(pages: u32) -> Result<Document, Box<dyn Error>> {
    let mut document = Document::new("가상 자료로 만든 보고서", "2024-05-10T09:00:00Z".parse()?);
    document.number = Some("예시-1".into());
    for page in 0..pages {
        document.push(Heading::numbered(1, format!("{page}번째 장")));
        for _ in 0..4 {
            document.push(Paragraph::from(
                "소공인 집적지의 현황과 지원 실적을 가상 자료로 적은 문단입니다. ".repeat(6),
            ));
        }
        let columns = [Column::text(2), Column::number(1), Column::number(1)];
        let mut table = Table::new(columns).header(["항목", "수", "비율"]);
        for row in 0..12 {
            table = table.row([format!("항목 {page}-{row}"), (row * 37).to_string(), format!("{row}.5")]);
        }
        document.push(table);
    }
    Ok(document)
}

/// The most memory the process had so far, in MiB, as Linux counts it.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() / 1024
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../web/node_modules/pretendard-gov/dist/public/static");
    let start = Instant::now();
    let files =
        ["Regular", "Bold"].map(|weight| fs::read(folder.join(format!("PretendardGOV-{weight}.otf"))));
    let files = files.into_iter().collect::<Result<Vec<_>, _>>()?;
    let fonts = pdf::Fonts::load(files.into_iter().map(Cow::Owned))?;
    println!("fonts: {:?}, peak {} MiB", start.elapsed(), peak());
    for pages in [1, 1, 1, 10, 100, 1] {
        let document = document(pages)?;
        let start = Instant::now();
        let pdf = pdf::write(&document, &fonts)?;
        let (time, size) = (start.elapsed(), pdf.bytes.len() / 1024);
        let start = Instant::now();
        let hwpx = hwpx::write(&document)?;
        println!(
            "{} pages: PDF {time:?}, {size} KiB; HWPX {:?}, {} KiB; peak {} MiB",
            pdf.pages,
            start.elapsed(),
            hwpx.len() / 1024,
            peak()
        );
    }
    Ok(())
}
