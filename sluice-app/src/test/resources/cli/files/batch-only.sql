SET spark.sql.session.timeZone = UTC;
SELECT 1 AS one;
