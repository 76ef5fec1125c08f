-- Writes the numbers from 0 on, fifty a micro-batch, and merges its small files all the while. Read it with a real Spark:
--   ./sluice run tools/spark-recorder/numbers.sql &
--   tools/spark-recorder/record.sh --read target/numbers/out 60
CREATE TABLE source USING `rate-micro-batch` OPTIONS (rowsPerBatch 50);

CREATE TABLE numbers (value BIGINT, part INT) USING json
OPTIONS (
  checkpointLocation 'target/numbers/checkpoint',
  trigger '20 milliseconds',
  `sluice.file.targetSize` '20k',
  `spark.sql.streaming.fileSink.log.cleanupDelay` '60s'
)
PARTITIONED BY (part)
LOCATION 'target/numbers/out';

INSERT INTO numbers SELECT value, CAST(value % 3 AS INT) FROM STREAM source;
