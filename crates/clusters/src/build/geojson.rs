//! `clusters.geojson`: clusters as points, where their places are known in degrees.

use std::collections::HashMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::places::Names;
use crate::census::{Census, Point};
use crate::evaluate::Cluster;

/// The clusters with a place: the mean of their establishments, or else the point of their zone.
///
/// GeoJSON knows only longitude and latitude, so a place in other coordinates is no place here.
pub(super) fn features<'c>(
    census: &Census,
    clusters: &'c [Cluster],
    names: &Names,
) -> Vec<(&'c Cluster, Point)> {
    let own: HashMap<(&str, &str), Point> = census
        .cells
        .iter()
        .filter_map(|cell| cell.point.map(|point| ((&*cell.zone, &*cell.industry), point)))
        .collect();
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
        writeln!(out, "{}{comma}", feature(cluster, *point, names))?;
    }
    writeln!(out, "]}}")
}

fn feature(cluster: &Cluster, point: Point, names: &Names) -> Value {
    // Seven places are about a centimetre.
    let round = |degrees: f64| (degrees * 1e7).round() / 1e7;
    json!({
        "type": "Feature",
        "geometry": { "type": "Point", "coordinates": [round(point.x), round(point.y)] },
        "properties": {
            "zone_code": *cluster.zone,
            "zone_name": *names.zone(&cluster.zone),
            "industry_code": *cluster.industry,
            "industry_name": names.industry(&cluster.industry),
            "tier": cluster.tier,
            "establishments": cluster.finding.count.lower_bound(),
            "threshold": cluster.finding.threshold,
            "margin": cluster.finding.margin,
        },
    })
}
