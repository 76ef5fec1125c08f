package dev.sluice.testing;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.connector.Provider;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A stream that a program feeds.
class MemorySourceContractTest extends SourceContract {

    private final MemoryStream stream = new MemoryStream(DataType.Struct.of(Field.of("n", DataType.Atomic.LONG)));
    private long next;

    @Override
    protected Provider provider() {
        return stream.provider();
    }

    @Override
    protected Map<String, String> options() {
        return Map.of();
    }

    @Override
    protected List<String> shown() {
        return List.of("n");
    }

    @Override
    protected List<String> feed(int rows) {
        List<String> fed = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            stream.add(List.of(List.of(next)));
            fed.add(String.valueOf(next++));
        }
        return fed;
    }
}
