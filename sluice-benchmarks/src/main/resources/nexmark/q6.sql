-- Average price of a seller: of the last ten auctions that closed.
-- mode: append
-- refused: NON_TIME_WINDOW_NOT_SUPPORTED_IN_STREAMING
-- why: OVER, which Spark refuses on streams as well (NON_TIME_WINDOW_NOT_SUPPORTED_IN_STREAMING).
SELECT seller, avg(final) OVER (PARTITION BY seller ORDER BY dateTime ROWS BETWEEN 10 PRECEDING AND CURRENT ROW) AS average
FROM (
  SELECT a.id, a.seller, max(b.price) AS final, a.dateTime
  FROM (SELECT id, seller, dateTime, expires FROM auction) a
  JOIN (SELECT auction, price, dateTime AS bidTime FROM bid) b
    ON a.id = b.auction AND b.bidTime BETWEEN a.dateTime AND a.expires
  GROUP BY a.id, a.seller, a.dateTime)
