package dev.sluice.recorder;

import dev.sluice.recorder.CommandProcessor.Answer;
import dev.sluice.recorder.CommandProcessor.Command;
import java.io.Serializable;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.streaming.GroupState;

/// Does with a group's state what the group's rows say: the twin of `CommandGroups` in the tests of `sluice-core`.
final class CommandGroups {

    /// What a group remembers: what to do when the timeout is over, and a number.
    public static final class Held implements Serializable {
        private String hook;
        private Long n;

        public Held() {}

        Held(String hook, Long n) {
            this.hook = hook;
            this.n = n;
        }

        public String getHook() {
            return hook;
        }

        public void setHook(String hook) {
            this.hook = hook;
        }

        public Long getN() {
            return n;
        }

        public void setN(Long n) {
            this.n = n;
        }

        @Override
        public String toString() {
            return "held";
        }
    }

    private CommandGroups() {}

    static Answer single(String key, Iterator<Command> rows, GroupState<Held> state) {
        return new Answer(
                key, all(key, rows, state).stream().map(Answer::getText).collect(Collectors.joining("; ")));
    }

    static List<Answer> all(String key, Iterator<Command> rows, GroupState<Held> state) {
        List<Command> commands = new ArrayList<>();
        rows.forEachRemaining(commands::add);
        commands.sort(Comparator.comparingInt(Command::getN));
        List<Answer> answers = new ArrayList<>();
        if (state.hasTimedOut()) {
            answers.add(new Answer(key, "timed out"));
            String hook = state.exists() ? state.get().getHook() : null;
            if (hook != null) answer(key, hook.split(","), state, answers);
        } else if (commands.isEmpty()) {
            answers.add(
                    new Answer(key, "no rows = " + (state.exists() ? state.get().getN() : "none")));
        }
        for (Command command : commands) answer(key, command.getCommand().split(";"), state, answers);
        return answers;
    }

    /// What stands above another one: passes its rows on, and counts how often it was called.
    static Iterator<Answer> again(String key, Iterator<Answer> rows, GroupState<Held> state) {
        List<Answer> answers = new ArrayList<>();
        rows.forEachRemaining(row -> answers.add(new Answer(key, "again " + row.getText())));
        long before = state.exists() ? state.get().getN() : 0;
        state.update(new Held(null, before + 1));
        answers.add(new Answer(key, "count " + (before + 1)));
        return answers.iterator();
    }

    private static void answer(String key, String[] commands, GroupState<Held> state, List<Answer> answers) {
        for (String said : commands) {
            String command = said.strip();
            if (command.equals("fail")) throw new IllegalStateException("boom");
            if (!command.equals("quiet")) answers.add(new Answer(key, command + " = " + run(command, state)));
        }
    }

    private static String run(String command, GroupState<Held> state) {
        try {
            return String.valueOf(result(command, state));
        } catch (RuntimeException e) {
            String name = e.getClass().getSimpleName();
            return (name.startsWith("Spark") ? name.substring(5) : name) + ": " + e.getMessage();
        }
    }

    private static Object result(String command, GroupState<Held> state) {
        String[] words = command.split(" ", 2);
        String more = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "exists" -> state.exists();
            case "get" -> state.get().getN();
            case "option" ->
                state.getOption().isDefined() ? state.getOption().get().getN() : "none";
            case "update" ->
                did(() -> state.update(new Held(state.exists() ? state.get().getHook() : null, Long.valueOf(more))));
            case "hook" ->
                did(() ->
                        state.update(new Held(more, state.exists() ? state.get().getN() : null)));
            case "null" -> did(() -> state.update(null));
            case "remove" -> did(state::remove);
            case "timedout" -> state.hasTimedOut();
            case "duration" -> did(() -> duration(more, state));
            case "timestamp" -> did(() -> timestamp(more.split(" ", 2), state));
            case "date" -> did(() -> date(more.split(" ", 2), state));
            case "watermark" -> state.getCurrentWatermarkMs();
            case "now" -> state.getCurrentProcessingTimeMs();
            case "show" -> state.toString();
            default -> throw new IllegalArgumentException("no command " + command);
        };
    }

    private static void duration(String said, GroupState<Held> state) {
        if (said.matches("-?[0-9]+")) {
            state.setTimeoutDuration(Long.parseLong(said));
        } else {
            state.setTimeoutDuration(said);
        }
    }

    private static void timestamp(String[] said, GroupState<Held> state) {
        long millis = Long.parseLong(said[0]);
        if (said.length == 1) {
            state.setTimeoutTimestamp(millis);
        } else {
            state.setTimeoutTimestamp(millis, said[1]);
        }
    }

    private static void date(String[] said, GroupState<Held> state) {
        Date time = new Date(Long.parseLong(said[0]));
        if (said.length == 1) {
            state.setTimeoutTimestamp(time);
        } else {
            state.setTimeoutTimestamp(time, said[1]);
        }
    }

    private static String did(Runnable what) {
        what.run();
        return "ok";
    }
}
