SELECT b.auction, b.bidder, b.price, b.dateTime, s.`value`
FROM (SELECT *, MOD(auction, 10000) AS remainder, PROCTIME() AS now FROM bid) b
JOIN side_input FOR SYSTEM_TIME AS OF b.now AS s ON b.remainder = s.key
