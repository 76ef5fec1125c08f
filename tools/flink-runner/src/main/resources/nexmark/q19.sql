SELECT auction, place - 1 AS place, price, bidder, dateTime
FROM (
  SELECT auction, price, bidder, dateTime,
         ROW_NUMBER() OVER (PARTITION BY auction ORDER BY price DESC, dateTime DESC, bidder DESC) AS place
  FROM bid)
WHERE place <= 10
