package dev.sluice.api;

import dev.sluice.api.CommandScript.Answer;
import dev.sluice.api.CommandScript.Command;
import dev.sluice.error.SluiceException;
import dev.sluice.stream.ExpiredTimerInfo;
import dev.sluice.stream.ListState;
import dev.sluice.stream.MapState;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.StatefulProcessorWithInitialState;
import dev.sluice.stream.TTLConfig;
import dev.sluice.stream.TimeMode;
import dev.sluice.stream.TimerValues;
import dev.sluice.stream.ValueState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/// Does with its state what its rows say, and tells what came of it. The same program, with the same commands, is run
/// by Spark to record `src/test/processors`: `tools/spark-recorder`, `CommandProcessor`.
final class CommandProcessor extends StatefulProcessorWithInitialState<String, Command, Answer, Command> {

    private final int ttlSeconds;
    private ValueState<Long> value;
    private ListState<Long> list;
    private MapState<String, Long> map;
    private ValueState<String> hook;
    private ValueState<Long> mortalValue;
    private ListState<Long> mortalList;
    private MapState<String, Long> mortalMap;

    /// @param ttlSeconds how long values of the variables `tv`, `tl` and `tm` live; 0 if there are none
    CommandProcessor(int ttlSeconds) {
        this.ttlSeconds = ttlSeconds;
    }

    @Override
    public void init(OutputMode outputMode, TimeMode timeMode) {
        value = getHandle().getValueState("v", Encoders.LONG(), TTLConfig.NONE());
        list = getHandle().getListState("l", Encoders.LONG(), TTLConfig.NONE());
        map = getHandle().getMapState("m", Encoders.STRING(), Encoders.LONG(), TTLConfig.NONE());
        hook = getHandle().getValueState("hook", Encoders.STRING(), TTLConfig.NONE());
        if (ttlSeconds == 0) return;
        var ttl = new TTLConfig(Duration.ofSeconds(ttlSeconds));
        mortalValue = getHandle().getValueState("tv", Encoders.LONG(), ttl);
        mortalList = getHandle().getListState("tl", Encoders.LONG(), ttl);
        mortalMap = getHandle().getMapState("tm", Encoders.STRING(), Encoders.LONG(), ttl);
    }

    @Override
    public void handleInitialState(String key, Command state, TimerValues times) {
        for (String each : state.command().split(";")) run(each.strip(), times);
    }

    @Override
    public Iterator<Answer> handleInputRows(String key, Iterator<Command> rows, TimerValues times) {
        List<Command> commands = new ArrayList<>();
        rows.forEachRemaining(commands::add);
        commands.sort(Comparator.comparingInt(Command::n));
        List<Answer> answers = new ArrayList<>();
        for (Command command : commands) answer(key, command.command().split(";"), times, answers);
        return answers.iterator();
    }

    @Override
    public Iterator<Answer> handleExpiredTimer(String key, TimerValues times, ExpiredTimerInfo timer) {
        List<Answer> answers = new ArrayList<>();
        answers.add(new Answer(key, "expired " + timer.getExpiryTimeInMs()));
        String commands = hook.get();
        if (commands != null) answer(key, commands.split(","), times, answers);
        return answers.iterator();
    }

    private void answer(String key, String[] commands, TimerValues times, List<Answer> answers) {
        for (String command : commands) {
            if (command.strip().equals("fail")) throw new IllegalStateException("boom");
            answers.add(new Answer(key, command.strip() + " = " + run(command.strip(), times)));
        }
    }

    private String run(String command, TimerValues times) {
        try {
            return String.valueOf(result(command, times));
        } catch (SluiceException e) {
            return e.condition().condition() + ": " + e.sentence();
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
            case "timers" -> sorted(getHandle().listTimers());
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
            case "m.all" ->
                all(state.iterator()).stream().map(String::valueOf).sorted().toList();
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

    private static <T> List<T> all(Iterator<T> each) {
        List<T> all = new ArrayList<>();
        each.forEachRemaining(all::add);
        return all;
    }

    private static <T extends Comparable<T>> List<T> sorted(Iterator<T> each) {
        return all(each).stream().sorted().toList();
    }
}
