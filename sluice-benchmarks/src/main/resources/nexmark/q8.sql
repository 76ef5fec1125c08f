-- Monitor new users: persons who offered something within ten seconds of their coming.
-- mode: append
SELECT p.id, p.name, p.window.start
FROM (
  SELECT id, name, window FROM person GROUP BY id, name, window(dateTime, '10 seconds')) p
JOIN (
  SELECT seller, window FROM auction GROUP BY seller, window(dateTime, '10 seconds')) a
ON p.id = a.seller AND p.window = a.window
