//! The simplified borders of provinces and counties, for maps at the scale of the country.

/// GeoJSON of the provinces at the base date of `data/README.md`, WGS84, with `code` (two digits of the ministry)
/// and `name`. Neighbours share every point.
pub const SIDO_BORDERS: &str = include_str!("../../../../data/boundaries/sido.geojson");

/// GeoJSON of the counties, as [`SIDO_BORDERS`] with five digits. A 시 with 일반구 appears as its districts.
pub const SIGUNGU_BORDERS: &str = include_str!("../../../../data/boundaries/sigungu.geojson");

/// What must stand beside a map drawn from the borders.
pub const BORDER_ATTRIBUTION: &str = "경계: 국토지리정보원, 행정구역 코드: 행정안전부";

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use serde_json::Value;

    use super::super::{PositionQuality, Zones};
    use super::*;

    type Ring = Vec<(f64, f64)>;

    /// The rings of each feature by code.
    fn read(text: &str) -> HashMap<String, Vec<Ring>> {
        let value: Value = serde_json::from_str(text).unwrap();
        let point = |p: &Value| (p[0].as_f64().unwrap(), p[1].as_f64().unwrap());
        let mut features = HashMap::new();
        for feature in value["features"].as_array().unwrap() {
            let polygons = feature["geometry"]["coordinates"].as_array().unwrap();
            let rings = polygons.iter().flat_map(|polygon| polygon.as_array().unwrap());
            let rings = rings.map(|ring| ring.as_array().unwrap().iter().map(point).collect()).collect();
            let code = feature["properties"]["code"].as_str().unwrap().to_owned();
            assert!(features.insert(code, rings).is_none());
        }
        features
    }

    fn inside(rings: &[Ring], (x, y): (f64, f64)) -> bool {
        let crossed = |((x1, y1), (x2, y2)): ((f64, f64), (f64, f64))| {
            (y1 <= y) != (y2 <= y) && x1 + (y - y1) * (x2 - x1) / (y2 - y1) < x
        };
        let edges = rings.iter().flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().skip(1)));
        edges.filter(|edge| crossed(*edge)).count() % 2 == 1
    }

    #[test]
    fn files_are_small_and_rings_are_closed() {
        assert!(SIDO_BORDERS.len() <= 60_000 && SIGUNGU_BORDERS.len() <= 250_000);
        for (code, rings) in read(SIDO_BORDERS).into_iter().chain(read(SIGUNGU_BORDERS)) {
            assert!(!rings.is_empty(), "{code}");
            assert!(rings.iter().all(|r| r.len() >= 4 && r.first() == r.last()), "{code}");
        }
    }

    #[test]
    fn no_ring_crosses_itself() {
        let side = |a: (f64, f64), b: (f64, f64), p: (f64, f64)| {
            let area = (b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0);
            if area.abs() < 1e-9 { 0.0 } else { area.signum() }
        };
        for (code, rings) in read(SIDO_BORDERS).into_iter().chain(read(SIGUNGU_BORDERS)) {
            for ring in rings {
                let edges: Vec<_> = ring.windows(2).map(|pair| (pair[0], pair[1])).collect();
                for (i, &(a, b)) in edges.iter().enumerate() {
                    for &(c, d) in &edges[i + 1..] {
                        let apart = a.0.max(b.0) < c.0.min(d.0) || c.0.max(d.0) < a.0.min(b.0);
                        let crossed = !apart
                            && side(a, b, c) * side(a, b, d) < 0.0
                            && side(c, d, a) * side(c, d, b) < 0.0;
                        assert!(!crossed, "{code}: {a:?}–{b:?} crosses {c:?}–{d:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_county_with_zones_has_borders_and_none_is_left_over() {
        let (sidos, counties) = (read(SIDO_BORDERS), read(SIGUNGU_BORDERS));
        let zones = Zones::embedded().unwrap();
        let mut wanted: Vec<&str> =
            zones.in_force("2026-03-01".parse().unwrap()).map(super::super::Zone::sigungu_code).collect();
        wanted.dedup();
        let mut drawn: Vec<&str> = counties.keys().map(String::as_str).collect();
        drawn.sort_unstable();
        assert_eq!(drawn, wanted);
        assert_eq!(sidos.len(), 17);
    }

    #[test]
    fn zones_lie_in_their_county() {
        let counties = read(SIGUNGU_BORDERS);
        let zones = Zones::embedded().unwrap();
        let (mut all, mut outside) = (0, Vec::new());
        for zone in zones.in_force("2026-03-01".parse().unwrap()) {
            let rings = &counties[zone.sigungu_code()];
            let (x, y) = (zone.position.lon, zone.position.lat);
            let near = |(px, py): &(f64, f64)| (px - x).abs() < 0.1 && (py - y).abs() < 0.1;
            all += 1;
            if !inside(rings, (x, y)) && zone.position.quality != PositionQuality::Near {
                outside.push(zone.full_name());
                assert!(rings.iter().flatten().any(near), "{} is far from its county", zone.full_name());
            }
        }
        assert!(outside.len() * 50 < all, "{} of {all}: {outside:?}", outside.len());
    }

    #[test]
    fn the_outermost_islands_are_drawn() {
        let sidos = read(SIDO_BORDERS);
        for (name, code, (x, y)) in [
            ("독도", "47", (131.866, 37.241)),
            ("울릉도", "47", (130.86, 37.50)),
            ("백령도", "28", (124.69, 37.96)),
            ("제주도", "50", (126.55, 33.38)),
        ] {
            let near = |(px, py): &(f64, f64)| (px - x).abs() < 0.3 && (py - y).abs() < 0.3;
            assert!(sidos[code].iter().flatten().any(near), "{name}");
        }
    }
}
