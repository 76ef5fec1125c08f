package dev.sluice.orc;

import dev.sluice.connector.Wanted;
import dev.sluice.error.SluiceException;
import dev.sluice.file.FileBytes;
import dev.sluice.format.RowReader;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.apache.orc.TypeDescription;
import org.jspecify.annotations.Nullable;

/// The rows of those stripes that begin in a piece of a file.
final class OrcRows implements RowReader {

    private final DataType.Struct schema;
    private final Wanted wanted;
    private final OrcColumns columns;
    private final TypeDescription asked;
    private final Reader reader;
    private final RecordReader rows;

    OrcRows(FileBytes file, DataType.Struct schema, Wanted wanted, ZoneId zone, long start, long end)
            throws IOException {
        this.schema = schema;
        this.wanted = wanted;
        columns = new OrcColumns(zone);
        reader = reader(file);
        try {
            asked = OrcTypes.asked(schema, reader.getSchema());
            rows = reader.rows(reader.options()
                    .schema(asked)
                    .include(included())
                    .isSchemaEvolutionCaseAware(true)
                    .range(start, end - start));
        } catch (IOException e) {
            reader.close();
            throw e;
        } catch (RuntimeException e) {
            reader.close();
            throw damaged(e);
        }
    }

    /// The file with times as UTC's clock shows them, in the calendar that goes back for ever.
    static Reader reader(FileBytes file) throws IOException {
        Configuration conf = OneFile.configuration();
        try {
            return OrcFile.createReader(
                    OneFile.PATH,
                    OrcFile.readerOptions(conf)
                            .filesystem(OneFile.toRead(file, conf))
                            .maxLength(file.size())
                            .useUTCTimestamp(true)
                            .convertToProlepticGregorian(true));
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    private boolean[] included() {
        boolean[] included = new boolean[asked.getMaximumId() + 1];
        included[0] = true;
        for (int i = 0; i < schema.size(); i++) {
            TypeDescription column = asked.getChildren().get(i);
            if (wanted.hasColumn(i)) Arrays.fill(included, column.getId(), column.getMaximumId() + 1, true);
        }
        return included;
    }

    @Override
    public @Nullable Chunk read() throws IOException {
        try {
            VectorizedRowBatch batch = asked.createRowBatch(Chunk.ROWS);
            if (!rows.nextBatch(batch)) return null;
            Vector[] vectors = new Vector[schema.size()];
            for (int i = 0; i < vectors.length; i++) {
                DataType type = schema.field(i).type();
                vectors[i] = wanted.hasColumn(i)
                        ? columns.vector(
                                batch.cols[i], type, asked.getChildren().get(i), batch.size)
                        : new ConstantVector(Vectors.nullOf(type), batch.size);
            }
            return Chunk.of(batch.size, vectors);
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    /// The library's way of saying that bytes make no sense, or types.
    private static IOException damaged(RuntimeException e) {
        if (e instanceof SluiceException said) throw said;
        return new IOException("the file can't be read so: " + e.getMessage(), e);
    }

    @Override
    public void close() throws IOException {
        try (reader) {
            rows.close();
        }
    }
}
