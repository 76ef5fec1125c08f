package dev.sluice.kafka;

import dev.sluice.machine.Machine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/// Listens at the end of the partitions: a thread that waits in the broker's fetch for records, keeps them for the
/// micro-batch that will read them, and wakes the query.
///
/// ```text
/// broker ── poll, blocked until there is something ──▶ Received, one a partition ── take ──▶ tasks
///                                                        └─ full: no more polls until some are taken
/// ```
///
/// What it has is a copy of what the broker has: whoever does not find a range here reads it there.
final class Tail implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("KafkaTail");
    private static final long MOST_BYTES = 64L << 20;
    private static final long PAUSE_MILLIS = 200;

    private final Consumer<ByteBuffer, ByteBuffer> consumer;
    private final Machine machine;
    private final Function<KafkaException, RuntimeException> failed;
    private final Runnable wake;
    private final Runnable lookAround;
    private final long lookMillis;
    private final Thread thread;

    private final Map<TopicPartition, Received> received = new HashMap<>();

    /// How far partitions went when the broker was last heard of.
    private final Map<TopicPartition, Long> logEnds = new HashMap<>();

    /// Partitions whose place is not what the consumer believes.
    private final Set<TopicPartition> moved = new TreeSet<>(PartitionOffsets.ORDER);

    private final Set<TopicPartition> lost = new TreeSet<>(PartitionOffsets.ORDER);
    private boolean reassigned;
    private boolean polling;
    private boolean closed;
    private @Nullable RuntimeException failure;

    /// @param failed says in words what the consumer could not do
    /// @param wake called when there are records
    /// @param lookAround called now and then, to see whether there are new partitions; must not block
    /// @param lookMillis how often
    Tail(
            Consumer<ByteBuffer, ByteBuffer> consumer,
            Machine machine,
            Function<KafkaException, RuntimeException> failed,
            Runnable wake,
            Runnable lookAround,
            long lookMillis) {
        this.consumer = consumer;
        this.machine = machine;
        this.failed = failed;
        this.wake = wake;
        this.lookAround = lookAround;
        this.lookMillis = lookMillis;
        thread = machine.threads().newThread(this::run);
        thread.start();
    }

    /// Listens to these partitions and no others: to new ones from their place in `from` on.
    synchronized void listen(PartitionOffsets from) {
        if (received.keySet().equals(from.partitions())) return;
        received.keySet().retainAll(from.partitions());
        logEnds.keySet().retainAll(from.partitions());
        lost.retainAll(from.partitions());
        from.byPartition().forEach((partition, offset) -> {
            if (received.putIfAbsent(partition, new Received(offset)) == null) moved.add(partition);
        });
        reassigned = true;
        interrupt();
    }

    /// Gives out what is here of a range, from its beginning. Listens behind the range from now on.
    synchronized List<Received.Piece> take(OffsetRange range) {
        Received here = received.get(range.partition());
        if (here == null) return List.of();
        long end = here.end();
        List<Received.Piece> taken = here.take(range.start(), range.end());
        if (here.end() != end || lost.remove(range.partition())) {
            moved.add(range.partition());
            interrupt();
        }
        notifyAll();
        return taken;
    }

    /// Finds its place again where it had lost it, or is ahead of the query, since a topic was made anew.
    synchronized void goOn(PartitionOffsets from) {
        from.byPartition().forEach((partition, offset) -> {
            Received here = received.get(partition);
            if (here == null || (here.start() <= offset && !lost.contains(partition))) return;
            move(partition, here, offset);
        });
    }

    /// Goes back from where nothing is any more: topics were made anew, or their ends cut off.
    ///
    /// @param places where the query stands, at most at the end
    /// @param anew partitions of which other records are here
    synchronized void leave(PartitionOffsets places, PartitionOffsets ends, Set<TopicPartition> anew) {
        places.byPartition().forEach((partition, place) -> {
            Received here = received.get(partition);
            if (here == null) return;
            // In the middle of the partition its range will be planned, read and found to be gone.
            boolean isLostAtEnd = lost.contains(partition) && place == ends.at(partition);
            if (anew.contains(partition) || here.start() > place || isLostAtEnd) move(partition, here, place);
        });
    }

    private void move(TopicPartition partition, Received here, long place) {
        here.clear(place);
        logEnds.remove(partition); // perhaps that of a topic that was made anew
        lost.remove(partition);
        moved.add(partition);
        interrupt();
    }

    synchronized boolean hasRecords() {
        rethrow();
        return received.values().stream().anyMatch(Received::hasRecords);
    }

    /// Whether there may be more at the broker than could be received: then the broker has to be asked how far it goes.
    synchronized boolean isBehind() {
        return !lost.isEmpty() || isFull();
    }

    /// How far each partition is received.
    synchronized PartitionOffsets ends() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        received.forEach((partition, here) -> ends.put(partition, here.end()));
        return PartitionOffsets.of(ends);
    }

    /// How far each partition goes, as the broker said when it was last heard of.
    synchronized PartitionOffsets known() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        received.forEach(
                (partition, here) -> ends.put(partition, Math.max(here.end(), logEnds.getOrDefault(partition, 0L))));
        return PartitionOffsets.of(ends);
    }

    private boolean isFull() {
        long bytes = 0;
        for (Received each : received.values()) bytes += each.bytes();
        return bytes >= MOST_BYTES;
    }

    private void rethrow() {
        if (failure != null) throw failure;
    }

    private void interrupt() {
        notifyAll();
        if (polling) consumer.wakeup();
    }

    // ---- the thread

    private void run() {
        try {
            long nextLook = machine.nowMillis() + lookMillis;
            while (await()) {
                if (machine.nowMillis() >= nextLook) {
                    lookAround.run();
                    nextLook = machine.nowMillis() + lookMillis;
                }
                turn();
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            ConsumerPool.close(consumer);
        }
    }

    private void fail(Throwable cause) {
        synchronized (this) {
            if (closed) return;
            failure = switch (cause) {
                case KafkaException e -> failed.apply(e);
                case RuntimeException e -> e;
                default -> new IllegalStateException(cause);
            };
        }
        wake.run();
    }

    /// Waits until there is room for more; without partitions until it is time to look whether there are some.
    ///
    /// @return whether to go on
    private synchronized boolean await() {
        try {
            while (!closed && isFull()) wait();
            if (received.isEmpty()) waitFor(lookMillis);
        } catch (InterruptedException e) {
            return false;
        }
        return !closed;
    }

    private void turn() {
        Map<TopicPartition, Long> starts = new HashMap<>();
        try {
            if (!begin(starts)) return;
            ConsumerRecords<ByteBuffer, ByteBuffer> records;
            try {
                records = consumer.poll(Duration.ofMillis(lookMillis));
            } finally {
                end();
            }
            if (add(records, starts)) wake.run();
        } catch (WakeupException e) {
            // Somebody has moved us; what was fetched is not lost.
        } catch (OffsetOutOfRangeException e) {
            // Records were deleted before they were read. The query will plan their range, and find out
            // when it reads it.
            lose(e.partitions());
            wake.run();
        } catch (RetriableException e) {
            LOG.log(System.Logger.Level.WARNING, "Polling Kafka failed and goes on", e);
            pause();
        }
    }

    /// Brings the consumer to where it should be.
    private synchronized boolean begin(Map<TopicPartition, Long> starts) {
        if (closed) return false;
        if (received.isEmpty() && !reassigned) return false;
        if (reassigned) {
            consumer.assign(received.keySet());
            reassigned = false;
        }
        for (TopicPartition partition : moved) {
            Received here = received.get(partition);
            if (here != null) consumer.seek(partition, here.end());
        }
        moved.clear();
        consumer.resume(consumer.paused());
        consumer.pause(lost);
        received.forEach((partition, here) -> starts.put(partition, here.end()));
        polling = !received.isEmpty();
        return polling;
    }

    private synchronized void end() {
        polling = false;
    }

    private synchronized boolean add(
            ConsumerRecords<ByteBuffer, ByteBuffer> records, Map<TopicPartition, Long> starts) {
        long micros = Math.multiplyExact(machine.nowMillis(), 1_000L);
        boolean any = false;
        for (Map.Entry<TopicPartition, Long> each : starts.entrySet()) {
            TopicPartition partition = each.getKey();
            Received here = received.get(partition);
            if (here == null || moved.contains(partition) || here.end() != each.getValue()) continue;
            List<ConsumerRecord<ByteBuffer, ByteBuffer>> polled = records.records(partition);
            var next = records.nextOffsets().get(partition);
            long end = next != null
                    ? next.offset()
                    : polled.isEmpty() ? here.end() : polled.getLast().offset() + 1;
            if (end > here.end()) here.add(Received.Piece.of(polled, here.end(), end, micros));
            OptionalLong lag = consumer.currentLag(partition);
            if (lag.isPresent()) logEnds.put(partition, end + lag.getAsLong());
            any |= !polled.isEmpty();
        }
        return any;
    }

    /// Somebody may have taken one from us meanwhile.
    private synchronized void lose(Set<TopicPartition> partitions) {
        lost.addAll(partitions);
        lost.retainAll(received.keySet());
    }

    private synchronized void pause() {
        try {
            waitFor(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void waitFor(long millis) throws InterruptedException {
        long end = machine.nowMillis() + millis;
        for (long left = millis; !closed && !reassigned && left > 0; left = end - machine.nowMillis()) wait(left);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            interrupt();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The partitions it listens to.
    synchronized List<TopicPartition> partitions() {
        return new ArrayList<>(received.keySet());
    }
}
