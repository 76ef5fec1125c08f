-- Selection: the bids of some auctions.
-- mode: append
SELECT auction, price
FROM bid
WHERE mod(auction, 123) = 0
