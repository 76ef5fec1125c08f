-- Channels by number: the few that are known, and those that their addresses name.
-- mode: append
SELECT auction, bidder, price, channel, channel_id
FROM (
  SELECT *,
         CASE lower(channel)
           WHEN 'apple' THEN '0'
           WHEN 'google' THEN '1'
           WHEN 'facebook' THEN '2'
           WHEN 'baidu' THEN '3'
           ELSE regexp_extract(url, '[&?]channel_id=([^&]*)', 1)
         END AS channel_id
  FROM bid)
WHERE channel_id <> ''
