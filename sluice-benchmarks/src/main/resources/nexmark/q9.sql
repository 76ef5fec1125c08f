-- Winning bids: the highest bid of each auction before it closed; of equal ones the first.
-- mode: append
-- rewritten: The original numbers each auction's bids with OVER. That no auction is longer than ten seconds ends the groups.
SELECT id, itemName, seller, category, dateTime, expires, best.price, best.bidder, -best.before AS bidMillis
FROM (
  SELECT a.id, a.itemName, a.seller, a.category, a.dateTime, a.expires, max(b.offer) AS best
  FROM auction a
  JOIN (
    SELECT auction, dateTime AS bidTime, struct(price, -unix_millis(dateTime) AS before, bidder) AS offer FROM bid) b
  ON a.id = b.auction AND b.bidTime >= a.dateTime AND b.bidTime <= a.expires
    AND b.bidTime <= a.dateTime + INTERVAL 10 SECONDS
  GROUP BY a.id, a.itemName, a.seller, a.category, a.dateTime, a.expires)
