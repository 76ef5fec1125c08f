package dev.sluice.kafka;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.machine.Machine;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Partitions of topics as a whole, from one position to another; which those are is found out when it is read.
record KafkaInput(KafkaOptions options, Machine machine) implements StaticInput {

    @Override
    public DataType.Struct schema() {
        return RecordColumns.schema(options.includeHeaders());
    }

    @Override
    public String description() {
        return "KafkaBatch(" + options.topics() + ")";
    }

    @Override
    public List<Split> splits() {
        List<OffsetRange> ranges;
        try (var broker = new Broker(options)) {
            PartitionOffsets from = broker.resolve(options.start(), true);
            ranges = Ranges.ofBatch(from, broker.resolve(options.end(), false));
        }
        String groupId = KafkaClients.groupId(options.groupIdPrefix(), machine.newId());
        List<Split> splits = new ArrayList<>();
        for (OffsetRange part : Ranges.divided(ranges, options.minPartitions(), options.maxRecordsPerPartition())) {
            splits.add(() -> new Reader(part, groupId));
        }
        return splits;
    }

    /// Nobody says when a batch is over, so each task has a consumer of its own.
    private final class Reader implements ChunkReader {
        private final ConsumerPool pool;
        private final RecordReader records;

        private Reader(OffsetRange part, String groupId) {
            pool = new ConsumerPool(options, groupId);
            records = new RecordReader(part, List.of(), options, pool, new DataLoss(options.failOnDataLoss()));
        }

        @Override
        public @Nullable Chunk read() {
            return records.read();
        }

        @Override
        public String place() {
            return records.place();
        }

        @Override
        public void close() {
            records.close();
            pool.close();
        }
    }
}
