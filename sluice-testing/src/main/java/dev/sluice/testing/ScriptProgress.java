package dev.sluice.testing;

import dev.sluice.progress.QueryProgress;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What micro-batches told of themselves.
final class ScriptProgress {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private @Nullable QueryProgress last;
    private final Set<Long> told = new HashSet<>();
    private boolean incomplete;
    private final SortedMap<Long, List<String>> operators = new TreeMap<>();
    private long late;
    private long lateShown;

    void add(QueryProgress progress) {
        last = progress;
        told.add(progress.batchId());
        operators.put(
                progress.batchId(),
                progress.stateOperators().stream().map(ScriptProgress::told).toList());
        late += progress.stateOperators().stream()
                .mapToLong(QueryProgress.StateOperator::numRowsDroppedByWatermark)
                .sum();
    }

    Optional<QueryProgress> last() {
        return Optional.ofNullable(last);
    }

    /// The micro-batches until now are shown; [#late] tells of these, until the next call.
    ///
    /// @param batches what the sink has of them
    void show(List<ScriptStep.Batch> batches) {
        // Where none came, the last one is still the one that was shown before.
        if (!batches.isEmpty()) incomplete = batches.stream().anyMatch(batch -> !told.contains(batch.id()));
        lateShown = late;
        late = 0;
    }

    /// Whether a micro-batch that was shown told nothing of itself, as its process ended.
    boolean isIncomplete() {
        return incomplete;
    }

    long late() {
        return lateShown;
    }

    private static String told(QueryProgress.StateOperator operator) {
        return operator.name() + " " + operator.numRowsTotal() + " " + operator.numRowsUpdated() + " "
                + operator.numRowsRemoved() + " " + operator.numRowsDroppedByWatermark();
    }

    /// The lines of [ScriptStep.Operators] of the micro-batches since the last call.
    List<String> showOperators() {
        List<String> lines = new ArrayList<>();
        operators.forEach((batch, told) -> {
            lines.add("-- " + batch);
            lines.addAll(told);
        });
        operators.clear();
        return lines;
    }

    String watermark(ZoneId zone) {
        String time = last == null ? null : last.eventTime().get("watermark");
        return time == null ? "none" : TIME.format(Instant.parse(time).atZone(zone));
    }

    long state(String operator) {
        return last == null
                ? 0
                : last.stateOperators().stream()
                        .filter(each -> each.name().equals(operator))
                        .mapToLong(QueryProgress.StateOperator::numRowsTotal)
                        .sum();
    }
}
