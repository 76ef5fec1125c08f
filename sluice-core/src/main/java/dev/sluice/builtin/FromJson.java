package dev.sluice.builtin;

import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.format.JsonLineParser;
import dev.sluice.format.JsonSettings;
import dev.sluice.format.JsonValueParser;
import dev.sluice.format.ParseMode;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// `from_json(text, schema[, options])`: the value that a JSON text says, by the rules and with the options of the
/// format `json`. The schema says a struct, an array or a map.
final class FromJson {

    static final ScalarFunction FUNCTION = ScalarFunction.named("from_json")
            .summary("Reads a struct, an array or a map out of a JSON text; the schema says which. "
                    + "Options are those of the format json, as a map.")
            .example("from_json('{\"a\":1, \"b\":0.8}', 'a INT, b DOUBLE')", "{1, 0.8}")
            .example("from_json('{\"at\":\"26/08/2015\"}', 'at DATE', map('dateFormat', 'dd/MM/yyyy'))", "{2015-08-26}")
            .example("from_json('[1, 2]', 'ARRAY<INT>')", "[1, 2]")
            .example("from_json('{\"a\":\"one\"}', 'a INT')", "{null}")
            .example("from_json(NULL, 'a INT')", null)
            .overload("(STRING, STRING) -> ANY", arguments -> bind(arguments, 2))
            .overload("(STRING, STRING, MAP<STRING, STRING>) -> ANY", arguments -> bind(arguments, 3))
            .exact()
            .schemaAt(1)
            .optionsAt(2)
            .nullability(Nullability.ALWAYS)
            .build();

    private FromJson() {}

    private static Optional<ScalarFunction.Candidate> bind(List<Argument> arguments, int count) {
        if (arguments.size() != count || !(arguments.get(1).value() instanceof DataType said)) return Optional.empty();
        DataType type = DataType.asNullable(said);
        Options options = CallOptions.of("from_json", arguments, 2, CallOptions.JSON);
        JsonSettings settings = JsonFormat.settings(options, ZoneOffset.UTC).forColumns();
        check(type, options, settings);
        List<DataType> parameters = count == 2
                ? List.of(Atomic.STRING, Atomic.STRING)
                : List.of(Atomic.STRING, Atomic.STRING, arguments.get(2).type());
        Kernel kernel = new Reading(type, settings, options.has("timeZone")).kernel();
        return Optional.of(new ScalarFunction.Candidate(parameters, type, 0, kernel));
    }

    /// Refuses what can't be read, before there are rows.
    private static void check(DataType type, Options options, JsonSettings settings) {
        if (!(type instanceof DataType.Struct || type instanceof DataType.Array || type instanceof DataType.Map)) {
            throw ErrorCondition.INVALID_JSON_SCHEMA
                    .error()
                    .with("schema", '"' + type.sql() + '"')
                    .build();
        }
        if (JsonFormat.hasOtherKeys(type)) {
            throw ErrorCondition.INVALID_JSON_MAP_KEY_TYPE
                    .error()
                    .with("schema", '"' + type.sql() + '"')
                    .build();
        }
        if (settings.mode() == ParseMode.DROPMALFORMED) {
            throw ErrorCondition.PARSE_MODE_UNSUPPORTED
                    .error()
                    .with("funcName", "`from_json`")
                    .with("mode", ParseMode.DROPMALFORMED.name())
                    .build();
        }
        if (type instanceof DataType.Struct struct) FileOptions.checkCorruptColumn(options, struct);
        if (!JsonLineParser.supports(type)) throw OptionValues.notYet("reading " + type.sql() + " from JSON");
    }

    /// A parser that goes from chunk to chunk; tasks that come while it is away make their own.
    private static final class Reading {

        private record Parser(JsonValueParser values, ZoneId zone) {}

        private final DataType type;
        private final JsonSettings settings;
        private final boolean ownZone;
        private final AtomicReference<@Nullable Parser> idle = new AtomicReference<>();

        Reading(DataType type, JsonSettings settings, boolean ownZone) {
            this.type = type;
            this.settings = settings;
            this.ownZone = ownZone;
        }

        Kernel kernel() {
            return Kernels.overFlat((arguments, rows, size, context) -> {
                ZoneId zone = ownZone ? settings.zone() : context.zone();
                Parser parser = idle.getAndSet(null);
                if (parser == null || !parser.zone.equals(zone)) {
                    parser = new Parser(new JsonValueParser(type, settings.in(zone)), zone);
                }
                Vector read = read(parser.values, (BytesVector) arguments[0], rows, size);
                idle.set(parser);
                return read;
            });
        }

        private static Vector read(JsonValueParser parser, BytesVector texts, Selection rows, int size) {
            byte[] bytes = texts.bytes();
            int[] offsets = texts.offsets();
            int[] lengths = texts.lengths();
            boolean[] nulls = texts.nulls();
            int next = 0;
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                for (; next < row; next++) parser.addNull();
                next++;
                if (nulls != null && nulls[row]) {
                    parser.addNull();
                } else {
                    parser.add(bytes, offsets[row], offsets[row] + lengths[row]);
                }
            }
            for (; next < size; next++) parser.addNull();
            return parser.build(bytes);
        }
    }
}
