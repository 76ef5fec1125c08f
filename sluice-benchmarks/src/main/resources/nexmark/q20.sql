-- Bids with their auctions: those of one category.
-- mode: append
SELECT b.auction, b.bidder, b.price, b.channel, b.url, b.dateTime AS bidTime, b.extra,
       a.itemName, a.description, a.initialBid, a.reserve, a.dateTime, a.expires, a.seller, a.category
FROM bid b JOIN auction a ON b.auction = a.id
WHERE a.category = 10
