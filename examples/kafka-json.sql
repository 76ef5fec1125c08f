-- Sums up payments from topic to topic, JSON in and JSON out, each exactly once. `docker compose up kafka` starts a broker; payments
-- go into it with
--
--   docker compose exec kafka /opt/kafka/bin/kafka-console-producer.sh --bootstrap-server kafka:9093 --topic payments
--
-- and lines such as {"type":"VISA","amount":85,"sender":"ada"}. Then, from the repository,
--
--   ./sluice run examples/kafka-json.sql
--
-- reads what is there, and run again what has come since. What is no such JSON is in no sum.

CREATE TABLE payments USING kafka OPTIONS (
  kafka.bootstrap.servers 'localhost:9092', subscribe 'payments', startingOffsets 'earliest');

CREATE TABLE totals USING kafka OPTIONS (
  kafka.bootstrap.servers 'localhost:9092', topic 'totals', kafka.transactional 'true',
  queryName 'json_totals', outputMode 'update', trigger 'available-now', checkpointLocation '.checkpoint/kafka-json');

INSERT INTO totals
  SELECT data.type AS key,
         to_json(struct(data.type AS type, count(*) AS payments, sum(data.amount) AS total)) AS value
  FROM (SELECT from_json(CAST(value AS STRING), 'type STRING, amount INT, sender STRING') AS data FROM STREAM payments)
  WHERE data.type IS NOT NULL
  GROUP BY data.type;
