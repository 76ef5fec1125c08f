package dev.sluice.kafka;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.connector.Wanted;
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
            broker.requirePresence();
            PartitionOffsets from = broker.resolve(options.start(), true);
            ranges = Ranges.ofBatch(from, broker.resolve(options.end(), false));
        }
        String groupId = KafkaClients.groupId(options.groupIdPrefix(), machine.newId());
        List<Split> splits = new ArrayList<>();
        for (OffsetRange part : Ranges.divided(ranges, options.minPartitions(), options.maxRecordsPerPartition())) {
            splits.add(new OwnConsumer(part, groupId));
        }
        return splits;
    }

    /// Nobody says when a batch is over, so each task has a consumer of its own.
    private final class OwnConsumer implements Split {
        private final OffsetRange part;
        private final String groupId;

        private OwnConsumer(OffsetRange part, String groupId) {
            this.part = part;
            this.groupId = groupId;
        }

        @Override
        public ChunkReader open() {
            return open(Wanted.ALL);
        }

        @Override
        public ChunkReader open(Wanted wanted) {
            var pool = new ConsumerPool(options, groupId, new Waits());
            var split = new RangeSplit(part, List.of(), options, pool, new DataLoss(options.failOnDataLoss()));
            return new Reader(split.open(wanted), pool);
        }
    }

    private record Reader(ChunkReader records, ConsumerPool pool) implements ChunkReader {

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
