package dev.sluice.benchmarks;

import dev.sluice.api.DataFrame;
import dev.sluice.api.DataStreamReader;
import dev.sluice.api.Session;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Counts the events of each user's sessions, which end after ten minutes of silence: three million rows; users come
/// and go, a hundred thousand are active at a time.
record Sessions(String name, EventFiles files) implements Workload {

    static final String QUERY = """
            SELECT CAST(id AS STRING) || ' ' || CAST(unix_millis(session_window.start) AS STRING) AS k,
                   count(*) AS c, CAST(sum(value) AS BIGINT) AS s
            FROM events GROUP BY id, session_window(at, '10 minutes')""";

    private static final long GAP_MILLIS = 600_000;
    private static final long DELAY_MILLIS = 120_000;

    @Override
    public DataFrame query(Session session, String input, BenchOptions options) {
        DataStreamReader reader = options.limited(session.readStream()).schema(EventFiles.COLUMNS);
        reader.csv(input + "/events").withWatermark("at", "2 minutes").createOrReplaceTempView("events");
        return session.sql(QUERY);
    }

    @Override
    public String mode() {
        return "append";
    }

    /// Each five minutes a quarter of the active users is replaced, so that one has about six events in twenty minutes.
    @Override
    public OptionalLong generate(Storage storage, String directory) {
        int active = files.rowsPerFile() * 2 / 3;
        files.write(
                storage,
                directory + "/in/events",
                7,
                number -> number * active / 4 / files.rowsPerFile()
                        + Math.floorMod(EventFiles.chance(number, 9), active));
        return OptionalLong.of(files.rowCount());
    }

    private record Event(long millis, int value) {}

    /// Sessions that the last watermark has passed.
    @Override
    public Map<String, Object> plain(Storage storage, String input) {
        Map<Long, List<Event>> users = new HashMap<>();
        long[] newest = {Long.MIN_VALUE};
        EventFiles.read(storage, input + "/events", (id, millis, value) -> {
            users.computeIfAbsent(id, _ -> new ArrayList<>()).add(new Event(millis, value));
            newest[0] = Math.max(newest[0], millis);
        });
        var digest = new Digest();
        users.forEach((id, events) -> add(id, events, newest[0] - DELAY_MILLIS, digest));
        return digest.of();
    }

    private static void add(long id, List<Event> events, long watermark, Digest digest) {
        events.sort(Comparator.comparingLong(Event::millis));
        for (int from = 0; from < events.size(); ) {
            int to = from + 1;
            long sum = events.get(from).value();
            while (to < events.size()
                    && events.get(to).millis() <= events.get(to - 1).millis() + GAP_MILLIS) {
                sum += events.get(to++).value();
            }
            if (events.get(to - 1).millis() + GAP_MILLIS <= watermark) {
                digest.add(id + " " + events.get(from).millis(), to - from, sum);
            }
            from = to;
        }
    }
}
