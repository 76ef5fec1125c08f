package dev.sluice.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.connector.Bound;
import dev.sluice.connector.Bound.Relation;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Wanted;
import dev.sluice.error.SluiceException;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileReading;
import dev.sluice.file.FileWriter;
import dev.sluice.file.InputFile;
import dev.sluice.format.RowReader;
import dev.sluice.machine.Machine;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A file of ten row groups: what of it is read.
class RowGroupsTest {

    private static final DataType.Struct SCHEMA = DataType.Struct.of(
            Field.of("id", DataType.Atomic.LONG),
            Field.of("word", DataType.Atomic.STRING),
            Field.of("day", DataType.Atomic.DATE),
            Field.of("price", new DataType.Decimal(9, 2)),
            Field.of("rare", DataType.Atomic.INT));
    private static final int GROUPS = 10;
    private static final int ROWS = 100;

    private final ParquetFormat format = new ParquetFormat();
    private final MemoryStorage storage = new MemoryStorage();
    private final Provider.Surroundings around =
            new Provider.Surroundings(Machine.real(), storage, ZoneOffset.UTC, 1, System.out);
    private final FileBytes file = written();

    /// Row `i` of group `g` has the id `100 * g + i`; only the last group has anything in `rare`.
    private FileBytes written() {
        var out = new ByteArrayOutputStream();
        try {
            FileWriter writer =
                    format.writing(new Options(Map.of()), SCHEMA, around).begin(out);
            for (int group = 0; group < GROUPS; group++) {
                List<List<@Nullable Object>> rows = new ArrayList<>();
                for (int i = 0; i < ROWS; i++) {
                    int id = group * ROWS + i;
                    List<@Nullable Object> row = new ArrayList<>();
                    row.add((long) id);
                    row.add(String.format("w%04d", id));
                    row.add(id);
                    row.add(BigDecimal.valueOf(id, 2));
                    row.add(group == GROUPS - 1 ? id : null);
                    rows.add(row);
                }
                Chunk chunk = Values.chunk(SCHEMA, rows);
                writer.write(chunk, chunk.selection().toArray(), chunk.rowCount());
                writer.flush();
            }
            writer.finish();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        storage.create("f", out.toByteArray());
        return new FileBytes(storage, new InputFile("f", out.size(), 0));
    }

    private List<List<@Nullable Object>> read(long start, long end, Wanted wanted) throws IOException {
        FileReading reading = format.reading(new Options(Map.of()), SCHEMA, around);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (RowReader reader = reading.open(file, start, end, wanted)) {
            for (Chunk chunk = reader.read(); chunk != null; chunk = reader.read()) {
                for (int row = 0; row < chunk.rowCount(); row++) rows.add(Values.row(chunk, row, SCHEMA));
            }
        }
        return rows;
    }

    private List<Integer> groups(int column, Relation relation, Object value) throws IOException {
        var groups = new TreeSet<Integer>();
        var wanted = new Wanted(new int[] {0}, List.of(new Bound(column, relation, value)));
        for (List<@Nullable Object> row : read(0, file.size(), wanted)) groups.add(number(row) / ROWS);
        return List.copyOf(groups);
    }

    private static int number(List<@Nullable Object> row) {
        return row.getFirst() instanceof Long id ? id.intValue() : -1;
    }

    @Test
    void groupsAreLeftOutInWhichNoRowMeetsABound() throws IOException {
        assertEquals(List.of(3), groups(0, Relation.EQUAL, 399L));
        assertEquals(List.of(), groups(0, Relation.EQUAL, 1000L));
        assertEquals(List.of(0, 1), groups(0, Relation.LESS_OR_EQUAL, 100L));
        assertEquals(List.of(0), groups(0, Relation.LESS, 100L));
        assertEquals(List.of(9), groups(1, Relation.GREATER, "w0899"));
        assertEquals(List.of(8, 9), groups(1, Relation.GREATER_OR_EQUAL, "w0899"));
        assertEquals(List.of(2), groups(2, Relation.EQUAL, 250));
        assertEquals(List.of(7), groups(3, Relation.EQUAL, new BigDecimal("7.77")));
        assertEquals(List.of(9), groups(4, Relation.GREATER, -1));
    }

    @Test
    void eachGroupIsInOnePieceHoweverTheFileIsCut() throws IOException {
        for (long bytes : new long[] {file.size(), 3000, 1000, 100, 37}) {
            var seen = new ArrayList<Integer>();
            for (long start = 0; start < file.size(); start += bytes) {
                long end = Math.min(start + bytes, file.size());
                for (List<@Nullable Object> row : read(start, end, Wanted.ALL)) seen.add(number(row));
            }
            assertEquals(GROUPS * ROWS, seen.size());
            for (int i = 0; i < seen.size(); i++) assertEquals(i, seen.get(i));
        }
    }

    @Test
    void columnsThatNobodyWantsAreNotLookedAt() throws IOException {
        List<@Nullable Object> row = read(0, file.size(), Wanted.only(1)).getFirst();
        assertEquals("w0000", row.get(1));
        assertEquals(null, row.get(0));
        assertEquals(GROUPS * ROWS, read(0, file.size(), Wanted.only()).size());
    }

    @Test
    void aColumnOfAnotherTypeIsRefusedInSparksWords() {
        var asked = DataType.Struct.of(Field.of("word", DataType.Atomic.INT));
        FileReading reading = format.reading(new Options(Map.of()), asked, around);
        SluiceException failure = assertThrows(SluiceException.class, () -> {
            try (RowReader reader = reading.open(file, 0, file.size(), Wanted.ALL)) {
                reader.read();
            }
        });
        assertEquals(
                "[FAILED_READ_FILE.PARQUET_COLUMN_DATA_TYPE_MISMATCH] Encountered error while reading file f. Data type"
                        + " mismatches when reading Parquet column [word]. Expected Spark type int, actual Parquet type"
                        + " BINARY. SQLSTATE: KD001",
                failure.getMessage());
    }
}
