package dev.sluice.kafka;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Wanted;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.vector.Chunk;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Reads a range of one partition: first what is here, then what the broker has.
///
/// An offset of the range need not have a record: one was deleted by compaction, or belongs to a transaction that was
/// aborted, or tells of its end. But the first offset must not lie before what the broker still has.
final class RecordReader implements ChunkReader {

    private static final long MOST_CHUNK_BYTES = 32L << 20;
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final OffsetRange range;
    private final KafkaOptions options;
    private final ConsumerPool pool;
    private final DataLoss loss;
    private final RecordColumns columns;
    private final Deque<Received.Piece> pieces = new ArrayDeque<>();
    private @Nullable Consumer<ByteBuffer, ByteBuffer> consumer;
    private List<ConsumerRecord<ByteBuffer, ByteBuffer>> records = List.of();
    private int next;
    private long position;
    private long arrivedMicros = -1;
    private final Silence silence;

    RecordReader(RangeSplit split, Wanted wanted) {
        range = split.range();
        options = split.options();
        pool = split.pool();
        loss = split.loss();
        silence = new Silence(options);
        columns = new RecordColumns(range.partition(), options.includeHeaders(), wanted);
        position = range.start();
        for (Received.Piece piece : split.here()) {
            if (piece.end() > range.start() && piece.start() < range.end()) {
                pieces.add(piece.within(range.start(), range.end()));
            }
        }
    }

    @Override
    public @Nullable Chunk read() {
        while (next == records.size()) {
            Received.Piece piece = pieces.poll();
            if (piece != null) {
                position = piece.end();
                arrivedMicros = piece.micros(); // the oldest of those that come together
                records = gathered(piece.records());
                next = 0;
            } else if (position < range.end()) {
                // Nothing for a while: whoever asked may want to end meanwhile.
                if (!fetch()) return columns.chunk(List.of(), 0, 0);
            } else {
                return null;
            }
        }
        int from = next;
        long bytes = 0;
        int most = Math.min(records.size(), from + Chunk.ROWS);
        do {
            ConsumerRecord<ByteBuffer, ByteBuffer> record = records.get(next++);
            bytes += Math.max(0, record.serializedKeySize()) + (long) Math.max(0, record.serializedValueSize());
        } while (next < most && bytes < MOST_CHUNK_BYTES);
        return columns.chunk(records, from, next);
    }

    /// With what follows as long as that is little: each poll made a piece, and a slow stream has many
    /// between two triggers.
    private List<ConsumerRecord<ByteBuffer, ByteBuffer>> gathered(List<ConsumerRecord<ByteBuffer, ByteBuffer>> first) {
        if (first.size() >= Chunk.ROWS || pieces.isEmpty()) return first;
        List<ConsumerRecord<ByteBuffer, ByteBuffer>> all = new ArrayList<>(first);
        while (!pieces.isEmpty() && all.size() < Chunk.ROWS) {
            Received.Piece piece = pieces.removeFirst();
            position = piece.end();
            all.addAll(piece.records());
        }
        return all;
    }

    /// Gets more from the broker.
    ///
    /// @return whether there was something, or there is nothing to wait for any more
    private boolean fetch() {
        try {
            return pool.waits().during(this::poll);
        } catch (KafkaException e) {
            throw Broker.failed("read " + range.partition(), options.servers(), e);
        }
    }

    private boolean poll() {
        TopicPartition partition = range.partition();
        try {
            Consumer<ByteBuffer, ByteBuffer> open = consumer;
            if (open == null) {
                open = pool.take();
                consumer = open;
                open.assign(List.of(partition));
                open.seek(partition, position);
            }
            arrivedMicros = -1;
            ConsumerRecords<ByteBuffer, ByteBuffer> polled = open.poll(Duration.ofMillis(silence.sliceMillis()));
            if (polled.isEmpty() && !hasMoved(open)) return isOver(open);
            silence.end();
            checkBeginning(open, polled.records(partition));
            keep(polled.records(partition), open.position(partition));
        } catch (OffsetOutOfRangeException e) {
            skipLost(e);
        }
        return true;
    }

