//! The main business.

use std::{cmp::Reverse, collections::BTreeMap};

use serde::{Deserialize, Serialize};

use crate::divisions::Industry;

/// Sales of one industry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sales {
    /// The industry.
    pub industry: Industry,
    /// The sales in won.
    pub won: u64,
}

/// Which business is the main one, and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "known_by", rename_all = "snake_case")]
pub enum MainBusiness {
    /// It has the largest share of sales.
    Sales {
        /// The industry.
        industry: Industry,
    },
    /// Several share the largest sales: the registered one counts until the firm has answered.
    Tied {
        /// The registered industry.
        registered: Option<Industry>,
    },
    /// There are no sales to compare: the registered one counts.
    Registration {
        /// The registered industry.
        registered: Option<Industry>,
    },
}

impl MainBusiness {
    /// The industry that counts.
    pub const fn industry(&self) -> Option<Industry> {
        match *self {
            Self::Sales { industry } => Some(industry),
            Self::Tied { registered } | Self::Registration { registered } => registered,
        }
    }
}

/// the main business is the one with the largest share of sales. 중소기업기본법 시행령 제4조.
///
/// Sections are compared first and the divisions of the largest section then, so that a firm that makes two kinds
/// of goods is not outweighed by a shop smaller than both together.
pub fn main_business(sales: &[Sales], registered: Option<Industry>) -> MainBusiness {
    let sold: Vec<&Sales> = sales.iter().filter(|sales| sales.won > 0).collect();
    if sold.is_empty() {
        return MainBusiness::Registration { registered };
    }
    let section = largest(sold.iter().map(|sales| (sales.industry.section, sales.won)));
    let industry = section.and_then(|section| {
        let within = sold.iter().filter(|sales| sales.industry.section == section);
        largest(within.map(|sales| (sales.industry, sales.won)))
    });
    industry.map_or(MainBusiness::Tied { registered }, |industry| MainBusiness::Sales { industry })
}

/// The key with the largest sum, unless two share it.
fn largest<K: Ord + Copy>(sales: impl Iterator<Item = (K, u64)>) -> Option<K> {
    let mut sums = BTreeMap::<K, u128>::new();
    for (key, won) in sales {
        *sums.entry(key).or_default() += u128::from(won);
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|(_, won)| Reverse(*won));
    match sums.as_slice() {
        [(_, first), (_, second), ..] if first == second => None,
        [(key, _), ..] => Some(*key),
        [] => None,
    }
}
