-- Currency conversion: each bid's price in another currency.
-- mode: append
SELECT auction, bidder, 0.908 * price AS price, dateTime, extra
FROM bid
