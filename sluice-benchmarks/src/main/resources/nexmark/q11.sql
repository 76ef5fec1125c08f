-- User sessions: how many bids a person made before ten seconds without one.
-- mode: append
SELECT bidder, count(*) AS bids, session_window.start, session_window.end
FROM bid
GROUP BY bidder, session_window(dateTime, '10 seconds')
