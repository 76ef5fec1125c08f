package dev.sluice.avro;

import dev.sluice.connector.Wanted;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileReading;
import dev.sluice.format.RowReader;
import dev.sluice.type.DataType;
import java.io.IOException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// How files of Avro become rows.
///
/// @param asked the schema that the user gave for reading, by which files of other schemas are read; or null
record AvroReading(DataType.Struct schema, @Nullable Schema asked) implements FileReading {

    @Override
    public boolean splittable(String path) {
        return true;
    }

    @Override
    public RowReader open(FileBytes file, long start, long end, Wanted wanted) throws IOException {
        return new AvroRows(file, schema, asked, wanted, start, end);
    }
}
