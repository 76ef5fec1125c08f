package dev.sluice.checkpoint;

import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStores;
import java.util.List;

/// Folds changes into stores.
record StoresReceiver(StateStores stores) implements CommittedChanges.Receiver {

    @Override
    public void opened(List<StateSpec> states) {
        stores.readAs(states);
    }

    @Override
    public void receive(String operator, int partition, int partitionCount, byte[] rows) {
        stores.apply(operator, rows);
    }
}
