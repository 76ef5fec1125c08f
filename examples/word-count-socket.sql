-- Counts the words that come in over a socket, until Ctrl-C. First, in another terminal:
--
--   nc -lk 9999
--
-- then, from the repository,
--
--   ./sluice run examples/word-count-socket.sql
--
-- and type lines of words into the first one.

CREATE TABLE lines USING socket OPTIONS (host 'localhost', port '9999');

CREATE TABLE screen USING console OPTIONS (queryName 'word_count', outputMode 'complete');

INSERT INTO screen
  SELECT word, count(*) AS count
  FROM STREAM lines LATERAL VIEW explode(split(value, ' ')) t AS word
  GROUP BY word;
