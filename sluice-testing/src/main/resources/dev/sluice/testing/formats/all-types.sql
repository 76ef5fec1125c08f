SELECT 1 AS id, true AS flag, CAST(7 AS TINYINT) AS tiny, CAST(-300 AS SMALLINT) AS small, 70000 AS whole, 5000000000 AS large,
       CAST(1.5 AS FLOAT) AS single, CAST(2.25 AS DOUBLE) AS double, CAST('1234.56' AS DECIMAL(9, 2)) AS dec9,
       CAST('-12345678901234.5678' AS DECIMAL(18, 4)) AS dec18, CAST('1234567890123456789012345678.0123456789' AS DECIMAL(38, 10)) AS dec38,
       'héllo, "wörld"' AS text, X'00FF10' AS bytes, DATE'2024-02-29' AS day, TIMESTAMP'2024-02-29 12:34:56.789012' AS at,
       TIMESTAMP_NTZ'2024-02-29 12:34:56.789012' AS wall, INTERVAL '2-3' YEAR TO MONTH AS months, INTERVAL '1 02:03:04.5' DAY TO SECOND AS span,
       array(1, 2, NULL) AS ints, array(array('a', 'b'), array(), NULL) AS lists, map('k', 1) AS counts,
       map(1, array('x'), 2, array()) AS tags, named_struct('a', 1, 'b', 'one') AS pair,
       named_struct('items', array(named_struct('y', 1, 'z', 'p'), NULL, named_struct('y', NULL, 'z', 'q')), 'inner', named_struct('deep', array(1.5D))) AS nested
UNION ALL
SELECT 2, false, CAST(-128 AS TINYINT), CAST(32767 AS SMALLINT), -2147483648, 9223372036854775807, CAST('NaN' AS FLOAT), CAST('-Infinity' AS DOUBLE),
       CAST('-9999999.99' AS DECIMAL(9, 2)), CAST('99999999999999.9999' AS DECIMAL(18, 4)), CAST('-9999999999999999999999999999.9999999999' AS DECIMAL(38, 10)),
       '', X'', DATE'1500-03-01', TIMESTAMP'1500-03-01 00:00:00.000001', TIMESTAMP_NTZ'9999-12-31 23:59:59.999999', INTERVAL '-178-7' YEAR TO MONTH,
       INTERVAL '-106 00:00:00.000001' DAY TO SECOND, array(), array(), map('n', NULL), map(), named_struct('a', NULL, 'b', ''),
       named_struct('items', array(), 'inner', NULL)
UNION ALL
SELECT 3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
