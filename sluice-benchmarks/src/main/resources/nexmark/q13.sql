-- Bounded side input: bids with what a table says of their auctions.
-- mode: append
SELECT b.auction, b.bidder, b.price, b.dateTime, s.value
FROM bid b JOIN (SELECT id AS key, concat('value-', id * 7) AS value FROM range(10000)) s ON mod(b.auction, 10000) = s.key
