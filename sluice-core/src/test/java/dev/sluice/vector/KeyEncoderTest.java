package dev.sluice.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyEncoderTest {

    private static final DataType WINDOW =
            DataType.Struct.of(Field.of("start", Atomic.TIMESTAMP), Field.of("end", Atomic.TIMESTAMP));

    /// Structs that know of nulls are written row by row.
    @Test
    void windowsHaveTheSameKeysColumnByColumnAsRowByRow() {
        for (Selection rows : List.of(Selection.all(3), new Selection(new int[] {2, 0}, 2))) {
            byte[][] byColumn = keys(null, rows);
            assertArrayEquals(keys(new boolean[3], rows), byColumn);
            assertArrayEquals(
                    new byte[] {1, 1, 0, 0, 0, 0, 0, 0, 0, 30, 0, 1, 0, 0, 0, 1, 'c'},
                    byColumn[byColumn.length == 3 ? 2 : 0]);
        }
    }

    private static byte[][] keys(boolean @Nullable [] nulls, Selection rows) {
        var starts = new LongVector(new long[] {10, 20, 30}, null, 3);
        var ends = new DictionaryVector(
                new LongVector(new long[] {20, 0}, new boolean[] {false, true}, 2), new int[] {0, 0, 1}, 3);
        var names = new BytesVector(new byte[] {'a', 'b', 'c'}, new int[] {0, 1, 2}, new int[] {1, 1, 1}, null, 3);
        var window = new StructVector(new Vector[] {starts, ends}, nulls, 3);
        KeyBatch keys = new KeyEncoder(List.of(WINDOW, Atomic.STRING)).encode(new Vector[] {window, names}, rows);
        byte[][] each = new byte[keys.count()][];
        for (int i = 0; i < each.length; i++) {
            int from = keys.offsets()[i];
            each[i] = Arrays.copyOfRange(keys.bytes(), from, from + keys.lengths()[i]);
        }
        return each;
    }
}
