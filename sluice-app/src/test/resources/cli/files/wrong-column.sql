CREATE TABLE lines USING text OPTIONS (path 'lines');
CREATE TABLE screen USING console;

INSERT INTO screen
  SELECT valu
  FROM STREAM lines;
