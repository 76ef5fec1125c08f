package dev.sluice.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PrefixIndexTest {

    private final KeyTable keys = new KeyTable();
    private final PrefixIndex index = new PrefixIndex(keys);

    /// Against a map from prefixes to lists of slots.
    @Test
    void chainsKeepTheOrderInWhichKeysCameWhateverIsRemoved() {
        var random = new SplittableRandom(7);
        Map<Integer, List<Integer>> expected = new TreeMap<>();
        Map<Integer, Integer> prefixOf = new TreeMap<>();
        Map<Integer, Integer> slotOf = new TreeMap<>();
        for (int step = 0; step < 20_000; step++) {
            int id = random.nextInt(200);
            Integer prefix = prefixOf.remove(id);
            if (prefix != null) {
                int slot = slotOf.get(id);
                index.remove(slot);
                keys.remove(slot);
                expected.get(prefix).remove((Integer) slot);
            } else {
                int added = random.nextInt(20);
                byte[] key = {1, (byte) added, (byte) id};
                int slot = keys.add(key, 0, 3, KeyEncoder.hash(key, 0, 3));
                index.add(slot, key, 0, 2, KeyEncoder.hash(key, 0, 2));
                prefixOf.put(id, added);
                slotOf.put(id, slot);
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
