-- Pass through: what it costs to make rows and write them.
-- mode: append
SELECT auction, bidder, price, dateTime, extra
FROM bid
