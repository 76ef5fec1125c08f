package dev.sluice.state;

import dev.sluice.vector.Selection;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// All state of a query: for each operator a store for each partition.
///
/// Changes are routed by their keys when they are applied, whatever number of partitions there was when they were made.
/// That is how the number may differ from run to run.
public final class StateStores {

    private final int partitionCount;
    private final Map<String, Operator> operators = new LinkedHashMap<>();

    private record Operator(StateSpec spec, StateChange.Codec codec, StateStore[] stores) {}

    /// Receives the changes of a store, piece by piece.
    public interface ChangeReceiver {
        void receive(String operator, int partition, byte[] changes);
    }

    /// @param opening makes an empty store, such as `MemoryStateStore::new`
    public StateStores(int partitionCount, Collection<StateSpec> specs, Function<StateSpec, StateStore> opening) {
        if (partitionCount < 1) throw new IllegalArgumentException(partitionCount + " state partitions");
        this.partitionCount = partitionCount;
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

    /// Applies an encoded change of an operator to the stores that its keys belong to.
    public void apply(String operator, byte[] changes) {
        Operator target = operator(operator);
        StateChange change = target.codec().decode(changes);
        Selection[] upserts = StateRouting.split(target.spec(), change.upserted(), partitionCount);
        Selection[] removals = StateRouting.split(target.spec(), change.removed(), partitionCount);
        for (int i = 0; i < partitionCount; i++) target.stores()[i].apply(change, upserts[i], removals[i]);
    }

    /// Hands over what the micro-batch changed, and begins a new one.
    public void drainChanges(ChangeReceiver receiver) {
        operators.forEach((id, operator) -> {
            for (int i = 0; i < partitionCount; i++) {
                int partition = i;
                operator.stores()[i].drainChanges(changes -> receiver.receive(id, partition, changes));
            }
        });
    }

    /// Bytes held, about.
    public long memoryBytes() {
        long sum = 0;
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
