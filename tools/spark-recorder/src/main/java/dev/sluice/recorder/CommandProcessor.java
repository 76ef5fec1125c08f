package dev.sluice.recorder;

import java.io.Serializable;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.streaming.ExpiredTimerInfo;
import org.apache.spark.sql.streaming.ListState;
import org.apache.spark.sql.streaming.MapState;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessorWithInitialState;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.streaming.ValueState;
import scala.jdk.javaapi.CollectionConverters;

/// Does with its state what its rows say: the twin of `CommandProcessor` in the tests of `sluice-core`.
public final class CommandProcessor
        extends StatefulProcessorWithInitialState<
                String, CommandProcessor.Command, CommandProcessor.Answer, CommandProcessor.Command> {

    /// A row: `n` counts the commands, so that each group does them in their order.
    public static final class Command implements Serializable {
        private String key;
        private String command;
        private int n;
        private Timestamp at;

        public Command() {}

        Command(String key, String command, int n, Timestamp at) {
            this.key = key;
            this.command = command;
            this.n = n;
            this.at = at;
        }

        public String getKey() {
            return key;
        }

        public void setKey(String key) {
            this.key = key;
        }

        public String getCommand() {
            return command;
        }

        public void setCommand(String command) {
            this.command = command;
        }

        public int getN() {
            return n;
        }

        public void setN(int n) {
            this.n = n;
        }

        public Timestamp getAt() {
            return at;
        }

        public void setAt(Timestamp at) {
            this.at = at;
        }
    }

    /// What came of a command.
    public static final class Answer implements Serializable {
        private String key;
        private String text;

        public Answer() {}

        Answer(String key, String text) {
            this.key = key;
            this.text = text;
        }

        public String getKey() {
            return key;
        }

        public void setKey(String key) {
            this.key = key;
        }

        public String getText() {
            return text;
        }

        public void setText(String text) {
            this.text = text;
        }
    }

    private final long ttlSeconds;
    private transient ValueState<Long> value;
    private transient ListState<Long> list;
    private transient MapState<String, Long> map;
    private transient ValueState<String> hook;
    private transient ValueState<Long> mortalValue;
    private transient ListState<Long> mortalList;
    private transient MapState<String, Long> mortalMap;

    CommandProcessor(long ttlSeconds) {
        this.ttlSeconds = ttlSeconds;
    }

    @Override
    public void init(OutputMode outputMode, TimeMode timeMode) {
        value = getHandle().getValueState("v", Encoders.LONG(), TTLConfig.NONE());
        list = getHandle().getListState("l", Encoders.LONG(), TTLConfig.NONE());
        map = getHandle().getMapState("m", Encoders.STRING(), Encoders.LONG(), TTLConfig.NONE());
        hook = getHandle().getValueState("hook", Encoders.STRING(), TTLConfig.NONE());
        if (ttlSeconds == 0) return;
        TTLConfig ttl = new TTLConfig(Duration.ofSeconds(ttlSeconds));
        mortalValue = getHandle().getValueState("tv", Encoders.LONG(), ttl);
        mortalList = getHandle().getListState("tl", Encoders.LONG(), ttl);
        mortalMap = getHandle().getMapState("tm", Encoders.STRING(), Encoders.LONG(), ttl);
    }

    @Override
    public void handleInitialState(String key, Command state, TimerValues times) {
        for (String each : state.getCommand().split(";")) run(each.trim(), times);
    }

    @Override
    public scala.collection.Iterator<Answer> handleInputRows(
            String key, scala.collection.Iterator<Command> rows, TimerValues times) {
        List<Command> commands = all(rows);
        commands.sort(Comparator.comparingInt(Command::getN));
        List<Answer> answers = new ArrayList<>();
        for (Command command : commands) answer(key, command.getCommand().split(";"), times, answers);
        return CollectionConverters.asScala(answers.iterator());
    }

    @Override
    public scala.collection.Iterator<Answer> handleExpiredTimer(
            String key, TimerValues times, ExpiredTimerInfo timer) {
        List<Answer> answers = new ArrayList<>();
        answers.add(new Answer(key, "expired " + timer.getExpiryTimeInMs()));
        String commands = hook.get();
        if (commands != null) answer(key, commands.split(","), times, answers);
        return CollectionConverters.asScala(answers.iterator());
    }

    private void answer(String key, String[] commands, TimerValues times, List<Answer> answers) {
        for (String command : commands) {
            if (command.trim().equals("fail")) throw new IllegalStateException("boom");
            answers.add(new Answer(key, command.trim() + " = " + run(command.trim(), times)));
        }
    }

    private String run(String command, TimerValues times) {
        try {
            return String.valueOf(result(command, times));
        } catch (Exception e) {
            String condition = e instanceof SparkThrowable known ? known.getCondition() : null;
            String message = String.valueOf(e.getMessage()).replace("\n", " ");
            return (condition == null ? e.getClass().getSimpleName() : condition) + ": " + message;
        }
    }

    private Object result(String command, TimerValues times) {
        String[] words = command.split(" ");
        boolean mortal = words[0].startsWith("t") && words[0].contains(".");
        String word = mortal ? words[0].substring(1) : words[0];
        String argument = words.length > 1 ? words[1] : "";
        if (word.startsWith("v.")) return value(word, argument, mortal ? mortalValue : value);
        if (word.startsWith("l.")) return list(word, argument, mortal ? mortalList : list);
        if (word.startsWith("m.")) return map(word, words, mortal ? mortalMap : map);
        return switch (word) {
            case "hook" -> did(() -> hook.update(command.substring(5)));
            case "timer" -> did(() -> getHandle().registerTimer(time(argument, times)));
            case "untimer" -> did(() -> getHandle().deleteTimer(time(argument, times)));
            case "timers" -> sorted((scala.collection.Iterator<?>) (Object) getHandle().listTimers());
            case "now" -> times.getCurrentProcessingTimeInMs();
            case "watermark" -> times.getCurrentWatermarkInMs();
            case "variable" -> did(() -> getHandle().getValueState("late", Encoders.LONG(), TTLConfig.NONE()));
            case "delete" -> did(() -> getHandle().deleteIfExists("v"));
            default -> throw new IllegalArgumentException("no command " + command);
        };
    }

    private static Object value(String word, String argument, ValueState<Long> state) {
        return switch (word) {
            case "v.exists" -> state.exists();
            case "v.get" -> state.get();
            case "v.update" -> did(() -> state.update(Long.valueOf(argument)));
            case "v.null" -> did(() -> state.update(null));
            case "v.clear" -> did(state::clear);
            default -> throw new IllegalArgumentException("no command " + word);
        };
    }

    private static Object list(String word, String argument, ListState<Long> state) {
        return switch (word) {
            case "l.exists" -> state.exists();
            case "l.get" -> all(state.get());
            case "l.put" -> did(() -> state.put(numbers(argument)));
            case "l.null" -> did(() -> state.put(null));
            case "l.empty" -> did(() -> state.put(new Long[0]));
            case "l.append" -> did(() -> state.appendValue(Long.valueOf(argument)));
            case "l.appendnull" -> did(() -> state.appendValue(null));
            case "l.appendAll" -> did(() -> state.appendList(numbers(argument)));
            case "l.appendEmpty" -> did(() -> state.appendList(new Long[0]));
            case "l.putnull" -> did(() -> state.put(new Long[] {1L, null}));
            case "l.clear" -> did(state::clear);
            default -> throw new IllegalArgumentException("no command " + word);
        };
    }

    private static Object map(String word, String[] words, MapState<String, Long> state) {
        return switch (word) {
            case "m.exists" -> state.exists();
            case "m.get" -> state.getValue(words[1]);
            case "m.contains" -> state.containsKey(words[1]);
            case "m.put" -> did(() -> state.updateValue(words[1], Long.valueOf(words[2])));
            case "m.nullkey" -> did(() -> state.updateValue(null, 1L));
            case "m.nullget" -> state.getValue(null);
            case "m.nullvalue" -> did(() -> state.updateValue("a", null));
            case "m.keys" -> sorted(state.keys());
            case "m.values" -> sorted(state.values());
            case "m.all" -> {
                List<String> entries = new ArrayList<>();
                all(state.iterator()).forEach(entry -> entries.add(entry._1() + "=" + entry._2()));
                Collections.sort(entries);
                yield entries;
            }
            case "m.remove" -> did(() -> state.removeKey(words[1]));
            case "m.clear" -> did(state::clear);
            default -> throw new IllegalArgumentException("no command " + word);
        };
    }

    private static String did(Runnable what) {
        what.run();
        return "ok";
    }

    private static long time(String argument, TimerValues times) {
        return argument.startsWith("+")
                ? times.getCurrentProcessingTimeInMs() + Long.parseLong(argument.substring(1))
                : Long.parseLong(argument);
    }

    private static Long[] numbers(String argument) {
        return Arrays.stream(argument.split(",")).map(Long::valueOf).toArray(Long[]::new);
    }

    private static <T> List<T> all(scala.collection.Iterator<T> each) {
        List<T> all = new ArrayList<>();
        while (each.hasNext()) all.add(each.next());
        return all;
    }

    private static List<?> sorted(scala.collection.Iterator<?> each) {
        List<Object> all = new ArrayList<>(all(each));
        all.sort((a, b) -> a instanceof Long number ? number.compareTo((Long) b) : a.toString().compareTo(b.toString()));
        return all;
    }
}
