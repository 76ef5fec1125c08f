-- The stream of the seeds, over files: a table in memory, whole after each micro-batch.
CREATE TABLE lines USING text OPTIONS (path '$DIR/lines');
CREATE TABLE counts USING memory OPTIONS (outputMode 'complete', trigger 'available-now');
CREATE TEMPORARY VIEW words AS SELECT explode(split(value, ' ')) AS word FROM STREAM lines;
INSERT INTO counts SELECT word, count(*) AS n FROM words GROUP BY word;
SELECT * FROM counts ORDER BY n DESC, word;
SELECT count(*) AS lines FROM lines;
