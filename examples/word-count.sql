-- Counts the words of this repository, its documentation and sources, as a stream:
--
--   ./sluice run examples/word-count.sql
--
-- Paths begin at the current directory. From elsewhere: sluice run --directory REPOSITORY examples/word-count.sql

-- What comes in: a row for each line of text, 300 files in each micro-batch.
CREATE TABLE lines USING text OPTIONS (
  path '{docs,examples,sluice-*/src}',
  recursiveFileLookup 'true',
  pathGlobFilter '*.{md,sql,java}',
  maxFilesPerTrigger '300');

-- Where it goes: the screen, the whole result after each micro-batch. "available-now" ends when all files are read;
-- without a trigger the query would wait for new ones.
CREATE TABLE screen USING console OPTIONS (
  queryName 'word_count',
  outputMode 'complete',
  trigger 'available-now');

INSERT INTO screen
  SELECT word, count(*) AS count
  FROM STREAM lines LATERAL VIEW explode(split(lower(value), '[^a-z]+')) t AS word
  WHERE word <> ''
  GROUP BY word
  ORDER BY count DESC, word
  LIMIT 10;
