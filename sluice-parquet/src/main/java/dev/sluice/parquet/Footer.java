package dev.sluice.parquet;

import static dev.sluice.parquet.Metadata.said;

import dev.sluice.file.FileBytes;
import dev.sluice.file.SparkNotes;
import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.VersionParser.VersionParseException;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/// What a file says of itself at its end.
///
/// ```text
/// PAR1 │ pages of row group 0 │ … │ metadata │ its length │ PAR1
/// ```
///
/// @param notes what writers noted, by key
/// @param writer who wrote it, since some writers of old made mistakes that are read around
record Footer(
        MessageType schema,
        List<RowGroup> rowGroups,
        Map<String, String> notes,
        @Nullable ParsedVersion writer) {

    static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /// Spark's schema as JSON: it knows what Parquet has no words for, such as intervals.
    static final String SPARK_SCHEMA = "org.apache.spark.sql.parquet.row.metadata";

    private static final int TAIL = 8;
    /// Read at once; most footers fit into it.
    private static final int GUESS = 1 << 14;

    static Footer read(FileBytes file) throws IOException {
        if (file.size() < MAGIC.length + TAIL)
            throw new IOException("a file of " + file.size() + " bytes is no Parquet");
        int guess = (int) Math.min(GUESS, file.size());
        byte[] end = file.range(file.size() - guess, guess);
        ByteBuffer tail = ByteBuffer.wrap(end, guess - TAIL, TAIL).order(ByteOrder.LITTLE_ENDIAN);
        int length = tail.getInt();
        byte[] magic = new byte[MAGIC.length];
        tail.get(magic);
        if (!java.util.Arrays.equals(magic, MAGIC)) throw new IOException("the file does not end as Parquet does");
        if (length <= 0 || length > file.size() - TAIL - MAGIC.length) {
            throw new IOException("a footer of " + length + " bytes in a file of " + file.size());
        }
        byte[] metadata = length + TAIL <= guess ? end : file.range(file.size() - TAIL - length, length);
        int from = metadata == end ? guess - TAIL - length : 0;
        return of(Util.readFileMetaData(new ByteArrayInputStream(metadata, from, length)));
    }

    private static Footer of(FileMetaData metadata) throws IOException {
        Map<String, String> notes = new HashMap<>();
        if (metadata.isSetKey_value_metadata()) {
            for (KeyValue note : said(metadata.getKey_value_metadata())) notes.put(note.getKey(), note.getValue());
        }
        MessageType schema = SchemaElements.read(said(metadata.getSchema()));
        return new Footer(schema, said(metadata.getRow_groups()), notes, version(metadata.getCreated_by()));
    }

    private static @Nullable ParsedVersion version(@Nullable String createdBy) {
        try {
            return createdBy == null ? null : VersionParser.parse(createdBy);
        } catch (VersionParseException _) {
            return null;
        }
    }

    /// The columns: as Spark noted them, or as Parquet's types say.
    DataType.Struct columns() {
        return noted().orElseGet(() -> ParquetTypes.struct(schema)).asNullable();
    }

    private Optional<DataType.Struct> noted() {
        String json = notes.get(SPARK_SCHEMA);
        if (json == null) return Optional.empty();
        try {
            return DataType.fromJson(JsonValue.parse(json)) instanceof DataType.Struct struct
                    ? Optional.of(struct)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // types that are not known here: those of Parquet will do
        }
    }

    SparkNotes spark() {
        return new SparkNotes(notes::get);
    }
}
