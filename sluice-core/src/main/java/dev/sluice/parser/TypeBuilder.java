package dev.sluice.parser;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.SqlBaseLexer;
import dev.sluice.grammar.SqlBaseParser.ColDefinitionContext;
import dev.sluice.grammar.SqlBaseParser.ColDefinitionOptionContext;
import dev.sluice.grammar.SqlBaseParser.ColTypeContext;
import dev.sluice.grammar.SqlBaseParser.ColTypeListContext;
import dev.sluice.grammar.SqlBaseParser.CommentSpecContext;
import dev.sluice.grammar.SqlBaseParser.ComplexColTypeContext;
import dev.sluice.grammar.SqlBaseParser.ComplexDataTypeContext;
import dev.sluice.grammar.SqlBaseParser.DataTypeContext;
import dev.sluice.grammar.SqlBaseParser.IntegerValueContext;
import dev.sluice.grammar.SqlBaseParser.NonTrivialPrimitiveTypeContext;
import dev.sluice.grammar.SqlBaseParser.PrimitiveDataTypeContext;
import dev.sluice.grammar.SqlBaseParser.PrimitiveTypeContext;
import dev.sluice.grammar.SqlBaseParser.TableElementContext;
import dev.sluice.grammar.SqlBaseParser.TrivialPrimitiveTypeContext;
import dev.sluice.grammar.antlr.ParserRuleContext;
import dev.sluice.grammar.antlr.Token;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Data types and lists of columns.
///
/// @param lengthsMatter whether CHAR(n) and VARCHAR(n) have to hold at most n characters, as in a table. In a
///     cast they are only other words for STRING, in Spark too.
record TypeBuilder(boolean lengthsMatter) {

    private static final TypeBuilder CAST = new TypeBuilder(false);
    private static final TypeBuilder TABLE = new TypeBuilder(true);

    /// What `DECIMAL` without numbers means.
    private static final DataType DEFAULT_DECIMAL = new DataType.Decimal(10, 0);

    /// A type to convert to.
    static DataType castType(DataTypeContext said) {
        return CAST.of(said);
    }

    static DataType.Struct columns(ColTypeListContext said) {
        return new DataType.Struct(said.colType().stream().map(TABLE::column).toList());
    }

    /// The columns of a CREATE TABLE.
    static DataType.Struct tableColumns(List<TableElementContext> said) {
        return new DataType.Struct(said.stream().map(TABLE::tableColumn).toList());
    }

    static DataType.Decimal decimal(int precision, int scale, SourcePosition at) {
        if (precision > DataType.Decimal.MAX_PRECISION) {
            throw ErrorCondition.DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION
                    .error()
                    .with("precision", precision)
                    .with("maxPrecision", DataType.Decimal.MAX_PRECISION)
                    .at(at)
                    .build();
        }
        if (scale > precision) {
            throw ErrorCondition.DECIMAL_SCALE_EXCEEDS_PRECISION
                    .error()
                    .with("scale", scale)
                    .with("precision", precision)
                    .at(at)
                    .build();
        }
        return new DataType.Decimal(precision, scale);
    }

    private DataType of(DataTypeContext said) {
        return switch (said) {
            case ComplexDataTypeContext complex -> nested(complex);
            case PrimitiveDataTypeContext primitive -> primitive(primitive.primitiveType());
            default -> throw Grammar.unknown(said);
        };
    }

