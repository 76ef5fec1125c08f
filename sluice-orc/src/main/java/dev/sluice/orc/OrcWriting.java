package dev.sluice.orc;

import dev.sluice.file.FileReading;
import dev.sluice.file.FileWriter;
import dev.sluice.file.FileWriting;
import dev.sluice.type.DataType;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.Optional;

/// How rows become files of ORC.
///
/// @param stripeBytes how large a stripe may become in memory
record OrcWriting(DataType.Struct schema, OrcCodec codec, long stripeBytes) implements FileWriting {

    @Override
    public String ending() {
        return codec.ending() + ".orc";
    }

    @Override
    public FileWriter begin(OutputStream out) throws IOException {
        return new OrcWriter(this, out);
    }

    @Override
    public Optional<FileReading> rereading() {
        return Optional.of(new OrcReading(schema, ZoneOffset.UTC));
    }
}
