CREATE TABLE lines USING text OPTIONS (path 'lines');
CREATE TABLE numbers USING memory OPTIONS (trigger 'available-now');
INSERT INTO numbers SELECT CAST(value AS INT) AS n FROM STREAM lines;
SELECT n FROM numbers;
