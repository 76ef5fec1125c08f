package dev.sluice.aws.kinesis;

import dev.sluice.machine.Machine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What has been received of the shards of a stream. They are asked some at a time, those that have not been asked for
/// the longest time first, and share the memory that there is for what waits.
final class ShardTails {

    /// Beyond it nothing is fetched until something is done with.
    private static final long MOST_BYTES = 128L << 20;

    /// How many shards are asked side by side.
    private static final int AT_ONCE = 8;

    /// What the service gives at once, at most.
    private static final long ANSWER_BYTES = 10L << 20;

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
            List<String> turn =
                    inTurn().stream().filter(shard -> !done.contains(shard)).toList();
            for (int at = 0; at < turn.size(); at += AT_ONCE) {
                List<String> some = turn.subList(at, Math.min(turn.size(), at + AT_ONCE));
                List<String> wanted = wanted(some, readable);
                done.addAll(fetch(due(wanted), aim, tree));
                for (String shard : wanted) {
                    if (!done.contains(shard))
                        dueMillis = Math.min(dueMillis, tail(shard).dueMillis());
                }
                if (aim.handsOn() && System.nanoTime() - began > PATIENCE_NANOS && hasNews(readable)) return;
            }
            if (!aim.all() || dueMillis == Long.MAX_VALUE) return;
            Pause.millis(Math.min(pauseMillis, dueMillis - machine.nowMillis()));
        }
    }

    private ShardTail tail(String shard) {
        return Objects.requireNonNull(tails.get(shard));
    }

    /// What can be handed on only later leaves room for what can be now. Each answer may be as large as they get.
    private List<String> wanted(List<String> shards, Set<String> readable) {
        long bytes = tails.values().stream().mapToLong(ShardTail::waitingBytes).sum();
        List<String> wanted = new ArrayList<>();
        for (String shard : shards) {
            long most = readable.contains(shard) ? MOST_BYTES : MOST_BYTES / 2;
            if (tail(shard).isOpen() && bytes + wanted.size() * ANSWER_BYTES < most) wanted.add(shard);
        }
        return wanted;
    }

    private List<String> due(List<String> shards) {
        long now = machine.nowMillis();
        return shards.stream()
                .filter(shard -> tail(shard).isDue(now, pauseMillis))
                .toList();
    }

    /// Asks shards side by side: each answer is waited for, since a tail is nobody's but one thread's.
    ///
    /// @return those of which nothing is left to get
    private Set<String> fetch(List<String> shards, Aim aim, ShardTree tree) {
        Map<String, FutureTask<Boolean>> asked = new TreeMap<>();
        for (String shard : shards) {
            var question = new FutureTask<>(() -> fetch(shard, aim, tree));
            asked.put(shard, question);
            if (shards.size() == 1) {
                question.run();
            } else {
                machine.threads().newThread(question).start();
            }
        }
        Set<String> done = new HashSet<>();
        Answers answers = new Answers();
        asked.forEach((shard, question) -> {
            if (answers.of(question)) done.add(shard);
        });
        answers.end();
        return done;
    }

    private boolean fetch(String shard, Aim aim, ShardTree tree) {
        OptionalLong end = aim.endMillis();
        return tail(shard)
                .fetch(
                        machine.nowMillis() + pauseMillis,
                        end.isPresent(),
                        end.orElse(Long.MAX_VALUE),
                        tree.isClosed(shard));
    }

    private List<String> inTurn() {
        return tails.entrySet().stream()
                .sorted(Comparator.comparingLong(each -> each.getValue().dueMillis()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean hasNews(Set<String> readable) {
        return tails.entrySet().stream()
                .filter(each -> readable.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .anyMatch(tail -> tail.waitingCount() > 0 || tail.hasEnded());
    }
}
