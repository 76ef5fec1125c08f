package dev.sluice.builtin;

import dev.sluice.catalog.TableFunction;
import dev.sluice.connector.Provider;
import dev.sluice.function.ScalarFunction;
import dev.sluice.inspection.StateMetadataProvider;
import dev.sluice.inspection.StateStoreProvider;
import java.util.List;

/// The formats that need no installing.
public final class Builtins {

    /// All of them, by name.
    public static final List<Provider> PROVIDERS = List.of(
            new FileProvider(new BinaryFileFormat()),
            new ConsoleProvider(),
            new FileProvider(new CsvFormat()),
            new FileProvider(new JsonFormat()),
            new MemoryProvider(),
            new NoopProvider(),
            new RateProvider(),
            new RateMicroBatchProvider(),
            new SocketProvider(),
            new StateMetadataProvider(),
            new StateStoreProvider(),
            new FileProvider(new TextFormat()),
            new FileProvider(new XmlFormat()));

    /// The functions that take a format's options.
    public static final List<ScalarFunction> SCALAR_FUNCTIONS = List.of(
            FromCsv.FUNCTION,
            FromJson.FUNCTION,
            FromXml.FUNCTION,
            SchemaOfCsv.FUNCTION,
            SchemaOfJson.FUNCTION,
            SchemaOfXml.FUNCTION,
            ToCsv.FUNCTION,
            ToJson.FUNCTION,
            ToXml.FUNCTION);

    /// The functions that stand in the place of a table.
    public static final List<TableFunction> TABLE_FUNCTIONS = List.of(new RangeFunction());

    private Builtins() {}
}
