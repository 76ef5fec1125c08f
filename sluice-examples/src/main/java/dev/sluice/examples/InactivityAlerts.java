package dev.sluice.examples;

import dev.sluice.api.Dataset;
import dev.sluice.api.Encoders;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.stream.ExpiredTimerInfo;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.StatefulProcessor;
import dev.sluice.stream.TTLConfig;
import dev.sluice.stream.TimeMode;
import dev.sluice.stream.TimerValues;
import dev.sluice.stream.Trigger;
import dev.sluice.stream.ValueState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/// Tells which devices have fallen silent: no heartbeat for five minutes, by the time of the heartbeats themselves.
///
/// Each device has two things to remember, when it was heard last and a timer. The program reads the JSON files that are
/// in a directory and ends; when it is started again it goes on with the new ones.
public final class InactivityAlerts {

    private static final Duration SILENCE = Duration.ofMinutes(5);

    private InactivityAlerts() {}

    record Heartbeat(String device, Instant at) {}

    record Alert(String device, Instant lastHeard, String what) {}

    /// One device at a time: its heartbeats, and the end of its patience.
    static final class Watch extends StatefulProcessor<String, Heartbeat, Alert> {
        @SuppressWarnings("NullAway.Init") // by init, which is called first
        private ValueState<Instant> lastHeard;

        @Override
        public void init(OutputMode outputMode, TimeMode timeMode) {
            lastHeard = getHandle().getValueState("lastHeard", Encoders.INSTANT(), TTLConfig.NONE());
        }

        @Override
        public Iterator<Alert> handleInputRows(String device, Iterator<Heartbeat> heartbeats, TimerValues times) {
            Instant before = lastHeard.get();
            Instant latest = before;
            while (heartbeats.hasNext()) {
                Instant at = heartbeats.next().at();
                if (latest == null || at.isAfter(latest)) latest = at;
            }
            if (latest == null || latest.equals(before)) return none();
            if (before != null) getHandle().deleteTimer(patienceEnds(before));
            getHandle().registerTimer(patienceEnds(latest));
            lastHeard.update(latest);
            return none();
        }

        @Override
        public Iterator<Alert> handleExpiredTimer(String device, TimerValues times, ExpiredTimerInfo timer) {
            Instant last = lastHeard.get();
            if (last == null) return none();
            lastHeard.clear();
            return List.of(new Alert(device, last, "silent")).iterator();
        }

        private static long patienceEnds(Instant heard) {
            return heard.plus(SILENCE).toEpochMilli();
        }

        private static Iterator<Alert> none() {
            return List.<Alert>of().iterator();
        }
    }

    /// @param args directory of the files and directory of the checkpoint
    public static void main(String[] args) {
        if (args.length != 2) {
            throw new IllegalArgumentException("two directories are needed: the files', the checkpoint's");
        }
        Session session = Session.builder().appName("inactivity").getOrCreate();

        Dataset<Heartbeat> heartbeats = session.readStream()
                .schema("device STRING, at TIMESTAMP")
                .json(args[0])
                .withWatermark("at", "30 seconds")
                .as(Encoders.record(Heartbeat.class));

        Dataset<Alert> alerts = heartbeats
                .groupByKey(Heartbeat::device, Encoders.STRING())
                .transformWithState(
                        new Watch(), TimeMode.EventTime(), OutputMode.APPEND, Encoders.record(Alert.class));

        StreamingQuery query = alerts.writeStream()
                .outputMode("append")
                .trigger(Trigger.AvailableNow())
                .option("checkpointLocation", args[1])
                .foreachBatch((batch, _) -> batch.collectAsList().stream()
                        .sorted(Comparator.comparing(Alert::lastHeard))
                        .forEach(alert ->
                                System.out.println(alert.device() + " is silent since " + alert.lastHeard())))
                .start();

        query.awaitTermination();
    }
}
