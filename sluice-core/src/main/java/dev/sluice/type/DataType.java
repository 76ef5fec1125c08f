package dev.sluice.type;

import dev.sluice.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The type of a column or value: Spark's types, with Spark's names.
///
/// How values look in memory is the type's [Physical] kind; its classes are in `dev.sluice.vector`.
/// Source of names and forms: Spark SQL Reference, "Data Types".
public sealed interface DataType {

    /// The name in SQL and DDL: `BIGINT`, `ARRAY<STRING>`.
    String sql();

    /// The name in lower case as `printSchema` and `DataFrame.toString` show it: `bigint`, `array<string>`.
    default String simpleString() {
        return sql().toLowerCase(Locale.ROOT);
    }

    /// The name in Spark's JSON schemas: `"long"`, or an object for nested types.
    JsonValue toJson();

    /// How values of this type are held in vectors.
    Physical physical();

    /// Types without parameters.
    enum Atomic implements DataType {
        BOOLEAN("BOOLEAN", "boolean", Physical.BOOLEAN),
        BYTE("TINYINT", "byte", Physical.INT),
        SHORT("SMALLINT", "short", Physical.INT),
        INT("INT", "integer", Physical.INT),
        LONG("BIGINT", "long", Physical.LONG),
        FLOAT("FLOAT", "float", Physical.FLOAT),
        DOUBLE("DOUBLE", "double", Physical.DOUBLE),
        /// Text in UTF-8.
        STRING("STRING", "string", Physical.BYTES),
        BINARY("BINARY", "binary", Physical.BYTES),
        /// Days since 1970-01-01.
        DATE("DATE", "date", Physical.INT),
        /// Microseconds since 1970-01-01T00:00:00Z: an instant, shown in the session's time zone.
        TIMESTAMP("TIMESTAMP", "timestamp", Physical.LONG),
        /// Microseconds since 1970-01-01T00:00:00 of a clock on the wall, without time zone.
        TIMESTAMP_NTZ("TIMESTAMP_NTZ", "timestamp_ntz", Physical.LONG),
        /// Months, days and microseconds beside each other: a [CalendarInterval].
        CALENDAR_INTERVAL("INTERVAL", "interval", Physical.BYTES),
        /// The type of a bare NULL.
        NULL("VOID", "void", Physical.NULL);

        private final String sql;
        private final String json;
        private final Physical physical;

        Atomic(String sql, String json, Physical physical) {
            this.sql = sql;
            this.json = json;
            this.physical = physical;
        }

        @Override
        public String sql() {
            return sql;
        }

        @Override
        public JsonValue toJson() {
            return JsonValue.of(json);
        }

        @Override
        public Physical physical() {
            return physical;
        }

        String jsonName() {
            return json;
        }

        @Override
        public String toString() {
            return sql;
        }
    }

    /// Lengths of time. Values do not know their units: the type says from which to which they are shown.
    sealed interface Interval extends DataType permits YearMonthInterval, DayTimeInterval {

        /// The longest unit.
        int from();

        /// The shortest unit.
        int to();

        /// The interval of that [#simpleString], if there is one.
        static Optional<Interval> named(String name) {
            return Optional.ofNullable(DataTypeJson.INTERVALS.get(name));
        }

        /// The names of its units, the longest first.
        List<String> units();

        @Override
        default String sql() {
            return "INTERVAL " + shownUnits();
        }

        /// What stands behind the figures of a literal: `DAY TO SECOND`.
        default String shownUnits() {
            return units().get(from()) + (from() == to() ? "" : " TO " + units().get(to()));
        }

        @Override
        default JsonValue toJson() {
            return JsonValue.of(simpleString());
        }
    }

    /// A length of time in months, shown from the unit `from` down to the unit `to` (0 year, 1 month).
    record YearMonthInterval(int from, int to) implements Interval {
        private static final List<String> UNITS = List.of("YEAR", "MONTH");

        public static final YearMonthInterval YEAR_TO_MONTH = new YearMonthInterval(0, 1);

