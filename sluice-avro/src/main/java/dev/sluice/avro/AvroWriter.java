package dev.sluice.avro;

import dev.sluice.error.SluiceException;
import dev.sluice.file.FileWriter;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Vector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;

/// Writes a file, block by block.
final class AvroWriter implements FileWriter {

    private final AvroWriting form;
    private final OutputStream out;
    private final AvroEncoding.OfRecord record;
    private final DataFileWriter<Integer> writer;
    private final ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    private Vector[] columns = {};

    AvroWriter(AvroWriting form, OutputStream out) throws IOException {
        this.form = form;
        this.out = out;
        record = AvroEncoding.record(form.schema(), form.avro(), "");
        writer = new DataFileWriter<>(new OutOfColumns());
        writer.setCodec(form.codec().factory());
        writer.create(form.avro(), blocks, form.marks().next());
    }

    /// The library is given a row's position, and finds the row in the columns.
    private final class OutOfColumns implements DatumWriter<Integer> {
        @Override
        public void setSchema(Schema schema) {
            // It is the one that the record was made for.
        }

        @Override
        public void write(Integer row, Encoder to) throws IOException {
            record.write(columns, row, to);
        }
    }

    @Override
    public void write(Chunk chunk, int[] rows, int count) throws IOException {
        columns = chunk.columns();
        try {
            for (int i = 0; i < count; i++) writer.append(rows[i]);
        } catch (DataFileWriter.AppendWriteException e) {
            if (e.getCause() instanceof SluiceException said) throw said;
            throw e;
        }
        if (blocks.size() > form.waitingBytes()) give();
    }

    @Override
    public long bufferedBytes() {
        return blocks.size();
    }

    @Override
    public void flush() throws IOException {
        writer.flush();
        give();
    }

    private void give() throws IOException {
        blocks.writeTo(out);
        blocks.reset();
    }

    @Override
    public void finish() throws IOException {
        writer.close();
        give();
    }
}
