-- Ten highest bids: of each auction.
-- mode: update
-- key: auction, place
-- rewritten: The original numbers the bids with OVER; here they are collected and sorted, all of them.
SELECT auction, place, offer.price, offer.bidder, offer.dateTime
FROM (
  SELECT auction, slice(sort_array(collect_list(struct(price, dateTime, bidder)), false), 1, 10) AS offers
  FROM bid
  GROUP BY auction)
LATERAL VIEW posexplode(offers) each AS place, offer
