-- Event time: groups that the watermark has passed go into files, and are read from there.
SET spark.sql.shuffle.partitions = 2;
CREATE TABLE events (at TIMESTAMP, user STRING, amount DECIMAL(10, 2)) USING json OPTIONS (path '$DIR/events');
CREATE TABLE sums (start TIMESTAMP, `end` TIMESTAMP, user STRING, total DECIMAL(20, 2), n BIGINT) USING json
  OPTIONS (path '$DIR/$RUN/sums', checkpointLocation '$DIR/$RUN/sums-checkpoint', trigger 'available-now');
INSERT INTO sums
  SELECT w.start, w.`end`, user, total, n FROM (
    SELECT window(at, '10 minutes') AS w, user, sum(amount) AS total, count(*) AS n
    FROM STREAM events WATERMARK at DELAY OF INTERVAL 5 MINUTES
    GROUP BY window(at, '10 minutes'), user);
SELECT start, user, total, n FROM sums ORDER BY start, user;
-- The same rows as a whole; the last windows, which the watermark has not passed, are in it too.
SELECT window.start, user, sum(amount) AS total, count(*) AS n FROM events
  GROUP BY window(at, '10 minutes'), user ORDER BY start, user;
