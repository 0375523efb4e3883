"""The clusters of a census with DuckDB: census.csv tiers.csv out.csv"""

import sys

import duckdb

census, tiers, out = sys.argv[1:]
duckdb.execute(
    f"""
    copy (
        select zone, industry, establishments
        from (
            select zone, ksic[1:3] as industry, count(*) as establishments
            from read_csv('{census}', header = true, types = {{'zone': 'varchar', 'ksic': 'varchar'}})
            where ksic like 'C%' and regular_workers < 10
            group by all
        )
        join read_csv('{tiers}', header = true, types = {{'zone': 'varchar'}}) using (zone)
        where establishments >= threshold
        order by establishments desc, zone, industry
    ) to '{out}' (header, delimiter ',')
    """
)
