package dev.sluice.format;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.type.Physical;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes a row of each line of CSV; values belong to columns by their place.
///
/// A line with more or fewer values than there are columns, or with a value that does not fit its column, is malformed;
/// what becomes of it the mode says. Lines of nothing but space are passed over.
public final class CsvLineParser implements LineParser {

    private final CsvSettings settings;
    private final CsvScanner csv;
    private final List<String> names;
    private final CsvColumn[] columns;
    private final boolean keepsBlocks;
    private final int corruptAt;
    private final ByteViews corrupt = new ByteViews();

    private boolean headerAhead;
    private byte[] block = new byte[0];
    private int rows;
    private int[] kept = new int[Chunk.ROWS];
    private int keptCount;

    /// @param atFileStart whether the first line is the file's first, which may be a header
    public CsvLineParser(DataType.Struct schema, CsvSettings settings, boolean atFileStart) {
        this.settings = settings;
        csv = new CsvScanner(settings.syntax());
        corruptAt = schema.names().indexOf(settings.corruptColumn());
        var data = new ArrayList<Field>(schema.fields());
        if (corruptAt >= 0) data.remove(corruptAt);
        names = data.stream().map(Field::name).toList();
        columns =
                data.stream().map(field -> CsvColumn.of(field.type(), settings)).toArray(CsvColumn[]::new);
        keepsBlocks = schema.fields().stream().anyMatch(field -> field.type().physical() == Physical.BYTES);
        headerAhead = atFileStart && settings.header();
    }

    /// Whether columns of the type can be read.
    public static boolean supports(DataType type) {
        return switch (type) {
            case DataType.Atomic atomic ->
                atomic != DataType.Atomic.NULL && atomic != DataType.Atomic.YEAR_MONTH_INTERVAL;
            case DataType.Decimal _ -> true;
            case DataType.DayTimeInterval _, DataType.Array _, DataType.Map _, DataType.Struct _ -> false;
        };
    }

    @Override
    public void line(byte[] in, int from, int to) {
        if (csv.isSkipped(in, from, to)) return;
        block = in;
        int count = csv.scan(in, from, to);
        if (headerAhead) {
            headerAhead = false;
            if (!settings.enforceSchema()) checkHeader(count);
            return;
        }
        boolean fit = count == columns.length;
        for (int i = 0; i < columns.length; i++) {
            boolean missing = i >= count || csv.isNull(i);
            if (missing || !columns[i].add(csv.source(i), csv.start(i), csv.end(i), csv.source(i) == in)) {
                columns[i].addNull();
                fit &= missing;
            }
        }
        endRow(fit, from, to);
    }

    @Override
    public int rowCount() {
        return rows;
    }

    @Override
    public Chunk take() {
        var vectors = new ArrayList<Vector>();
        for (CsvColumn column : columns) vectors.add(column.build(block));
        if (corruptAt >= 0) vectors.add(corruptAt, corrupt.build(block));
        Chunk chunk = Chunk.of(rows, vectors.toArray(Vector[]::new));
        if (keptCount < rows) chunk = chunk.select(new Selection(kept, keptCount));
        rows = 0;
        keptCount = 0;
        kept = new int[Chunk.ROWS];
        return chunk;
    }

    @Override
    public boolean keepsBlocks() {
        return keepsBlocks;
    }

    private void endRow(boolean fit, int from, int to) {
        if (!fit && settings.mode() == ParseMode.FAILFAST) throw JsonLineParser.malformedRecord(block, from, to);
        if (rows == kept.length) kept = Arrays.copyOf(kept, rows * 2);
        if (fit || settings.mode() == ParseMode.PERMISSIVE) kept[keptCount++] = rows;
        rows++;
        if (corruptAt < 0) return;
        if (fit) {
            corrupt.appendNull();
        } else {
            corrupt.view(from, to);
        }
    }

    private void checkHeader(int count) {
        List<String> header = CsvInference.texts(csv, count);
        if (count != names.size()) {
            throw wrongHeader("Number of column in CSV header is not equal to number of fields in the schema:", header);
        }
        for (int i = 0; i < count; i++) {
            if (!header.get(i).equalsIgnoreCase(names.get(i))) {
                throw wrongHeader("CSV header does not conform to the schema.", header);
            }
        }
    }

    private SluiceException wrongHeader(String reason, List<String> header) {
        return ErrorCondition.CSV_HEADER_DOES_NOT_CONFORM
                .error()
                .with("reason", reason)
                .with("header", String.join(", ", header))
                .with("schema", String.join(", ", names))
                .build();
    }
}
