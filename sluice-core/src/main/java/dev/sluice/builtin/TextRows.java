package dev.sluice.builtin;

import dev.sluice.connector.Options;
import dev.sluice.format.CsvInference;
import dev.sluice.format.CsvLineParser;
import dev.sluice.format.JsonInference;
import dev.sluice.format.JsonLineParser;
import dev.sluice.format.LineParser;
import dev.sluice.format.xml.XmlInference;
import dev.sluice.format.xml.XmlTextParser;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Selection;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Texts that are there already, read by the rules of a format: a text is what a line of a file would be, or for XML an
/// element.
public enum TextRows {
    JSON {
        @Override
        Function<ZoneId, LineParser> parsers(Options options, DataType.Struct schema) {
            return zone -> new JsonLineParser(
                    schema, JsonFormat.settings(options, zone).forColumns());
        }

        @Override
        public Inference inference(Options options, ZoneId zone) {
            var inference = new JsonInference(JsonFormat.settings(options, zone).forColumns());
            return new Inference(inference::line, inference::schema);
        }
    },
    CSV {
        @Override
        Function<ZoneId, LineParser> parsers(Options options, DataType.Struct schema) {
            return zone -> new CsvLineParser(schema, CsvOptions.settings(options, zone), false);
        }

        @Override
        public Inference inference(Options options, ZoneId zone) {
            var inference = new CsvInference(CsvOptions.settings(options, zone));
            return new Inference(inference.parser(true)::line, inference::schema);
        }
    },
    XML {
        @Override
        Function<ZoneId, LineParser> parsers(Options options, DataType.Struct schema) {
            return zone -> new XmlTextParser(schema, XmlOptions.settings(options, zone));
        }

        @Override
        public Inference inference(Options options, ZoneId zone) {
            var inference = new XmlInference(XmlOptions.ofFiles(options, zone));
            return new Inference(
                    (bytes, from, to) -> read(inference, new String(bytes, from, to - from, StandardCharsets.UTF_8)),
                    inference::schema);
        }
    };

    /// Takes a text.
    public interface TextTaker {
        void take(byte[] bytes, int from, int to);
    }

    /// Finds the columns that texts have; for CSV the first one may be a header.
    public record Inference(TextTaker texts, Supplier<DataType.Struct> columns) {}

    /// Refuses columns that no such texts have.
    ///
    /// @throws dev.sluice.error.SluiceException as files of the format do
    public void check(Options options, DataType.Struct schema) {
        switch (this) {
            case JSON -> new JsonFormat().checkReadable(options, schema);
            case CSV -> new CsvFormat().checkReadable(options, schema);
            case XML -> new XmlFormat().checkReadable(options, schema);
        }
    }

    abstract Function<ZoneId, LineParser> parsers(Options options, DataType.Struct schema);

    /// @param zone the session's
    public abstract Inference inference(Options options, ZoneId zone);

    /// The name of the format.
    public String format() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The function that makes a list of rows of a text: none of one that is passed over, or left out as the mode says.
    ///
    /// @param schema columns that may be null
    public ScalarFunction function(Options options, DataType.Struct schema) {
        var type = new DataType.Array(schema, false);
        Kernel kernel = kernel(parsers(options, schema));
        var candidate = new ScalarFunction.Candidate(List.of(Atomic.STRING), type, 0, kernel);
        return ScalarFunction.named(format())
                .summary("Rows of a text.")
                .overload("(STRING) -> ARRAY<STRUCT>", _ -> Optional.of(candidate))
                .notFoldable()
                .build();
    }

    private static void read(XmlInference inference, String text) {
        try {
            inference.read(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // which a text does not throw
        }
    }

    /// A parser goes from chunk to chunk; tasks that come while it is away make their own.
    private static Kernel kernel(Function<ZoneId, LineParser> parsers) {
        record Known(LineParser parser, ZoneId zone) {}
        var idle = new AtomicReference<@Nullable Known>();
        return Kernels.overFlat((arguments, rows, size, context) -> {
            Known known = idle.getAndSet(null);
            if (known == null || !known.zone.equals(context.zone())) {
                known = new Known(parsers.apply(context.zone()), context.zone());
            }
            Vector lists = read(known.parser, (BytesVector) arguments[0], rows, size);
            idle.set(known);
            return lists;
        });
    }

    private static Vector read(LineParser parser, BytesVector texts, Selection rows, int size) {
        int[] offsets = new int[size];
        int[] lengths = new int[size];
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            offsets[row] = parser.rowCount();
            if (texts.isNull(row)) continue;
            int from = texts.offsets()[row];
            parser.line(texts.bytes(), from, from + texts.lengths()[row]);
            lengths[row] = parser.rowCount() - offsets[row];
        }
        Chunk made = parser.take();
        if (made.rowCount() < made.size()) leaveOut(made, offsets, lengths);
        var structs = new StructVector(made.columns(), null, made.size());
        return new ArrayVector(offsets, lengths, structs, null, size);
    }

    /// All rows of a text are left out, or none.
    private static void leaveOut(Chunk made, int[] offsets, int[] lengths) {
        boolean[] kept = new boolean[made.size()];
        for (int i = 0; i < made.rowCount(); i++) kept[made.selection().row(i)] = true;
        for (int row = 0; row < lengths.length; row++) {
            if (lengths[row] > 0 && !kept[offsets[row]]) lengths[row] = 0;
        }
    }
}
