-- closes: bid
SELECT b.auction, b.price, b.bidder, b.dateTime, b.extra
FROM bid b JOIN (
  SELECT MAX(price) AS most, window_end, window_time
  FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(dateTime), INTERVAL '10' SECOND))
  GROUP BY window_start, window_end, window_time) m
ON b.price = m.most AND b.dateTime BETWEEN m.window_time - INTERVAL '10' SECOND AND m.window_time
WHERE m.window_end <= ${watermark}
