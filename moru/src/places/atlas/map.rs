//! The outline of the country and of each province, projected once into short paths, and where points lie on them.
//! A degree of longitude is drawn as long as it is in the middle of the country.

use std::{collections::HashMap, fmt::Write as _, sync::LazyLock};

use serde::Deserialize;

use crate::registry::zones::zones;

/// The cosine of 36.3°.
const SHRINK: f64 = 0.806;
/// Pixels of the drawing per degree of latitude in the national view.
const NATIONAL_SCALE: f64 = 100.0;
/// How large the drawing of one province is at least in one direction.
const PROVINCE_SIZE: (f64, f64) = (460.0, 520.0);

/// A map to draw on.
pub(super) struct Map {
    /// The outlines as the `d` of one path.
    pub path: String,
    /// The frame around islands that are drawn nearer than they are: x, y, width, height.
    pub inset: Option<[i32; 4]>,
    scale: f64,
    west: f64,
    north: f64,
    view: Extent,
}

/// A rectangle of the drawing.
#[derive(Clone, Copy)]
struct Extent {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Properties {
    code: String,
    name: String,
}

#[derive(Deserialize)]
struct Geometry {
    coordinates: Vec<Vec<Vec<[f64; 2]>>>,
}

static NATIONAL: LazyLock<Map> = LazyLock::new(|| {
    let mut map = Map {
        path: String::new(),
        inset: None,
        scale: NATIONAL_SCALE,
        west: 124.5,
        north: 38.75,
        view: Extent { left: 0.0, top: 0.0, right: 462.0, bottom: 578.0 },
    };
    for feature in provinces().features {
        map.draw(&feature.geometry);
    }
    let [(left, top), (right, bottom)] =
        [(130.6, 37.62), (131.96, 37.12)].map(|(lon, lat)| map.place(lon, lat));
    map.inset = Some([left as i32, top as i32, (right - left) as i32, (bottom - top) as i32]);
    map
});

/// Province maps by the short name.
static PROVINCES: LazyLock<HashMap<&'static str, Map>> = LazyLock::new(|| {
    let counties: Collection = read(include_str!("../../../../data/boundaries/sigungu.geojson"));
    let mut maps = HashMap::new();
    for province in provinces().features {
        let Properties { code, name } = &province.properties;
        let Some(short) = korea::zones::sido_short_name(name) else { continue };
        let mut map = Map::around(short);
        for county in
            counties.features.iter().filter(|county| county.properties.code.starts_with(code.as_str()))
        {
            map.draw(&county.geometry);
        }
        if map.path.is_empty() {
            map.draw(&province.geometry);
        }
        maps.insert(short, map);
    }
    maps
});

fn provinces() -> Collection {
    read(include_str!("../../../../data/boundaries/sido.geojson"))
}

/// The borders are part of the program; a test reads them.
fn read(text: &str) -> Collection {
    serde_json::from_str(text).unwrap_or_else(|_| Collection { features: Vec::new() })
}

/// The map of a province by its short name, or of the country.
pub(super) fn of(province: &str) -> &'static Map {
    PROVINCES.get(province).unwrap_or(&NATIONAL)
}

impl Map {
    /// An empty map around the places of a province, far islands left outside.
    fn around(province: &str) -> Self {
        let places = || {
            zones()
                .iter()
                .filter(|z| z.to.is_none() && korea::zones::sido_short_name(z.sido) == Some(province))
        };
        let position = |zone: &korea::zones::Zone| moved(zone.position.lon, zone.position.lat);
        let middle = |mut values: Vec<f64>| {
            values.sort_by(f64::total_cmp);
            let at = |percent: usize| {
                values.get((values.len().max(1) - 1) * percent / 100).copied().unwrap_or_default()
            };
            let margin = ((at(99) - at(1)) * 0.15).max(0.02);
            (at(1) - margin, at(99) + margin)
        };
        let (west, east) = middle(places().map(|zone| position(zone).0).collect());
        let (south, north) = middle(places().map(|zone| position(zone).1).collect());
        let (width, height) = ((east - west).max(0.01) * SHRINK, (north - south).max(0.01));
        let scale = (PROVINCE_SIZE.0 / width).min(PROVINCE_SIZE.1 / height);
        let view = Extent { left: 0.0, top: 0.0, right: width * scale, bottom: height * scale };
        Self { path: String::new(), inset: None, scale, west, north, view }
    }

