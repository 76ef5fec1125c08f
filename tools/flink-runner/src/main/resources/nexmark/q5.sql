-- closes: bid
SELECT counts.auction, counts.bids, counts.window_start, counts.window_end
FROM (
  SELECT auction, COUNT(*) AS bids, window_start, window_end
  FROM TABLE(HOP(TABLE bid, DESCRIPTOR(dateTime), INTERVAL '2' SECOND, INTERVAL '10' SECOND))
  GROUP BY auction, window_start, window_end) counts
JOIN (
  SELECT MAX(bids) AS most, window_start, window_end
  FROM (
    SELECT auction, COUNT(*) AS bids, window_start, window_end
    FROM TABLE(HOP(TABLE bid, DESCRIPTOR(dateTime), INTERVAL '2' SECOND, INTERVAL '10' SECOND))
    GROUP BY auction, window_start, window_end)
  GROUP BY window_start, window_end) tops
ON counts.window_start = tops.window_start AND counts.window_end = tops.window_end AND counts.bids = tops.most
WHERE counts.window_end <= ${watermark}
