package dev.sluice.api;

import dev.sluice.ast.MetricsTaker;
import dev.sluice.vector.Values;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Metrics of the rows of one Dataset, there when its rows have been asked for the first time: see
/// [Dataset#observe(Observation, Column, Column...)].
///
/// For streams, whose metrics are of a micro-batch each, there is
/// [dev.sluice.progress.QueryProgress#observedMetrics].
public final class Observation {

    private static final AtomicLong UNNAMED = new AtomicLong();

    private final String name;
    private final AtomicBoolean used = new AtomicBoolean();
    private final CompletableFuture<Row> first = new CompletableFuture<>();

    /// With a name that no other unnamed one has.
    public Observation() {
        this("observation " + UNNAMED.incrementAndGet());
    }

    /// @throws IllegalArgumentException if the name is empty
    public Observation(String name) {
        if (name.isEmpty()) throw new IllegalArgumentException("Name must not be empty");
        this.name = name;
    }

    public String name() {
        return name;
    }

    /// The metrics by name, as values of a [Row]; what an action after the first counts changes nothing. Waits until
    /// there was an action.
    ///
    /// @throws InterruptedException if the thread is told to stop waiting
    public Map<String, @Nullable Object> get() throws InterruptedException {
        try {
            return byName(first.get());
        } catch (ExecutionException e) {
            throw new AssertionError("it never fails", e);
        }
    }

    /// Another name for [#get].
    public Map<String, @Nullable Object> getAsJava() throws InterruptedException {
        return get();
    }

    /// What [#get] will give.
    public CompletableFuture<Map<String, @Nullable Object>> future() {
        return first.thenApply(Observation::byName);
    }

    private static Map<String, @Nullable Object> byName(Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        String[] names =
                row.schema() == null ? new String[0] : row.schema().names().toArray(String[]::new);
        for (int i = 0; i < names.length; i++) values.put(names[i], row.get(i));
        return Collections.unmodifiableMap(values);
    }

    /// Takes the metrics of the one Dataset it is for.
    MetricsTaker taker(boolean streaming) {
        if (streaming) {
            throw new IllegalArgumentException("Observation does not support streaming Datasets. This is because there"
                    + " will be multiple observed metrics as microbatches are constructed. Please register a"
                    + " StreamingQueryListener and get the metric for each microbatch in"
                    + " QueryProgressEvent.progress, or use query.lastProgress or query.recentProgress.");
        }
        if (!used.compareAndSet(false, true)) {
            throw new IllegalArgumentException("An Observation can be used with a Dataset only once");
        }
        return (row, schema) -> first.complete(JavaValues.row(Values.row(row, 0, schema), schema));
    }
}
