package dev.sluice.orc;

import dev.sluice.file.FileWriter;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DateColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ListColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.MapColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.StructColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.MemoryManager;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;

/// Writes a file, stripe by stripe.
final class OrcWriter implements FileWriter {

    /// A task has its files flushed when they take too much together; the library would keep a list of writers for each
    /// thread, those that were given up among them.
    private static final MemoryManager NO_LIMIT = new MemoryManager() {
        @Override
        public void addWriter(Path path, long bytes, Callback callback) {}

        @Override
        public void removeWriter(Path path) {}

        @Override
        @SuppressWarnings("deprecation") // which has to be there nevertheless
        public void addedRow(int rows) {}
    };

    private final Writer writer;
    private final OrcEncoding[] encodings;
    private final VectorizedRowBatch batch;

    OrcWriter(OrcWriting form, OutputStream out) throws IOException {
        TypeDescription schema = OrcTypes.written(form.schema());
        encodings = form.schema().fields().stream()
                .map(field -> OrcEncoding.of(field.type()))
                .toArray(OrcEncoding[]::new);
        batch = schema.createRowBatch();
        clear();
        Configuration conf = OneFile.configuration();
        writer = OrcFile.createWriter(
                OneFile.PATH,
                OrcFile.writerOptions(conf)
                        .fileSystem(OneFile.toWrite(new NotClosed(out), conf))
                        .setSchema(schema)
                        .memory(NO_LIMIT)
                        .compress(form.codec().kind())
                        .stripeSize(form.stripeBytes())
                        .useUTCTimestamp(true)
                        .setProlepticGregorian(true)
                        .overwrite(true));
    }

    private void clear() {
        batch.reset();
        for (ColumnVector column : batch.cols) calendar(column);
    }

    /// Says that days and times are in the calendar that goes back for ever, by the clock of UTC.
    private static void calendar(ColumnVector column) {
        switch (column) {
            case DateColumnVector days -> days.changeCalendar(true, false);
            case TimestampColumnVector times -> {
                times.changeCalendar(true, false);
                times.setIsUTC(true);
            }
            case ListColumnVector list -> calendar(list.child);
            case MapColumnVector map -> {
                calendar(map.keys);
                calendar(map.values);
            }
            case StructColumnVector struct -> {
                for (ColumnVector field : struct.fields) calendar(field);
            }
            default -> {}
        }
    }

    /// The library closes what it writes to, and the file is not its own.
    private static final class NotClosed extends FilterOutputStream {
        NotClosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    @Override
    public void write(Chunk chunk, int[] rows, int count) throws IOException {
        Vector[] columns = new Vector[encodings.length];
        for (int i = 0; i < columns.length; i++) columns[i] = Vectors.flatten(chunk.column(i));
        for (int done = 0; done < count; ) {
            int some = Math.min(batch.getMaxSize(), count - done);
            for (int i = 0; i < columns.length; i++) {
                for (int k = 0; k < some; k++) {
                    OrcEncoding.put(encodings[i], columns[i], rows[done + k], batch.cols[i], k);
                }
            }
            batch.size = some;
            writer.addRowBatch(batch);
            clear();
            done += some;
        }
    }

    @Override
    public long bufferedBytes() {
        return writer.estimateMemory();
    }

    @Override
    public void flush() throws IOException {
        writer.writeIntermediateFooter();
    }

    @Override
    public void finish() throws IOException {
        writer.close();
    }
}
