"""What a team would ask its own tables in SQL, without a layer of GraphQL between."""

AS_OF = """
SELECT p.place, p.level, p.certainty, p.since, p.manner, p.basis_count, pl.name, pl.kind, p.holder, a.name, a.side
FROM place pl CROSS JOIN LATERAL (
    SELECT * FROM period p WHERE p.place = pl.id AND p.start <= $1 ORDER BY p.start DESC LIMIT 1
) p LEFT JOIN actor a ON a.id = p.holder
WHERE $2::text IS NULL OR pl.country = $2 ORDER BY pl.id
"""

FRAME = "SELECT place, holder, level, certainty, since FROM as_of_all($1)"

SERIES = """
WITH mine AS (SELECT p.* FROM place pl JOIN possible p ON p.place = pl.id WHERE pl.country = $3),
turns AS (
    SELECT greatest(start, $1::date) AS day, holder, level, count(*) AS high, sum(certain) AS low FROM mine
    WHERE start <= $2 AND (end_before IS NULL OR end_before > $1) GROUP BY 1, 2, 3
    UNION ALL
    SELECT end_before, holder, level, -count(*), -sum(certain) FROM mine
    WHERE end_before > $1 AND end_before <= $2 GROUP BY 1, 2, 3
),
days AS (SELECT day, holder, level, sum(low) AS low, sum(high) AS high FROM turns GROUP BY 1, 2, 3)
SELECT day, holder, level, (sum(low) OVER so_far)::int, (sum(high) OVER so_far)::int FROM days
WINDOW so_far AS (PARTITION BY holder, level ORDER BY day) ORDER BY day
"""
"""How many places each holder has from each day of change on: certainly, and at most."""
