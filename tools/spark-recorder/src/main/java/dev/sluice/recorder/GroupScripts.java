package dev.sluice.recorder;

import dev.sluice.recorder.CommandGroups.Held;
import dev.sluice.recorder.CommandProcessor.Answer;
import dev.sluice.recorder.CommandProcessor.Command;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapGroupsWithStateFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.GroupStateTimeout;
import org.apache.spark.sql.streaming.StateOperatorProgress;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/// Writes Spark's answers into the scripts of `sluice-core/src/test/groups`; what a line means is said in
/// `GroupStateScriptsTest`. Arguments: the files.
public final class GroupScripts extends ProcessorScripts {

    private GroupStateTimeout timeout = GroupStateTimeout.NoTimeout();
    private boolean single;
    private boolean watermark;
    private boolean again;

    private GroupScripts(SparkSession spark) throws IOException {
        super(spark);
    }

    public static void main(String[] args) throws Exception {
        record(args, GroupScripts::new);
    }

    @Override
    void say(String[] words) {
        switch (words[0]) {
            case "timeout" ->
                timeout = words[1].equals("EventTimeTimeout")
                        ? GroupStateTimeout.EventTimeTimeout()
                        : words[1].equals("ProcessingTimeTimeout")
                                ? GroupStateTimeout.ProcessingTimeTimeout()
                                : GroupStateTimeout.NoTimeout();
            case "single" -> single = true;
            case "watermark" -> watermark = true;
            case "then" -> again = true;
            case "metadata" ->
                tell(() -> tellSorted(
                        spark.read().format("state-metadata").load(checkpoint).drop("numPartitions")));
            case "progress" -> tell(this::progress);
            default -> super.say(words);
        }
    }

    @Override
    boolean ticks() {
        return timeout == GroupStateTimeout.ProcessingTimeTimeout();
    }

    @Override
    boolean hasWatermark() {
        return watermark || timeout == GroupStateTimeout.EventTimeTimeout();
    }

    @Override
    boolean marksBatches() {
        return watermark;
    }

    @Override
    Dataset<Answer> answers(Dataset<Command> rows) {
        KeyValueGroupedDataset<String, Command> groups =
                rows.groupByKey((MapFunction<Command, String>) Command::getKey, Encoders.STRING());
        Encoder<Held> state = Encoders.bean(Held.class);
        Encoder<Answer> to = Encoders.bean(Answer.class);
        if (single) {
            MapGroupsWithStateFunction<String, Command, Held, Answer> function = CommandGroups::single;
            return initial.isEmpty()
                    ? groups.mapGroupsWithState(function, state, to, timeout)
                    : groups.mapGroupsWithState(function, state, to, timeout, first());
        }
        FlatMapGroupsWithStateFunction<String, Command, Held, Answer> function = (key, values, remembered) ->
                CommandGroups.all(key, values, remembered).iterator();
        Dataset<Answer> done = initial.isEmpty()
                ? groups.flatMapGroupsWithState(function, output, state, to, timeout)
                : groups.flatMapGroupsWithState(function, output, state, to, timeout, first());
        if (!again) return done;
        FlatMapGroupsWithStateFunction<String, Answer, Held, Answer> second = CommandGroups::again;
        return done.groupByKey((MapFunction<Answer, String>) Answer::getKey, Encoders.STRING())
                .flatMapGroupsWithState(second, output, state, to, GroupStateTimeout.NoTimeout());
    }

    private KeyValueGroupedDataset<String, Held> first() {
        return spark.createDataset(initial, Encoders.bean(Command.class))
                .groupByKey((MapFunction<Command, String>) Command::getKey, Encoders.STRING())
                .mapValues(
                        (MapFunction<Command, Held>) each -> new Held(null, Long.valueOf(each.getCommand())),
                        Encoders.bean(Held.class));
    }

    private void progress() {
        StreamingQueryProgress last = Stream.of(query.recentProgress())
                .filter(each -> each.durationMs().containsKey("addBatch"))
                .reduce((before, after) -> after)
                .orElseThrow();
        StateOperatorProgress first = last.stateOperators()[0];
        told.add("  " + first.operatorName() + " total " + first.numRowsTotal() + " updated " + first.numRowsUpdated()
                + " removed " + first.numRowsRemoved() + " late " + first.numRowsDroppedByWatermark());
    }
}
