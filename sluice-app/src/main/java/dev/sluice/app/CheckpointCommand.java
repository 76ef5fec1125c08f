package dev.sluice.app;

import dev.sluice.checkpoint.CheckpointView;
import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import java.util.List;

/// `sluice checkpoint show DIR`: what a query left on disk.
final class CheckpointCommand implements Command {

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
        return "show DIR";
    }

    @Override
    public String description() {
        return """
                Prints the checkpoint of one query as JSON, a line each: first its id and snapshots,
                then the entries of its log, oldest first. "planned" has the fields of Spark's
                offsets/N, "committed" those of its commits/N. Changes nothing and takes no lock, so
                the query may be running.

                examples:
                  sluice checkpoint show /tmp/counts/screen
                  sluice checkpoint show /tmp/counts/screen | grep '"planned"' | tail -1
                """;
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) {
        List<String> words = arguments.rest();
        if (words.size() != 2 || !words.getFirst().equals("show")) {
            throw new UsageException("checkpoint needs a word and a directory: sluice checkpoint " + synopsis());
        }
        JsonObject all = new CheckpointView(terminal.files(), words.getLast()).toJson();
        var first = JsonValue.object().put("entry", "checkpoint");
        all.fields().forEach((field, value) -> {
            if (!field.equals("entries")) first.put(field, value);
        });
        terminal.out().println(first.build().toText());
        for (JsonValue entry : all.require("entries").asList()) terminal.out().println(entry.toText());
        return Main.DONE;
    }
}
