package dev.sluice.kafka;

import dev.sluice.connector.Wanted;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// Records of one partition as rows.
final class RecordColumns {

    static final DataType HEADER =
            DataType.Struct.of(Field.of("key", DataType.Atomic.STRING), Field.of("value", DataType.Atomic.BINARY));
    static final DataType HEADERS = new DataType.Array(HEADER, true);

    private static final DataType.Struct WITHOUT_HEADERS = DataType.Struct.of(
            Field.of("key", DataType.Atomic.BINARY),
            Field.of("value", DataType.Atomic.BINARY),
            Field.of("topic", DataType.Atomic.STRING),
            Field.of("partition", DataType.Atomic.INT),
            Field.of("offset", DataType.Atomic.LONG),
            Field.of("timestamp", DataType.Atomic.TIMESTAMP),
            Field.of("timestampType", DataType.Atomic.INT));

    private static final Vector NO_BYTES = Vectors.nullOf(DataType.Atomic.BINARY);
    private static final Vector NO_HEADERS = Vectors.nullOf(HEADERS);

    private static final DataType.Struct WITH_HEADERS = withHeaders();

    private static final int KEY = 0;
    private static final int VALUE = 1;

    private final boolean headers;
    private final Wanted wanted;
    private final Vector topic;
    private final Vector number;

    /// @param wanted what is copied out of records; the small columns are there in any case
    RecordColumns(TopicPartition partition, boolean headers, Wanted wanted) {
        this.headers = headers;
        this.wanted = wanted;
        byte[] name = partition.topic().getBytes(StandardCharsets.UTF_8);
        topic = new BytesVector(name, new int[] {0}, new int[] {name.length}, null, 1);
        number = new IntVector(new int[] {partition.partition()}, null, 1);
    }

    static DataType.Struct schema(boolean headers) {
        return headers ? WITH_HEADERS : WITHOUT_HEADERS;
    }

    private static DataType.Struct withHeaders() {
        var fields = new java.util.ArrayList<>(WITHOUT_HEADERS.fields());
        fields.add(Field.of("headers", HEADERS));
        return new DataType.Struct(fields);
    }

    /// The records from `from` on, before `to` in the list.
    Chunk chunk(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records, int from, int to) {
        int size = to - from;
        long[] offsets = new long[size];
        long[] micros = new long[size];
        int[] types = new int[size];
        for (int i = 0; i < size; i++) {
            ConsumerRecord<ByteBuffer, ByteBuffer> record = records.get(from + i);
            offsets[i] = record.offset();
            micros[i] = micros(record);
            types[i] = record.timestampType().id;
        }
        Vector key = bytes(KEY, records, from, size);
        Vector value = bytes(VALUE, records, from, size);
        Vector topics = new ConstantVector(topic, size);
        Vector numbers = new ConstantVector(number, size);
        Vector offset = new LongVector(offsets, null, size);
        Vector timestamp = new LongVector(micros, null, size);
        Vector type = new IntVector(types, null, size);
        return headers
                ? Chunk.of(size, key, value, topics, numbers, offset, timestamp, type, headers(records, from, size))
                : Chunk.of(size, key, value, topics, numbers, offset, timestamp, type);
    }

    /// Copies them side by side into one array, so that what was fetched can be forgotten.
    private Vector bytes(int column, List<ConsumerRecord<ByteBuffer, ByteBuffer>> records, int from, int size) {
        if (!wanted.hasColumn(column)) return new ConstantVector(NO_BYTES, size);
        @Nullable ByteBuffer[] parts = new ByteBuffer[size];
        int[] starts = new int[size];
        int[] lengths = new int[size];
        boolean[] nulls = null;
        int total = 0;
        for (int i = 0; i < size; i++) {
            ConsumerRecord<ByteBuffer, ByteBuffer> record = records.get(from + i);
            ByteBuffer bytes = column == KEY ? record.key() : record.value();
            parts[i] = bytes;
            if (bytes == null) {
                if (nulls == null) nulls = new boolean[size];
                nulls[i] = true;
                continue;
            }
            starts[i] = total;
            lengths[i] = bytes.remaining();
            total = Math.addExact(total, lengths[i]);
        }
        byte[] all = new byte[total];
        for (int i = 0; i < size; i++) {
            ByteBuffer bytes = parts[i];
            if (bytes != null) bytes.get(bytes.position(), all, starts[i], lengths[i]);
        }
        return new BytesVector(all, starts, lengths, nulls, size);
    }

    private Vector headers(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records, int from, int size) {
        if (!wanted.hasColumn(WITHOUT_HEADERS.size())) return new ConstantVector(NO_HEADERS, size);
        var lists = (VectorBuilder.Lists) VectorBuilder.of(HEADERS, size);
        var structs = (VectorBuilder.Structs) lists.elements();
        for (int i = 0; i < size; i++) {
            Header[] each = records.get(from + i).headers().toArray();
            if (each.length == 0) {
                lists.appendNull();
                continue;
            }
            for (Header header : each) {
                structs.field(0).appendValue(header.key());
                structs.field(1).appendValue(header.value());
                structs.endRow();
            }
            lists.endRow();
        }
        return lists.build();
    }

    private static long micros(ConsumerRecord<?, ?> record) {
        try {
            return Math.multiplyExact(record.timestamp(), 1_000L);
        } catch (ArithmeticException e) {
            throw malformed(record, e);
        }
    }

    private static SluiceException malformed(ConsumerRecord<?, ?> record, ArithmeticException cause) {
        return ErrorCondition.KAFKA_MALFORMED_RECORD_TIMESTAMP
                .error()
                .with("topic", record.topic())
                .with("partition", record.partition())
                .with("offset", record.offset())
                .with("timestamp", record.timestamp())
                .cause(cause)
                .build();
    }
}
