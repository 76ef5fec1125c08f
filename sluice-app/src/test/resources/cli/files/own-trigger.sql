CREATE TABLE lines USING text OPTIONS (path 'lines');
CREATE TABLE screen USING console OPTIONS (trigger 'available-now', queryName 'mine');
INSERT INTO screen SELECT * FROM STREAM lines;
