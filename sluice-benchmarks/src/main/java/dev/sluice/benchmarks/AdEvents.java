package dev.sluice.benchmarks;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.benchmarks.limit.LimitAds;
import dev.sluice.storage.Storage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// W2: the views of each campaign's ads, in windows of ten seconds, in the manner of the Yahoo Streaming Benchmark. 20
/// files of 150,000 events as JSON, 740 MB; a table says to which campaign an ad belongs.
record AdEvents(String name) implements Workload {

    static final long WINDOW_MILLIS = 10_000;

    private static final String COLUMNS = "user_id STRING, page_id STRING, ad_id STRING, ad_type STRING,"
            + " event_type STRING, event_time TIMESTAMP, ip_address STRING";

    private static final String QUERY = """
            SELECT CAST(unix_millis(window.start) AS STRING) || ',' || campaign_id AS k, count(*) AS c, 0L AS s
            FROM events JOIN campaigns USING (ad_id)
            WHERE event_type = 'view'
            GROUP BY window(event_time, '10 seconds'), campaign_id""";

    @Override
    public DataFrame query(Session session, String input, BenchOptions options) {
        session.read()
                .schema("ad_id STRING, campaign_id STRING")
                .option("header", true)
                .csv(campaigns(input))
                .createOrReplaceTempView("campaigns");
        options.limited(session.readStream())
                .schema(COLUMNS)
                .json(input)
                .withWatermark("event_time", "10 seconds")
                .createOrReplaceTempView("events");
        return session.sql(QUERY);
    }

    private static String campaigns(String input) {
        return input.substring(0, input.lastIndexOf('/')) + "/campaigns";
    }

    @Override
    public Map<String, Object> plain(Storage storage, String input) {
        Map<String, String> campaigns = campaignOfAd(storage, input);
        Map<String, long[]> views = new HashMap<>();
        TextLines.read(storage, input, line -> {
            if (!field(line, "event_type").equals("view")) return;
            String campaign = campaigns.get(field(line, "ad_id"));
            if (campaign == null) return;
            long millis = Instant.parse(field(line, "event_time")).toEpochMilli();
            String key = millis - Math.floorMod(millis, WINDOW_MILLIS) + "," + campaign;
            views.computeIfAbsent(key, _ -> new long[1])[0]++;
        });
        ResultTable table = table();
        views.forEach((key, count) -> table.put(key, count[0], 0));
        return table.digest();
    }

    @Override
    public Map<String, Object> limit(Storage storage, String input, int threads) {
        ResultTable table = table();
        LimitAds.count(
                storage,
                input,
                threads,
                campaignOfAd(storage, input),
                WINDOW_MILLIS,
                (campaign, start, count) -> table.put(start + "," + campaign, count, 0));
        return table.digest();
    }

    private static Map<String, String> campaignOfAd(Storage storage, String input) {
        Map<String, String> campaigns = new HashMap<>();
        TextLines.read(storage, campaigns(input), line -> {
            int comma = line.indexOf(',');
            campaigns.put(line.substring(0, comma), line.substring(comma + 1));
        });
        return campaigns;
    }

    private static String field(String json, String name) {
        int from = json.indexOf('"' + name + "\":\"") + name.length() + 4;
        return json.substring(from, json.indexOf('"', from));
    }
}
