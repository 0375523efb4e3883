//! Files that would break whoever opens them break a process of their own, and the answer is a sentence all the same.

use std::{io::Write, path::PathBuf};

use flate2::{Compression, write::ZlibEncoder};
use moru::base::inspector::Inspector;
use uploads::{Kind, Problem};

fn apart() -> Inspector {
    Inspector::apart(PathBuf::from(env!("CARGO_BIN_EXE_moru")))
}

/// A page whose drawing is a few kilobytes and unpacks to four gigabytes: runs of 128 equal bytes, packed once more.
fn bomb() -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    let run: Vec<u8> = [129, b' '].repeat(1 << 19);
    for _ in 0..64 {
        packer.write_all(&run).expect("memory");
    }
    let packed = packer.finish().expect("memory");
    let mut file = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
        2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
        3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n"
        .to_vec();
    let length = packed.len();
    file.extend(
        format!("4 0 obj\n<< /Length {length} /Filter [/FlateDecode /RunLengthDecode] >>\nstream\n").bytes(),
    );
    file.extend(packed);
    file.extend(b"\nendstream\nendobj\ntrailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF\n");
    file
}

#[tokio::test]
async fn a_file_that_eats_memory_is_refused() {
    let bomb = bomb();
    assert!(bomb.len() < uploads::LARGEST);
    assert_eq!(apart().inspect(bomb.into()).await.expect("an answer"), Err(Problem::TooMuchInside));
}

/// Brackets within brackets, which a reader follows until its stack ends.
#[tokio::test]
async fn a_file_that_ends_its_reader_is_refused() {
    let deep = [b"%PDF-1.7\n1 0 obj\n".to_vec(), vec![b'['; 500_000]].concat();
    let answer = apart().inspect(deep.into()).await.expect("an answer");
    assert!(matches!(answer, Err(Problem::TooMuchInside | Problem::Unreadable)), "{answer:?}");
}

#[tokio::test]
async fn others_are_answered_from_a_process_of_their_own() {
    let page = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
        2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
        3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n\
        trailer\n<< /Size 4 /Root 1 0 R >>\n%%EOF\n";
    assert_eq!(apart().inspect(page.to_vec().into()).await.expect("an answer"), Ok(Kind::Pdf));
    assert_eq!(apart().inspect(b"MZ".to_vec().into()).await.expect("an answer"), Err(Problem::UnknownKind));
    let large = vec![b' '; uploads::LARGEST + 1];
    assert_eq!(apart().inspect(large.into()).await.expect("an answer"), Err(Problem::TooLarge));
    assert_eq!(apart().rows(b"MZ".to_vec().into(), 9).await.expect("an answer"), Err(Problem::UnknownKind));
}

#[tokio::test]
async fn a_program_that_is_not_there_is_our_fault() {
    let nowhere = Inspector::apart(PathBuf::from("/nowhere/moru"));
    assert!(nowhere.inspect(b"MZ".to_vec().into()).await.is_err());
}
