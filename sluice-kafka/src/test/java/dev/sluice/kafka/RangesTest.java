package dev.sluice.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.json.JsonValue;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected values: by the rules of Spark's `KafkaOffsetRangeCalculator`, and its rule for `maxOffsetsPerTrigger`.
class RangesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        {"0":1}          | {"0":2}              | -  | -  | 0:1-2
        {"0":1}          | {"0":1}              | 3  | -  | -
        {"0":1,"1":1}    | {"0":2,"1":1}        | -  | -  | 0:1-2
        {"0":0}          | {"0":10}             | 3  | -  | 0:0-3 0:3-6 0:6-10
        {"0":0,"1":0}    | {"0":100,"1":1}      | 3  | -  | 0:0-50 0:50-100 1:0-1
        {"0":0}          | {"0":10}             | -  | 4  | 0:0-3 0:3-6 0:6-10
        {"0":0,"1":0}    | {"0":5,"1":40}       | 6  | 20 | 0:0-5 1:0-6 1:6-13 1:13-20 1:20-26 1:26-33 1:33-40
        """)
    void tasksShareARange(String from, String to, Long minPartitions, Long maxRecords, String expected) {
        List<OffsetRange> ranges = Ranges.divided(
                Ranges.between(offsets(from), offsets(to)), optional(minPartitions), optional(maxRecords));
        String found = ranges.stream()
                .map(range -> range.partition().partition() + ":" + range.start() + "-" + range.end())
                .collect(Collectors.joining(" "));
        assertEquals(expected == null ? "" : expected, found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"0":0,"1":0}  | {"0":90,"1":10}  | 10  | {"t":{"0":9,"1":1}}
        {"0":0,"1":0}  | {"0":99,"1":1}   | 10  | {"t":{"0":9,"1":1}}
        {"0":5,"1":7}  | {"0":5,"1":8}    | 10  | {"t":{"0":5,"1":8}}
        {"0":0,"1":0}  | {"0":3,"1":3}    | 100 | {"t":{"0":3,"1":3}}
        """)
    void aLimitIsSharedByPartitions(String from, String to, long most, String expected) {
        assertEquals(expected, Ranges.limited(offsets(from), offsets(to), most).toString());
    }

    private static PartitionOffsets offsets(String ofTopic) {
        return PartitionOffsets.of(JsonValue.parse("{\"t\":" + ofTopic + "}"));
    }

    private static OptionalLong optional(Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
