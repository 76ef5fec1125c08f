package dev.sluice.spark;

import dev.sluice.api.DataFrame;
import dev.sluice.api.functions;
import dev.sluice.testing.MovedRun;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/// Queries over [Events] that move. `MovedQueries` of the Spark recorder has the same by the same names.
enum MovedQuery {
    STATELESS(events -> events.selectExpr("at", "k", "v * 2 AS w").where("w > 4")),
    WINDOWS(events -> late(events)
            .groupBy(functions.window(functions.col("at"), "10 seconds"), functions.col("k"))
            .agg(
                    functions.expr("count(*) AS n"),
                    functions.expr("sum(v) AS s"),
                    functions.expr("avg(v) AS a"),
                    functions.expr("max(v) AS m"))
            .selectExpr("window.start", "window.end", "k", "n", "s", "a", "m")),
    FUNCTIONS(events -> late(events)
            .groupBy(functions.window(functions.col("at"), "20 seconds"))
            .agg(
                    functions.expr("count(v) AS n"),
                    functions.expr("sum(CAST(v AS DOUBLE)) AS d"),
                    functions.expr("sum(CAST(v AS DECIMAL(20,2))) AS m"),
                    functions.expr("sum(CAST(v AS DECIMAL(5,1))) AS a"),
                    functions.expr("min(k) AS l"),
                    functions.expr("max(k) AS h"),
                    functions.expr("round(stddev(v), 6) AS r"),
                    functions.expr("count_if(v > 0) AS p"),
                    functions.expr("bool_or(v > 4) AS o"),
                    functions.expr("min(CAST(v AS SMALLINT)) AS i"),
                    functions.expr("max(CAST(at AS DATE)) AS t"))
            .selectExpr("window.start", "n", "d", "m", "a", "l", "h", "r", "p", "o", "i", "t")),
    DUPLICATES(events -> late(events).dropDuplicates("at", "k").select("at", "k")),
    DUPLICATES_FOR_EVER(events -> events.dropDuplicates("k").select("k")),
    DUPLICATES_LATELY(events -> late(events).dropDuplicatesWithinWatermark("k").select("k", "at")),
    LIMIT(events -> events.select("k").limit(41)),
    SESSIONS(events -> late(events)
            .groupBy(functions.session_window(functions.col("at"), "3 seconds"), functions.col("k"))
            .agg(functions.expr("count(*) AS n"), functions.expr("sum(v) AS s"))
            .selectExpr("session_window.start", "session_window.end", "k", "n", "s")),
    DUPLICATES_COUNTED(events -> late(events)
            .dropDuplicates("at", "k")
            .groupBy(functions.window(functions.col("at"), "10 seconds"))
            .agg(functions.expr("count(*) AS n"))
            .selectExpr("window.start", "n")),
    WINDOWS_OF_WINDOWS(events -> late(events)
            .groupBy(functions.window(functions.col("at"), "5 seconds"), functions.col("k"))
            .agg(functions.expr("count(*) AS n"))
            .groupBy(functions.window(functions.col("window"), "10 seconds"))
            .agg(functions.expr("count(*) AS c"), functions.expr("max(n) AS m"))
            .selectExpr("window.start", "c", "m")),
    JOIN(events -> events) {
        @Override
        DataFrame of(Supplier<DataFrame> events) {
            return left(events.get()).join(right(events.get()), functions.expr(IN_TIME), "leftOuter");
        }
    },
    JOIN_AT_ONCE(events -> events) {
        @Override
        DataFrame of(Supplier<DataFrame> events) {
            // Spark joins null to null here.
            DataFrame left = left(events.get()).where("k1 IS NOT NULL");
            DataFrame right = right(events.get()).where("k2 IS NOT NULL");
            return left.join(right, functions.expr("k1 = k2 AND t1 = t2"), "fullOuter");
        }
    },
    JOIN_FOR_EVER(events -> events) {
        @Override
        DataFrame of(Supplier<DataFrame> events) {
            return events.get()
                    .selectExpr("at AS t1", "k AS k1", "v AS v1")
                    .join(events.get().selectExpr("k AS k2", "v AS v2"), functions.expr("k1 = k2 AND v1 = v2 + 7"));
        }
    },
    JOIN_COUNTED(events -> events) {
        @Override
        DataFrame of(Supplier<DataFrame> events) {
            return left(events.get())
                    .join(right(events.get()), functions.expr(IN_TIME))
                    .groupBy(functions.window(functions.col("t1"), "10 seconds"))
                    .agg(functions.expr("count(*) AS n"))
                    .selectExpr("window.start", "n");
        }
    },
    DUPLICATES_JOINED(events -> events) {
        @Override
        DataFrame of(Supplier<DataFrame> events) {
            return left(events.get())
                    .dropDuplicates("k1", "t1")
                    .join(right(events.get()).dropDuplicates("t2", "k2", "v2"), functions.expr(IN_TIME), "leftOuter");
        }
    };

    private static final String IN_TIME = "k1 = k2 AND t2 BETWEEN t1 AND t1 + INTERVAL 5 SECONDS";

    private final Function<DataFrame, DataFrame> query;

    MovedQuery(Function<DataFrame, DataFrame> query) {
        this.query = query;
    }

    /// What Spark's program and the recording are called.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it matters which rows of a join have matched. Where it does not, Spark notes it all the same.
    boolean needsMatched() {
        return this != JOIN_FOR_EVER && this != JOIN_COUNTED;
    }

    /// @param events gives the stream, once more each time
    DataFrame of(Supplier<DataFrame> events) {
        return query.apply(events.get());
    }

    private static DataFrame late(DataFrame events) {
        return events.withWatermark("at", "10 seconds");
    }

    private static DataFrame left(DataFrame events) {
        return events.selectExpr("at AS t1", "k AS k1", "v AS v1").withWatermark("t1", "10 seconds");
    }

    private static DataFrame right(DataFrame events) {
        return events.selectExpr("at AS t2", "k AS k2", "v AS v2").withWatermark("t2", "10 seconds");
    }

    /// Reads all files that there are, one a micro-batch.
    void run(Path events, Path checkpoint, Path output) {
        MovedRun.write(
                session -> of(() -> session.readStream()
                        .schema(Events.SCHEMA)
                        .option("maxFilesPerTrigger", "1")
                        .json(events.toString())),
                checkpoint,
                output);
    }
}
