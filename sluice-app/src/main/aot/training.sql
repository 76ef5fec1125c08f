-- What a start is prepared for: ./sluice runs this once behind a build, in the root of the repository, and remembers
-- which classes were loaded and linked. So here stands a little of everything that a first command may want.

SELECT 1;

SELECT word, count(*) AS count, sum(length(word)) AS letters, max(upper(word)) AS last
FROM VALUES ('a b a'), ('c') AS t(line) LATERAL VIEW explode(split(line, ' ')) w AS word
WHERE word <> '' GROUP BY word HAVING count(*) > 0 ORDER BY count DESC, word LIMIT 10;

SELECT a.id, CAST(a.id AS STRING) AS text, a.id / 2 AS half, CASE WHEN a.id > 1 THEN 'many' ELSE 'few' END AS size
FROM range(3) a JOIN range(2) b ON a.id = b.id
UNION ALL SELECT -1, coalesce(NULL, 'none'), 0.5, NULL;

SET spark.sql.session.timeZone;
SHOW TABLES;
EXPLAIN SELECT 1;

CREATE TABLE lines USING text OPTIONS (path 'examples', maxFilesPerTrigger '1');
CREATE TABLE screen USING console OPTIONS (outputMode 'complete');
CREATE TABLE changes USING console OPTIONS (outputMode 'update', checkpointLocation 'target/training-checkpoint');
INSERT INTO screen
  SELECT word, count(*) AS count
  FROM STREAM lines LATERAL VIEW explode(split(lower(value), '[^a-z]+')) t AS word
  WHERE word <> '' GROUP BY word ORDER BY count DESC, word LIMIT 10;
INSERT INTO changes
  SELECT word, count(*) AS count FROM STREAM lines LATERAL VIEW explode(split(value, ' ')) t AS word GROUP BY word;
