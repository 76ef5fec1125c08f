package dev.sluice.parquet;

import dev.sluice.file.FileReading;
import dev.sluice.file.FileWriter;
import dev.sluice.file.FileWriting;
import dev.sluice.type.DataType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;

/// How rows become files of Parquet.
///
/// @param message the schema in Parquet's types
/// @param groupBytes how large a row group may become in memory
/// @param dictionary whether values that come again are written once
record ParquetWriting(DataType.Struct schema, MessageType message, Codec codec, long groupBytes, boolean dictionary)
        implements FileWriting {

    @Override
    public String ending() {
        return codec.ending() + ".parquet";
    }

    @Override
    public FileWriter begin(OutputStream out) throws IOException {
        return new ParquetWriter(this, out);
    }

    @Override
    public Optional<FileReading> rereading() {
        return Optional.of(new ParquetReading(schema.asNullable()));
    }
}
