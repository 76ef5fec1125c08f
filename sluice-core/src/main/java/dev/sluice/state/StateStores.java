package dev.sluice.state;

import dev.sluice.vector.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All state of a query: for each operator a store for each partition.
///
/// Changes are routed by their keys when they are applied, whatever number of partitions there was when they were made.
/// That is how the number may differ from run to run.
public final class StateStores implements AutoCloseable {

    private final int partitionCount;
    private final StatePlace place;
    private final Function<StateSpec, StateStore> opening;
    private final Map<String, Operator> operators = new LinkedHashMap<>();
    private final List<StateSpec> wanted;

    private record Operator(StateSpec spec, StateChange.Codec codec, StateStore[] stores) {}

    /// Receives the changes of a store, piece by piece.
    public interface ChangeReceiver {
        void receive(String operator, int partition, byte[] changes);
    }

    /// Stores in memory.
    ///
    /// @param opening makes an empty store, such as `MemoryStateStore::new`
    public StateStores(int partitionCount, Collection<StateSpec> specs, Function<StateSpec, StateStore> opening) {
        this(partitionCount, specs, StatePlace.memory(), opening);
    }

    /// @param place is closed with the stores
    public StateStores(int partitionCount, Collection<StateSpec> specs, StatePlace place) {
        this(partitionCount, specs, place, place::open);
    }

    private StateStores(
            int partitionCount,
            Collection<StateSpec> specs,
            StatePlace place,
            Function<StateSpec, StateStore> opening) {
        if (partitionCount < 1) throw new IllegalArgumentException(partitionCount + " state partitions");
        this.partitionCount = partitionCount;
        this.place = place;
        this.opening = opening;
        wanted = List.copyOf(specs);
        for (StateSpec spec : specs) {
            StateStore[] stores = new StateStore[partitionCount];
            Arrays.setAll(stores, _ -> opening.apply(spec));
            if (operators.put(spec.operator(), new Operator(spec, new StateChange.Codec(spec), stores)) != null) {
                throw new IllegalArgumentException("two operators with the id " + spec.operator());
            }
        }
    }

    public int partitionCount() {
        return partitionCount;
    }

    public Collection<StateSpec> specs() {
        return operators.values().stream().map(Operator::spec).toList();
    }

    public StateStore store(String operator, int partition) {
        return operator(operator).stores()[partition];
    }

    /// Says what the changes that come now were written for: the variables of processors are brought into that form,
    /// and what was not kept then is forgotten.
    public void readAs(Collection<StateSpec> stored) {
        Map<String, StateSpec> forms = new HashMap<>();
        stored.forEach(spec -> forms.put(spec.operator(), spec));
        operators.replaceAll((id, operator) -> {
            if (!StateCompatibility.isVariable(operator.spec())) return operator;
            StateSpec form = forms.get(id);
            StateStore[] stores = operator.stores();
            if (form == null) Arrays.setAll(stores, i -> anew(stores[i]));
            if (form == null || form.equals(operator.spec())) return operator;
            Arrays.setAll(stores, i -> StateEvolution.evolve(stores[i], form, opening));
            return new Operator(form, new StateChange.Codec(form), stores);
        });
    }

    private StateStore anew(StateStore store) {
        store.close();
        return opening.apply(store.spec());
    }

    /// Brings everything into the form that the query wants.
    public void settle() {
        readAs(wanted);
    }

    /// Applies an encoded change of an operator to the stores that its keys belong to; of a variable that nobody wants
    /// any longer, to none.
    public void apply(String operator, byte[] changes) {
        Operator target = operators.get(operator);
        if (target == null && operator.indexOf('/') >= 0) return;
        if (target == null) throw new IllegalArgumentException("no operator with the id " + operator);
        StateChange change = target.codec().decode(changes);
        Selection[] upserts = StateRouting.split(target.spec(), change.upserted(), partitionCount);
        Selection[] removals = StateRouting.split(target.spec(), change.removed(), partitionCount);
        for (int i = 0; i < partitionCount; i++) target.stores()[i].apply(change, upserts[i], removals[i]);
    }

    /// Hands over what the micro-batch changed, and begins a new one.
    public void drainChanges(ChangeReceiver receiver) {
        drainChanges(receiver, stores -> stores.forEach(Runnable::run));
    }

    /// The same, several stores at a time. They encode side by side and hand over one after the other; changes of one
    /// store stay in their order, those of different stores come in any.
    ///
    /// @param receiver not called again once it has failed: whoever comes then fails for the same reason
    /// @param runner runs a task for each store, and returns when all have ended
    public void drainChanges(ChangeReceiver receiver, Consumer<List<Runnable>> runner) {
        var oneAtATime = new OneAtATime(receiver);
        List<Runnable> tasks = new ArrayList<>();
        operators.forEach((id, operator) -> {
            for (int i = 0; i < partitionCount; i++) {
                int partition = i;
                StateStore store = operator.stores()[i];
                tasks.add(() -> store.drainChanges(changes -> oneAtATime.receive(id, partition, changes)));
            }
        });
        runner.accept(tasks);
    }

