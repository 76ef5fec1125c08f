package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Sink;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Optional;

/// `console`: shows a stream on the screen.
final class ConsoleProvider extends SinkProvider {

    private static final int CUT_AT = 20;

    @Override
    public String name() {
        return "console";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                new OptionSpec("numRows", "20", "How many rows of a micro-batch are shown."),
                new OptionSpec("truncate", "true", "Cut values to 20 characters."),
                new OptionSpec("title", "", "What stands behind the number of each micro-batch."));
    }

    @Override
    public Optional<Sink> sink(Options options, DataType.Struct schema, Surroundings around) {
        int rows = Math.clamp(OptionValues.integer(options, "numRows", 20), 0, Integer.MAX_VALUE - 1);
        int cutAt = OptionValues.flag(options, "truncate", true) ? CUT_AT : 0;
        String title = options.get("title").map(name -> " (" + name + ")").orElse("");
        return Optional.of(new ConsoleSink(schema, rows, cutAt, around.zone(), around.output(), title));
    }
}
