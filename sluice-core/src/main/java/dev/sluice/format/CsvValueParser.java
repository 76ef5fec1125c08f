package dev.sluice.format;

import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import org.jspecify.annotations.Nullable;

/// Makes a struct of each text, as `from_csv` does.
///
/// Values are read as those of files are ([CsvLineParser]). Otherwise than there a text is always one row: space alone
/// is a value, and a comment or an empty text is malformed, of which Spark keeps no text.
public final class CsvValueParser implements ValueParser {

    private final DataType.Struct struct;
    private final ParseMode mode;
    private final CsvScanner csv;
    private final CsvFields fields;
    private final @Nullable ByteViews corrupt;
    private final NullRows nulls = new NullRows();
    private int size;

    /// @param struct of types that [CsvLineParser#supports]
    /// @param settings [CsvSettings#forColumns]
    public CsvValueParser(DataType.Struct struct, CsvSettings settings) {
        this.struct = struct;
        mode = settings.mode();
        csv = new CsvScanner(settings);
        fields = new CsvFields(struct, settings);
        corrupt = fields.keepsCorrupt() ? new ByteViews() : null;
    }

    @Override
    public void add(byte[] block, int from, int to) {
        size++;
        boolean record = !csv.isNoRecord(block, from, to);
        boolean fit = record && fields.add(csv, csv.scan(block, from, to), block);
        if (!record) fields.addNulls();
        if (corrupt != null && record && !fit) {
            corrupt.view(from, to);
        } else if (corrupt != null) {
            corrupt.appendNull();
        }
        if (fit || mode != ParseMode.FAILFAST) return;
        var text = new StringBuilder();
        int row = size - 1;
        RecordText.append(text, build(block), row, struct);
        throw ErrorCondition.MALFORMED_RECORD.error().with("badRecord", text).build();
    }

    @Override
    public void addNull() {
        nulls.add(size++);
        fields.addNulls();
        if (corrupt != null) corrupt.appendNull();
    }

    @Override
    public Vector build(byte[] block) {
        Vector between = corrupt == null ? null : corrupt.build(block);
        var built = new StructVector(fields.build(block, between), nulls.take(size), size);
        size = 0;
        return built;
    }
}
