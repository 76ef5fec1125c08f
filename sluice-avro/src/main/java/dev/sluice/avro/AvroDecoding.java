package dev.sluice.avro;

import dev.sluice.vector.VectorBuilder;
import java.io.IOException;
import org.apache.avro.io.Decoder;

/// Reads a value as Avro wrote it, and appends it to a column. For one reader, in one thread.
@FunctionalInterface
interface AvroDecoding {

    void read(Decoder in, VectorBuilder out) throws IOException;

    /// How a record becomes columns, one builder each.
    @FunctionalInterface
    interface OfRecord {
        void read(Decoder in, VectorBuilder[] columns) throws IOException;
    }
}
