package dev.sluice.connector;

import dev.sluice.extension.Extension;
import dev.sluice.machine.Machine;
import dev.sluice.storage.Storage;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A format by name: how to read it as a whole, read it as a stream, write a stream to it. What it cannot do it leaves
/// empty, and the engine refuses it in Spark's words.
///
/// Built-in providers are listed in `dev.sluice.builtin.Builtins`; others are found by
/// [dev.sluice.extension.Extensions].
public interface Provider extends Extension {

    /// The name in `format("…")` and `USING …`, lower case.
    @Override
    String name();

    /// Every option it understands; others are refused with the nearest name.
    List<OptionSpec> options();

    /// The columns, as the options and perhaps the user say.
    ///
    /// @param user the schema given by the user, or null
    /// @throws dev.sluice.error.SluiceException if the user's schema is not allowed, or is needed and missing
    DataType.Struct schema(Options options, DataType.@Nullable Struct user, boolean streaming, Surroundings around);

    /// A column that inputs have besides their schema, for those who ask for it by name: `*` does not mean it. What has
    /// one gives it by `withMetadata`.
    default Optional<Field> metadata() {
        return Optional.empty();
    }

    /// Opens the stream. Called once for each run of a query.
    ///
    /// @param schema what [#schema] gave
    default Optional<Source> source(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.empty();
    }

    /// Whether [#source] gives one, without opening it.
    default boolean streams() {
        return false;
    }

    /// The input as a whole.
    default Optional<StaticInput> input(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.empty();
    }

    /// The output modes (`append`, `update`, `complete`) that its sink takes; empty if it has no sink.
    default Set<String> sinkModes() {
        return Set.of();
    }

    /// Whether a query into this sink may keep its checkpoint in a temporary place (console, memory, foreach …).
    default boolean temporaryCheckpoint() {
        return false;
    }

    /// Refuses options that make no sense for a stream in an output mode that [#sinkModes] has.
    default void checkSink(Options options, String outputMode) {}

    /// Opens the sink. Called once for each run of a query.
    default Optional<Sink> sink(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.empty();
    }

    /// Where rows go that are there as a whole; nothing if only streams are written, or nothing.
    default Optional<TableOutput> output(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.empty();
    }

    /// What a provider may use of the session.
    ///
    /// @param storage where paths are looked up
    /// @param zone the session's time zone
    /// @param parallelism how many pieces are worth making
    /// @param output where the console sink prints
    record Surroundings(
            Machine machine, Storage storage, java.time.ZoneId zone, int parallelism, java.io.PrintStream output) {}
}
