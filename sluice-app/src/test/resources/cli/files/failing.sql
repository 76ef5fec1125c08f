CREATE TABLE lines USING text OPTIONS (path 'lines');
CREATE TABLE numbers USING console;
INSERT INTO numbers
  SELECT CAST(value AS INT) AS number FROM STREAM lines;
