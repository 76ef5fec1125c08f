-- What goes wrong is on the same screen as what does not.
CREATE TABLE lines USING text OPTIONS (path 'lines');
CREATE TABLE bad USING console;
CREATE TABLE numbers USING console OPTIONS (badRowsTo 'bad');
INSERT INTO numbers
  SELECT CAST(concat(length(value), CASE WHEN value LIKE '%fox' THEN ' letters' ELSE '' END) AS INT) AS letters
  FROM STREAM lines;
