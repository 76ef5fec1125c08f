package dev.sluice.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Spark says of the nullability of a conversion.
class CastNullsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STRING | INT | true",
                "STRING | BINARY | false",
                "INT | STRING | false",
                "INT | BIGINT | false",
                "BIGINT | TINYINT | false",
                "DOUBLE | INT | true",
                "DECIMAL(3,1) | INT | true",
                "INT | DECIMAL(10,0) | false",
                "INT | DECIMAL(9,0) | true",
                "BIGINT | DECIMAL(20,0) | false",
                "DECIMAL(5,2) | DECIMAL(6,2) | false",
                "DECIMAL(5,2) | DECIMAL(5,1) | false",
                "DECIMAL(5,2) | DECIMAL(5,3) | true",
                "DOUBLE | DECIMAL(38,0) | true",
                "DATE | TIMESTAMP | false",
                "TIMESTAMP | DATE | false",
                "DOUBLE | TIMESTAMP | true",
                "BIGINT | TIMESTAMP | false"
            })
    void castsMakeNullsOrNot(String from, String to, boolean expected) {
        assertEquals(expected, CastNulls.mayMakeNull(type(from), type(to)));
    }

    private static DataType type(String ddl) {
        return SqlParser.tableSchema("v " + ddl).field(0).type();
    }
}
