package dev.sluice.benchmarks;

import dev.sluice.api.DataFrame;
import dev.sluice.api.DataStreamReader;
import dev.sluice.api.Session;
import dev.sluice.storage.Storage;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Joins clicks with the impressions that they follow within ten minutes: two streams under watermarks, of two million
/// rows each, of which a quarter of an hour is state.
record StreamJoin(String name, EventFiles files) implements Workload {

    static final String QUERY = """
            SELECT CAST(c.value AS STRING) || ' ' || CAST(i.id AS STRING) AS k,
                   CAST(i.value AS BIGINT) AS c, CAST(c.value AS BIGINT) AS s
            FROM impressions i JOIN clicks c
            ON i.id = c.id AND c.at >= i.at AND c.at <= i.at + INTERVAL 10 MINUTES""";

    private static final long WITHIN_MILLIS = 600_000;

    @Override
    public DataFrame query(Session session, String input, BenchOptions options) {
        for (String side : new String[] {"impressions", "clicks"}) {
            DataStreamReader reader = options.limited(session.readStream()).schema(EventFiles.COLUMNS);
            reader.csv(input + "/" + side).withWatermark("at", "2 minutes").createOrReplaceTempView(side);
        }
        return session.sql(QUERY);
    }

    @Override
    public String mode() {
        return "append";
    }

    @Override
    public OptionalLong generate(Storage storage, String directory) {
        files.write(storage, directory + "/in/impressions", 1, number -> number);
        long twelveMinutes = files.rowsPerFile() * 12L / 5;
        files.write(
                storage,
                directory + "/in/clicks",
                3,
                number -> number - Math.floorMod(EventFiles.chance(number, 5), twelveMinutes));
        return OptionalLong.of(2 * files.rowCount());
    }

    private record Impression(long millis, int value) {}

    @Override
    public Map<String, Object> plain(Storage storage, String input) {
        Map<Long, Impression> impressions = new HashMap<>();
        EventFiles.read(
                storage,
                input + "/impressions",
                (id, millis, value) -> impressions.put(id, new Impression(millis, value)));
        var digest = new Digest();
        EventFiles.read(storage, input + "/clicks", (id, millis, value) -> {
            Impression shown = impressions.get(id);
            if (shown == null || millis < shown.millis() || millis > shown.millis() + WITHIN_MILLIS) return;
            digest.add(value + " " + id, shown.value(), value);
        });
        return digest.of();
    }
}
