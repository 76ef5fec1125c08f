package dev.sluice.connect;

import dev.sluice.ast.Expr;
import dev.sluice.type.CalendarInterval;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.spark.connect.proto.Expression.Literal;
import org.jspecify.annotations.Nullable;

/// Constants of the protocol as expressions. Nested ones are calls of `array`, `map` and `named_struct`, as in SQL.
final class ProtoLiterals {

    private ProtoLiterals() {}

    static Expr read(Literal literal) {
        return switch (literal.getLiteralTypeCase()) {
            case NULL -> constant(null, ProtoTypes.read(literal.getNull()));
            case BINARY -> constant(literal.getBinary().toByteArray(), Atomic.BINARY);
            case BOOLEAN -> constant(literal.getBoolean(), Atomic.BOOLEAN);
            case BYTE -> constant((int) (byte) literal.getByte(), Atomic.BYTE);
            case SHORT -> constant((int) (short) literal.getShort(), Atomic.SHORT);
            case INTEGER -> constant(literal.getInteger(), Atomic.INT);
            case LONG -> constant(literal.getLong(), Atomic.LONG);
            case FLOAT -> constant(literal.getFloat(), Atomic.FLOAT);
            case DOUBLE -> constant(literal.getDouble(), Atomic.DOUBLE);
            case DECIMAL -> decimal(literal.getDecimal());
            case STRING -> constant(literal.getString(), Atomic.STRING);
            case DATE -> constant(literal.getDate(), Atomic.DATE);
            case TIMESTAMP -> constant(literal.getTimestamp(), Atomic.TIMESTAMP);
            case TIMESTAMP_NTZ -> constant(literal.getTimestampNtz(), Atomic.TIMESTAMP_NTZ);
            case YEAR_MONTH_INTERVAL ->
                constant(literal.getYearMonthInterval(), DataType.YearMonthInterval.YEAR_TO_MONTH);
            case DAY_TIME_INTERVAL -> constant(literal.getDayTimeInterval(), new DataType.DayTimeInterval(0, 3));
            case CALENDAR_INTERVAL -> constant(interval(literal.getCalendarInterval()), Atomic.CALENDAR_INTERVAL);
            case ARRAY -> array(literal);
            case MAP -> map(literal.getMap());
            case STRUCT -> struct(literal);
            case SPECIALIZED_ARRAY -> call("array", items(literal.getSpecializedArray()));
            case TIME -> throw Refusals.notYet("a constant " + literal.getLiteralTypeCase());
            case LITERALTYPE_NOT_SET -> throw Refusals.invalid("a literal without a value");
        };
    }

    private static CalendarInterval interval(Literal.CalendarInterval said) {
        return new CalendarInterval(said.getMonths(), said.getDays(), said.getMicroseconds());
    }

    private static Expr constant(@Nullable Object value, DataType type) {
        return new Expr.Literal(value, type, null);
    }

    private static Expr decimal(Literal.Decimal said) {
        BigDecimal value;
        try {
            value = new BigDecimal(said.getValue());
        } catch (NumberFormatException e) {
            throw Refusals.invalid("the decimal " + said.getValue());
        }
        int scale = said.hasScale() ? said.getScale() : Math.max(0, value.scale());
        // What is behind the point counts, zeros too.
        int digits = Math.max(said.hasPrecision() ? said.getPrecision() : value.precision(), scale);
        int precision = Math.max(digits, 1);
        if (precision < 1 || precision > DataType.Decimal.MAX_PRECISION || scale < 0 || scale > precision) {
            throw Refusals.invalid("the decimal " + said.getValue() + " of " + precision + " digits, " + scale
                    + " of them behind the point");
        }
        if (value.scale() > scale || value.precision() - value.scale() > precision - scale) {
            throw Refusals.invalid("the decimal " + said.getValue() + " does not fit its type");
        }
        return constant(value.setScale(scale), new DataType.Decimal(precision, scale));
    }

    private static Expr array(Literal literal) {
        List<Expr> items = literal.getArray().getElementsList().stream()
                .map(ProtoLiterals::read)
                .toList();
        Expr made = call("array", items);
        // An empty one has no item to tell the type.
        return items.isEmpty() && literal.hasDataType()
                ? new Expr.Cast(made, ProtoTypes.read(literal.getDataType()), false, null)
                : made;
    }

    private static Expr map(Literal.Map map) {
        if (map.getKeysCount() != map.getValuesCount()) throw Refusals.invalid("a map with a key too many");
        List<Expr> entries = new ArrayList<>();
        for (int i = 0; i < map.getKeysCount(); i++) {
            entries.add(read(map.getKeys(i)));
            entries.add(read(map.getValues(i)));
        }
        return call("map", entries);
    }

    private static Expr struct(Literal literal) {
        @SuppressWarnings("deprecation") // what clients before 4.1 send
        var said = literal.hasDataType()
                ? literal.getDataType()
                : literal.getStruct().getStructType();
        if (!(ProtoTypes.read(said) instanceof DataType.Struct type)
                || type.size() != literal.getStruct().getElementsCount()) {
            throw Refusals.invalid("a struct whose type does not fit");
        }
        List<Expr> fields = new ArrayList<>();
        for (int i = 0; i < type.size(); i++) {
            fields.add(constant(type.field(i).name(), Atomic.STRING));
            fields.add(read(literal.getStruct().getElements(i)));
        }
        return call("named_struct", fields);
    }

    private static List<Expr> items(Literal.SpecializedArray array) {
        return switch (array.getValueTypeCase()) {
            case BOOLS -> items(array.getBools().getValuesCount(), array.getBools()::getValues, Atomic.BOOLEAN);
            case INTS -> items(array.getInts().getValuesCount(), array.getInts()::getValues, Atomic.INT);
            case LONGS -> items(array.getLongs().getValuesCount(), array.getLongs()::getValues, Atomic.LONG);
            case FLOATS -> items(array.getFloats().getValuesCount(), array.getFloats()::getValues, Atomic.FLOAT);
            case DOUBLES -> items(array.getDoubles().getValuesCount(), array.getDoubles()::getValues, Atomic.DOUBLE);
            case STRINGS -> items(array.getStrings().getValuesCount(), array.getStrings()::getValues, Atomic.STRING);
            case VALUETYPE_NOT_SET -> throw Refusals.invalid("an array literal without items");
        };
    }

    private static List<Expr> items(int count, IntFunction<Object> item, DataType type) {
        List<Expr> items = new ArrayList<>();
        for (int i = 0; i < count; i++) items.add(constant(item.apply(i), type));
        return items;
    }

    private static Expr call(String function, List<Expr> args) {
        return new Expr.Call(function, args, false, null, null);
    }
}
