package dev.sluice.format.xml;

import dev.sluice.format.RecordText;
import dev.sluice.type.DataType;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows of values becoming columns, among them the one for the text of malformed rows, if there is one: of a text that
/// stands in many rows it keeps one.
final class XmlColumns {

    private final DataType.Struct schema;
    private final XmlShape.Fields shape;
    private final int corruptAt;
    private final VectorBuilder[] builders;
    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private int[] textIds = new int[64];
    private int size;

    XmlColumns(DataType.Struct schema, XmlSettings settings) {
        this.schema = schema;
        shape = XmlShape.of(schema, settings);
        corruptAt = schema.names().indexOf(settings.corruptColumn());
        builders = new VectorBuilder[schema.size()];
        begin();
    }

    private void begin() {
        for (int i = 0; i < builders.length; i++) {
            builders[i] = VectorBuilder.of(schema.field(i).type(), 64);
        }
        texts.clear();
        size = 0;
    }

    XmlShape.Fields shape() {
        return shape;
    }

    boolean keepsText() {
        return corruptAt >= 0;
    }

    int size() {
        return size;
    }

    /// A row to be filled.
    @Nullable
    Object[] row() {
        return new Object[schema.size()];
    }

    void add(@Nullable Object[] row) {
        add(row, 0);
    }

    void addMalformed(@Nullable Object[] row, String text) {
        add(row, texts.computeIfAbsent(text, _ -> texts.size() + 1));
    }

    private void add(@Nullable Object[] row, int textId) {
        if (size == textIds.length) textIds = Arrays.copyOf(textIds, size * 2);
        textIds[size++] = textId;
        for (int i = 0; i < row.length; i++) {
            if (i != corruptAt) builders[i].appendValue(row[i]);
        }
    }

    /// The columns so far; then it starts anew.
    Vector[] take() {
        Vector[] columns = new Vector[builders.length];
        for (int i = 0; i < columns.length; i++) columns[i] = i == corruptAt ? texts() : builders[i].build();
        begin();
        return columns;
    }

    Chunk takeChunk() {
        int rows = size;
        return Chunk.of(rows, take());
    }

    private Vector texts() {
        var distinct = new VectorBuilder.Bytes(texts.size() + 1);
        distinct.appendNull();
        texts.keySet().forEach(distinct::append);
        BytesVector bytes = distinct.build();
        int[] offsets = new int[size];
        int[] lengths = new int[size];
        boolean[] nulls = new boolean[size];
        for (int row = 0; row < size; row++) {
            offsets[row] = bytes.offsets()[textIds[row]];
            lengths[row] = bytes.lengths()[textIds[row]];
            nulls[row] = textIds[row] == 0;
        }
        return new BytesVector(bytes.bytes(), offsets, lengths, nulls, size);
    }

    /// A row as errors show it.
    String textOf(@Nullable Object[] row) {
        Chunk chunk = Values.chunk(schema, List.of(Arrays.asList(row)));
        var text = new StringBuilder();
        RecordText.append(text, new StructVector(chunk.columns(), null, 1), 0, schema);
        return text.toString();
    }
}
