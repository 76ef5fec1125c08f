package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Collects the entries of a map that is being made: no key is null, none occurs twice.
public final class MapEntries {

    private final VectorBuilder.Maps out;
    private final Set<Item> known = new TreeSet<>(Item.ORDER);

    MapEntries(VectorBuilder.Maps out) {
        this.out = out;
    }

    /// @param type of the key, for the message
    void add(Item key, Item value, DataType type) {
        if (key.isNull()) throw ErrorCondition.NULL_MAP_KEY.error().build();
        if (!known.add(key)) throw duplicate(Values.get(key.vector(), key.row(), type));
        key.appendTo(out.keys());
        value.appendTo(out.values());
    }

    /// That keys which lie side by side are those of a map.
    ///
    /// @throws SluiceException if one is null or occurs twice
    public static void requireKeys(Vector keys, int start, int count, DataType type) {
        Set<Item> known = new TreeSet<>(Item.ORDER);
        for (int at = start; at < start + count; at++) {
            if (keys.isNull(at)) throw ErrorCondition.NULL_MAP_KEY.error().build();
            if (!known.add(new Item(keys, at))) throw duplicate(Values.get(keys, at, type));
        }
    }

    static SluiceException duplicate(@Nullable Object key) {
        return ErrorCondition.DUPLICATED_MAP_KEY
                .error()
                .with("key", String.valueOf(key))
                .with("mapKeyDedupPolicy", "\"spark.sql.mapKeyDedupPolicy\"")
                .build();
    }
}
