package dev.sluice.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.sluice.parser.SqlParser;
import dev.sluice.testing.ChunkShape.Encoding;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever the shape, the rows are the same.
class ChunkShapeTest {

    private static final DataType.Struct SCHEMA = SqlParser.tableSchema("s STRING, n INT");
    private static final List<List<@Nullable Object>> ROWS = List.of(
            Arrays.asList("a", 1),
            Arrays.asList("a", 1),
            Arrays.asList(null, 2),
            Arrays.asList("b", null),
            Arrays.asList("a", 1));

    private static List<List<@Nullable Object>> rows(List<Chunk> chunks) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Chunk chunk : chunks) {
            for (int i = 0; i < chunk.rowCount(); i++)
                rows.add(Values.row(chunk, chunk.selection().row(i), SCHEMA));
        }
        return rows;
    }

    @ParameterizedTest
    @EnumSource
    void rowsStayAsTheyAre(Encoding encoding) {
        for (int size : new int[] {1, 2, 3, 1024}) {
            assertEquals(ROWS, rows(new ChunkShape(size, encoding).chunks(ROWS, SCHEMA)));
        }
    }

    @Test
    void chunksAreAsLargeAsAsked() {
        List<Chunk> chunks = new ChunkShape(2, Encoding.FLAT).chunks(ROWS, SCHEMA);
        assertEquals(List.of(2, 2, 1), chunks.stream().map(Chunk::rowCount).toList());
    }

    @Test
    void vectorsAreOfTheKindAsked() {
        Chunk dictionary =
                new ChunkShape(1024, Encoding.DICTIONARY).chunks(ROWS, SCHEMA).getFirst();
        assertInstanceOf(DictionaryVector.class, dictionary.column(0));
        List<Chunk> constants = new ChunkShape(1024, Encoding.CONSTANT).chunks(ROWS, SCHEMA);
        assertEquals(4, constants.size());
        assertInstanceOf(ConstantVector.class, constants.getFirst().column(0));
        Chunk sparse =
                new ChunkShape(1024, Encoding.SPARSE).chunks(ROWS, SCHEMA).getFirst();
        assertEquals(2 * sparse.rowCount(), sparse.size());
    }
}