        public YearMonthInterval {
            if (from < 0 || to > 1 || from > to) throw new IllegalArgumentException("no interval " + from + ".." + to);
        }

        @Override
        public List<String> units() {
            return UNITS;
        }

        @Override
        public Physical physical() {
            return Physical.INT;
        }
    }

    /// A length of time in microseconds, shown from the unit `from` down to the unit `to`
    /// (0 day, 1 hour, 2 minute, 3 second).
    record DayTimeInterval(int from, int to) implements Interval {
        private static final List<String> UNITS = List.of("DAY", "HOUR", "MINUTE", "SECOND");

        public static final DayTimeInterval DAY_TO_SECOND = new DayTimeInterval(0, 3);

        public DayTimeInterval {
            if (from < 0 || to > 3 || from > to) throw new IllegalArgumentException("no interval " + from + ".." + to);
        }

        @Override
        public List<String> units() {
            return UNITS;
        }

        @Override
        public Physical physical() {
            return Physical.LONG;
        }
    }

    /// Exact decimals of at most `precision` (1 to 38) digits, `scale` of them behind the point.
    record Decimal(int precision, int scale) implements DataType {
        public static final int MAX_PRECISION = 38;

        public Decimal {
            if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("no DECIMAL(" + precision + "," + scale + ")");
            }
        }

        @Override
        public String sql() {
            return "DECIMAL(" + precision + "," + scale + ")";
        }

        @Override
        public JsonValue toJson() {
            return JsonValue.of(simpleString());
        }

