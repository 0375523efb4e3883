//! `bench/RESULTS.md`: a section for each measurement, replaced when it is run again.

use std::fs;
use std::io;
use std::path::Path;

/// Puts `text` between the marks of `section`, or at the end of the file.
pub(crate) fn write(path: &Path, section: &str, text: &str) -> io::Result<()> {
    let old = match fs::read_to_string(path) {
        Ok(old) => old,
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            "# Results\n\nWritten by `cargo xtask bench`.\n".to_owned()
        }
        Err(e) => return Err(e),
    };
    fs::write(path, replaced(&old, section, text))
}

fn replaced(old: &str, section: &str, text: &str) -> String {
    let (begin, end) = (format!("<!-- {section} -->\n"), format!("<!-- end of {section} -->\n"));
    let new = format!("{begin}{}\n{end}", text.trim_end());
    match (old.find(&begin), old.find(&end)) {
        (Some(from), Some(to)) if from < to => format!("{}{new}{}", &old[..from], &old[to + end.len()..]),
        _ => format!("{}\n\n{new}", old.trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn sections_are_replaced_and_others_kept() {
        let one = replaced("# Results\n", "atlas", "old");
        let two = replaced(&one, "web", "pages");
        let three = replaced(&two, "atlas", "new\n");
        assert!(three.contains("\nnew\n") && three.contains("\npages\n") && !three.contains("old"));
        assert_eq!(replaced(&three, "atlas", "new"), three);
    }
}
