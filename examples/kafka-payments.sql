-- Sums up payments from topic to topic, each exactly once. `docker compose up kafka` starts a broker; payments go into it with
--
--   docker compose exec kafka /opt/kafka/bin/kafka-console-producer.sh --bootstrap-server kafka:9093 --topic payments
--
-- and lines such as 08/03/2023,05:40:53,VISA,85,ada. Then, from the repository,
--
--   ./sluice run examples/kafka-payments.sql
--
-- reads what is there, and run again what has come since. A reader of topic totals asks for isolation.level=read_committed.

CREATE TABLE payments USING kafka OPTIONS (
  kafka.bootstrap.servers 'localhost:9092', subscribe 'payments', startingOffsets 'earliest');

CREATE TABLE totals USING kafka OPTIONS (
  kafka.bootstrap.servers 'localhost:9092', topic 'totals', kafka.transactional 'true',
  queryName 'totals', outputMode 'update', trigger 'available-now', checkpointLocation '.checkpoint/kafka-payments');

INSERT INTO totals
  SELECT type AS key, CAST(sum(amount) AS STRING) AS value
  FROM (SELECT split(CAST(value AS STRING), ',')[2] AS type,
               CAST(split(CAST(value AS STRING), ',')[3] AS INT) AS amount
        FROM STREAM payments)
  GROUP BY type;
