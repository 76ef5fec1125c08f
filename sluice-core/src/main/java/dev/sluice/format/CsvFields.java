package dev.sluice.format;

import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The columns that records of CSV become: values belong to them by their place. The column for corrupt records has
/// none, and is put between the others when they are built.
final class CsvFields {

    private final List<String> names;
    private final CsvColumn[] columns;
    private final int corruptAt;

    CsvFields(DataType.Struct schema, CsvSettings settings) {
        corruptAt = schema.names().indexOf(settings.corruptColumn());
        var data = new ArrayList<Field>(schema.fields());
        if (corruptAt >= 0) data.remove(corruptAt);
        names = data.stream().map(Field::name).toList();
        columns =
                data.stream().map(field -> CsvColumn.of(field.type(), settings)).toArray(CsvColumn[]::new);
    }

    /// Whether there is a column for corrupt records.
    boolean keepsCorrupt() {
        return corruptAt >= 0;
    }

    /// Of the columns that have values.
    List<String> names() {
        return names;
    }

    /// Appends the values of the record that was scanned last.
    ///
    /// @param count how many there are
    /// @param in the bytes it was scanned in
    /// @return whether there is a value for each column and no more, and each is one of the column's type
    boolean add(CsvScanner csv, int count, byte[] in) {
        boolean fit = count == columns.length;
        for (int i = 0; i < columns.length; i++) {
            boolean missing = i >= count || csv.isNull(i);
            if (missing || !columns[i].add(csv.source(i), csv.start(i), csv.end(i), csv.source(i) == in)) {
                columns[i].addNull();
                fit &= missing;
            }
        }
        return fit;
    }

    void addNulls() {
        for (CsvColumn column : columns) column.addNull();
    }

    /// The columns so far; then they start anew.
    ///
    /// @param corrupt the column for corrupt records, if there is one
    Vector[] build(byte[] block, @Nullable Vector corrupt) {
        var vectors = new ArrayList<Vector>();
        for (CsvColumn column : columns) vectors.add(column.build(block));
        if (corrupt != null) vectors.add(corruptAt, corrupt);
        return vectors.toArray(Vector[]::new);
    }
}
