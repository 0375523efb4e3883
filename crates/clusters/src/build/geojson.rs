//! `clusters.geojson`: clusters as points, where their places are known in degrees.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::places::Names;
use crate::census::{Point, Tier};
use crate::evaluate::Cluster;
use crate::scan::merge::Counts;

/// The clusters with a place: the mean of their establishments, or else the point of their zone.
///
/// GeoJSON knows only longitude and latitude, so a place in other coordinates is no place here.
pub(super) fn features<'c>(
    counts: &Counts,
    clusters: &'c [Cluster],
    names: &Names,
) -> Vec<(&'c Cluster, Point)> {
    let code = |&(zone, industry): &(u32, u32)| {
        (&*counts.zones[zone as usize].0, &*counts.industries[industry as usize])
    };
    let points = counts.parts.iter().flat_map(|part| &part.points);
    let own: HashMap<(&str, &str), Point> = points.map(|(cell, point)| (code(cell), *point)).collect();
    let place = |cluster: &Cluster| {
        let own = own.get(&(&*cluster.zone, &*cluster.industry)).copied();
        own.or_else(|| names.point(&cluster.zone)).filter(|point| point.is_degrees())
    };
    clusters.iter().filter_map(|cluster| place(cluster).map(|point| (cluster, point))).collect()
}

/// Writes one feature a line.
pub(super) fn write(out: &mut impl Write, features: &[(&Cluster, Point)], names: &Names) -> io::Result<()> {
    writeln!(out, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
    for (number, (cluster, point)) in features.iter().enumerate() {
        let comma = if number + 1 < features.len() { "," } else { "" };
        write_feature(out, cluster, *point, names)?;
        writeln!(out, "{comma}")?;
    }
    writeln!(out, "]}}")
}

/// A feature as it stands in the file, members in the order of their names.
#[derive(Serialize)]
struct Feature<'c> {
    geometry: Geometry,
    properties: Properties<'c>,
    r#type: &'static str,
}

#[derive(Serialize)]
struct Geometry {
    coordinates: [f64; 2],
    r#type: &'static str,
}

#[derive(Serialize)]
struct Properties<'c> {
    establishments: u64,
    industry_code: &'c str,
    industry_name: &'c str,
    margin: Option<i64>,
    threshold: u32,
    tier: Tier,
    zone_code: &'c str,
    zone_name: &'c str,
}

fn write_feature(
    out: &mut impl Write,
    cluster: &Cluster,
    point: Point,
    names: &Names,
) -> serde_json::Result<()> {
    // Seven places are about a centimetre.
    let round = |degrees: f64| (degrees * 1e7).round() / 1e7;
    let properties = Properties {
        establishments: cluster.finding.count.lower_bound(),
        industry_code: &cluster.industry,
        industry_name: names.industry(&cluster.industry),
        margin: cluster.finding.margin,
        threshold: cluster.finding.threshold,
        tier: cluster.tier,
        zone_code: &cluster.zone,
        zone_name: &names.zone(&cluster.zone),
    };
    let geometry = Geometry { coordinates: [round(point.x), round(point.y)], r#type: "Point" };
    serde_json::to_writer(out, &Feature { geometry, properties, r#type: "Feature" })
}
