package dev.sluice.parquet;

import dev.sluice.connector.Wanted;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileReading;
import dev.sluice.format.RowReader;
import dev.sluice.type.DataType;
import java.io.IOException;
import org.apache.parquet.ParquetRuntimeException;

/// How files of Parquet become rows of a schema, which may have more columns than a file, or fewer.
record ParquetReading(DataType.Struct schema) implements FileReading {

    @Override
    public boolean splittable(String path) {
        return true;
    }

    @Override
    public RowReader open(FileBytes file, long start, long end, Wanted wanted) throws IOException {
        try {
            return new ParquetRows(file, footer(file), schema, wanted, start, end);
        } catch (ParquetRuntimeException e) {
            throw new IOException("the file is damaged: " + e.getMessage(), e);
        }
    }

    /// The footer of a file.
    static Footer footer(FileBytes file) {
        try {
            return Footer.read(file);
        } catch (IOException | RuntimeException e) {
            String path = file.path();
            throw ErrorCondition.CANNOT_READ_FILE_FOOTER
                    .error()
                    .with("path", path.startsWith("/") ? "file://" + path : path)
                    .with(SluiceException.DETAIL, "because: " + e.getMessage())
                    .cause(e)
                    .build();
        }
    }
}
