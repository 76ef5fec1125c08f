package dev.sluice.kafka;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/// Which columns of the rows are what of a record: `value`, and perhaps `key`, `topic`, `partition` and `headers`, each
/// found by its name, written so; others are left out, as in Spark.
final class SinkColumns {

    private static final String TOPIC = "topic";

    private final @Nullable String topicOption;
    private final DataType.Struct schema;
    private final int topic;
    private final int key;
    private final int value;
    private final int headers;
    private final int partition;

    SinkColumns(DataType.Struct schema, @Nullable String topicOption) {
        this.schema = schema;
        this.topicOption = topicOption;
        topic = topicOption != null ? -1 : find(TOPIC, DataType.Atomic.STRING);
        if (topicOption == null && topic < 0) {
            throw invalid(
                    "topic option required when no 'topic' attribute is present. Use the topic option for setting a"
                            + " topic.");
        }
        key = find("key", DataType.Atomic.STRING, DataType.Atomic.BINARY);
        value = find("value", DataType.Atomic.STRING, DataType.Atomic.BINARY);
        if (value < 0) throw invalid("Required attribute 'value' not found");
        headers = find("headers", RecordColumns.HEADERS);
        partition = find("partition", DataType.Atomic.INT);
    }

    private int find(String name, DataType... allowed) {
        int ordinal = schema.names().indexOf(name);
        if (ordinal < 0) return -1;
        DataType type = schema.field(ordinal).type();
        if (Arrays.stream(allowed).anyMatch(each -> nullable(each).equals(nullable(type)))) return ordinal;
        throw invalid(name + " attribute unsupported type " + type.simpleString() + ". " + name + " must be a(n) "
                + String.join(
                        " or ",
                        Arrays.stream(allowed).map(DataType::simpleString).toList()));
    }

    private static DataType nullable(DataType type) {
        return DataType.Struct.of(Field.of("x", type)).asNullable();
    }

    private static SluiceException invalid(String message) {
        return ErrorCondition.KAFKA_COLUMN.error().with("message", message).build();
    }

    /// Makes records of rows.
    void records(Chunk rows, Consumer<ProducerRecord<byte[], byte[]>> to) {
        Chunk flat = rows.compact();
        BytesVector topics = bytes(flat, topic);
        BytesVector keys = bytes(flat, key);
        BytesVector values = (BytesVector) flat.column(value);
        IntVector partitions = partition < 0 ? null : (IntVector) flat.column(partition);
        ArrayVector lists = headers < 0 ? null : (ArrayVector) flat.column(headers);
        String lastTopic = topicOption;
        for (int row = 0; row < flat.size(); row++) {
            if (topics != null) lastTopic = topic(topics, row, lastTopic);
            to.accept(new ProducerRecord<>(
                    lastTopic,
                    partitions == null || partitions.isNull(row)
                            ? null
                            : partitions.values()[row],
                    keys == null || keys.isNull(row) ? null : keys.copy(row),
                    values.isNull(row) ? null : values.copy(row),
                    lists == null || lists.isNull(row) ? null : headers(lists, row)));
        }
    }

    private static @Nullable BytesVector bytes(Chunk flat, int ordinal) {
        return ordinal < 0 ? null : (BytesVector) flat.column(ordinal);
    }

    private static String topic(BytesVector topics, int row, @Nullable String last) {
        if (topics.isNull(row))
            throw ErrorCondition.KAFKA_NULL_TOPIC_IN_DATA.error().build();
        String name = topics.string(row);
        return last != null && last.equals(name) ? last : name;
    }

    private static List<Header> headers(ArrayVector lists, int row) {
        List<Header> all = new ArrayList<>();
        for (int i = 0; i < lists.lengths()[row]; i++) {
            var header = (List<?>) Values.get(lists.elements(), lists.offsets()[row] + i, RecordColumns.HEADER);
            if (header == null) continue;
            all.add(new RecordHeader(String.valueOf(header.getFirst()), (byte[]) header.get(1)));
        }
        return all;
    }
}
