-- key: id
-- closes: auction, bid
SELECT id, itemName, seller, category, dateTime, expires, price, bidder, bidMillis
FROM (
  SELECT a.id, a.itemName, a.seller, a.category, a.dateTime, a.expires, b.price, b.bidder,
         CAST(TIMESTAMPDIFF(SECOND, TIMESTAMP '1970-01-01 00:00:00', b.dateTime) AS BIGINT) * 1000
           + MOD(EXTRACT(MILLISECOND FROM b.dateTime), 1000) AS bidMillis,
         ROW_NUMBER() OVER (PARTITION BY a.id ORDER BY b.price DESC, b.dateTime ASC, b.bidder DESC) AS place
  FROM auction a
  JOIN bid b
  ON a.id = b.auction AND b.dateTime BETWEEN a.dateTime AND a.dateTime + INTERVAL '10' SECOND
    AND b.dateTime <= a.expires)
WHERE place = 1 AND dateTime < ${watermark} - INTERVAL '10' SECOND
