package dev.sluice.checkpoint;

import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.error.SluiceException;
import dev.sluice.state.MemoryStateStore;
import dev.sluice.state.StateChange;
import dev.sluice.state.StateEvolution;
import dev.sluice.state.StateRouting;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.state.StateStores;
import dev.sluice.vector.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Folds the state of an older snapshot and the changes since: some partitions at a time, as many as fit into a modest
/// amount of memory, so that a large state is never there twice.
final class SnapshotFold {

    static final long GROUP_BYTES = 64 << 20;

    /// The log is read once for each group. So a group of a large state is larger: an eighth of the state.
    private static final int MOST_GROUPS = 8;

    private final CheckpointFiles files;
    private final SnapshotBase base;
    private final LogPosition until;
    private final List<StateSpec> specs;
    private final int partitionCount;
    private final long groupBytes;
    private final Runnable goingOn;

    private record Unit(String operator, int partition) {}

    /// @param base where to begin
    /// @param until where to end, behind the commit of a micro-batch
    /// @param opened the run that the micro-batch belongs to
    /// @param groupBytes how many encoded bytes to fold at a time; a partition that is larger is folded alone
    /// @param goingOn called again and again; what it throws ends the fold
    SnapshotFold(
            CheckpointFiles files,
            SnapshotBase base,
            LogPosition until,
            Opened opened,
            long groupBytes,
            Runnable goingOn) {
        this.files = files;
        this.base = base;
        this.until = until;
        this.specs = opened.state();
        this.partitionCount = opened.statePartitions();
        this.groupBytes = groupBytes;
        this.goingOn = goingOn;
    }

    /// Hands over the whole state, as changes to an empty one.
    void run(StateStores.ChangeReceiver out) {
        if (specs.isEmpty()) return;
        for (List<Unit> group : groups()) {
            var partitions = new Group(group);
            each(partitions);
            partitions.stores.forEach(
                    (unit, store) -> store.dump(changes -> out.receive(unit.operator(), unit.partition(), changes)));
        }
    }

    private void each(CommittedChanges.Receiver receiver) {
        if (base.snapshot() != null) base.snapshot().state(receiver);
        if (base.position() != null) {
            new LogReader(files).read(base.position(), until, new CommittedChanges(base.statePartitions(), receiver));
        }
    }

    private List<List<Unit>> groups() {
        Map<Unit, Long> weights = weigh();
        long total = weights.values().stream().mapToLong(Long::longValue).sum();
        long groupBytes = Math.max(this.groupBytes, total / MOST_GROUPS);
        List<List<Unit>> groups = new ArrayList<>();
        List<Unit> group = new ArrayList<>();
        long groupWeight = 0;
        for (StateSpec spec : specs) {
            for (int partition = 0; partition < partitionCount; partition++) {
                var unit = new Unit(spec.operator(), partition);
                long weight = weights.getOrDefault(unit, 0L);
                if (groupWeight + weight > groupBytes && !group.isEmpty()) {
                    groups.add(group);
                    group = new ArrayList<>();
                    groupWeight = 0;
                }
                group.add(unit);
                groupWeight += weight;
            }
        }
        groups.add(group);
        return groups;
    }

    /// How many encoded bytes go into each partition.
    private Map<Unit, Long> weigh() {
        Map<Unit, Long> weights = new HashMap<>();
        each((operator, partition, count, rows) -> {
            goingOn.run();
            if (count == partitionCount) {
                weights.merge(new Unit(operator, partition), (long) rows.length, Long::sum);
            } else {
                for (int p = 0; p < partitionCount; p++) {
                    weights.merge(new Unit(operator, p), (long) rows.length / partitionCount, Long::sum);
                }
            }
        });
        return weights;
    }

    /// The partitions that are folded together.
    private final class Group implements CommittedChanges.Receiver {
        private final Map<Unit, StateStore> stores = new LinkedHashMap<>();
        private final Map<String, StateSpec> specOf = new HashMap<>();

        Group(List<Unit> units) {
            for (StateSpec spec : specs) {
                specOf.put(spec.operator(), spec);
                for (Unit unit : units) {
                    if (unit.operator().equals(spec.operator()))
                        stores.put(unit, MemoryStateStore.withoutIndexes(spec));
                }
            }
        }

        @Override
        public void opened(List<StateSpec> states) {
            Map<String, StateSpec> forms = new HashMap<>();
            states.forEach(spec -> forms.put(spec.operator(), spec));
            stores.replaceAll((unit, store) -> {
                StateSpec form = forms.get(unit.operator());
                if (form == null) return anew(store);
                if (form.equals(store.spec())) return store;
                specOf.put(unit.operator(), form);
                return StateEvolution.evolve(store, form, MemoryStateStore::withoutIndexes);
            });
        }

        private StateStore anew(StateStore store) {
            store.close();
            return MemoryStateStore.withoutIndexes(store.spec());
        }

        @Override
        public boolean wants(String operator, int partition, int count) {
            if (count == partitionCount) return stores.containsKey(new Unit(operator, partition));
            return stores.keySet().stream().anyMatch(unit -> unit.operator().equals(operator));
        }

        @Override
        public void receive(String operator, int partition, int count, byte[] rows) {
            goingOn.run();
            StateSpec spec = specOf.get(operator);
            if (spec == null) return;
            StateChange change = new StateChange.Codec(spec).decode(rows);
            for (int p = 0; p < partitionCount; p++) {
                StateStore store = stores.get(new Unit(operator, p));
                if (store == null || (count == partitionCount && p != partition)) continue;
                Selection upserts = StateRouting.select(spec, change.upserted(), partitionCount, p);
                Selection removals = StateRouting.select(spec, change.removed(), partitionCount, p);
                int rowCount = change.upserted().count() + change.removed().count();
                if (count == partitionCount && upserts.size() + removals.size() != rowCount) {
                    throw SluiceException.bug("rows of operator " + operator + " were kept in partition " + partition
                            + " of " + count + " and belong to another");
                }
                store.apply(change, upserts, removals);
            }
        }
    }
}
