package dev.sluice.orc;

import dev.sluice.connector.Wanted;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileReading;
import dev.sluice.format.RowReader;
import dev.sluice.type.DataType;
import java.io.IOException;
import java.time.ZoneId;

/// How files of ORC become rows.
record OrcReading(DataType.Struct schema, ZoneId zone) implements FileReading {

    @Override
    public boolean splittable(String path) {
        return true;
    }

    @Override
    public RowReader open(FileBytes file, long start, long end, Wanted wanted) throws IOException {
        return new OrcRows(file, schema, wanted, zone, start, end);
    }
}
