-- Windows of the clock: how many bids a person made within ten seconds of the time when they are read.
-- mode: update
-- key: bidder, start
-- clock: yes
SELECT bidder, count(*) AS bids, window.start AS start
FROM (SELECT bidder, current_timestamp() AS now FROM bid)
GROUP BY bidder, window(now, '10 seconds')