    private DataType nested(ComplexDataTypeContext said) {
        // The lexer reads STRUCT<> with the sign for "not equal".
        boolean complete = said.LT() != null || said.NEQ() != null;
        return switch (said.complex.getType()) {
            case SqlBaseLexer.ARRAY -> {
                if (!complete) throw incomplete(ErrorCondition.INCOMPLETE_TYPE_DEFINITION_ARRAY, said);
                yield new DataType.Array(of(said.dataType(0)), true);
            }
            case SqlBaseLexer.MAP -> {
                if (!complete) throw incomplete(ErrorCondition.INCOMPLETE_TYPE_DEFINITION_MAP, said);
                yield new DataType.Map(of(said.dataType(0)), of(said.dataType(1)), true);
            }
            case SqlBaseLexer.STRUCT -> {
                if (!complete) throw incomplete(ErrorCondition.INCOMPLETE_TYPE_DEFINITION_STRUCT, said);
                yield said.complexColTypeList() == null
                        ? DataType.Struct.of()
                        : new DataType.Struct(said.complexColTypeList().complexColType().stream()
                                .map(this::field)
                                .toList());
            }
            default -> throw Grammar.unknown(said);
        };
    }

    private static SluiceException incomplete(ErrorCondition condition, ParserRuleContext said) {
        return condition.error().at(Positions.of(said)).build();
    }

    private DataType primitive(PrimitiveTypeContext said) {
        if (said.trivialPrimitiveType() != null) return plain(said.trivialPrimitiveType());
        if (said.nonTrivialPrimitiveType() != null) return withParameters(said.nonTrivialPrimitiveType());
        throw ErrorCondition.UNSUPPORTED_DATATYPE
                .error()
                .with("typeName", "\"" + said.getText().toUpperCase(Locale.ROOT) + "\"")
                .at(Positions.of(said))
                .build();
    }

    private static DataType plain(TrivialPrimitiveTypeContext said) {
        return switch (said.getStart().getType()) {
            case SqlBaseLexer.BOOLEAN -> DataType.Atomic.BOOLEAN;
            case SqlBaseLexer.TINYINT, SqlBaseLexer.BYTE -> DataType.Atomic.BYTE;
            case SqlBaseLexer.SMALLINT, SqlBaseLexer.SHORT -> DataType.Atomic.SHORT;
            case SqlBaseLexer.INT, SqlBaseLexer.INTEGER -> DataType.Atomic.INT;
            case SqlBaseLexer.BIGINT, SqlBaseLexer.LONG -> DataType.Atomic.LONG;
            case SqlBaseLexer.FLOAT, SqlBaseLexer.REAL -> DataType.Atomic.FLOAT;
            case SqlBaseLexer.DOUBLE -> DataType.Atomic.DOUBLE;
            case SqlBaseLexer.DATE -> DataType.Atomic.DATE;
            case SqlBaseLexer.TIMESTAMP_LTZ -> DataType.Atomic.TIMESTAMP;
            case SqlBaseLexer.TIMESTAMP_NTZ -> DataType.Atomic.TIMESTAMP_NTZ;
            case SqlBaseLexer.BINARY -> DataType.Atomic.BINARY;
            case SqlBaseLexer.VOID -> DataType.Atomic.NULL;
            case SqlBaseLexer.VARIANT -> throw NotYet.supported("the type VARIANT", said);
            default -> throw Grammar.unknown(said);
        };
    }

    private DataType withParameters(NonTrivialPrimitiveTypeContext said) {
        return switch (said.getStart().getType()) {
            case SqlBaseLexer.STRING -> {
                NotYet.ifSaid(said.collateClause(), "collations (COLLATE)");
                yield DataType.Atomic.STRING;
            }
            case SqlBaseLexer.CHAR, SqlBaseLexer.CHARACTER, SqlBaseLexer.VARCHAR -> characters(said);
            case SqlBaseLexer.DECIMAL, SqlBaseLexer.DEC, SqlBaseLexer.NUMERIC -> decimal(said);
            case SqlBaseLexer.INTERVAL -> interval(said);
            case SqlBaseLexer.TIMESTAMP ->
                said.withoutTimeZone() == null ? DataType.Atomic.TIMESTAMP : DataType.Atomic.TIMESTAMP_NTZ;
            case SqlBaseLexer.TIME, SqlBaseLexer.GEOGRAPHY, SqlBaseLexer.GEOMETRY ->
                throw NotYet.supported("the type " + said.getStart().getText().toUpperCase(Locale.ROOT), said);
            default -> throw Grammar.unknown(said);
        };
    }

