-- What methods of DataFrames have no words for goes as it was said.
CREATE TEMPORARY VIEW t AS VALUES (1, 'a', 10.5, array(1, 2)), (2, 'b', null, array()), (3, 'a', 7.25, null) AS t(id, k, x, xs);
SELECT k, sum(x) AS total, count(*) FILTER (WHERE id > 1) AS later FROM t GROUP BY k HAVING count(*) > 0 ORDER BY k;
SELECT id, e FROM t LATERAL VIEW OUTER explode(xs) AS e ORDER BY id, e;
SELECT id, row_number() OVER (PARTITION BY k ORDER BY id DESC) AS r FROM t QUALIFY r = 1 ORDER BY id;
SELECT * FROM (SELECT k, id FROM t) PIVOT (max(id) FOR k IN ('a', 'b'));
SELECT k, count(*) AS n FROM t GROUP BY ROLLUP (k) ORDER BY k NULLS LAST;
SELECT id FROM t AS o WHERE x = (SELECT max(x) FROM t AS i WHERE i.k = o.k) ORDER BY id;
FROM t |> WHERE id > 1 |> SELECT id, upper(k) AS k |> ORDER BY id;
SELECT timestamp'2026-03-01 12:00:00' AS at, date'2026-03-01' AS day, interval '1' day AS d, named_struct('a', 1) AS s, map('k', 1.5) AS m, cast(null AS string) AS nothing;
