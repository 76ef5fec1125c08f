package dev.sluice.execution.operator;

import dev.sluice.ast.GroupCode;
import dev.sluice.encoder.Encoder;
import dev.sluice.encoder.ObjectReader;
import dev.sluice.execution.Operator;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.StatefulPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.plan.UserGroup;
import dev.sluice.state.MemoryStateStore;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import dev.sluice.state.VariableProperties;
import dev.sluice.stream.StatefulProcessor;
import dev.sluice.stream.StatefulProcessorWithInitialState;
import dev.sluice.stream.TimeMode;
import dev.sluice.stream.TimerValues;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sends the new rows of each group through a program's processor, then groups one of whose timers has expired, and
/// then forgets what has outlived itself.
///
/// ```text
/// initial state ──▶ handleInitialState ┐           (first micro-batch)
/// rows ──▶ groups ──▶ handleInputRows ─┼─▶ rows
///          timers ──▶ handleExpiredTimer ┘
///                        ▲ │
///                        │ ▼
///        a store for each variable, and one for timers
/// ```
///
/// In a batch the state lasts for the batch. Source: Spark, `TransformWithStateExec`.
///
/// @param initial what groups begin with: the first of two inputs then
/// @param late by which time rows may be late, if by any
/// @param shift how far the operator's watermark lies from the query's, if it has one
/// @param eventTime which output column is the time of events, if one is
public record TransformWithStateExec(
        PhysicalPlan input,
        UserGroup group,
        @Nullable UserGroup initial,
        GroupCode.Transform code,
        Encoder<Object> to,
        List<Column> output,
        String operator,
        boolean streaming,
        DeclaredVariables variables,
        @Nullable EventTimeKey late,
        OptionalLong shift,
        @Nullable EventTimeKey eventTime)
        implements StatefulPlan {

    private static final String INITIAL = "initialStateProcessingTimeMs";

    private static final List<String> METRICS = List.of(
            INITIAL,
            "numValueStateVars",
            "numListStateVars",
            "numMapStateVars",
            "numDeletedStateVars",
            "timerProcessingTimeMs",
            "numRegisteredTimers",
            "numDeletedTimers",
            "numExpiredTimers",
            "numValueStateWithTTLVars",
            "numListStateWithTTLVars",
            "numMapStateWithTTLVars",
            "numValuesRemovedDueToTTLExpiry");

    public TransformWithStateExec {
        output = List.copyOf(output);
    }

    // ---- what it keeps

    /// The operator's own store, in which nothing is but that it exists, then those of its variables.
    @Override
    public List<StateSpec> states() {
        if (!streaming) return List.of();
        var key = new DataType.Struct(group.keys().stream().map(Column::field).toList());
        var own = new StateSpec(operator, code.kind(), key, DataType.Struct.of(Field.of("value", Atomic.BINARY)))
                .with(Map.of(
                        VariableProperties.TIME_MODE,
                        ProcessorErrors.word(code.time()),
                        VariableProperties.OUTPUT_MODE,
                        ProcessorErrors.word(code.mode())));
        return Stream.concat(Stream.of(own), variables.variables().stream().map(this::spec))
                .toList();
    }

    @Override
    public List<String> forgotten() {
        return variables.deleted().stream()
                .map(name -> operator + StateVariable.SEPARATOR + name)
                .toList();
    }

    StateSpec spec(StateVariable variable) {
        return variable.spec(operator, group.keys());
    }

    @Override
    public List<String> metrics() {
        return METRICS;
    }

    @Override
    public boolean followsWatermark() {
        return code.time() == TimeMode.EVENT_TIME;
    }

    @Override
    public List<StateSpec> clocks() {
        if (code.time() != TimeMode.PROCESSING_TIME) return List.of();
        return states().stream()
                .filter(spec -> spec.time() != StateSpec.TIMELESS)
                .toList();
    }

    long shiftMillis() {
        return code.time() == TimeMode.EVENT_TIME ? shift.orElse(0) : 0;
    }

    @Override
    public Operator open(TaskContext task) {
        return new Transform(task);
    }

    private final class Transform implements Operator {
        private final TaskContext task;
        private final GroupInput in;
        private final GroupedObjects groups;
        private final @Nullable GroupedObjects initials;
        private final MadeRows made;
        private final ObjectReader<Object> keyReader;
        private final KeyEncoder keyEncoder;
        private final Map<String, HeldList.Numbers> numbers = new HashMap<>();

        Transform(TaskContext task) {
            this.task = task;
            in = new GroupInput(input, group, initial, operator, late, task);
            groups = in.groups();
            initials = in.initials();
            made = new MadeRows(to.writer());
            List<DataType> keyTypes = group.keys().stream().map(Column::type).toList();
            keyReader = group.keyEncoder().reader(keyTypes);
            keyEncoder = new KeyEncoder(keyTypes);
        }

        @Override
        public void nextInput(Output out) {
            in.next();
        }

        @Override
        public void push(Chunk chunk, Output out) {
            in.push(chunk);
        }

        @Override
        public void finish(Output unchecked) {
            in.end();
            Output out = checked(unchecked);
            long nowMicros = task.call().get().timestampMicros();
            Function<StateSpec, StateStore> stores = streaming ? task.stores() : ofBatch();
            var handle = new ProcessorHandle(
                    TransformWithStateExec.this,
                    stores,
                    streaming ? numbers : new HashMap<>(),
                    nowMicros,
                    task.info().get());
            StatefulProcessor<Object, Object, Object> processor =
                    code.processor().clone();
            processor.setHandle(handle);
            ProcessorErrors.in("init", () -> processor.init(code.mode(), code.time()));
            handle.stage(ProcessorHandle.Stage.INITIALIZED);
            TimerValues times = times(nowMicros);
            if (initials != null) begin(initials, processor, handle, times);
            rows(processor, handle, times, out);
            handle.stage(ProcessorHandle.Stage.DATA_PROCESSED);
            timers(processor, handle, times, nowMicros, out);
            handle.stage(ProcessorHandle.Stage.TIMER_PROCESSED);
            if (streaming) forget(nowMicros);
            ProcessorErrors.in("close", processor::close);
            handle.stage(ProcessorHandle.Stage.CLOSED);
            handle.counts().forEach((metric, count) -> task.report().count(operator, metric, count));
            made.flush(out);
        }

        /// Stores that last as long as the batch.
        private Function<StateSpec, StateStore> ofBatch() {
            Map<String, StateStore> stores = new HashMap<>();
            return spec -> stores.computeIfAbsent(spec.operator(), _ -> new MemoryStateStore(spec));
        }

        private TimerValues times(long nowMicros) {
            long nowMillis = Math.floorDiv(nowMicros, 1_000L);
            long watermark = streaming ? task.watermarks().get().evictionMillis() + shift.orElse(0) : -1;
            return new TimerValues() {
                @Override
                public long getCurrentProcessingTimeInMs() {
                    return nowMillis;
                }

                @Override
                public long getCurrentWatermarkInMs() {
                    return watermark;
                }
            };
        }

        @SuppressWarnings("unchecked") // analysis lets no other be given an initial state
        private void begin(
                GroupedObjects all,
                StatefulProcessor<Object, Object, Object> processor,
                ProcessorHandle handle,
                TimerValues times) {
            if (all.count() == 0) return;
            all.close();
            var taking = (StatefulProcessorWithInitialState<Object, Object, Object, Object>) processor;
            for (int i = 0; i < all.count(); i++) {
                Object key = all.key(i);
                enter(handle, all.keys(), i);
                Iterator<Object> states = all.values(i);
                ProcessorErrors.in(
                        "handleInitialState",
                        () -> states.forEachRemaining(state -> taking.handleInitialState(key, state, times)));
            }
            handle.group().clear();
            all.clear();
        }

        private void enter(ProcessorHandle handle, KeyTable keys, int place) {
            handle.group().set(keys.bytes(place), keys.offset(place), keys.length(place));
        }

        private void rows(
                StatefulProcessor<Object, Object, Object> processor,
                ProcessorHandle handle,
                TimerValues times,
                Output out) {
            if (groups.count() == 0) return;
            groups.close();
            for (int i = 0; i < groups.count(); i++) {
                enter(handle, groups.keys(), i);
                try {
                    made.addAll(processor.handleInputRows(groups.key(i), groups.values(i), times), out);
                } catch (Exception e) {
                    throw ProcessorErrors.failed("handleInputRows", e);
                }
            }
            handle.group().clear();
            groups.clear();
        }

        private void timers(
                StatefulProcessor<Object, Object, Object> processor,
                ProcessorHandle handle,
                TimerValues times,
                long nowMicros,
                Output out) {
            if (code.time() == TimeMode.NONE) return;
            long reached =
                    code.time() == TimeMode.EVENT_TIME ? task.watermarks().get().evictionMicros() : nowMicros;
            for (HeldTimers.Expired timer : handle.timers().expired(reached)) {
                byte[] bytes = timer.groupKey();
                handle.group().set(bytes, 0, bytes.length);
                handle.count("numExpiredTimers");
                try {
                    made.addAll(processor.handleExpiredTimer(key(bytes), times, timer::timeMillis), out);
                } catch (Exception e) {
                    throw ProcessorErrors.failed("handleExpiredTimer", e);
                }
                handle.deleteTimer(timer.timeMillis());
            }
            handle.group().clear();
        }

        private Object key(byte[] bytes) {
            Vector[] columns = keyEncoder.decode(
                    new KeyEncoder.KeySource() {
                        @Override
                        public byte[] bytes(int i) {
                            return bytes;
                        }

                        @Override
                        public int offset(int i) {
                            return 0;
                        }
                    },
                    1);
            keyReader.open(columns);
            return keyReader.read(0);
        }

        /// Costs what it forgets.
        private void forget(long nowMicros) {
            for (StateVariable variable : variables.variables()) {
                if (!variable.ttl().isLimited()) continue;
                StateStore store = task.stores().apply(spec(variable));
                int[] due = store.takeDue(nowMicros);
                for (int slot : due) store.remove(slot);
                task.report().count(operator, "numValuesRemovedDueToTTLExpiry", due.length);
            }
        }

        /// Rows that operators above would take for late ones are an error of the processor.
        private Output checked(Output out) {
            EventTimeKey time = eventTime;
            if (time == null) return out;
            return rows -> {
                EventTimes times = time.of(rows.columns());
                long reached = time.reached(task.watermarks().get().lateMicros());
                Selection tooOld = times.upTo(reached, rows.selection());
                if (tooOld.size() > 0) throw ProcessorErrors.tooOld(times.micros(tooOld.row(0)), reached);
                out.accept(rows);
            };
        }
    }

    @Override
    public String describe() {
        return "TransformWithState(" + group.keys() + ", " + group.objects().fields() + ", "
                + code.time().word() + ", " + output + ")";
    }
}