    private DataType characters(NonTrivialPrimitiveTypeContext said) {
        String name = said.getStart().getText().toUpperCase(Locale.ROOT);
        if (said.length == null) {
            throw ErrorCondition.DATATYPE_MISSING_SIZE
                    .error()
                    .with("type", "\"" + name + "\"")
                    .at(Positions.of(said))
                    .build();
        }
        NotYet.ifSaid(said.collateClause(), "collations (COLLATE)");
        if (lengthsMatter) throw NotYet.supported("the type " + name + "(n) in a table", said);
        return DataType.Atomic.STRING;
    }

    private static DataType decimal(NonTrivialPrimitiveTypeContext said) {
        if (said.precision == null) return DEFAULT_DECIMAL;
        return decimal(integer(said.precision), said.scale == null ? 0 : integer(said.scale), Positions.of(said));
    }

    private static int integer(IntegerValueContext said) {
        if (said.getStart().getType() != SqlBaseLexer.INTEGER_VALUE) {
            throw NotYet.supported("parameter markers (?, :name)", said);
        }
        try {
            return Integer.parseInt(said.getText());
        } catch (NumberFormatException _) {
            return Integer.MAX_VALUE;
        }
    }

    private static DataType interval(NonTrivialPrimitiveTypeContext said) {
        if (said.fromYearMonth != null) {
            List<String> units = DataType.YearMonthInterval.YEAR_TO_MONTH.units();
            checkRange(units, said.fromYearMonth, said);
            int from = index(units, said.fromYearMonth);
            return new DataType.YearMonthInterval(from, said.to == null ? from : index(units, said.to));
        }
        if (said.fromDayTime == null) return DataType.Atomic.CALENDAR_INTERVAL;
        checkRange(DayTimeText.UNITS, said.fromDayTime, said);
        int from = index(DayTimeText.UNITS, said.fromDayTime);
        return new DataType.DayTimeInterval(from, said.to == null ? from : index(DayTimeText.UNITS, said.to));
    }

    private static void checkRange(List<String> units, Token from, NonTrivialPrimitiveTypeContext said) {
        if (said.to != null && index(units, said.to) <= index(units, from)) {
            throw IntervalBuilder.fromTo("", from.getText(), said.to.getText(), said);
        }
    }

    private static int index(List<String> units, Token unit) {
        return units.indexOf(unit.getText().toUpperCase(Locale.ROOT));
    }

    private Field column(ColTypeContext said) {
        return new Field(
                Names.of(said.colName),
                of(said.dataType()),
                !Negation.isSaid(said.errorCapturingNot()),
                comment(said.commentSpec()));
    }

    private Field field(ComplexColTypeContext said) {
        return new Field(
                Names.of(said.errorCapturingIdentifier()),
                of(said.dataType()),
                !Negation.isSaid(said.errorCapturingNot()));
    }

    private Field tableColumn(TableElementContext said) {
        NotYet.ifSaid(said.tableConstraintDefinition(), "constraints on tables");
        ColDefinitionContext column = said.colDefinition();
        boolean nullable = true;
        String comment = null;
        for (ColDefinitionOptionContext option : column.colDefinitionOption()) {
            NotYet.ifSaid(option.defaultExpression(), "default values of columns (DEFAULT)");
            NotYet.ifSaid(option.generationExpression(), "generated columns (GENERATED)");
            NotYet.ifSaid(option.columnConstraintDefinition(), "constraints on columns");
            if (Negation.isSaid(option.errorCapturingNot())) nullable = false;
            if (option.commentSpec() != null) comment = comment(option.commentSpec());
        }
        return new Field(Names.of(column.colName), of(column.dataType()), nullable, comment);
    }

    static @Nullable String comment(@Nullable CommentSpecContext said) {
        return said == null ? null : StringLiteral.of(said.stringLit());
    }
}
