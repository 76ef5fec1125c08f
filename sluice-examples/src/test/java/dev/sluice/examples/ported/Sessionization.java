package dev.sluice.examples.ported;

import dev.sluice.api.*;
import dev.sluice.api.function.*;
import dev.sluice.stream.*;
import java.io.Serializable;
import java.sql.Timestamp;
import java.util.*;

/// Apache Spark's example JavaStructuredSessionization, ported as docs/porting.md says: what each user does, until three
/// seconds of silence.
public final class Sessionization {
  public static void main(String[] args) throws Exception {
    String host = args[0];
    int port = Integer.parseInt(args[1]);

    Session spark = Session.builder().appName("Sessionization").master("local[2]").getOrCreate();

    Dataset<Row> lines = spark.readStream().format("socket").option("host", host).option("port", port)
        .option("includeTimestamp", true).load();

    FlatMapFunction<LineWithTimestamp, Event> linesToEvents =
      new FlatMapFunction<LineWithTimestamp, Event>() {
        @Override
        public Iterator<Event> call(LineWithTimestamp lineWithTimestamp) {
          ArrayList<Event> eventList = new ArrayList<Event>();
          for (String word : lineWithTimestamp.getLine().split(" ")) {
            eventList.add(new Event(word, lineWithTimestamp.getTimestamp()));
          }
          return eventList.iterator();
        }
      };

    Dataset<Event> events = lines
        .withColumnRenamed("value", "line")
        .as(Encoders.bean(LineWithTimestamp.class))
        .flatMap(linesToEvents, Encoders.bean(Event.class));

    FlatMapGroupsWithStateFunction<String, Event, SessionInfo, SessionUpdate> stateUpdateFunc =
      new FlatMapGroupsWithStateFunction<String, Event, SessionInfo, SessionUpdate>() {
        @Override public Iterator<SessionUpdate> call(
            String sessionId, Iterator<Event> events, GroupState<SessionInfo> state) {
          if (state.hasTimedOut()) {
            SessionUpdate finalUpdate = new SessionUpdate(
                sessionId, state.get().calculateDuration(), state.get().getNumEvents(), true);
            state.remove();
            return Collections.singletonList(finalUpdate).iterator();
          } else {
            long maxTimestampMs = Long.MIN_VALUE;
            long minTimestampMs = Long.MAX_VALUE;
            int numNewEvents = 0;
            while (events.hasNext()) {
              Event e = events.next();
              long timestampMs = e.getTimestamp().getTime();
              maxTimestampMs = Math.max(timestampMs, maxTimestampMs);
              minTimestampMs = Math.min(timestampMs, minTimestampMs);
              numNewEvents += 1;
            }
            SessionInfo updatedSession = new SessionInfo();
            if (state.exists()) {
              SessionInfo oldSession = state.get();
              updatedSession.setNumEvents(oldSession.numEvents + numNewEvents);
              updatedSession.setStartTimestampMs(oldSession.startTimestampMs);
              updatedSession.setEndTimestampMs(Math.max(oldSession.endTimestampMs, maxTimestampMs));
            } else {
              updatedSession.setNumEvents(numNewEvents);
              updatedSession.setStartTimestampMs(minTimestampMs);
              updatedSession.setEndTimestampMs(maxTimestampMs);
            }
            state.update(updatedSession);
            state.setTimeoutDuration("3 seconds");
            return Collections.singletonList(new SessionUpdate(
                sessionId, state.get().calculateDuration(), state.get().getNumEvents(), false)).iterator();
          }
        }
      };

    Dataset<SessionUpdate> sessionUpdates = events
        .groupByKey(
            new MapFunction<Event, String>() {
              @Override public String call(Event event) {
                return event.getSessionId();
              }
            }, Encoders.STRING())
        .flatMapGroupsWithState(
            stateUpdateFunc,
            OutputMode.Update(),
            Encoders.bean(SessionInfo.class),
            Encoders.bean(SessionUpdate.class),
            GroupStateTimeout.ProcessingTimeTimeout());

    StreamingQuery query = sessionUpdates
        .writeStream()
        .outputMode("update")
        .format("console")
        .start();

    query.awaitTermination(15000);
    query.stop();
    spark.stop();
  }

  public static class LineWithTimestamp implements Serializable {
    private String line;
    private Timestamp timestamp;
    public Timestamp getTimestamp() { return this.timestamp; }
    public void setTimestamp(Timestamp timestamp) { this.timestamp = timestamp; }
    public String getLine() { return this.line; }
    public void setLine(String sessionId) { this.line = sessionId; }
  }

  public static class Event implements Serializable {
    private String sessionId;
    private Timestamp timestamp;
    public Event() { }
    public Event(String sessionId, Timestamp timestamp) {
      this.sessionId = sessionId;
      this.timestamp = timestamp;
    }
    public Timestamp getTimestamp() { return this.timestamp; }
    public void setTimestamp(Timestamp timestamp) { this.timestamp = timestamp; }
    public String getSessionId() { return this.sessionId; }
    public void setSessionId(String sessionId) { this.sessionId = sessionId; }
  }

  public static class SessionInfo implements Serializable {
    private int numEvents;
    private long startTimestampMs;
    private long endTimestampMs;
    public int getNumEvents() { return this.numEvents; }
    public void setNumEvents(int numEvents) { this.numEvents = numEvents; }
    public long getStartTimestampMs() { return this.startTimestampMs; }
    public void setStartTimestampMs(long startTimestampMs) { this.startTimestampMs = startTimestampMs; }
    public long getEndTimestampMs() { return this.endTimestampMs; }
    public void setEndTimestampMs(long endTimestampMs) { this.endTimestampMs = endTimestampMs; }
    public long calculateDuration() { return endTimestampMs - startTimestampMs; }
    @Override public String toString() {
      return "SessionInfo(numEvents = " + numEvents + ", timestamps = " + startTimestampMs + " to " + endTimestampMs + ")";
    }
  }

  public static class SessionUpdate implements Serializable {
    private String id;
    private long durationMs;
    private int numEvents;
    private boolean expired;
    public SessionUpdate() { }
    public SessionUpdate(String id, long durationMs, int numEvents, boolean expired) {
      this.id = id; this.durationMs = durationMs; this.numEvents = numEvents; this.expired = expired;
    }
    public String getId() { return id; }
    public void setId(String id) { this.id = id; }
    public long getDurationMs() { return durationMs; }
    public void setDurationMs(long durationMs) { this.durationMs = durationMs; }
    public int getNumEvents() { return numEvents; }
    public void setNumEvents(int numEvents) { this.numEvents = numEvents; }
    public boolean isExpired() { return expired; }
    public void setExpired(boolean expired) { this.expired = expired; }
  }
}
