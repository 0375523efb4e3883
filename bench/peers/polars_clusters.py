"""The clusters of a census with Polars: census.csv tiers.csv out.csv"""

import sys

import polars as pl

census, tiers, out = sys.argv[1:]
counts = (
    pl.scan_csv(census, schema_overrides={"zone": pl.String, "ksic": pl.String, "regular_workers": pl.Int64})
    .filter(pl.col("ksic").str.starts_with("C") & (pl.col("regular_workers") < 10))
    .group_by("zone", pl.col("ksic").str.slice(0, 3).alias("industry"))
    .agg(pl.len().alias("establishments"))
)
thresholds = pl.scan_csv(tiers, schema_overrides={"zone": pl.String})
clusters = (
    counts.join(thresholds, on="zone")
    .filter(pl.col("establishments") >= pl.col("threshold"))
    .select("zone", "industry", "establishments")
    .sort("establishments", "zone", "industry", descending=[True, False, False])
)
clusters.collect(engine="streaming").write_csv(out)
