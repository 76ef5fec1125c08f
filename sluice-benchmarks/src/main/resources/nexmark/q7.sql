-- Highest bid: the bids with the highest price of each ten seconds.
-- mode: append
SELECT b.auction, b.price, b.bidder, b.dateTime, b.extra
FROM bid b JOIN (
  SELECT most, window_time(window) AS last
  FROM (SELECT max(price) AS most, window FROM bid GROUP BY window(dateTime, '10 seconds'))) m
ON b.price = m.most AND b.dateTime BETWEEN m.last - INTERVAL 10 SECONDS AND m.last