        @Override
        public Physical physical() {
            return Physical.DECIMAL;
        }
    }

    record Array(DataType element, boolean containsNull) implements DataType {
        @Override
        public String sql() {
            return "ARRAY<" + element.sql() + ">";
        }

        @Override
        public String simpleString() {
            return "array<" + element.simpleString() + ">";
        }

        @Override
        public JsonValue toJson() {
            return JsonValue.object()
                    .put("type", "array")
                    .put("elementType", element.toJson())
                    .put("containsNull", containsNull)
                    .build();
        }

        @Override
        public Physical physical() {
            return Physical.ARRAY;
        }
    }

    record Map(DataType key, DataType value, boolean valueContainsNull) implements DataType {
        @Override
        public String sql() {
            return "MAP<" + key.sql() + ", " + value.sql() + ">";
        }

        @Override
        public String simpleString() {
            return "map<" + key.simpleString() + "," + value.simpleString() + ">";
        }

        @Override
        public JsonValue toJson() {
            return JsonValue.object()
                    .put("type", "map")
                    .put("keyType", key.toJson())
                    .put("valueType", value.toJson())
                    .put("valueContainsNull", valueContainsNull)
                    .build();
        }

        @Override
        public Physical physical() {
            return Physical.MAP;
        }
    }

    /// Named fields in order: a nested value, or the schema of rows.
    record Struct(List<Field> fields) implements DataType {
        public Struct {
            fields = List.copyOf(fields);
        }

        public static Struct of(Field... fields) {
            return new Struct(List.of(fields));
        }

        public int size() {
            return fields.size();
        }

        public Field field(int ordinal) {
            return fields.get(ordinal);
        }

        /// The position of the first field of that name, case ignored, or -1.
        public int indexOf(String name) {
            for (int i = 0; i < fields.size(); i++) {
                if (fields.get(i).name().equalsIgnoreCase(name)) return i;
            }
            return -1;
        }

        public List<String> names() {
            return fields.stream().map(Field::name).toList();
        }

        @Override
        public String sql() {
            return fields.stream()
                    .map(f -> Field.quoteIfNeeded(f.name()) + ": " + f.type().sql() + (f.nullable() ? "" : " NOT NULL"))
                    .collect(Collectors.joining(", ", "STRUCT<", ">"));
        }

        @Override
        public String simpleString() {
            return fields.stream()
                    .map(f -> f.name() + ":" + f.type().simpleString())
                    .collect(Collectors.joining(",", "struct<", ">"));
        }

        /// The fields as a column list: `word STRING,count BIGINT NOT NULL`, Spark's `StructType.toDDL`.
        public String toDdl() {
            return fields.stream().map(Field::toDdl).collect(Collectors.joining(","));
        }

        @Override
        public JsonValue toJson() {
            return JsonValue.object()
                    .put("type", "struct")
                    .put("fields", fields.stream().map(Field::toJson).toList())
                    .build();
        }

        @Override
        public Physical physical() {
            return Physical.STRUCT;
        }

        /// The same fields, all of them allowed to be null, in every depth.
        public Struct asNullable() {
            return new Struct(fields.stream()
                    .map(f -> new Field(f.name(), DataType.asNullable(f.type()), true, f.comment()))
                    .toList());
        }
    }

    /// Whether values are numbers: the integers, the floating-point types and decimals.
    default boolean isNumeric() {
        return isIntegral() || isFractional();
    }

    default boolean isIntegral() {
        return this == Atomic.BYTE || this == Atomic.SHORT || this == Atomic.INT || this == Atomic.LONG;
    }

    default boolean isFractional() {
        return this == Atomic.FLOAT || this == Atomic.DOUBLE || this instanceof Decimal;
    }

    /// Whether it is such a type, or one inside of it is.
    default boolean contains(Predicate<DataType> such) {
        if (such.test(this)) return true;
        return switch (this) {
            case Array(DataType element, _) -> element.contains(such);
            case Map(DataType key, DataType value, _) -> key.contains(such) || value.contains(such);
            case Struct struct ->
                struct.fields().stream().anyMatch(field -> field.type().contains(such));
            case Atomic _, Decimal _, Interval _ -> false;
        };
    }

    /// Whether there is a map in values of the type: maps are neither compared nor hashed.
    default boolean hasMap() {
        return contains(Map.class::isInstance);
    }

    /// Whether there is a calendar interval in values of the type, which no format of files holds.
    default boolean hasCalendarInterval() {
        return contains(type -> type == Atomic.CALENDAR_INTERVAL);
    }

    /// Whether values of the type can be compared. Calendar intervals cannot: a month has no certain number of days.
    default boolean isOrdered() {
        return !hasMap() && !hasCalendarInterval();
    }

    /// The type with every nested part allowed to be null.
    static DataType asNullable(DataType type) {
        return switch (type) {
            case Struct s -> s.asNullable();
            case Array(var element, _) -> new Array(asNullable(element), true);
            case Map(var key, var value, _) -> new Map(asNullable(key), asNullable(value), true);
            case Atomic a -> a;
            case Decimal d -> d;
            case Interval i -> i;
        };
    }

    /// Whether two types differ at most in what may be null inside.
    static boolean sameIgnoringNullability(DataType a, DataType b) {
        return a.equals(b) || asNullable(a).equals(asNullable(b));
    }

    /// The type of values of either: inside may be null what may be in one of them.
    ///
    /// @param a and `b`: the same but for that
    static DataType either(DataType a, DataType b) {
        if (a.equals(b)) return a;
        return switch (a) {
            case Array(DataType x, boolean n)
            when b instanceof Array(DataType y, boolean m) -> new Array(either(x, y), n || m);
            case Map(DataType k, DataType v, boolean n)
            when b instanceof Map(DataType l, DataType w, boolean m) -> new Map(either(k, l), either(v, w), n || m);
            case Struct one
            when b instanceof Struct other && one.size() == other.size() ->
                new Struct(IntStream.range(0, one.size())
                        .mapToObj(i -> new Field(
                                one.field(i).name(),
                                either(one.field(i).type(), other.field(i).type()),
                                one.field(i).nullable() || other.field(i).nullable()))
                        .toList());
            default -> a;
        };
    }

    /// Reads a type from Spark's JSON form.
    ///
    /// @throws IllegalArgumentException if it is not one
    static DataType fromJson(JsonValue json) {
        return DataTypeJson.read(json);
    }
}
