package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Wanted;
import dev.sluice.file.FileBytes;
import dev.sluice.file.FileFormat;
import dev.sluice.file.FileReading;
import dev.sluice.file.FileWriting;
import dev.sluice.filesink.TextWriting;
import dev.sluice.format.RowReader;
import dev.sluice.format.xml.XmlInference;
import dev.sluice.format.xml.XmlRows;
import dev.sluice.format.xml.XmlSettings;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `xml`: a row for each element of a name. A file is read by one task, from its beginning on.
final class XmlFormat implements FileFormat {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    @Override
    public String name() {
        return "xml";
    }

    @Override
    public List<OptionSpec> options() {
        return Stream.concat(FileSinkOptions.COMPRESSION.stream(), XmlOptions.UNDERSTOOD.stream())
                .toList();
    }

    @Override
    public FileReading reading(Options options, DataType.Struct schema, Provider.Surroundings around) {
        return new XmlReading(schema, XmlOptions.ofFiles(options, around.zone()));
    }

    @Override
    public void checkReadable(Options options, DataType.Struct user) {
        XmlOptions.ofFiles(options, java.time.ZoneOffset.UTC);
        FileOptions.checkCorruptColumn(options, user);
        for (Field field : user.fields()) {
            if (JsonFormat.hasOtherKeys(field.type()) || field.type().hasCalendarInterval())
                throw FileOptions.unsupported("XML", field);
        }
    }

    @Override
    public Optional<DataType.Struct> infer(Options options, List<FileBytes> files, Provider.Surroundings around) {
        var inference = new XmlInference(XmlOptions.ofFiles(options, around.zone()));
        if (files.isEmpty()) return Optional.empty();
        for (FileBytes file : files) {
            try (Reader text = text(file)) {
                inference.read(text);
            } catch (IOException e) {
                throw InputPaths.unreadable(file.path(), e);
            }
        }
        return Optional.of(inference.schema());
    }

    @Override
    public FileWriting writing(Options options, DataType.Struct schema, Provider.Surroundings around) {
        for (Field field : schema.fields()) {
            if (hasIntervals(field.type())) throw FileOptions.unsupported("XML", field);
        }
        return new TextWriting(XmlOptions.rows(options, schema, around.zone()), ".xml", FileSinkOptions.codec(options));
    }

    /// Intervals have no text in XML.
    static boolean hasIntervals(DataType type) {
        return switch (type) {
            case DataType.Struct struct -> struct.fields().stream().anyMatch(field -> hasIntervals(field.type()));
            case DataType.Array array -> hasIntervals(array.element());
            case DataType.Map map -> hasIntervals(map.key()) || hasIntervals(map.value());
            case DataType.Interval _ -> true;
            case DataType.Atomic atomic -> atomic == DataType.Atomic.CALENDAR_INTERVAL;
            case DataType.Decimal _ -> false;
        };
    }

    /// The characters of a file, without the mark that some begin with.
    private static Reader text(FileBytes file) throws IOException {
        InputStream in = file.from(0);
        try {
            var bytes = new BufferedInputStream(Compression.of(file.path()).decompress(in), 1 << 16);
            bytes.mark(MARK.length);
            if (!java.util.Arrays.equals(bytes.readNBytes(MARK.length), MARK)) bytes.reset();
            return new InputStreamReader(bytes, StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static String whole(FileBytes file) throws IOException {
        try (Reader text = text(file)) {
            return text.readAllAsString();
        }
    }

    private record XmlReading(DataType.Struct schema, XmlSettings settings) implements FileReading {

        @Override
        public boolean splittable(String path) {
            return false;
        }

        @Override
        public RowReader open(FileBytes file, long start, long end, Wanted wanted) throws IOException {
            return new XmlRows(text(file), () -> whole(file), schema, settings);
        }
    }
}
