-- A stream beside a table, two streams beside each other, and rows that come twice.
SET spark.sql.shuffle.partitions = 2;
CREATE TABLE events (at TIMESTAMP, user STRING, amount DECIMAL(10, 2)) USING json OPTIONS (path '$DIR/events');
CREATE TEMPORARY VIEW names AS VALUES ('ann', 'Ann'), ('bob', 'Bob') AS names(user, name);
CREATE TABLE named USING memory OPTIONS (trigger 'available-now');
INSERT INTO named SELECT name, amount FROM STREAM events JOIN names USING (user);
SELECT * FROM named ORDER BY name, amount;
CREATE TABLE seconds USING memory OPTIONS (trigger 'available-now');
INSERT INTO seconds
  WITH a AS (SELECT * FROM STREAM events WATERMARK at DELAY OF INTERVAL 1 HOUR)
  SELECT a.user, a.amount AS one, b.amount AS other FROM a
  JOIN (SELECT * FROM STREAM events WATERMARK at DELAY OF INTERVAL 1 HOUR) AS b
    ON a.user = b.user AND b.at > a.at AND b.at <= a.at + INTERVAL 5 MINUTES;
SELECT * FROM seconds ORDER BY user, one, other;
