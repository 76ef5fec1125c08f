package dev.sluice.execution.operator;

import dev.sluice.encoder.ObjectWriter;
import dev.sluice.execution.Output;
import dev.sluice.vector.Chunk;
import java.util.Iterator;

/// The rows that a program's code makes as objects, on their way out.
record MadeRows(ObjectWriter<Object> writer) {

    /// Asks the code for them, which may fail.
    void addAll(Iterator<Object> made, Output out) {
        while (made.hasNext()) {
            writer.write(made.next());
            if (writer.size() >= Chunk.ROWS) flush(out);
        }
    }

    void flush(Output out) {
        if (writer.size() > 0) out.accept(writer.take());
    }
}
