package dev.sluice.avro;

import dev.sluice.file.FileReading;
import dev.sluice.file.FileWriter;
import dev.sluice.file.FileWriting;
import dev.sluice.type.DataType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.avro.Schema;

/// How rows become files of Avro.
///
/// @param avro the schema in Avro's types
record AvroWriting(DataType.Struct schema, Schema avro, AvroCodec codec, SyncMarks marks) implements FileWriting {

    @Override
    public String ending() {
        return ".avro";
    }

    @Override
    public FileWriter begin(OutputStream out) throws IOException {
        return new AvroWriter(this, out);
    }

    @Override
    public Optional<FileReading> rereading() {
        return Optional.of(new AvroReading(schema, null));
    }

    /// How many bytes of finished blocks wait in memory.
    int waitingBytes() {
        return 1 << 20;
    }
}
