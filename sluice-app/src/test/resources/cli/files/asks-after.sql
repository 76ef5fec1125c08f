CREATE TABLE lines USING text OPTIONS (path 'lines');
CREATE TABLE counted USING memory OPTIONS (outputMode 'complete', trigger 'available-now');
INSERT INTO counted SELECT count(*) AS n FROM STREAM lines;
SELECT n FROM counted;
