package dev.sluice.testing.simulation;

import dev.sluice.stream.OutputMode;
import dev.sluice.testing.simulation.SimulatedQuery.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The shapes of queries that are simulated.
///
/// Events come a second apart, shuffled within the delay of their watermark, so that none is late; the last one is a
/// day later and closes what is open.
final class SimulatedQueries {

    private static final long START_MICROS = 1_717_200_000_000_000L;
    private static final int DELAY_SECONDS = 6;
    private static final String COLUMNS = "k STRING, at TIMESTAMP, v INT";

    private SimulatedQueries() {}

    private static final Input EVENTS = new Input("events", COLUMNS, SimulatedQueries::event);
    private static final Input OTHERS = new Input("others", COLUMNS, SimulatedQueries::event);
    private static final Input LATE = new Input("events", COLUMNS, SimulatedQueries::perhapsLate);

    private static List<@Nullable Object> event(int row, int rowCount, RandomGenerator random) {
        long seconds = row == rowCount - 1 ? 86_400 : row + random.nextInt(DELAY_SECONDS);
        return row(random, seconds);
    }

    private static List<@Nullable Object> perhapsLate(int row, int rowCount, RandomGenerator random) {
        long seconds = row == rowCount - 1 ? 86_400 : random.nextInt(rowCount);
        return row(random, seconds);
    }

    private static List<@Nullable Object> row(RandomGenerator random, long seconds) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add("k" + random.nextInt(5));
        cells.add(START_MICROS + seconds * 1_000_000);
        cells.add(random.nextInt(8) == 0 ? null : random.nextInt(10));
        return cells;
    }

    private static String stream(String name) {
        return "STREAM " + name + " WATERMARK at DELAY OF INTERVAL " + DELAY_SECONDS + " SECONDS";
    }

    private static final String JOINED =
            "FROM " + stream("events") + " %s JOIN " + stream("others") + " ON events.k = others.k"
                    + " AND others.at >= events.at - INTERVAL 3 SECONDS AND others.at <= events.at + INTERVAL 5 SECONDS";

    static final List<SimulatedQuery> ALL = List.of(
            SimulatedQuery.of(
                    "word-count",
                    OutputMode.UPDATE,
                    1,
                    "SELECT k, count(*) AS n, sum(v) AS s, max(at) AS last FROM STREAM events GROUP BY k",
                    EVENTS),
            SimulatedQuery.of(
                    "complete",
                    OutputMode.COMPLETE,
                    0,
                    "SELECT k, v, count(*) AS n FROM STREAM events GROUP BY k, v",
                    EVENTS),
            SimulatedQuery.of(
                    "windows",
                    OutputMode.APPEND,
                    0,
                    "SELECT window.start AS start, k, count(*) AS n, sum(v) AS s FROM " + stream("events")
                            + " GROUP BY window(at, '10 seconds'), k",
                    EVENTS),
            SimulatedQuery.of(
                    "sliding-windows",
                    OutputMode.UPDATE,
                    2,
                    "SELECT window.start AS start, k, count(*) AS n FROM " + stream("events")
                            + " GROUP BY window(at, '10 seconds', '5 seconds'), k",
                    EVENTS),
            SimulatedQuery.of(
                    "join",
                    OutputMode.APPEND,
                    0,
                    "SELECT events.k, events.v AS a, others.v AS b, events.at AS t, others.at AS u "
                            + JOINED.formatted("INNER"),
                    EVENTS,
                    OTHERS),
            SimulatedQuery.of(
                    "left-join",
                    OutputMode.APPEND,
                    0,
                    "SELECT events.k, events.v AS a, others.v AS b, events.at AS t " + JOINED.formatted("LEFT OUTER"),
                    EVENTS,
                    OTHERS),
            SimulatedQuery.of(
                    "full-join",
                    OutputMode.APPEND,
                    0,
                    "SELECT events.k, events.v AS a, others.v AS b, others.k AS l " + JOINED.formatted("FULL OUTER"),
                    EVENTS,
                    OTHERS),
            SimulatedQuery.of(
                    "semi-join",
                    OutputMode.APPEND,
                    0,
                    "SELECT events.k, events.v " + JOINED.formatted("LEFT SEMI"),
                    EVENTS,
                    OTHERS),
            new SimulatedQuery(
                    "dedup",
                    List.of(EVENTS),
                    OutputMode.APPEND,
                    0,
                    session ->
                            session.sql("SELECT k, at FROM " + stream("events")).dropDuplicates("k", "at"),
                    false,
                    (table, _) -> table),
            new SimulatedQuery(
                    "dedup-for-ever",
                    List.of(EVENTS),
                    OutputMode.APPEND,
                    0,
                    session -> session.sql("SELECT k FROM STREAM events").dropDuplicates("k"),
                    false,
                    (table, _) -> table),
            SimulatedQuery.of(
                    "sessions",
                    OutputMode.APPEND,
                    0,
                    "SELECT session_window.start AS start, session_window.end AS end, k, count(*) AS n FROM "
                            + stream("events") + " GROUP BY session_window(at, '3 seconds'), k",
                    EVENTS),
            SimulatedQuery.of(
                    "windows-of-windows",
                    OutputMode.APPEND,
                    0,
                    "SELECT window.start AS start, sum(n) AS n FROM (SELECT window AS w, k, count(*) AS n FROM "
                            + stream("events")
                            + " GROUP BY window(at, '5 seconds'), k) GROUP BY window(w, '10 seconds')",
                    EVENTS),
            SimulatedQuery.of(
                    "windows-of-join",
                    OutputMode.APPEND,
                    0,
                    "SELECT window.start AS start, count(*) AS n FROM (SELECT events.at AS t, others.v AS v "
                            + JOINED.formatted("INNER") + ") GROUP BY window(t, '10 seconds')",
                    EVENTS,
                    OTHERS),
            SimulatedQuery.of(
                    "union",
                    OutputMode.UPDATE,
                    1,
                    "SELECT k, count(*) AS n FROM (SELECT k FROM STREAM events UNION ALL SELECT k FROM STREAM others)"
                            + " GROUP BY k",
                    EVENTS,
                    OTHERS),
            SimulatedQuery.of(
                    "limit", OutputMode.APPEND, 0, "SELECT k, v FROM STREAM events WHERE v > 2 LIMIT 7", EVENTS),
            SimulatedQuery.of(
                            "stateless",
                            OutputMode.APPEND,
                            0,
                            "SELECT k, v, at, current_timestamp() AS ran FROM STREAM events WHERE v IS NOT NULL",
                            EVENTS)
                    .answering((table, _) ->
                            table.stream().map(row -> row.subList(0, 3)).toList()),
            SimulatedQuery.of(
                            "late-rows",
                            OutputMode.APPEND,
                            0,
                            "SELECT window.start AS start, count(*) AS n FROM " + stream("events")
                                    + " GROUP BY window(at, '5 seconds')",
                            LATE)
                    .withLateRows(SimulatedQueries::counted));

    /// How many rows there were: which of them are late depends on the cuts.
    private static List<List<@Nullable Object>> counted(
            List<List<@Nullable Object>> table, List<List<@Nullable Object>> late) {
        long counted = table.stream().mapToLong(row -> (Long) row.get(1)).sum();
        return List.of(List.of(counted + late.size()));
    }
}
