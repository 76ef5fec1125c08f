package dev.sluice.jdbc;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Sink;
import dev.sluice.connector.StaticInput;
import dev.sluice.connector.TableOutput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `jdbc`: a table, or a query, of a database that there is a JDBC driver for.
public final class JdbcProvider implements Provider {

    public JdbcProvider() {}

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public List<OptionSpec> options() {
        return JdbcOptions.OPTIONS;
    }

    @Override
    public DataType.Struct schema(
            Options options, DataType.@Nullable Struct user, boolean streaming, Surroundings around) {
        if (streaming) {
            throw ErrorCondition.NOT_A_STREAMING_SOURCE
                    .error()
                    .with("format", name())
                    .build();
        }
        DataType.Struct there = JdbcInput.schema(JdbcOptions.forReading(options));
        if (user != null && !user.asNullable().equals(there.asNullable())) {
            throw JdbcOptions.invalid("schema", user.sql(), "that of the table, " + there.sql());
        }
        return there;
    }

    @Override
    public Optional<StaticInput> input(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(new JdbcInput(JdbcOptions.forReading(options), schema, around.zone()));
    }

    @Override
    public Set<String> sinkModes() {
        return Set.of("append", "update", "complete");
    }

    @Override
    public void checkSink(Options options, String outputMode) {
        JdbcOptions read = JdbcOptions.forWriting(options);
        if (outputMode.equals("update") && read.keyColumns().isEmpty()) {
            throw JdbcOptions.missing(
                    JdbcOptions.KEY_COLUMNS,
                    "the columns, with commas between them, that say which row of the table a row of output mode"
                            + " 'update' takes the place of");
        }
    }

    @Override
    public Optional<Sink> sink(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(new JdbcSink(JdbcOptions.forWriting(options), schema));
    }

    @Override
    public Optional<TableOutput> output(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(new JdbcOutput(JdbcOptions.forWriting(options), schema));
    }
}
