package dev.sluice.api;

import dev.sluice.api.CommandScript.Answer;
import dev.sluice.api.CommandScript.Command;
import dev.sluice.stream.GroupState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Does with a group's state what the group's rows say, and tells what came of it. Spark ran the same program, with
/// the same commands, to write `src/test/groups`.
final class CommandGroups {

    /// @param hook what to do when the timeout is over
    record Held(@Nullable String hook, @Nullable Long n) {}

    private CommandGroups() {}

    static Answer single(String key, Iterator<Command> rows, GroupState<Held> state) {
        List<String> texts = all(key, rows, state).stream().map(Answer::text).toList();
        return new Answer(key, String.join("; ", texts));
    }

    static List<Answer> all(String key, Iterator<Command> rows, GroupState<Held> state) {
        List<Command> commands = new ArrayList<>();
        rows.forEachRemaining(commands::add);
        commands.sort(Comparator.comparingInt(Command::n));
        List<Answer> answers = new ArrayList<>();
        if (state.hasTimedOut()) {
            answers.add(new Answer(key, "timed out"));
            if (state.exists() && state.get().hook() instanceof String hook)
                answer(key, hook.split(","), state, answers);
        } else if (commands.isEmpty()) {
            answers.add(
                    new Answer(key, "no rows = " + (state.exists() ? state.get().n() : "none")));
        }
        for (Command command : commands) answer(key, command.command().split(";"), state, answers);
        return answers;
    }

    /// What stands above another one: passes its rows on, and counts how often it was called.
    static Iterator<Answer> again(String key, Iterator<Answer> rows, GroupState<Held> state) {
        List<Answer> answers = new ArrayList<>();
        rows.forEachRemaining(row -> answers.add(new Answer(key, "again " + row.text())));
        long before = state.exists() ? Objects.requireNonNull(state.get().n()) : 0;
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
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private static @Nullable Object result(String command, GroupState<Held> state) {
        String[] words = command.split(" ", 2);
        String more = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "exists" -> state.exists();
            case "get" -> state.get().n();
            case "option" -> state.getOption().<Object>map(Held::n).orElse("none");
            case "update" ->
                did(() -> state.update(new Held(state.exists() ? state.get().hook() : null, Long.valueOf(more))));
            case "hook" ->
                did(() ->
                        state.update(new Held(more, state.exists() ? state.get().n() : null)));
            case "null" -> did(() -> state.update(null));
            case "remove" -> did(state::remove);
            case "timedout" -> state.hasTimedOut();
            case "duration" -> did(() -> duration(more, state));
            case "timestamp" -> did(() -> timestamp(more.split(" ", 2), state));
            case "date" -> did(() -> date(more.split(" ", 2), state));
            case "watermark" -> state.getCurrentWatermarkMs();
            case "now" -> state.getCurrentProcessingTimeMs();
            case "show" -> state.toString().replaceAll("Held\\[.*]", "held");
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
        Instant time = Instant.ofEpochMilli(Long.parseLong(said[0]));
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
