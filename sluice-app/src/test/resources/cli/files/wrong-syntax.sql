SELECT 1 AS never_shown;

SELECT value
FORM lines;
