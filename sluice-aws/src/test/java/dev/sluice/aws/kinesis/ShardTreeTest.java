package dev.sluice.aws.kinesis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kinesis.model.Shard;

class ShardTreeTest {

    /// @param shards each with those that it came out of
    /// @param read how far each is read, by its number or END
    /// @param counting whose times count
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a, b                   | a=1             | a
        a, b=a, c=a            | a=END           | a
        a, b=a, c=a            | a=END, b=1      | a b
        a, b=a, c=a            | a=END, b=1, c=1 | b c
        a, b, c=a+b            | a=END, b=1      | a b
        a, b, c=a+b            | a=END, b=END, c=1 | c
        a, b=a, c=a, d=b       | a=END, b=END, c=1 | a b c
        a, b=a, c=a, d=b       | a=END, b=END, c=1, d=1 | c d
        x                      | a=END           | a
        """)
    void whatHasEndedCountsUntilItIsFollowed(String shards, String read, String counting) {
        var tree = new ShardTree(
                Arrays.stream(shards.split(", ")).map(ShardTreeTest::shard).toList());
        var positions = new TreeMap<String, Position>();
        for (String each : read.split(", ")) positions.put(each.split("=")[0], Position.of(each.split("=")[1]));
        Set<String> expected = Arrays.stream(counting.split(" ")).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, tree.counting(new ShardPositions(Begin.OLDEST, positions)));
    }

    private static Shard shard(String text) {
        String[] parts = text.split("[=+]");
        return Shard.builder()
                .shardId(parts[0])
                .parentShardId(parts.length > 1 ? parts[1] : null)
                .adjacentParentShardId(parts.length > 2 ? parts[2] : null)
                .build();
    }
}
