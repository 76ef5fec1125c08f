package dev.sluice.builtin;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Split;
import dev.sluice.format.ValueText;
import dev.sluice.machine.Machine;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What the tests of this package share: rows as text, and surroundings to open sources in.
final class Rows {

    private Rows() {}

    /// All rows of the splits, each as its values between bars.
    static List<String> of(List<Split> splits, DataType.Struct schema) {
        var rows = new ArrayList<String>();
        for (Split split : splits) {
            try (ChunkReader reader = split.open()) {
                for (@Nullable Chunk chunk = reader.read(); chunk != null; chunk = reader.read()) {
                    rows.addAll(of(chunk, schema));
                }
            }
        }
        return rows;
    }

    static List<String> of(Chunk chunk, DataType.Struct schema) {
        var rows = new ArrayList<String>();
        for (int i = 0; i < chunk.rowCount(); i++) {
            var row = new StringBuilder();
            for (int c = 0; c < schema.size(); c++) {
                if (c > 0) row.append('|');
                int at = chunk.selection().row(i);
                ValueText.show(row, chunk.column(c), at, schema.field(c).type(), ZoneOffset.UTC);
            }
            rows.add(row.toString());
        }
        return rows;
    }

    static Options options(String... namesAndValues) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) options.put(namesAndValues[i], namesAndValues[i + 1]);
        return new Options(options);
    }

    static Provider.Surroundings around(Storage storage) {
        return around(storage, Clock.systemUTC(), new ByteArrayOutputStream());
    }

    static Provider.Surroundings around(Storage storage, Clock clock, ByteArrayOutputStream output) {
        var machine =
                new Machine(clock, Thread.ofPlatform().daemon().factory(), RandomGenerator.of("L64X128MixRandom"));
        var print = new PrintStream(output, true, StandardCharsets.UTF_8);
        return new Provider.Surroundings(machine, storage, ZoneOffset.UTC, 2, print);
    }

    static Provider.Surroundings around() {
        return around(new MemoryStorage());
    }

    static Provider provider(String name) {
        return Builtins.PROVIDERS.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