    /// Nothing has come that should be there: looks whether it still is.
    ///
    /// @return whether there is nothing to wait for any more
    private boolean isOver(Consumer<ByteBuffer, ByteBuffer> open) {
        if (silence.isTimeToLook()) silence.looked(isThere(open));
        if (silence.isTooLong(pool.waits())) throw timedOut();
        if (!silence.isForGood()) return false;
        silence.end();
        skipDeleted();
        return true;
    }

    /// Whether there was something, if only the end of a transaction.
    private boolean hasMoved(Consumer<ByteBuffer, ByteBuffer> open) {
        try {
            return open.position(range.partition(), Duration.ZERO) != position;
        } catch (TimeoutException e) {
            return false; // it does not know its leader at the moment: the next poll tells
        }
    }

    /// Whether the partition exists and goes on behind what is read: that of a deleted topic is only silent.
    private boolean isThere(Consumer<ByteBuffer, ByteBuffer> open) {
        TopicPartition partition = range.partition();
        try {
            boolean exists = open.partitionsFor(partition.topic(), LOOK).stream()
                    .anyMatch(each -> each.partition() == partition.partition());
            Long end = exists ? open.endOffsets(List.of(partition), LOOK).get(partition) : null;
            return end != null && end > position;
        } catch (TimeoutException e) {
            return true; // nobody has said that it is gone
        }
    }

    /// The topic was deleted, or made anew with less in it.
    private void skipDeleted() {
        loss.report(() -> couldNotRead(position, range.end(), null));
        position = range.end();
    }

    private void keep(List<ConsumerRecord<ByteBuffer, ByteBuffer>> polled, long reached) {
        var piece = new Received.Piece(polled, position, Math.max(reached, position), -1, 0);
        records = piece.within(position, range.end()).records();
        next = 0;
        position = Math.min(reached, range.end());
        arrivedMicros = -1;
    }

    /// The broker may have deleted records between our question and its answer: then the first record is not the next.
    private void checkBeginning(
            Consumer<ByteBuffer, ByteBuffer> open, List<ConsumerRecord<ByteBuffer, ByteBuffer>> polled) {
        if (polled.isEmpty() || polled.getFirst().offset() == position) return;
        Long first = open.beginningOffsets(List.of(range.partition())).get(range.partition());
        if (first != null && first > position) {
            long lostTo = Math.min(range.end(), first);
            loss.report(() -> couldNotRead(position, lostTo, null));
        }
    }

    /// What is asked for is not there any more, or not yet again in a topic that was made anew: goes on
    /// at what is there.
    private void skipLost(OffsetOutOfRangeException cause) {
        loss.report(() -> couldNotRead(position, range.end(), cause));
        Consumer<ByteBuffer, ByteBuffer> open = consumer;
        if (open == null) throw cause;
        TopicPartition partition = range.partition();
        Map<TopicPartition, Long> first = open.beginningOffsets(List.of(partition));
        Map<TopicPartition, Long> last = open.endOffsets(List.of(partition));
        long begins = first.getOrDefault(partition, Long.MAX_VALUE);
        long ends = last.getOrDefault(partition, -1L);
        position = position >= ends || begins >= range.end() ? range.end() : Math.max(position, begins);
        open.seek(partition, position);
    }

    private SluiceException couldNotRead(long from, long to, @Nullable Throwable cause) {
        return ErrorCondition.KAFKA_COULD_NOT_READ_OFFSET_RANGE
                .error()
                .with("startOffset", from)
                .with("endOffset", to)
                .with("topicPartition", range.partition())
                .with("groupId", pool.groupId())
                .cause(cause)
                .build();
    }

    private SluiceException timedOut() {
        return Broker.failed(
                "read " + range.partition(),
                options.servers(),
                new java.util.concurrent.TimeoutException(
                        "Cannot fetch record for offset " + position + " in " + silence.millis() + " milliseconds"));
    }

    @Override
    public String place() {
        return range.partition() + " before offset "
                + (next < records.size() ? records.get(next).offset() : position);
    }

    @Override
    public long arrivedMicros() {
        return arrivedMicros;
    }

    @Override
    public void close() {
        if (consumer != null) pool.giveBack(consumer);
        consumer = null;
    }
}
