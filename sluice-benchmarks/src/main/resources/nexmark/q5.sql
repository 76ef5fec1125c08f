-- Hot items: the auctions with the most bids of the last ten seconds, every two seconds.
-- mode: append
-- rewritten: The original joins the counts with their maxima; here a window's counts are collected and taken apart again.
SELECT item.auction, item.bids, top.start, top.end
FROM (
  SELECT window AS top, max(bids) AS most, collect_list(struct(auction, bids)) AS items
  FROM (
    SELECT auction, count(*) AS bids, window
    FROM bid
    GROUP BY auction, window(dateTime, '10 seconds', '2 seconds'))
  GROUP BY window)
LATERAL VIEW explode(items) each AS item
WHERE item.bids = most
