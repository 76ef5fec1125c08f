package dev.sluice.app;

import dev.sluice.api.DataFrame;
import dev.sluice.api.DataFrameReader;
import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.api.functions;
import dev.sluice.checkpoint.CheckpointView;
import dev.sluice.checkpoint.Fork;
import dev.sluice.checkpoint.Holder;
import dev.sluice.checkpoint.Repair;
import dev.sluice.checkpoint.Rewind;
import dev.sluice.checkpoint.StateView;
import dev.sluice.checkpoint.Verification;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.machine.Machine;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StorageByScheme;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// `sluice checkpoint show|state|rewind|fork|verify|repair|export|import DIR`: what a query left on disk.
final class CheckpointCommand implements Command {

    private static final Option OPERATOR =
            Option.value("--operator", "ID", "state: only this operator, counted from the output down");
    private static final Option BATCH =
            Option.value("--batch", "N", "state: after this micro-batch, else the last that was committed");
    private static final Option TO_BATCH =
            Option.value("--to-batch", "N", "rewind: the last micro-batch that shall count; -1 for none");
    private static final Option AT_BATCH =
            Option.value("--at-batch", "N", "fork: the copy goes on behind this micro-batch, else behind the last");
    private static final Option TO = Option.value("--to", "ENGINE", "export: whose form; spark");
    private static final Option FROM = Option.value("--from", "ENGINE", "import: whose form; spark");
    private static final Option PARTITIONS =
            Option.value("--partitions", "N", "export: in how many partitions the state shall be, else 200");
    private static final Option HALF_DONE = Option.flag(
            "--half-done", "export: state, too, of a query whose last micro-batch is begun and not committed");
    private static final Option LIKE =
            Option.value("--like", "OURS", "import: a checkpoint of the same query that Sluice has begun");
    private static final Option DRY_RUN = Option.flag("--dry-run", "repair: only say what would be done");
    private static final Option JSON = Option.flag("--json", "show: all of it, as lines of JSON");

    private static final Set<String> TWO_DIRECTORIES = Set.of("fork", "export", "import");

    @Override
    public String name() {
        return "checkpoint";
    }

    @Override
    public String summary() {
        return "look after what a query keeps on disk";
    }

    @Override
    public String synopsis() {
        return "show DIR [--json] | state DIR [--operator ID] [--batch N] | rewind DIR --to-batch N"
                + " | fork DIR NEW [--at-batch N] | verify DIR | repair DIR [--dry-run]"
                + " | export DIR --to spark NEW [--partitions N] [--half-done] | import DIR --from spark NEW --like OURS";
    }

    @Override
    public String description() {
        return """
                show   tells what the checkpoint of one query holds. With --json all of it, a line
                       each: first its id and snapshots, then the entries of its log, oldest
                       first. "planned" has the fields of Spark's offsets/N, "committed" those of
                       its commits/N.
                state  prints what its operators remember, a line of JSON for each key: as Spark's
                       format statestore, which SELECT can read too.

                verify reads every byte and tells what is damaged, a line of JSON for each file; ends
                       with 1 if anything is.
                fork   copies a checkpoint to NEW, for a query of its own.

                These change nothing in DIR and take no lock, so the query may be running. The
                others need it to be stopped:

                rewind takes the query back: the micro-batches behind N are run again with the same
                       ids over the same input. State, offsets and watermarks are those after N.
                       A sink that knows what it has must forget it, or it leaves that as it is.
                repair makes the best of a damaged checkpoint: takes it back to the last micro-batch
                       that can be read, if it must.

                export writes to NEW a checkpoint from which Apache Spark goes on with the query.
                import makes at NEW, of one that Spark left, a checkpoint from which Sluice goes on.

                examples:
                  sluice checkpoint show /tmp/counts/screen
                  sluice checkpoint show /tmp/counts/screen --json | grep '"planned"' | tail -1
                  sluice checkpoint state /tmp/counts/screen --operator 0 --batch 12
                  sluice checkpoint rewind /tmp/counts/screen --to-batch 11
                  sluice checkpoint fork /tmp/counts/screen /tmp/trial/screen --at-batch 11
                  sluice checkpoint repair /tmp/counts/screen --dry-run
                  sluice checkpoint export /tmp/counts/screen --to spark /tmp/spark/screen
                  sluice checkpoint import /tmp/spark/screen --from spark /tmp/back/screen --like /tmp/counts/screen
                """;
    }

    @Override
    public List<Option> options() {
        return Engine.with(JSON, OPERATOR, BATCH, TO_BATCH, AT_BATCH, DRY_RUN, TO, FROM, PARTITIONS, HALF_DONE, LIKE);
    }

    @Override
    public int run(Arguments arguments, Terminal outer) {
        Terminal terminal = Engine.terminal(arguments, outer);
        List<String> words = arguments.rest();
        String word = words.isEmpty() ? "" : words.getFirst();
        int directories = TWO_DIRECTORIES.contains(word) ? 2 : 1;
        if (words.size() != 1 + directories) throw usage();
        String directory = words.get(1);
        try (StorageByScheme files = Engine.files(arguments, terminal)) {
            if (!word.equals("import")) new StateView(files, directory).requireOurs();
            switch (word) {
                case "show" -> {
                    return show(directory, arguments, files, terminal);
                }
                case "state" -> {
                    return state(directory, arguments, terminal);
                }
                case "verify" -> {
                    return verify(directory, files, terminal);
                }
                case "rewind" -> {
                    return rewind(directory, arguments, files, terminal);
                }
                case "fork" -> {
                    return fork(directory, words.get(2), arguments, files, terminal);
                }
                case "export" -> {
                    return new CheckpointTransfer(files, terminal)
                            .export(
                                    directory,
                                    words.get(2),
                                    engine(TO, arguments),
                                    number(PARTITIONS, arguments),
                                    arguments.has(HALF_DONE.name()));
                }
                case "import" -> {
                    String like = arguments
                            .value(LIKE.name())
                            .orElseThrow(() ->
                                    new UsageException("import needs a checkpoint of the same query: --like OURS"));
                    return new CheckpointTransfer(files, terminal)
                            .take(directory, words.get(2), engine(FROM, arguments), like);
                }
                case "repair" -> {
                    return repair(directory, arguments, files, terminal);
                }
                default -> throw usage();
            }
        }
    }

