-- What a start is prepared for: ./sluice runs this once behind a build, in the root of the repository, and remembers
-- which classes were loaded and linked, and how hot code behaved. So here stands a little of everything that a first command may
-- want; then, over some hundred thousand rows, what busy queries do, so that their code is compiled sooner and only once.

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

-- What follows is made, and read again, in target/training, which is deleted behind it.

CREATE TABLE made_lines USING text OPTIONS (path 'target/training/lines');
INSERT INTO made_lines
  SELECT concat_ws(' ', concat('w', id % 97), concat('word', id % 1009), concat('x', id % 10007), 'the', concat('y', id % 5003)) AS value
  FROM range(400000);
CREATE TABLE made_rows USING csv OPTIONS (path 'target/training/rows');
INSERT INTO made_rows
  SELECT concat('k', 100000000 + id * 7919 % 200000) AS key, id AS value, 1700000000 + id AS at FROM range(600000);
CREATE TABLE made_events USING json OPTIONS (path 'target/training/events');
INSERT INTO made_events
  SELECT concat('user-', id % 5003) AS user, concat('page-', id % 997) AS page, concat('item-', id % 1000) AS item,
    CASE id % 3 WHEN 0 THEN 'view' WHEN 1 THEN 'click' ELSE 'purchase' END AS kind,
    timestamp_millis(1700000000000 + id * 10) AS at, '10.0.0.1' AS address
  FROM range(400000);
CREATE TABLE items (item STRING, topic STRING) USING csv OPTIONS (path 'target/training/items');
INSERT INTO items SELECT concat('item-', id) AS item, concat('topic-', id % 100) AS topic FROM range(1000);

CREATE TABLE read_lines USING text OPTIONS (path 'target/training/lines', maxFilesPerTrigger '1');
CREATE TABLE words USING noop OPTIONS (outputMode 'update', checkpointLocation 'target/training/checkpoint/words');
INSERT INTO words
  SELECT word, count(*) AS count FROM STREAM read_lines LATERAL VIEW explode(split(value, ' ')) t AS word GROUP BY word;

CREATE TABLE read_rows (key STRING, value BIGINT, at BIGINT)
  USING csv OPTIONS (path 'target/training/rows', maxFilesPerTrigger '1');
CREATE TABLE sums USING noop OPTIONS (outputMode 'update', checkpointLocation 'target/training/checkpoint/sums');
INSERT INTO sums SELECT key, count(1) AS count, sum(value) AS sum FROM STREAM read_rows GROUP BY key;

CREATE TABLE read_events (user STRING, page STRING, item STRING, kind STRING, at TIMESTAMP, address STRING)
  USING json OPTIONS (path 'target/training/events', maxFilesPerTrigger '1');
CREATE TABLE views USING noop OPTIONS (outputMode 'update', checkpointLocation 'target/training/checkpoint/views');
INSERT INTO views
  SELECT window(at, '10 seconds').start AS start, topic, count(*) AS count
  FROM (SELECT * FROM STREAM read_events WHERE kind = 'view') e JOIN items ON e.item = items.item
  GROUP BY window(at, '10 seconds'), topic;

CREATE TABLE read_texts USING text OPTIONS (path 'target/training/events', maxFilesPerTrigger '1');
CREATE TABLE kinds USING noop OPTIONS (outputMode 'update', checkpointLocation 'target/training/checkpoint/kinds');
INSERT INTO kinds
  SELECT window(event.at, '10 seconds').start AS start, event.kind, count(*) AS count
  FROM (SELECT from_json(value, 'user STRING, page STRING, item STRING, kind STRING, at TIMESTAMP, address STRING') AS event
    FROM STREAM read_texts)
  GROUP BY window(event.at, '10 seconds'), event.kind;
