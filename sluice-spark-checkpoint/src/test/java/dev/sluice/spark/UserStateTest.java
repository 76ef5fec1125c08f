package dev.sluice.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.Dataset;
import dev.sluice.api.Encoders;
import dev.sluice.api.KeyValueGroupedDataset;
import dev.sluice.api.Session;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.stream.GroupStateTimeout;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.StatefulProcessor;
import dev.sluice.stream.TTLConfig;
import dev.sluice.stream.TimeMode;
import dev.sluice.stream.TimerValues;
import dev.sluice.stream.Trigger;
import dev.sluice.stream.ValueState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// State of programs is in forms that only their encoders know: it is refused by the operator's name, both ways.
class UserStateTest {

    @TempDir
    private Path directory;

    private void refused(String operator, Function<KeyValueGroupedDataset<String, String>, Dataset<String>> query)
            throws IOException {
        Path events = directory.resolve("events");
        Path ours = directory.resolve("ours");
        Events.write(events, 0, 2);
        try (Session session = Session.builder().getOrCreate()) {
            Dataset<String> keys = session.readStream()
                    .schema(Events.SCHEMA)
                    .json(events.toString())
                    .selectExpr("coalesce(k, '') AS k")
                    .as(Encoders.STRING());
            query.apply(keys.groupByKey(key -> key, Encoders.STRING()))
                    .writeStream()
                    .format("noop")
                    .outputMode("append")
                    .option("checkpointLocation", ours.toString())
                    .trigger(Trigger.AvailableNow())
                    .start()
                    .awaitTermination();
        }
        Path spark = directory.resolve("spark");
        notCovered(operator, () -> Moving.toSpark(ours, spark, false));
        assertFalse(Files.exists(spark));
        Recording.unpack(MovedQuery.DUPLICATES_FOR_EVER, spark, events);
        Path back = directory.resolve("back");
        notCovered(operator, () -> Moving.fromSpark(spark, back, ours));
        assertFalse(Files.exists(back));
    }

    private static void notCovered(String operator, Executable moving) {
        SluiceException refused = assertThrows(SluiceException.class, moving);
        assertEquals(ErrorCondition.CHECKPOINT_NOT_COVERED, refused.condition());
        assertTrue(refused.getMessage().contains("the operator " + operator), refused.getMessage());
    }

    @Test
    void stateOfGroups() throws IOException {
        refused(
                "flatMapGroupsWithState",
                groups -> groups.flatMapGroupsWithState(
                        (key, rows, state) -> {
                            state.update(state.getOption().orElse(0L) + 1);
                            return List.of(key).iterator();
                        },
                        OutputMode.APPEND,
                        Encoders.LONG(),
                        Encoders.STRING(),
                        GroupStateTimeout.NO_TIMEOUT));
    }

    @Test
    void stateOfProcessors() throws IOException {
        refused(
                "transformWithStateExec",
                groups -> groups.transformWithState(new Last(), TimeMode.None(), OutputMode.APPEND, Encoders.STRING()));
    }

    private static final class Last extends StatefulProcessor<String, String, String> {
        private ValueState<String> last;

        @Override
        public void init(OutputMode outputMode, TimeMode timeMode) {
            last = getHandle().getValueState("last", Encoders.STRING(), TTLConfig.NONE());
        }

        @Override
        public Iterator<String> handleInputRows(String key, Iterator<String> rows, TimerValues times) {
            last.update(key);
            return rows;
        }
    }
}
