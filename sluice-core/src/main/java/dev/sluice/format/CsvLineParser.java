package dev.sluice.format;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.Physical;
import dev.sluice.vector.Chunk;
import java.util.List;

/// Makes a row of each line of CSV; values belong to columns by their place.
///
/// A line with more or fewer values than there are columns, or with a value that does not fit its column, is malformed;
/// what becomes of it the mode says. Lines of nothing but space are passed over.
public final class CsvLineParser implements LineParser {

    private final CsvSettings settings;
    private final CsvScanner csv;
    private final CsvFields fields;
    private final boolean keepsBlocks;
    private final ParsedRows rows;

    private boolean headerAhead;
    private boolean returnsEnd;
    private byte[] block = new byte[0];

    /// @param atFileStart whether the first line is the file's first, which may be a header
    public CsvLineParser(DataType.Struct schema, CsvSettings settings, boolean atFileStart) {
        this.settings = settings;
        csv = new CsvScanner(settings);
        fields = new CsvFields(schema, settings);
        rows = new ParsedRows(settings.mode(), fields.keepsCorrupt());
        keepsBlocks = schema.fields().stream().anyMatch(field -> field.type().physical() == Physical.BYTES);
        headerAhead = atFileStart && settings.header();
    }

    /// Whether columns of the type can be read.
    public static boolean supports(DataType type) {
        return switch (type) {
            case DataType.Atomic atomic -> atomic != DataType.Atomic.NULL;
            case DataType.Decimal _, DataType.Interval _ -> true;
            case DataType.Array _, DataType.Map _, DataType.Struct _ -> false;
        };
    }

    @Override
    public void line(byte[] in, int from, int to) {
        if (csv.isSkipped(in, from, to)) return;
        take(in, csv.scan(in, from, to), from, to);
    }

    @Override
    public int record(byte[] file, int from, int to) {
        if (block != file) returnsEnd = CsvCursor.returnsAlone(file);
        block = file;
        int count = csv.scanRecord(file, from, to, returnsEnd);
        if (count > 0) take(file, count, from, csv.end());
        return csv.behind();
    }

    private void take(byte[] in, int count, int from, int to) {
        block = in;
        if (headerAhead) {
            headerAhead = false;
            if (!settings.enforceSchema()) checkHeader(count);
            return;
        }
        rows.add(1, fields.add(csv, count, in), in, from, to);
    }

    @Override
    public int rowCount() {
        return rows.count();
    }

    @Override
    public Chunk take() {
        return rows.take(fields.build(block, rows.takeText(block)));
    }

    @Override
    public boolean keepsBlocks() {
        return keepsBlocks;
    }

    private void checkHeader(int count) {
        List<String> header = CsvInference.texts(csv, count);
        List<String> names = fields.names();
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
                .with("schema", String.join(", ", fields.names()))
                .build();
    }
}
