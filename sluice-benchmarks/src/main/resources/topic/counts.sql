SELECT CAST(unix_millis(window.start) AS STRING) || ',' || event_type AS k, count(*) AS c, 0L AS s
FROM events
GROUP BY window(event_time, '10 seconds'), event_type