    private UsageException usage() {
        return new UsageException("checkpoint needs a word and a directory: sluice checkpoint " + synopsis());
    }

    private static int verify(String directory, Storage files, Terminal terminal) {
        Verification.Report report = Verification.of(files, directory);
        report.findings().forEach(line -> terminal.out().println(line.toText()));
        return report.sound() ? Main.DONE : Main.FAILED;
    }

    private static int rewind(String directory, Arguments arguments, Storage files, Terminal terminal) {
        long batchId = number(TO_BATCH, arguments)
                .orElseThrow(() -> new UsageException("rewind needs to be told how far back: --to-batch N"));
        rewind(directory, batchId, files, terminal);
        return Main.DONE;
    }

    private static void rewind(String directory, long batchId, Storage files, Terminal terminal) {
        Rewind.Done done = Rewind.to(files, directory, batchId, holder());
        terminal.err()
                .println(directory + " goes on behind micro-batch " + batchId + "; "
                        + (done.again() == 1 ? "one micro-batch is" : done.again() + " micro-batches are")
                        + " run again over the same input");
    }

    private static int fork(String directory, String target, Arguments arguments, Storage files, Terminal terminal) {
        OptionalLong batchId = number(AT_BATCH, arguments);
        Fork.copy(files, directory, target, Machine.real().newId());
        terminal.err().println(target + " is a copy of " + directory + ", for a query of its own");
        if (batchId.isPresent()) rewind(target, batchId.getAsLong(), files, terminal);
        return Main.DONE;
    }

    private static int repair(String directory, Arguments arguments, Storage files, Terminal terminal) {
        List<String> said =
                arguments.has(DRY_RUN.name()) ? Repair.plan(files, directory) : Repair.run(files, directory, holder());
        said.forEach(terminal.out()::println);
        if (said.isEmpty()) terminal.err().println(directory + " needs no repair");
        return Main.DONE;
    }

    private static String engine(Option option, Arguments arguments) {
        return arguments
                .value(option.name())
                .orElseThrow(() -> new UsageException("whose form it has is said by " + option.name() + " spark"));
    }

    static Holder holder() {
        return Holder.here("sluice checkpoint", Machine.real().nowMillis());
    }

    private static OptionalLong number(Option option, Arguments arguments) {
        Optional<String> said = arguments.value(option.name());
        if (said.isEmpty()) return OptionalLong.empty();
        try {
            return OptionalLong.of(Long.parseLong(said.get()));
        } catch (NumberFormatException _) {
            throw new UsageException(option.name() + " " + said.get() + ": it is no whole number");
        }
    }

    private static int show(String directory, Arguments arguments, Storage files, Terminal terminal) {
        JsonObject all = new CheckpointView(files, directory).toJson();
        if (!arguments.has(JSON.name())) {
            CheckpointSummary.of(all, new StateView(files, directory)).forEach(terminal.out()::println);
            terminal.err()
                    .println("next: --json prints all of it; sluice checkpoint state " + directory
                            + " prints what the operators remember");
            return Main.DONE;
        }
        var first = JsonValue.object().put("entry", "checkpoint");
        all.fields().forEach((field, value) -> {
            if (!field.equals("entries")) first.put(field, value);
        });
        terminal.out().println(first.build().toText());
        for (JsonValue entry : all.require("entries").asList()) terminal.out().println(entry.toText());
        return Main.DONE;
    }

    private static int state(String directory, Arguments arguments, Terminal terminal) {
        Optional<String> operator = arguments.value(OPERATOR.name());
        try (Session session = Engine.open(arguments, terminal)) {
            List<Row> stores =
                    session.read().format("state-metadata").load(directory).collectAsList();
            if (operator.isPresent() || stores.isEmpty()) {
                print(reader(session, operator.orElse("0"), arguments).load(directory), terminal);
                return Main.DONE;
            }
            for (Row store : stores) {
                DataFrame rows = reader(session, String.valueOf(store.getLong(0)), arguments)
                        .option("storeName", String.valueOf(store.getString(2)))
                        .load(directory)
                        .withColumn("operatorName", functions.lit(store.getString(1)))
                        .withColumn("stateStoreName", functions.lit(store.getString(2)));
                print(rows.select("operatorName", "stateStoreName", "key", "value", "partition_id"), terminal);
            }
            return Main.DONE;
        }
    }

    private static DataFrameReader reader(Session session, String operator, Arguments arguments) {
        DataFrameReader reader = session.read().format("statestore").option("operatorId", operator);
        arguments.value(BATCH.name()).ifPresent(batch -> reader.option("batchId", batch));
        return reader;
    }

    private static void print(DataFrame rows, Terminal terminal) {
        rows.toJSON().forEach(terminal.out()::println);
    }
}
