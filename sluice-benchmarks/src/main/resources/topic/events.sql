SELECT event.*
FROM (
    SELECT from_json(
        CAST(value AS STRING),
        'user_id STRING, page_id STRING, ad_id STRING, ad_type STRING, event_type STRING, event_time TIMESTAMP, ip_address STRING'
    ) AS event
    FROM records)
