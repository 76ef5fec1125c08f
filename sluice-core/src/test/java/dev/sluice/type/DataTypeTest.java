package dev.sluice.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.json.JsonValue;
import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType.Atomic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataTypeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a BOOLEAN,b TINYINT,c SMALLINT,d INT,e BIGINT",
                "f FLOAT,g DOUBLE,h DECIMAL(38,18),i STRING,j BINARY",
                "k DATE,l TIMESTAMP,m TIMESTAMP_NTZ",
                "n INTERVAL DAY,o INTERVAL HOUR TO SECOND,p INTERVAL YEAR TO MONTH",
                "q ARRAY<INT>,r MAP<STRING, ARRAY<DOUBLE>>,s STRUCT<x: INT NOT NULL, `odd name`: STRING>",
                "id INT NOT NULL,`the name` STRING,`ba``ck` STRING"
            })
    void columnsAreReadAndWrittenAsDdl(String ddl) {
        assertEquals(ddl, SqlParser.tableSchema(ddl).toDdl());
    }

    @Test
    void aSchemaSurvivesItsJsonForm() {
        var schema = SqlParser.tableSchema(
                "a INT NOT NULL, d DECIMAL(10,2), l ARRAY<STRUCT<x: INT>>, m MAP<STRING, DATE>, i INTERVAL DAY TO SECOND");
        assertEquals(schema, DataType.fromJson(JsonValue.parse(schema.toJson().toText())));
    }

    @Test
    void whatIsNoTypeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> DataType.fromJson(JsonValue.of("nosuchtype")));
        assertThrows(IllegalArgumentException.class, () -> new DataType.Decimal(39, 0));
        assertThrows(IllegalArgumentException.class, () -> new DataType.Decimal(3, 4));
        assertThrows(IllegalArgumentException.class, () -> new DataType.DayTimeInterval(2, 1));
    }

    @Test
    void theSimpleFormIsSparks() {
        var schema = SqlParser.tableSchema("a BIGINT, m MAP<STRING, ARRAY<INT>>, d DECIMAL(5, 1)");
        assertEquals("struct<a:bigint,m:map<string,array<int>>,d:decimal(5,1)>", schema.simpleString());
    }

    @Test
    void nullabilityInsideIsIgnoredWhereItIsAskedFor() {
        var strict = new DataType.Array(Atomic.INT, false);
        var lax = new DataType.Array(Atomic.INT, true);
        assertFalse(strict.equals(lax));
        assertTrue(DataType.sameIgnoringNullability(strict, lax));
        assertEquals(lax, DataType.asNullable(strict));
    }

    @Test
    void fieldsAreFoundWhateverTheirCase() {
        var schema = SqlParser.tableSchema("Id INT, name STRING");
        assertEquals(0, schema.indexOf("ID"));
        assertEquals(-1, schema.indexOf("nope"));
    }
}
