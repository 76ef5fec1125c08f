SELECT auction, bidder, dateTime, price, channel, url, extra
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY auction, bidder ORDER BY dateTime DESC, price DESC) AS place FROM bid)
WHERE place = 1
