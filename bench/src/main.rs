//! Dispatches to the measurements.
use bench::census::{Spec, Variant, write_file};
fn main() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let zones = bench::zones::load(root).unwrap();
    println!("{}", zones.len());
    for variant in Variant::ALL {
        let spec = Spec { rows: bench::census::ROWS_2021, variant, seed: 2021 };
        write_file(spec, &zones, &root.join(format!("bench/output/census-{}.csv", variant.name()))).unwrap();
    }
}
