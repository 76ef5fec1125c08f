package dev.sluice.aws.kinesis;

import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.Record;

/// Records of one shard as rows.
final class RecordColumns {

    static final DataType.Struct SCHEMA = DataType.Struct.of(
            Field.of("data", DataType.Atomic.BINARY),
            Field.of("streamName", DataType.Atomic.STRING),
            Field.of("partitionKey", DataType.Atomic.STRING),
            Field.of("sequenceNumber", DataType.Atomic.STRING),
            Field.of("approximateArrivalTimestamp", DataType.Atomic.TIMESTAMP),
            Field.of("shardId", DataType.Atomic.STRING));

    private RecordColumns() {}

    static Chunk chunk(String stream, String shard, List<Record> records) {
        int size = records.size();
        var data = new VectorBuilder.Bytes(size);
        var keys = new VectorBuilder.Bytes(size);
        var numbers = new VectorBuilder.Bytes(size);
        long[] micros = new long[size];
        for (int i = 0; i < size; i++) {
            Record record = records.get(i);
            byte[] bytes = record.data().asByteArrayUnsafe();
            data.append(bytes, 0, bytes.length);
            keys.append(record.partitionKey());
            numbers.append(record.sequenceNumber());
            micros[i] = record.approximateArrivalTimestamp().toEpochMilli() * 1_000;
        }
        BytesVector sequenceNumbers = numbers.build();
        return Chunk.of(
                size,
                data.build(),
                new ConstantVector(Vectors.single(DataType.Atomic.STRING, stream), size),
                keys.build(),
                sequenceNumbers,
                new LongVector(micros, null, size),
                new ConstantVector(Vectors.single(DataType.Atomic.STRING, shard), size));
    }
}
