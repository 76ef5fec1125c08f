-- A file of statements.
SELECT 1 AS one;

SELECT word -- of two
FROM VALUES (1) AS t(wort);
