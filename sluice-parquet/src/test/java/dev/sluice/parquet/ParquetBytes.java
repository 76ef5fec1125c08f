package dev.sluice.parquet;

import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Wanted;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileReading;
import dev.sluice.file.FileWriter;
import dev.sluice.file.InputFile;
import dev.sluice.format.RowReader;
import dev.sluice.machine.Machine;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/// A file of Parquet in memory, and what other writers, or chance, might have made of it.
record ParquetBytes(byte[] bytes) {

    private static final ParquetFormat FORMAT = new ParquetFormat();
    private static final MemoryStorage STORAGE = new MemoryStorage();
    private static final Provider.Surroundings AROUND =
            new Provider.Surroundings(Machine.real(), STORAGE, ZoneOffset.UTC, 1, System.out);

    /// A file of one row group.
    static ParquetBytes of(
            DataType.Struct schema, Map<String, String> options, List<? extends List<? extends @Nullable Object>> rows)
            throws IOException {
        var out = new ByteArrayOutputStream();
        FileWriter writer = FORMAT.writing(new Options(options), schema, AROUND).begin(out);
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (List<? extends @Nullable Object> row : rows) values.add(new ArrayList<>(row));
        Chunk chunk = Values.chunk(schema, values);
        writer.write(chunk, chunk.selection().toArray(), chunk.rowCount());
        writer.finish();
        return new ParquetBytes(out.toByteArray());
    }

    static ParquetBytes of(DataType.Struct schema, List<? extends List<? extends @Nullable Object>> rows)
            throws IOException {
        return of(schema, Map.of(), rows);
    }

    FileMetaData metadata() throws IOException {
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
        return Util.readFileMetaData(new ByteArrayInputStream(bytes, bytes.length - 8 - length, length));
    }

    /// The same pages below another footer.
    ParquetBytes with(Consumer<FileMetaData> change) throws IOException {
        FileMetaData metadata = metadata();
        change.accept(metadata);
        var footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(metadata, footer);
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, bytes.length - 8 - length);
        footer.writeTo(out);
        out.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.size())
                .array());
        out.write(Footer.MAGIC);
        return new ParquetBytes(out.toByteArray());
    }

    /// The same, by a writer who is not Spark and calls a field something else.
    ParquetBytes where(String field, Consumer<SchemaElement> change) throws IOException {
        return with(metadata -> {
            metadata.unsetKey_value_metadata();
            metadata.getSchema().stream()
                    .filter(element -> element.getName().equals(field))
                    .forEach(change);
        });
    }

    ParquetBytes with(int position, int flipped) {
        byte[] changed = bytes.clone();
        changed[position] ^= (byte) flipped;
        return new ParquetBytes(changed);
    }

    private FileBytes file() {
        STORAGE.replace("f", bytes);
        return new FileBytes(STORAGE, new InputFile("f", bytes.length, 0));
    }

    DataType.Struct columns() {
        return FORMAT.infer(new Options(Map.of()), List.of(file()), AROUND).orElseThrow();
    }

    List<List<@Nullable Object>> rows(DataType.Struct asked) throws IOException {
        return rows(asked, Wanted.ALL, bytes.length);
    }

    /// @param piece how many bytes are read at once
    List<List<@Nullable Object>> rows(DataType.Struct asked, Wanted wanted, int piece) throws IOException {
        FileReading reading = FORMAT.reading(new Options(Map.of()), asked, AROUND);
        FileBytes file = file();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int start = 0; start < bytes.length; start += piece) {
            int end = Math.min(bytes.length, start + piece);
            try (RowReader reader = reading.open(file, start, end, wanted)) {
                for (Chunk chunk = reader.read(); chunk != null; chunk = reader.read()) {
                    for (int row = 0; row < chunk.rowCount(); row++) rows.add(Values.row(chunk, row, asked));
                }
            }
        }
        return rows;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParquetBytes file && Arrays.equals(bytes, file.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
