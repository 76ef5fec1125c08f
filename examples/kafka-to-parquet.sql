-- Keeps payments of a topic in files of Parquet, a micro-batch a minute, each payment once. `docker compose up kafka` starts a broker;
-- payments go into it with
--
--   docker compose exec kafka /opt/kafka/bin/kafka-console-producer.sh --bootstrap-server kafka:9093 --topic payments
--
-- and lines such as {"type":"VISA","amount":85,"sender":"ada","at":"2023-03-08T05:40:53Z"}. Then, from the repository,
--
--   ./sluice run examples/kafka-to-parquet.sql
--
-- reads until it is stopped, and goes on from there when it is run again. What is no JSON has its text in _corrupt_record.

CREATE TABLE payments USING kafka OPTIONS (
  kafka.bootstrap.servers 'localhost:9092', subscribe 'payments', startingOffsets 'earliest');

CREATE TABLE archive USING parquet OPTIONS (
  path 'payments.parquet', queryName 'archive', trigger '1 minute', checkpointLocation '.checkpoint/kafka-to-parquet');

INSERT INTO archive
  SELECT data.*
  FROM (SELECT from_json(CAST(value AS STRING),
                         'type STRING, amount INT, sender STRING, at TIMESTAMP, _corrupt_record STRING') AS data
        FROM STREAM payments);
