-- Counts words.
CREATE TABLE lines USING text OPTIONS (path 'lines');
CREATE TABLE screen USING console OPTIONS (outputMode 'complete');

SELECT count(*) AS lines_there FROM lines;

INSERT INTO screen
  SELECT word, count(*) AS count
  FROM STREAM lines LATERAL VIEW explode(split(value, ' ')) t AS word
  GROUP BY word
  ORDER BY word;
