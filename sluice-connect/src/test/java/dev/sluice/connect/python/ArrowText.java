package dev.sluice.connect.python;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/// A stream of Arrow as lines of text: its schema, and a line a row.
final class ArrowText {

    private ArrowText() {}

    static List<String> lines(ByteString data) {
        List<String> lines = new ArrayList<>();
        try (var allocator = new RootAllocator();
                var reader = new ArrowStreamReader(data.newInput(), allocator)) {
            var root = reader.getVectorSchemaRoot();
            lines.add("arrow " + root.getSchema().getFields());
            while (reader.loadNextBatch()) {
                for (int row = 0; row < root.getRowCount(); row++) lines.add(row(root.getFieldVectors(), row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static String row(List<FieldVector> columns, int row) {
        return "  "
                + columns.stream().map(column -> value(column.getObject(row))).toList();
    }

    private static String value(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }
}
