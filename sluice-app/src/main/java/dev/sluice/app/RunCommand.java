package dev.sluice.app;

import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.Machine;
import dev.sluice.stream.Trigger;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// `sluice run FILE.sql`: runs the streams of a file until they end, or until Ctrl-C.
final class RunCommand implements Command {

    private static final Option TRIGGER = Option.value("--trigger", "TRIGGER", """
            for queries whose table names no trigger: available-now, once,
            '10 seconds', continuous '1 second', real-time '5 minutes'""")
            .wantingMore(value -> value.matches("(continuous|real-time)( \\d+)?|\\d+"));
    private static final Option CHECKPOINT = Option.value("--checkpoint", "DIR", """
            keep each query's progress and state in DIR/NAME, NAME being its
            queryName or sink table; the next run goes on from there""");

    private static final Option ON_CHANGE = Option.value("--on-change", "WHAT", """
            if a query was changed in what its checkpoint remembers: fail and say
            what differs (as usual), keep what can be kept, or rebuild all of it
            from the beginning of the inputs""");
    private static final Option DRY_RUN =
            Option.flag("--dry-run", "start nothing; tell what each query would keep of its checkpoint");

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String summary() {
        return "run the streams of a SQL file";
    }

    @Override
    public String synopsis() {
        return "FILE.sql [options]";
    }

    @Override
    public String description() {
        return """
                Runs the statements of a file in order. Every INSERT INTO … FROM STREAM … starts a
                streaming query; a SELECT prints its table. Ends when all queries have ended (triggers
                available-now and once), when one fails, or on Ctrl-C, which lets the running
                micro-batches finish. Options of a sink's table (outputMode, trigger,
                checkpointLocation, queryName) go before those given here.

                examples:
                  sluice run examples/word-count.sql
                  sluice run examples/word-count.sql --checkpoint /tmp/counts
                  sluice run pipeline.sql --trigger '10 seconds' --set spark.sql.shuffle.partitions=4
                """;
    }

    @Override
    public List<Option> options() {
        return Engine.with(TRIGGER, CHECKPOINT, ON_CHANGE, DRY_RUN, Engine.REMOTE);
    }

    @Override
    public int run(Arguments arguments, Terminal outer) {
        if (arguments.rest().size() != 1) {
            throw new UsageException("run needs one file: sluice run " + synopsis());
        }
        Terminal terminal = Engine.terminal(arguments, outer);
        ScriptFile file = ScriptFile.read(arguments.rest().getFirst(), terminal);
        try (Session session = Engine.open(arguments, terminal)) {
            applyFlags(arguments, session);
            return run(file, session, arguments, terminal);
        }
    }

    private static void applyFlags(Arguments arguments, Session session) {
        arguments.value(TRIGGER.name()).ifPresent(trigger -> {
            try {
                Trigger.parse(trigger);
            } catch (SluiceException e) {
                throw new UsageException("--trigger " + trigger + ": " + e.sentence()
                        + "\nhint: available-now, once, '10 seconds', continuous '1 second' and real-time '5 minutes'"
                        + " are triggers");
            }
            Engine.set(session, "sluice.trigger", trigger);
        });
        arguments
                .value(CHECKPOINT.name())
                .ifPresent(directory -> Engine.set(session, "spark.sql.streaming.checkpointLocation", directory));
        arguments
                .value(ON_CHANGE.name())
                .ifPresent(choice -> Engine.set(session, "sluice.checkpoint.onChange", choice));
        if (arguments.has(DRY_RUN.name())) Engine.set(session, "sluice.checkpoint.dryRun", "true");
    }

    private static int run(ScriptFile file, Session session, Arguments arguments, Terminal terminal) {
        Streams streams = Streams.of(session);
        try (var signal = new StopSignal(Machine.real(), () -> stop(streams, terminal.err()))) {
            file.run(session, streams::awaitThoseThatEnd, answer -> Answers.printTable(answer, terminal.out()));
            signal.becomeStoppable();
            overruled(streams, arguments.value(TRIGGER.name())).forEach(terminal.err()::println);
            if (arguments.has(DRY_RUN.name())) return Main.DONE;
            Optional<StreamingQuery> failed = streams.await(streams.queries());
            streams.stop();
            failed.ifPresent(query -> Main.printFailure(query, arguments.has("--verbose"), terminal));
            streams.report().forEach(terminal.err()::println);
            if (failed.isPresent()) return Main.FAILED;
            terminal.err()
                    .println(arguments.has(Engine.REMOTE.name()) ? adviceThere(streams) : advice(streams, terminal));
            return Main.DONE;
        }
    }

    private static void stop(Streams streams, PrintStream err) {
        if (!streams.queries().isEmpty()) err.println("stopping after the running micro-batches …");
        streams.stop();
    }

    /// A line for each query whose table has another trigger than the command line.
    private static List<String> overruled(Streams streams, Optional<String> said) {
        if (said.isEmpty()) return List.of();
        Trigger wanted = Trigger.parse(said.get());
        return streams.queries().stream()
                .filter(query -> !query.trigger().equals(wanted))
                .map(query -> Streams.nameOf(query) + " has " + query.trigger()
                        + " of its table, which goes before --trigger " + said.get())
                .toList();
    }

    /// Where a cluster keeps things is its own affair.
    private static String adviceThere(Streams streams) {
        if (streams.haveRead()) {
            return "next: the same command reads on where a checkpointLocation was said, which is the cluster's;"
                    + " without one it begins anew";
        }
        return "nothing was read: paths are the cluster's, and relative ones begin where it was started";
    }

    /// Where to go next.
    private static String advice(Streams streams, Terminal terminal) {
        if (streams.queries().isEmpty()) return "nothing was streamed: the file has no INSERT INTO … FROM STREAM …";
        Optional<String> kept = streams.queries().stream()
                .flatMap(query -> query.checkpointLocation().stream())
                .findFirst();
        if (kept.isPresent()) {
            return "next: the same command reads on from there; sluice checkpoint show " + kept.get()
                    + " tells what is kept";
        }
        if (!streams.haveRead()) {
            return "nothing was read: relative paths begin at " + terminal.absoluteDirectory()
                    + "; --directory changes that";
        }
        return "next: with --checkpoint DIR the state is kept, and a second run reads only what is new;"
                + " README.md has more";
    }
}
