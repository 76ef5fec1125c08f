-- pipeline.sql with another directory.
CREATE TABLE lines USING text OPTIONS (path 'more');
CREATE TABLE screen USING console OPTIONS (outputMode 'complete');

INSERT INTO screen
  SELECT word, count(*) AS count
  FROM STREAM lines LATERAL VIEW explode(split(value, ' ')) t AS word
  GROUP BY word
  ORDER BY word;
