package dev.sluice.aws.kinesis;

import dev.sluice.machine.Machine;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What has been received of the shards of a stream. They are asked one after the other, the one that has not been
/// asked for the longest time first, and share the memory that there is for what waits.
final class ShardTails {

    /// Beyond it nothing is fetched until something is done with.
    private static final long MOST_BYTES = 128L << 20;

    /// How long is asked before what has come is worked on, and a stop is seen.
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Machine machine;
    private final long pauseMillis;
    private final Map<String, ShardTail> tails = new TreeMap<>();

    /// @param pauseMillis how often a shard is asked
    ShardTails(Machine machine, long pauseMillis) {
        this.machine = machine;
        this.pauseMillis = pauseMillis;
    }

    /// How far is asked.
    ///
    /// @param all whether until nothing is left, with pauses
    /// @param handsOn whether what has come is handed on after a while, even if something is left
    /// @param endMillis what came later is not there for a query that ends with what was there; nothing for others
    record Aim(boolean all, boolean handsOn, OptionalLong endMillis) {}

    @Nullable
    ShardTail get(String shard) {
        return tails.get(shard);
    }

    boolean isEmpty() {
        return tails.isEmpty();
    }

    Set<String> shards() {
        return tails.keySet();
    }

    Collection<ShardTail> all() {
        return tails.values();
    }

    /// Listens to these shards alone, each from where it was read to.
    void listen(List<String> shards, ShardPositions read, Function<String, ShardTail> opening) {
        tails.keySet().retainAll(shards);
        for (String shard : shards) {
            tails.computeIfAbsent(shard, opening).forget(read.of(shard));
        }
    }

    /// Asks the shards whose time it is.
    ///
    /// @param readable those of which something may be handed on now
    void gather(Aim aim, ShardTree tree, Set<String> readable) {
        long began = System.nanoTime();
        Set<String> done = new HashSet<>();
        while (!Thread.currentThread().isInterrupted()) {
            long dueMillis = Long.MAX_VALUE;
            for (String shard : inTurn()) {
                ShardTail tail = tails.get(shard);
                if (tail == null || done.contains(shard) || !wants(tail, readable.contains(shard))) continue;
                long now = machine.nowMillis();
                if (tail.isDue(now, pauseMillis) && fetch(shard, tail, now, aim, tree)) {
                    done.add(shard);
                } else {
                    dueMillis = Math.min(dueMillis, tail.dueMillis());
                }
                if (aim.handsOn() && System.nanoTime() - began > PATIENCE_NANOS && hasNews(readable)) return;
            }
            if (!aim.all() || dueMillis == Long.MAX_VALUE) return;
            Pause.millis(Math.min(pauseMillis, dueMillis - machine.nowMillis()));
        }
    }

    private List<String> inTurn() {
        return tails.entrySet().stream()
                .sorted(Comparator.comparingLong(each -> each.getValue().dueMillis()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// What can be handed on only later leaves room for what can be now.
    private boolean wants(ShardTail tail, boolean readable) {
        long bytes = tails.values().stream().mapToLong(ShardTail::waitingBytes).sum();
        return tail.isOpen() && bytes < (readable ? MOST_BYTES : MOST_BYTES / 2);
    }

    private boolean fetch(String shard, ShardTail tail, long nowMillis, Aim aim, ShardTree tree) {
        OptionalLong end = aim.endMillis();
        return tail.fetch(nowMillis + pauseMillis, end.isPresent(), end.orElse(Long.MAX_VALUE), tree.isClosed(shard));
    }

    private boolean hasNews(Set<String> readable) {
        return tails.entrySet().stream()
                .filter(each -> readable.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .anyMatch(tail -> tail.waitingCount() > 0 || tail.hasEnded());
    }
}
