package dev.sluice.parquet;

import dev.sluice.connector.Wanted;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileReading;
import dev.sluice.format.RowReader;
import dev.sluice.type.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;

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
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    /// What is thrown for what a library throws where bytes make no sense.
    static IOException damaged(RuntimeException e) {
        if (e instanceof SluiceException said) throw said;
        Throwable seen = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
        return new IOException("the file is damaged: " + seen.getMessage(), e);
    }

    /// The columns that a file has.
    static DataType.Struct columns(FileBytes file) {
        try {
            return footer(file).columns();
        } catch (SluiceException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    private static Footer footer(FileBytes file) {
        try {
            return Footer.read(file);
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    private static SluiceException unreadable(FileBytes file, Exception cause) {
        String path = file.path();
        return ErrorCondition.CANNOT_READ_FILE_FOOTER
                .error()
                .with("path", path.startsWith("/") ? "file://" + path : path)
                .with(SluiceException.DETAIL, "because: " + cause.getMessage())
                .cause(cause)
                .build();
    }
}
