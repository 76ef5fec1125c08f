package dev.sluice.testing;

import dev.sluice.builtin.FileProvider;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.file.FileFormat;
import dev.sluice.file.FileWriter;
import dev.sluice.file.FileWriting;
import dev.sluice.machine.Machine;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/// [SourceContract] for files of a format that appear in a directory, a row each: a test of a format extends this, and
/// says which it is.
public abstract class FileSourceContract extends SourceContract {

    private static final DataType.Struct SCHEMA =
            DataType.Struct.of(Field.of("word", DataType.Atomic.STRING), Field.of("n", DataType.Atomic.LONG));

    private int next;

    public FileSourceContract() {}

    @BeforeEach
    void makeDirectory() {
        storage().replace("in/empty", new byte[0]);
    }

    protected abstract FileFormat format();

    @Override
    protected final Provider provider() {
        return new FileProvider(format());
    }

    @Override
    protected final DataType.Struct userSchema() {
        return SCHEMA;
    }

    @Override
    protected final Map<String, String> options() {
        return Map.of("path", "in");
    }

    @Override
    protected final List<String> shown() {
        return SCHEMA.names();
    }

    @Override
    protected final List<String> feed(int rows) {
        var around = new Provider.Surroundings(Machine.real(), storage(), ZoneOffset.UTC, 1, System.out);
        FileWriting writing = format().writing(new Options(Map.of()), SCHEMA, around);
        List<String> fed = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            long n = next++;
            Chunk row = Values.chunk(SCHEMA, List.of(List.of("row", n)));
            storage().replace("in/" + n + writing.ending(), file(writing, row));
            fed.add("row " + n);
        }
        return fed;
    }

    private static byte[] file(FileWriting writing, Chunk rows) {
        var out = new ByteArrayOutputStream();
        try {
            FileWriter writer = writing.begin(out);
            writer.write(rows, rows.selection().toArray(), rows.rowCount());
            writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
