package dev.sluice.app;

import dev.sluice.api.DataFrame;
import dev.sluice.api.DataFrameReader;
import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.api.functions;
import dev.sluice.checkpoint.CheckpointView;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;

/// `sluice checkpoint show|state DIR`: what a query left on disk.
final class CheckpointCommand implements Command {

    private static final Option OPERATOR =
            Option.value("--operator", "ID", "state: only this operator, counted from the output down");
    private static final Option BATCH =
            Option.value("--batch", "N", "state: after this micro-batch, else the last that was committed");

    @Override
    public String name() {
        return "checkpoint";
    }

    @Override
    public String summary() {
        return "show what a query keeps on disk";
    }

    @Override
    public String synopsis() {
        return "show DIR | state DIR [--operator ID] [--batch N]";
    }

    @Override
    public String description() {
        return """
                show   prints the checkpoint of one query as JSON, a line each: first its id and
                       snapshots, then the entries of its log, oldest first. "planned" has the
                       fields of Spark's offsets/N, "committed" those of its commits/N.
                state  prints what its operators remember, a line of JSON for each key: as Spark's
                       format statestore, which SELECT can read too.

                Both change nothing and take no lock, so the query may be running.

                examples:
                  sluice checkpoint show /tmp/counts/screen
                  sluice checkpoint show /tmp/counts/screen | grep '"planned"' | tail -1
                  sluice checkpoint state /tmp/counts/screen --operator 0 --batch 12
                """;
    }

    @Override
    public List<Option> options() {
        return Engine.with(OPERATOR, BATCH);
    }

    @Override
    public int run(Arguments arguments, Terminal outer) {
        Terminal terminal = Engine.terminal(arguments, outer);
        List<String> words = arguments.rest();
        if (words.size() == 2 && words.getFirst().equals("show")) return show(words.getLast(), terminal);
        if (words.size() == 2 && words.getFirst().equals("state")) return state(words.getLast(), arguments, terminal);
        throw new UsageException("checkpoint needs a word and a directory: sluice checkpoint " + synopsis());
    }

    private static int show(String directory, Terminal terminal) {
        JsonObject all = new CheckpointView(terminal.files(), directory).toJson();
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
