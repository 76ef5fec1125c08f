SELECT bidder, COUNT(*) AS bids, tenSeconds AS `start`
FROM (SELECT bidder, UNIX_TIMESTAMP() / 10 AS tenSeconds FROM bid)
GROUP BY bidder, tenSeconds
