package dev.sluice.execution.operator;

import dev.sluice.ast.GroupCode;
import dev.sluice.encoder.Encoder;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.stream.ListState;
import dev.sluice.stream.MapState;
import dev.sluice.stream.QueryInfo;
import dev.sluice.stream.StatefulProcessor;
import dev.sluice.stream.StatefulProcessorHandle;
import dev.sluice.stream.TTLConfig;
import dev.sluice.stream.TimeMode;
import dev.sluice.stream.ValueState;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a processor's `init` says it remembers: found by calling it, when the query is planned, with a handle that only
/// takes down what it is asked for.
///
/// @param variables in the order they were asked for
/// @param deleted the names of those that are not to be remembered any more
public record DeclaredVariables(List<StateVariable> variables, List<String> deleted) {

    public DeclaredVariables {
        variables = List.copyOf(variables);
        deleted = List.copyOf(deleted);
    }

    public static DeclaredVariables of(GroupCode.Transform code) {
        StatefulProcessor<Object, Object, Object> processor = code.processor().clone();
        var recording = new Recording(code.time());
        if (code.time() != TimeMode.NONE) recording.add(StateVariable.timers(code.time()));
        processor.setHandle(recording);
        ProcessorErrors.in("init", () -> processor.init(code.mode(), code.time()));
        ProcessorErrors.in("close", processor::close);
        return new DeclaredVariables(List.copyOf(recording.variables.values()), recording.deleted);
    }

    private static final class Recording implements StatefulProcessorHandle {
        private static final String STATE = "PRE_INIT";

        private final TimeMode time;
        private final Map<String, StateVariable> variables = new LinkedHashMap<>();
        private final List<String> deleted = new ArrayList<>();

        Recording(TimeMode time) {
            this.time = time;
        }

        void add(StateVariable variable) {
            if (variables.putIfAbsent(variable.name(), variable) != null) {
                throw ErrorCondition.STATEFUL_PROCESSOR_DUPLICATE_STATE_VARIABLE_DEFINED
                        .error()
                        .with("stateVarName", variable.name())
                        .build();
            }
        }

        private void add(
                String name, StateVariable.Kind kind, @Nullable Encoder<?> keys, Encoder<?> values, TTLConfig ttl) {
            checkName(name);
            checkLifetime(name, ttl);
            add(new StateVariable(name, kind, keys == null ? null : keys.erased(), values.erased(), ttl));
        }

        private static void checkName(String name) {
            if (name.isEmpty() || !name.equals(name.strip()) || name.equals("default")) {
                throw ErrorCondition.STATE_STORE_CANNOT_USE_COLUMN_FAMILY_WITH_INVALID_NAME
                        .error()
                        .with("operationName", "create_col_family")
                        .with("colFamilyName", name)
                        .build();
            }
            if (name.startsWith("$")) {
                throw ErrorCondition.STATE_STORE_CANNOT_CREATE_COLUMN_FAMILY_WITH_RESERVED_CHARS
                        .error()
                        .with("colFamilyName", name)
                        .build();
            }
        }

        private void checkLifetime(String name, TTLConfig ttl) {
            if (!ttl.isLimited()) return;
            if (time != TimeMode.PROCESSING_TIME) {
                throw ErrorCondition.STATEFUL_PROCESSOR_INCORRECT_TIME_MODE_TO_ASSIGN_TTL
                        .error()
                        .with("stateName", name)
                        .with("timeMode", ProcessorErrors.word(time))
                        .build();
            }
            // Spark counts in milliseconds, and less than one is none.
            if (ttl.ttlDuration() == null || ttl.ttlDuration().compareTo(Duration.ofMillis(1)) < 0) {
                throw ErrorCondition.STATEFUL_PROCESSOR_TTL_DURATION_MUST_BE_POSITIVE
                        .error()
                        .with("operationType", "update")
                        .with("stateName", name)
                        .build();
            }
        }

        @Override
        @SuppressWarnings("unchecked") // it answers nothing
        public <T> ValueState<T> getValueState(String stateName, Encoder<T> valEncoder, TTLConfig ttlConfig) {
            add(stateName, StateVariable.Kind.VALUE, null, valEncoder, ttlConfig);
            return (ValueState<T>) notYet(ValueState.class, stateName);
        }

        @Override
        @SuppressWarnings("unchecked") // it answers nothing
        public <T> ListState<T> getListState(String stateName, Encoder<T> valEncoder, TTLConfig ttlConfig) {
            add(stateName, StateVariable.Kind.LIST, null, valEncoder, ttlConfig);
            return (ListState<T>) notYet(ListState.class, stateName);
        }

        @Override
        @SuppressWarnings("unchecked") // it answers nothing
        public <K, V> MapState<K, V> getMapState(
                String stateName, Encoder<K> userKeyEnc, Encoder<V> valEncoder, TTLConfig ttlConfig) {
            add(stateName, StateVariable.Kind.MAP, userKeyEnc, valEncoder, ttlConfig);
            return (MapState<K, V>) notYet(MapState.class, stateName);
        }

        /// A variable that can't be used: there is no group yet.
        private static Object notYet(Class<?> type, String name) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> {
                throw ProcessorErrors.invalidState(name + "." + method.getName(), STATE);
            });
        }

        @Override
        public QueryInfo getQueryInfo() {
            return new ProcessorHandle.Info(new UUID(0, 0), new UUID(0, 0), 0);
        }

        @Override
        public void registerTimer(long expiryTimestampMs) {
            throw timer("register_timer");
        }

        @Override
        public void deleteTimer(long expiryTimestampMs) {
            throw timer("delete_timer");
        }

        @Override
        public java.util.Iterator<Long> listTimers() {
            throw timer("list_timers");
        }

        private SluiceException timer(String operation) {
            return time == TimeMode.NONE
                    ? ProcessorErrors.invalidTimeMode(operation, time)
                    : ProcessorErrors.invalidState(operation, STATE);
        }

        @Override
        public void deleteIfExists(String stateName) {
            deleted.add(stateName);
        }
    }
}
