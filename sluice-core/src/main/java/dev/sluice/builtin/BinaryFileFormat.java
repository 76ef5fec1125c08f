package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Wanted;
import dev.sluice.error.ErrorCondition;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileFormat;
import dev.sluice.file.FileReading;
import dev.sluice.file.FileWriting;
import dev.sluice.format.RowReader;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `binaryFile`: a row for each file, with its bytes as they are. The bytes are read only if the column is wanted.
final class BinaryFileFormat implements FileFormat {

    private static final DataType.Struct SCHEMA = DataType.Struct.of(
            Field.of("path", Atomic.STRING),
            Field.of("modificationTime", Atomic.TIMESTAMP),
            Field.of("length", Atomic.LONG),
            Field.of("content", Atomic.BINARY));

    @Override
    public String name() {
        return "binaryfile";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of();
    }

    @Override
    public boolean hasOwnSchema() {
        return true;
    }

    @Override
    public void checkReadable(Options options, DataType.Struct schema) {
        for (Field field : schema.fields()) {
            int known = SCHEMA.indexOf(field.name());
            if (known < 0 || !SCHEMA.field(known).type().equals(field.type())) {
                throw FileOptions.unsupported("BinaryFile", field);
            }
        }
    }

    @Override
    public Optional<DataType.Struct> infer(Options options, List<FileBytes> files, Provider.Surroundings around) {
        return Optional.of(SCHEMA);
    }

    @Override
    public FileReading reading(Options options, DataType.Struct schema, Provider.Surroundings around) {
        return new Reading(schema);
    }

    @Override
    public FileWriting writing(Options options, DataType.Struct schema, Provider.Surroundings around) {
        throw ErrorCondition.BINARY_FILE_IS_READ_ONLY.error().build();
    }

    private record Reading(DataType.Struct schema) implements FileReading {

        @Override
        public boolean splittable(String path) {
            return false;
        }

        @Override
        public RowReader open(FileBytes file, long start, long end, Wanted wanted) {
            return new OneRow(file, schema, wanted);
        }
    }

    private static final class OneRow implements RowReader {

        private final FileBytes file;
        private final DataType.Struct schema;
        private final Wanted wanted;
        private boolean read;

        OneRow(FileBytes file, DataType.Struct schema, Wanted wanted) {
            this.file = file;
            this.schema = schema;
            this.wanted = wanted;
        }

        @Override
        public @Nullable Chunk read() throws IOException {
            if (read) return null;
            read = true;
            Vector[] columns = new Vector[schema.size()];
            for (int i = 0; i < columns.length; i++) {
                Field field = schema.field(i);
                Object value = wanted.hasColumn(i) ? value(SCHEMA.indexOf(field.name())) : null;
                columns[i] = new ConstantVector(Vectors.single(field.type(), value), 1);
            }
            return Chunk.of(1, columns);
        }

        private Object value(int column) throws IOException {
            return switch (column) {
                case 0 -> file.path().startsWith("/") ? "file:" + file.path() : file.path();
                case 1 -> Math.multiplyExact(file.file().modifiedMillis(), 1_000);
                case 2 -> file.size();
                default -> {
                    if (file.size() > Integer.MAX_VALUE - 8) {
                        throw new IOException("a value has at most 2 GB, and the file has " + file.size() + " bytes");
                    }
                    yield file.range(0, (int) file.size());
                }
            };
        }

        @Override
        public void close() {}
    }
}
