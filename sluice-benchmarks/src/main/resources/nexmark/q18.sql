-- Last bid: of each person in each auction.
-- mode: update
-- key: auction, bidder
-- rewritten: The original numbers the bids with OVER; here the last is the greatest, and of equal times the one with the highest price.
SELECT auction, bidder, last.dateTime, last.price, last.channel, last.url, last.extra
FROM (
  SELECT auction, bidder, max(struct(dateTime, price, channel, url, extra)) AS last
  FROM bid
  GROUP BY auction, bidder)