    /// Where a point lies in the drawing.
    pub fn place(&self, lon: f64, lat: f64) -> (f64, f64) {
        let (lon, lat) = moved(lon, lat);
        ((lon - self.west) * SHRINK * self.scale, (self.north - lat) * self.scale)
    }

    /// Adds polygons to the path: whole numbers, each point relative to the one before.
    fn draw(&mut self, geometry: &Geometry) {
        for ring in geometry.coordinates.iter().flatten() {
            let points: Vec<(i64, i64)> = ring
                .iter()
                .map(|[lon, lat]| self.place(*lon, *lat))
                .map(|(x, y)| (x.round() as i64, y.round() as i64))
                .collect();
            self.draw_ring(&points);
        }
    }

    fn draw_ring(&mut self, points: &[(i64, i64)]) {
        let Some((&first, rest)) = points.split_first() else { return };
        let (mut at, mut steps) = (first, String::new());
        for &(x, y) in rest.iter().filter(|point| **point != first) {
            let (dx, dy) = (x - at.0, y - at.1);
            if (dx, dy) != (0, 0) {
                let space = if dx < 0 || steps.is_empty() { "" } else { " " };
                let comma = if dy < 0 { "" } else { " " };
                // Writing into a String cannot fail.
                let _ = write!(steps, "{space}{dx}{comma}{dy}");
                at = (x, y);
            }
        }
        let width = |of: fn(&(i64, i64)) -> i64| {
            points.iter().map(of).max().unwrap_or_default() - points.iter().map(of).min().unwrap_or_default()
        };
        // Islands of a pixel are left out, 독도 and 마라도 excepted: they stand for how far the country goes.
        let is_seen =
            width(|point| point.0).max(width(|point| point.1)) > 2 || first.0 > 415 || first.1 > 560;
        if !steps.is_empty() && is_seen {
            let _ = write!(self.path, "M{} {}l{steps}z", first.0, first.1);
        }
    }

    /// The `viewBox`, widened until it holds all of these points.
    pub fn view_box(&self, points: impl Iterator<Item = (f64, f64)>) -> String {
        let Extent { mut left, mut top, mut right, mut bottom } = self.view;
        for (x, y) in points {
            left = left.min(x - 12.0);
            top = top.min(y - 12.0);
            right = right.max(x + 12.0);
            bottom = bottom.max(y + 12.0);
        }
        format!("{left:.0} {top:.0} {:.0} {:.0}", right - left, bottom - top)
    }
}

/// 울릉도 and 독도 are drawn nearer to the coast, in a frame of their own below the buttons of the map.
fn moved(lon: f64, lat: f64) -> (f64, f64) {
    match lon {
        lon if lon > 131.5 => (lon - 1.8, lat - 0.65),
        lon if lon > 130.4 => (lon - 1.0, lat - 0.65),
        lon => (lon, lat),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_province_has_a_map_and_the_paths_are_small() {
        assert_eq!(provinces().features.len(), 17);
        assert_eq!(PROVINCES.len(), 17);
        assert!((5_000..24_000).contains(&NATIONAL.path.len()), "{}", NATIONAL.path.len());
        for (province, map) in PROVINCES.iter() {
            assert!((200..24_000).contains(&map.path.len()), "{province}: {}", map.path.len());
        }
    }

    #[test]
    fn every_zone_lies_inside_the_national_map() {
        for zone in zones().iter() {
            let (x, y) = NATIONAL.place(zone.position.lon, zone.position.lat);
            assert!((0.0..462.0).contains(&x) && (0.0..578.0).contains(&y), "{}", zone.full_name());
        }
    }
}
