package dev.sluice.avro;

import dev.sluice.connector.Wanted;
import dev.sluice.error.SluiceException;
import dev.sluice.file.FileBytes;
import dev.sluice.file.SparkNotes;
import dev.sluice.format.RowReader;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.ResolvingDecoder;
import org.jspecify.annotations.Nullable;

/// The rows of those blocks whose beginning is marked in a piece of a file.
final class AvroRows implements RowReader {

    private final DataType.Struct schema;
    private final @Nullable Schema asked;
    private final boolean[] wanted;
    private final long end;
    private final DataFileReader<Object> reader;
    private final Vector[] missing;
    private VectorBuilder[] columns = {};

    /// @param asked the schema that the user gave for reading, or null
    AvroRows(FileBytes file, DataType.Struct schema, @Nullable Schema asked, Wanted wanted, long start, long end)
            throws IOException {
        this.schema = schema;
        this.asked = asked;
        this.end = end;
        this.wanted = new boolean[schema.size()];
        missing = new Vector[schema.size()];
        for (int i = 0; i < missing.length; i++) {
            this.wanted[i] = wanted.hasColumn(i);
            missing[i] = Vectors.nullOf(schema.field(i).type());
        }
        var input = new AvroInput(file);
        try {
            reader = new DataFileReader<>(input, new IntoColumns());
            reader.sync(start);
        } catch (IOException e) {
            input.close();
            throw e;
        } catch (RuntimeException e) {
            input.close();
            throw damaged(e);
        }
    }

    /// The library asks for a record, and gets it in columns.
    private final class IntoColumns implements DatumReader<Object> {
        private Schema written = Schema.create(Schema.Type.NULL);
        private AvroDecoding.@Nullable OfRecord record;
        private @Nullable ResolvingDecoder resolving;

        @Override
        public void setSchema(Schema schema) {
            written = schema;
        }

        @Override
        public Object read(@Nullable Object reuse, Decoder in) throws IOException {
            AvroDecoding.OfRecord decoding = record;
            if (decoding == null) {
                Schema read = asked == null ? written : AvroTypes.only(asked, schema, wanted);
                decoding = new AvroDecodings(new SparkNotes(reader::getMetaString)).record(read, schema, wanted);
                record = decoding;
                if (asked != null) resolving = AvroTypes.resolving(written, read, in);
            }
            if (resolving == null) {
                decoding.read(in, columns);
            } else {
                resolving.configure(in);
                decoding.read(resolving, columns);
                resolving.drain();
            }
            return this;
        }
    }

    @Override
    public @Nullable Chunk read() throws IOException {
        columns = new VectorBuilder[schema.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = VectorBuilder.of(schema.field(i).type(), wanted[i] ? Chunk.ROWS : 0);
        }
        int rows = 0;
        try {
            while (rows < Chunk.ROWS && reader.hasNext() && !reader.pastSync(end)) {
                reader.next(null);
                rows++;
            }
        } catch (SluiceException e) {
            throw e;
        } catch (RuntimeException e) {
            throw damaged(e);
        }
        if (rows == 0) return null;
        Vector[] vectors = new Vector[columns.length];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = wanted[i] ? columns[i].build() : new ConstantVector(missing[i], rows);
        }
        return Chunk.of(rows, vectors);
    }

    /// The library's way of saying that bytes make no sense.
    private static IOException damaged(RuntimeException e) {
        return e.getCause() instanceof IOException cause
                ? cause
                : new IOException("the file is damaged: " + e.getMessage(), e);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
