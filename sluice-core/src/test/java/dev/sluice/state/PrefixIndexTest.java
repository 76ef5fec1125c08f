package dev.sluice.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.vector.KeyEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PrefixIndexTest {

    private final PrefixIndex index = new PrefixIndex();

    /// Against a map from prefixes to lists of slots.
    @Test
    void chainsKeepTheOrderInWhichKeysCameWhateverIsRemoved() {
        var random = new SplittableRandom(7);
        Map<Integer, List<Integer>> expected = new TreeMap<>();
        Map<Integer, Integer> prefixOf = new TreeMap<>();
        for (int step = 0; step < 20_000; step++) {
            int slot = random.nextInt(200);
            Integer prefix = prefixOf.remove(slot);
            if (prefix != null) {
                index.remove(slot);
                expected.get(prefix).remove((Integer) slot);
            } else {
                int added = random.nextInt(20);
                byte[] bytes = bytes(added);
                index.add(slot, bytes, 0, bytes.length, KeyEncoder.hash(bytes, 0, bytes.length));
                prefixOf.put(slot, added);
                expected.computeIfAbsent(added, _ -> new ArrayList<>()).add(slot);
            }
            int asked = random.nextInt(20);
            List<Integer> chain = expected.getOrDefault(asked, List.of());
            assertEquals(chain, chain(asked));
            byte[] bytes = bytes(asked);
            int last = index.last(bytes, 0, bytes.length, KeyEncoder.hash(bytes, 0, bytes.length));
            assertEquals(chain.isEmpty() ? -1 : chain.getLast(), last);
        }
    }

    private List<Integer> chain(int prefix) {
        byte[] bytes = bytes(prefix);
        List<Integer> slots = new ArrayList<>();
        int slot = index.first(bytes, 0, bytes.length, KeyEncoder.hash(bytes, 0, bytes.length));
        for (; slot >= 0; slot = index.next(slot)) slots.add(slot);
        return slots;
    }

    private static byte[] bytes(int prefix) {
        return new byte[] {1, (byte) prefix};
    }
}
