package dev.sluice.execution.operator;

import dev.sluice.encoder.Encoder;
import dev.sluice.execution.RunInfo;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.stream.ListState;
import dev.sluice.stream.MapState;
import dev.sluice.stream.QueryInfo;
import dev.sluice.stream.StatefulProcessorHandle;
import dev.sluice.stream.TTLConfig;
import dev.sluice.stream.TimeMode;
import dev.sluice.stream.ValueState;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/// What a processor is given in one micro-batch and one partition. Source: Spark, `StatefulProcessorHandleImpl`, whose
/// stages and counts it has.
final class ProcessorHandle implements StatefulProcessorHandle {

    /// What may be done when, in the order of a micro-batch.
    enum Stage {
        CREATED,
        INITIALIZED,
        DATA_PROCESSED,
        TIMER_PROCESSED,
        CLOSED
    }

    /// As Spark prints it.
    record Info(UUID queryId, UUID runId, long batchId) implements QueryInfo {

        @Override
        public UUID getQueryId() {
            return queryId;
        }

        @Override
        public UUID getRunId() {
            return runId;
        }

        @Override
        public long getBatchId() {
            return batchId;
        }

        @Override
        public String toString() {
            return "QueryInfo(queryId=" + queryId + ", runId=" + runId + ", batchId=" + batchId + ")";
        }
    }

    private final TransformWithStateExec plan;
    private final Function<StateSpec, StateStore> stores;
    private final Map<String, HeldList.Numbers> numbers;
    private final long nowMicros;
    private final RunInfo run;
    private final Map<String, StateVariable> variables = new HashMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final GroupKey group = new GroupKey();
    private Stage stage = Stage.CREATED;

    /// @param numbers of lists, kept from micro-batch to micro-batch
    ProcessorHandle(
            TransformWithStateExec plan,
            Function<StateSpec, StateStore> stores,
            Map<String, HeldList.Numbers> numbers,
            long nowMicros,
            RunInfo run) {
        this.plan = plan;
        this.stores = stores;
        this.numbers = numbers;
        this.nowMicros = nowMicros;
        this.run = run;
        plan.variables().variables().forEach(variable -> variables.put(variable.name(), variable));
    }

    GroupKey group() {
        return group;
    }

    void stage(Stage next) {
        stage = next;
    }

    /// What was done, by Spark's names of metrics.
    Map<String, Long> counts() {
        return counts;
    }

    void count(String metric) {
        counts.merge(metric, 1L, Long::sum);
    }

    // ---- variables

    private StateVariable variable(String operation, String name) {
        demand(operation, stage == Stage.CREATED);
        StateVariable variable = variables.get(name);
        if (variable == null) {
            throw ProcessorErrors.misused("init asked for the state variable " + name
                    + " and had not when the query was planned: it must always ask for the same");
        }
        count("num" + variable.kind().word() + (variable.ttl().isLimited() ? "WithTTLVars" : "Vars"));
        return variable;
    }

    private VariableRows rows(StateVariable variable) {
        Encoder<Object> values = Objects.requireNonNull(variable.values(), "no values");
        return new VariableRows(stores.apply(plan.spec(variable)), variable, values, group, nowMicros);
    }

    @Override
    @SuppressWarnings("unchecked") // the encoder is the one it was declared with
    public <T> ValueState<T> getValueState(String stateName, Encoder<T> valEncoder, TTLConfig ttlConfig) {
        return (ValueState<T>) new HeldValue(rows(variable("get_value_state", stateName)));
    }

    @Override
    @SuppressWarnings("unchecked") // the encoder is the one it was declared with
    public <T> ListState<T> getListState(String stateName, Encoder<T> valEncoder, TTLConfig ttlConfig) {
        VariableRows rows = rows(variable("get_list_state", stateName));
        var counted = numbers.computeIfAbsent(stateName, _ -> new HeldList.Numbers());
        return (ListState<T>) new HeldList(rows, counted);
    }

    @Override
    @SuppressWarnings("unchecked") // the encoders are those it was declared with
    public <K, V> MapState<K, V> getMapState(
            String stateName, Encoder<K> userKeyEnc, Encoder<V> valEncoder, TTLConfig ttlConfig) {
        StateVariable variable = variable("get_map_state", stateName);
        Encoder<Object> keys = Objects.requireNonNull(variable.userKeys(), "no keys");
        return (MapState<K, V>) new HeldMap(rows(variable), keys);
    }

    /// The state went when the query was opened, if there was any.
    @Override
    public void deleteIfExists(String stateName) {
        demand("delete_if_exists", stage == Stage.CREATED);
    }

    // ---- timers

    private HeldTimers timers(String operation) {
        if (plan.code().time() == TimeMode.NONE) {
            throw ProcessorErrors.invalidTimeMode(operation, plan.code().time());
        }
        demand(operation, stage == Stage.INITIALIZED || stage == Stage.DATA_PROCESSED);
        return timers();
    }

    HeldTimers timers() {
        StateVariable variable = StateVariable.timers(plan.code().time());
        return new HeldTimers(stores.apply(plan.spec(variable)), variable, group, plan.shiftMillis());
    }

    @Override
    public void registerTimer(long expiryTimestampMs) {
        timers("register_timer").register(expiryTimestampMs);
        count("numRegisteredTimers");
    }

    @Override
    public void deleteTimer(long expiryTimestampMs) {
        timers("delete_timer").delete(expiryTimestampMs);
        count("numDeletedTimers");
    }

    @Override
    public Iterator<Long> listTimers() {
        return timers("list_timers").list().iterator();
    }

    @Override
    public QueryInfo getQueryInfo() {
        return new Info(run.queryId(), run.runId(), run.batchId());
    }

    private void demand(String operation, boolean allowed) {
        if (!allowed) throw ProcessorErrors.invalidState(operation, stage.name());
    }
}
