-- Average price of a category: of the prices that auctions closed with.
-- mode: update
-- refused: SLUICE_STREAMING.POSSIBLE_CORRECTNESS_ISSUE
-- why: Groups of groups are for append mode alone, where the outer ones need a time that ends them, and categories have none.
SELECT category, avg(final) AS average
FROM (
  SELECT max(b.price) AS final, a.category
  FROM auction a JOIN bid b ON a.id = b.auction AND b.dateTime BETWEEN a.dateTime AND a.expires
  GROUP BY a.id, a.category)
GROUP BY category
