package dev.sluice.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Selection;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Rows that a client has had kept, and how much of them is counted.
final class CheckpointsTest {

    /// One text of 1,000 bytes in a block of 4,000 of them.
    @Test
    void whatIsCountedIsAboutWhatIsHeld() {
        int rows = 4_000;
        int length = 1_000;
        int[] offsets = IntStream.range(0, rows).map(row -> row * length).toArray();
        int[] lengths = IntStream.range(0, rows).map(_ -> length).toArray();
        var block = new BytesVector(new byte[rows * length], offsets, lengths, null, rows);
        Chunk one = Chunk.of(rows, block).select(Selection.all(rows).slice(17, 18));

        Checkpoints.Part part = Checkpoints.Part.of(one);
        assertEquals(1, part.rows().rowCount());
        BytesVector held = (BytesVector) part.rows().column(0);
        assertTrue(
                held.bytes().length <= 2 * part.bytes(),
                () -> held.bytes().length + " bytes are held, and " + part.bytes() + " counted");
    }
}
