package dev.sluice.aws.kinesis;

import dev.sluice.connector.Offset;
import dev.sluice.json.JsonValue;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far each shard has been read, which is how the source's offset looks:
/// `{"begin":-1,"shards":{"shardId-000000000000":"49590338271490256608559692538361571095921575989136588898"}}`.
///
/// @param begin where shards are begun
/// @param byShard those of which something was read
record ShardPositions(Begin begin, SortedMap<String, Position> byShard) {

    private static final String BEGIN = "begin";
    private static final String SHARDS = "shards";

    ShardPositions {
        byShard = Collections.unmodifiableSortedMap(new TreeMap<>(byShard));
    }

    static ShardPositions none(Begin begin) {
        return new ShardPositions(begin, new TreeMap<>());
    }

    /// @throws IllegalArgumentException if it is something else
    static ShardPositions of(JsonValue json) {
        var fields = json.asObject();
        SortedMap<String, Position> positions = new TreeMap<>();
        fields.require(SHARDS)
                .asObject()
                .fields()
                .forEach((shard, position) -> positions.put(shard, Position.of(position.asString())));
        return new ShardPositions(new Begin(fields.require(BEGIN).asLong()), positions);
    }

    Offset toOffset() {
        JsonValue.ObjectBuilder shards = JsonValue.object();
        byShard.forEach((shard, position) -> {
            String text = position.text();
            if (text != null) shards.put(shard, text);
        });
        return new Offset(JsonValue.object()
                .put(BEGIN, begin.millis())
                .put(SHARDS, shards.build())
                .build());
    }

    Position of(String shard) {
        return byShard.getOrDefault(shard, new Position.Unread());
    }

    /// The same, further in some shards.
    ShardPositions with(Map<String, Position> further) {
        SortedMap<String, Position> both = new TreeMap<>(byShard);
        both.putAll(further);
        return new ShardPositions(begin, both);
    }

    /// The same as if nothing had been read of some shards.
    ShardPositions without(Set<String> shards) {
        SortedMap<String, Position> rest = new TreeMap<>(byShard);
        rest.keySet().removeAll(shards);
        return new ShardPositions(begin, rest);
    }
}