    private static final class OneAtATime implements ChangeReceiver {
        private final ChangeReceiver receiver;
        private @Nullable RuntimeException failure;

        OneAtATime(ChangeReceiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public synchronized void receive(String operator, int partition, byte[] changes) {
            if (failure != null) throw failure;
            try {
                receiver.receive(operator, partition, changes);
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
    }

    /// Hands over all rows, as the changes that make them in empty stores.
    public void dump(ChangeReceiver receiver) {
        operators.forEach((id, operator) -> {
            for (int i = 0; i < partitionCount; i++) {
                int partition = i;
                operator.stores()[i].dump(changes -> receiver.receive(id, partition, changes));
            }
        });
    }

    /// Begins to go through all rows, some at a time; nothing if they are in a backend.
    public Optional<StateDump> beginDump() {
        if (place instanceof StatePlace.Backed) return Optional.empty();
        List<StateDump.Part> parts = new ArrayList<>();
        operators.forEach((id, operator) -> {
            for (int partition = 0; partition < partitionCount; partition++) {
                var store = (MemoryStateStore) operator.stores()[partition];
                parts.add(new StateDump.Part(id, partition, store, store.slotCount()));
            }
        });
        return Optional.of(new StateDump(parts));
    }

    /// How many rows this micro-batch added, changed or removed.
    public long changedCount() {
        long sum = 0;
        for (Operator operator : operators.values()) {
            for (StateStore store : operator.stores()) sum += store.updatedCount() + store.removedCount();
        }
        return sum;
    }

    /// Which part of the backend is which store, between micro-batches; nothing if they are in memory.
    public Optional<StateLayout> layout() {
        if (!(place instanceof StatePlace.Backed backed)) return Optional.empty();
        List<StateLayout.Store> all = new ArrayList<>();
        operators.forEach((id, operator) -> {
            for (int partition = 0; partition < partitionCount; partition++) {
                StateStore store = operator.stores()[partition];
                int number = ((BackedStateStore) store).number();
                all.add(new StateLayout.Store(id, partition, number, store.rowCount()));
            }
        });
        return Optional.of(new StateLayout(backed.backend(), all));
    }

    /// What the backend holds, as files, between micro-batches.
    ///
    /// @throws IllegalStateException if the stores are in memory
    public StateFiles save() {
        if (!(place instanceof StatePlace.Backed backed)) throw new IllegalStateException("state in memory");
        return backed.bytes().save();
    }

    /// Takes over what other stores were, as files, if these are of the same form: for the same states, as many
    /// partitions, in a backend of the same name, with nobody else in it. Otherwise, does nothing.
    ///
    /// @param specs of the other stores
    /// @param partitionCount of the other stores
    /// @param files asked for only if they are taken
    public boolean load(
            StateLayout layout, Collection<StateSpec> specs, int partitionCount, Supplier<StateFiles> files) {
        int storeCount = operators.size() * this.partitionCount;
        if (!(place instanceof StatePlace.Backed backed)
                || !backed.backend().equals(layout.backend())
                || backed.opened().get() != storeCount
                || layout.stores().size() != storeCount
                || partitionCount != this.partitionCount
                || !Set.copyOf(specs).equals(Set.copyOf(specs()))) return false;
        try (StateFiles saved = files.get()) {
            backed.bytes().load(saved);
        }
        for (StateLayout.Store store : layout.stores()) {
            Operator operator = operator(store.operator());
            operator.stores()[store.partition()] = backed.reopen(operator.spec(), store);
        }
        return true;
    }

    /// Empty stores for other states, in the same place; who asked for them lets them go.
    public StateStores others(Collection<StateSpec> specs) {
        return new StateStores(partitionCount, specs, place, opening);
    }

    /// Forgets what the stores hold, and leaves the place to the others in it.
    public void letGo() {
        for (Operator operator : operators.values()) {
            for (StateStore store : operator.stores()) store.close();
        }
    }

    /// Where they are.
    public StatePlace place() {
        return place;
    }

    @Override
    public void close() {
        place.close();
    }

    /// Bytes held, about.
    public long memoryBytes() {
        long sum = place.sharedBytes();
        for (Operator operator : operators.values()) {
            for (StateStore store : operator.stores()) sum += store.memoryBytes();
        }
        return sum;
    }

    private Operator operator(String id) {
        Operator operator = operators.get(id);
        if (operator == null) throw new IllegalArgumentException("no operator with the id " + id);
        return operator;
    }
}
