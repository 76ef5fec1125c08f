CREATE TABLE lines USING text OPTIONS (path 'nowhere/*');
CREATE TABLE screen USING console;
INSERT INTO screen SELECT * FROM STREAM lines;
