//! Where something is.

use serde::{Deserialize, Serialize};

/// A point on the globe in millionths of a degree, which is a tenth of a metre: whole numbers have one canonical form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Position {
    /// North is positive.
    pub latitude_e6: i32,
    /// East is positive.
    pub longitude_e6: i32,
}

impl Position {
    /// A point, if there is one.
    pub fn new(latitude_e6: i32, longitude_e6: i32) -> Option<Self> {
        let is_one = latitude_e6.unsigned_abs() <= 90_000_000 && longitude_e6.unsigned_abs() <= 180_000_000;
        is_one.then_some(Self { latitude_e6, longitude_e6 })
    }

    /// The distance along the globe in whole metres, by the haversine formula on a globe of 6,371 km.
    pub fn metres_to(self, other: Self) -> u32 {
        const EARTH: f64 = 6_371_000.0;
        let radians = |millionths: i32| (f64::from(millionths) / 1e6).to_radians();
        let (from, to) = (radians(self.latitude_e6), radians(other.latitude_e6));
        let across = radians(other.longitude_e6) - radians(self.longitude_e6);
        let half = ((to - from) / 2.0).sin().powi(2) + from.cos() * to.cos() * (across / 2.0).sin().powi(2);
        let metres = 2.0 * EARTH * half.sqrt().min(1.0).asin();
        #[expect(clippy::cast_sign_loss, reason = "a distance is at least zero, and at most half the globe")]
        let whole = metres.round() as u32;
        whole
    }
}
