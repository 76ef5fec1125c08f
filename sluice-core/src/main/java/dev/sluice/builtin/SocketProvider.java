package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Source;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `socket`: the lines of a TCP connection, to try things out.
final class SocketProvider implements Provider {

    private static final System.Logger LOG = System.getLogger("TextSocketSourceProvider");
    private static final Field VALUE = Field.of("value", DataType.Atomic.STRING);
    private static final Field TIMESTAMP = Field.of("timestamp", DataType.Atomic.TIMESTAMP);
    private static final int MAXIMUM_PORT = 65_535;

    @Override
    public String name() {
        return "socket";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                new OptionSpec("host", null, "The server's name or address."),
                new OptionSpec("port", null, "The server's port."),
                new OptionSpec("includeTimestamp", "false", "Add a column with the time at which the line came in."),
                new OptionSpec("numPartitions", null, "How many tasks at most read a micro-batch."));
    }

    @Override
    public DataType.Struct schema(
            Options options, DataType.@Nullable Struct user, boolean streaming, Surroundings around) {
        LOG.log(
                System.Logger.Level.WARNING,
                "The socket source should not be used for production applications! It does not support recovery.");
        if (!options.has("host"))
            throw ErrorCondition.SOCKET_HOST_NOT_SET.error().build();
        if (!options.has("port"))
            throw ErrorCondition.SOCKET_PORT_NOT_SET.error().build();
        port(options);
        if (user != null) {
            throw ErrorCondition.USER_SCHEMA_NOT_ALLOWED
                    .error()
                    .with("source", "TextSocketSourceProvider")
                    .build();
        }
        return switch (options.get("includeTimestamp", "false").toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> DataType.Struct.of(VALUE, TIMESTAMP);
            case "false" -> DataType.Struct.of(VALUE);
            default -> throw ErrorCondition.SOCKET_TIMESTAMP_FLAG.error().build();
        };
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public Optional<Source> source(Options options, DataType.Struct schema, Surroundings around) {
        long splits = OptionValues.positive(options, "numPartitions").orElse(around.parallelism());
        return Optional.of(new SocketSource(
                schema,
                options.get("host", ""),
                port(options),
                (int) Math.min(splits, Integer.MAX_VALUE),
                around.machine()));
    }

    private static int port(Options options) {
        long port = OptionValues.integer(options, "port", 0);
        if (port < 0 || port > MAXIMUM_PORT) {
            throw OptionValues.outOfRange("port", port, "be at most " + MAXIMUM_PORT + " and not negative");
        }
        return (int) port;
    }
}
