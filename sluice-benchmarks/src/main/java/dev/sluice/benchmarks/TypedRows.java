package dev.sluice.benchmarks;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Encoders;
import dev.sluice.api.Session;
import dev.sluice.api.functions;
import dev.sluice.encoder.Encoder;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// What it costs to make an object of each row and a row of each object: the same work over 1 M rows of a number and a
/// text, said with columns and said with a function over records. All of it is one thread's, and what is told is that
/// thread's processor time, so that other processes do not count; the median of the runs after some to get warm.
public final class TypedRows {

    public record Item(long id, String name) {}

    private static final long ROWS = 1_000_000;
    private static final int WARM = 5;
    private static final int RUNS = 9;

    private TypedRows() {}

    /// @param args none
    public static void main(String[] args) {
        try (Session session = Session.builder().parallelism(1).create()) {
            DataFrame items = session.range(ROWS).selectExpr("id", "concat('item ', id % 1000) AS name");
            Encoder<Item> item = Encoders.record(Item.class);
            Map<String, Supplier<DataFrame>> queries = new LinkedHashMap<>();
            queries.put("the rows alone", () -> items);
            queries.put("columns", () -> items.selectExpr("id + 1 AS id", "upper(name) AS name"));
            queries.put(
                    "map over records",
                    () -> items.as(item)
                            .map(each -> new Item(each.id() + 1, each.name().toUpperCase(Locale.ROOT)), item)
                            .toDF());
            queries.put("filter over columns", () -> items.where("id % 2 = 0"));
            queries.put(
                    "filter over records",
                    () -> items.as(item).filter(each -> each.id() % 2 == 0).toDF());
            queries.forEach((name, query) -> System.out.printf("%-20s %5d ms%n", name, medianMillis(query)));
        }
    }

    private static long medianMillis(Supplier<DataFrame> query) {
        long[] nanos = new long[RUNS];
        for (int i = -WARM; i < RUNS; i++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            // Sums, so that nothing can be left out.
            query.get()
                    .agg(functions.sum("id"), functions.expr("sum(length(name))"))
                    .collectAsList();
            if (i >= 0) nanos[i] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        }
        Arrays.sort(nanos);
        return nanos[RUNS / 2] / 1_000_000;
    }
}
