package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.encoder.Encoder;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.ListState;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.StatefulProcessor;
import dev.sluice.stream.TTLConfig;
import dev.sluice.stream.TimeMode;
import dev.sluice.stream.TimerValues;
import dev.sluice.stream.ValueState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the state of a processor becomes when its program is another after a restart. The answers are those of Spark
/// 4.2 with `spark.sql.streaming.stateStore.encodingFormat` avro.
class ProcessorEvolutionTest {

    record Counted(int count, String name) {}

    record Widened(long count, String name) {}

    record AsDouble(double count, String name) {}

    record Added(int count, String name, int extra, String note, Long boxed) {}

    record Removed(String name) {}

    record Narrowed(short count, String name) {}

    record Renamed(int number, String name) {}

    record AsText(String count, String name) {}

    record Boxed(@Nullable Integer count, String name) {}

    record Inside(Boxed one, @Nullable List<Integer> numbers) {}

    record InsideNotNull(Counted one, @Nullable List<Integer> numbers) {}

    record InsideWhole(Boxed one, int[] numbers) {}

    record Nested(List<Counted> all, Counted one) {}

    record NestedWidened(List<Widened> all, Added one) {}

    private final MemoryStream rows = new MemoryStream(SqlParser.tableSchema("value STRING"));
    private Session session;
    private TimeMode time = TimeMode.NONE;
    private OutputMode output = OutputMode.UPDATE;
    private UnaryOperator<Dataset<String>> input = UnaryOperator.identity();

    @BeforeEach
    void open() {
        session = Session.builder()
                .storage(new MemoryStorage())
                .parallelism(1)
                .config("spark.sql.shuffle.partitions", 1)
                .config("spark.sql.streaming.minBatchesToRetain", 1)
                .create();
        session.registerStream("texts", rows.schema(), rows::open);
    }

    @AfterEach
    void close() {
        session.close();
    }

    /// A processor whose variables are whatever a test says.
    private static class Changing<S> extends StatefulProcessor<String, String, String> {
        private final Encoder<S> encoder;
        private final String asks;
        private final S sets;
        private ValueState<S> value;
        private ListState<S> list;
        private ValueState<Long> calls;

        /// @param asks which variables it has
        /// @param sets what it remembers, if anything
        Changing(Class<S> type, String asks, S sets) {
            encoder = Encoder.record(type);
            this.asks = asks;
            this.sets = sets;
        }

        @Override
        public void init(OutputMode outputMode, TimeMode timeMode) {
            if (asks.contains("delete")) getHandle().deleteIfExists("v");
            if (asks.contains("value")) value = getHandle().getValueState("v", encoder, TTLConfig.NONE());
            if (asks.contains("list")) list = getHandle().getListState("v", encoder, TTLConfig.NONE());
            if (asks.contains("mortal")) {
                value = getHandle().getValueState("v", encoder, new TTLConfig(Duration.ofDays(1)));
            }
            if (asks.contains("calls")) calls = getHandle().getValueState("calls", Encoders.LONG(), TTLConfig.NONE());
            if (asks.contains("early")) value.get();
        }

        @Override
        public Iterator<String> handleInputRows(String key, Iterator<String> input, TimerValues times) {
            List<String> told = new ArrayList<>();
            while (input.hasNext()) {
                input.next();
                if (sets != null && value != null) value.update(sets);
                if (sets != null && list != null) list.appendValue(sets);
                if (value != null) told.add(String.valueOf(value.get()));
                if (list != null) list.get().forEachRemaining(each -> told.add(String.valueOf(each)));
                if (calls == null) continue;
                Long before = calls.get();
                calls.update(before == null ? 1 : before + 1);
                told.add("called before: " + before);
            }
            return told.iterator();
        }
    }

    private static final Counted SEVEN = new Counted(7, "seven");

    /// A run of the query with one row.
    private List<String> run(StatefulProcessor<String, String, String> processor) {
        List<String> told = new ArrayList<>();
        rows.add(List.of(List.of("row")));
        Dataset<String> texts = session.sql("FROM STREAM texts").as(Encoders.STRING());
        try (SteppedQuery query = input.apply(texts)
                .groupByKey(_ -> "k", Encoders.STRING())
                .transformWithState(processor, time, output, Encoders.STRING())
                .writeStream()
                .outputMode(output.word())
                .foreachBatch((batch, _) -> told.addAll(batch.collectAsList()))
                .option("checkpointLocation", "c")
                .stepped()) {
            while (query.step().isPresent()) {}
        }
        return told;
    }

    /// The processor goes on, widened, in a query that was changed elsewhere.
    @Test
    void variablesGoOnInAQueryThatIsChangedElsewhere() {
        run(new Changing<>(Counted.class, "value, calls", SEVEN));
        var widened = new Changing<>(Widened.class, "value, calls", (Widened) null);
        input = texts -> texts.dropDuplicates();
        var error = assertThrows(SluiceException.class, () -> run(widened));
        assertEquals(ErrorCondition.STREAMING_STATEFUL_OPERATOR_NOT_MATCH_IN_STATE_METADATA, error.condition());
        session.conf().set(SessionConf.ON_CHANGE, "keep");
        // Two rows came meanwhile, one the duplicate of the other.
        assertEquals(List.of("Widened[count=7, name=seven]", "called before: 1"), run(widened));
        session.conf().set(SessionConf.ON_CHANGE, "fail");
        assertEquals(List.of(), run(widened));
    }

    private <S> List<String> run(Class<S> type, String asks) {
        return run(new Changing<>(type, asks, null));
    }

    private void remember() {
        assertEquals(List.of("Counted[count=7, name=seven]"), run(new Changing<>(Counted.class, "value", SEVEN)));
    }

    private void refused(String message, Runnable what) {
        assertEquals(message, assertThrows(SluiceException.class, what::run).sentence());
    }

    // ---- fields

    @Test
    void numbersMayBecomeWiderButNotNarrower() {
        remember();
        assertEquals(List.of("Widened[count=7, name=seven]"), run(Widened.class, "value"));
        refused(
                "[STATE_STORE_INVALID_VALUE_SCHEMA_EVOLUTION] Schema evolution is not possible new "
                        + "value_schema=count INT NOT NULL,name STRING and old value_schema=count BIGINT NOT NULL,name "
                        + "STRING Please check https://avro.apache.org/docs/1.11.1/specification/_print/"
                        + "#schema-resolution for valid schema evolution. SQLSTATE: XXKST",
                () -> run(Counted.class, "value"));
    }

    @Test
    void wholeNumbersMayBecomeFloatingPointOnes() {
        remember();
        assertEquals(List.of("AsDouble[count=7.0, name=seven]"), run(AsDouble.class, "value"));
    }

    @Test
    void newFieldsAreNullOrZero() {
        remember();
        assertEquals(List.of("Added[count=7, name=seven, extra=0, note=null, boxed=null]"), run(Added.class, "value"));
    }

    @Test
    void fieldsMayGo() {
        remember();
        assertEquals(List.of("Removed[name=seven]"), run(Removed.class, "value"));
    }

    @Test
    void aFieldOfAnotherNameIsAnotherField() {
        remember();
        assertEquals(List.of("Renamed[number=0, name=seven]"), run(Renamed.class, "value"));
    }

    @Test
    void aFieldThatWentDoesNotComeBackWithWhatItHad() {
        remember();
        assertEquals(List.of("Removed[name=seven]"), run(Removed.class, "value"));
        assertEquals(List.of("Counted[count=0, name=seven]"), run(Counted.class, "value"));
    }

    @Test
    void otherTypesAreRefused() {
        remember();
        for (Class<?> type : List.of(Narrowed.class, AsText.class)) {
            SluiceException error = assertThrows(SluiceException.class, () -> run(type, "value"));
            assertEquals(
                    "STATE_STORE_INVALID_VALUE_SCHEMA_EVOLUTION",
                    error.condition().condition());
        }
    }

    /// A null that was remembered would be read where there can be none.
    @Test
    void whatMayBeNullStaysSo() {
        run(new Changing<>(Boxed.class, "value", new Boxed(null, "seven")));
        refusedToEvolve(Counted.class);
        assertEquals("Boxed[count=null, name=seven]", run(Boxed.class, "value").getFirst());
    }

    @Test
    void whatWasNeverNullMayBeNullNow() {
        remember();
        assertEquals(List.of("Boxed[count=7, name=seven]"), run(Boxed.class, "value"));
    }

    @Test
    void nullsStayInsideOfRecordsAndListsToo() {
        run(new Changing<>(Inside.class, "value", new Inside(new Boxed(null, "x"), null)));
        refusedToEvolve(InsideNotNull.class);
        refusedToEvolve(InsideWhole.class);
    }

    private void refusedToEvolve(Class<?> type) {
        SluiceException error = assertThrows(SluiceException.class, () -> run(type, "value"));
        assertEquals(ErrorCondition.STATE_STORE_INVALID_VALUE_SCHEMA_EVOLUTION, error.condition());
    }

    @Test
    void fieldsChangeInsideOfListsAndRecordsToo() {
        run(new Changing<>(Nested.class, "list", new Nested(List.of(SEVEN), SEVEN)));
        assertEquals(
                List.of("NestedWidened[all=[Widened[count=7, name=seven]], one=Added[count=7, name=seven, extra=0, "
                        + "note=null, boxed=null]]"),
                run(NestedWidened.class, "list"));
    }

    @Test
    void valuesMayGetAnEndLater() {
        time = TimeMode.PROCESSING_TIME;
        remember();
        assertEquals(List.of("Counted[count=7, name=seven]"), run(Counted.class, "mortal"));
        assertEquals(List.of("Counted[count=7, name=seven]"), run(Counted.class, "value"));
    }

    /// With so few micro-batches retained there are snapshots on the way, and they say the same.
    @Test
    void snapshotsOfOlderFormsAreReadToo() {
        remember();
        for (int i = 0; i < 30; i++) run(Widened.class, "value calls");
        assertEquals(List.of("AsDouble[count=7.0, name=seven]"), run(AsDouble.class, "value"));
    }

    // ---- variables

    @Test
    void variablesComeAndGoAndAreRememberedMeanwhile() {
        remember();
        assertEquals(List.of("Counted[count=7, name=seven]", "called before: null"), run(Counted.class, "value calls"));
        assertEquals(List.of("Counted[count=7, name=seven]", "called before: 1"), run(Counted.class, "value calls"));
        assertEquals(List.of("Counted[count=7, name=seven]"), run(Counted.class, "value"));
        assertEquals(List.of("Counted[count=7, name=seven]", "called before: 2"), run(Counted.class, "value calls"));
        assertEquals(List.of("called before: 3"), run(Counted.class, "calls"));
        assertEquals(List.of("Counted[count=7, name=seven]"), run(Counted.class, "value"));
    }

    @Test
    void deletedVariablesAreForgotten() {
        remember();
        assertEquals(List.of("called before: null"), run(Counted.class, "delete calls"));
        assertEquals(List.of("null"), run(Counted.class, "value"));
    }

    @Test
    void aVariableStaysOfItsKind() {
        remember();
        refused(
                "[STATE_STORE_INVALID_VARIABLE_TYPE_CHANGE] Cannot change v to ListState between query restarts. Please "
                        + "set v to ValueState, or restart with a new checkpoint directory. SQLSTATE: 42K06",
                () -> run(Counted.class, "list"));
    }

    @Test
    void modesStayWhatTheyAre() {
        remember();
        time = TimeMode.EVENT_TIME;
        refused(
                "[STATE_STORE_INVALID_CONFIG_AFTER_RESTART] Cannot change timeMode from NoTime to EventTime between "
                        + "restarts. Please set timeMode to NoTime, or restart with a new checkpoint directory. "
                        + "SQLSTATE: 42K06",
                () -> run(Counted.class, "value"));
        time = TimeMode.NONE;
        output = OutputMode.APPEND;
        refused(
                "[STATE_STORE_INVALID_CONFIG_AFTER_RESTART] Cannot change outputMode from Update to Append between "
                        + "restarts. Please set outputMode to Update, or restart with a new checkpoint directory. "
                        + "SQLSTATE: 42K06",
                () -> run(Counted.class, "value"));
    }

    // ---- what init may not do

    private static class Asking extends StatefulProcessor<String, String, String> {
        private final List<String> names;
        private final TTLConfig ttl;

        Asking(TTLConfig ttl, String... names) {
            this.names = List.of(names);
            this.ttl = ttl;
        }

        @Override
        public void init(OutputMode outputMode, TimeMode timeMode) {
            names.forEach(name -> getHandle().getValueState(name, Encoders.LONG(), ttl));
        }

        @Override
        public Iterator<String> handleInputRows(String key, Iterator<String> input, TimerValues times) {
            return List.<String>of().iterator();
        }
    }

    @Test
    void aVariableIsAskedForOnce() {
        refused(
                "[STATEFUL_PROCESSOR_DUPLICATE_STATE_VARIABLE_DEFINED] State variable with name v has already been "
                        + "defined in the StatefulProcessor. SQLSTATE: 42802",
                () -> run(new Asking(TTLConfig.NONE(), "v", "v")));
    }

    @Test
    void aVariableHasAProperName() {
        for (String name : List.of("", " x", "default")) {
            refused(
                    "[STATE_STORE_CANNOT_USE_COLUMN_FAMILY_WITH_INVALID_NAME] Failed to perform column family "
                            + "operation=create_col_family with invalid name=" + name
                            + ". Column family name cannot be "
                            + "empty or include leading/trailing spaces or use the reserved keyword=default SQLSTATE: "
                            + "42802",
                    () -> run(new Asking(TTLConfig.NONE(), name)));
        }
        refused(
                "[STATE_STORE_CANNOT_CREATE_COLUMN_FAMILY_WITH_RESERVED_CHARS] Failed to create column family with "
                        + "unsupported starting character and name=$x. SQLSTATE: 42802",
                () -> run(new Asking(TTLConfig.NONE(), "$x")));
        assertEquals(List.of(), run(new Asking(TTLConfig.NONE(), "_x", "-x")));
    }

    @Test
    void lifetimesAreInProcessingTimeAndPositive() {
        refused(
                "[STATEFUL_PROCESSOR_INCORRECT_TIME_MODE_TO_ASSIGN_TTL] Cannot use TTL for state=v in timeMode=NoTime, "
                        + "use TimeMode.ProcessingTime() instead. SQLSTATE: 42802",
                () -> run(new Asking(new TTLConfig(Duration.ofSeconds(5)), "v")));
        time = TimeMode.PROCESSING_TIME;
        refused(
                "[STATEFUL_PROCESSOR_TTL_DURATION_MUST_BE_POSITIVE] TTL duration must be greater than zero for State "
                        + "store operation=update on state=v. SQLSTATE: 42802",
                () -> run(new Asking(new TTLConfig(Duration.ofSeconds(-5)), "v")));
    }

    @Test
    void thereIsNoStateInInit() {
        refused(
                "[STATEFUL_PROCESSOR_CANNOT_PERFORM_OPERATION_WITH_INVALID_HANDLE_STATE] Failed to perform stateful "
                        + "processor operation=v.get with invalid handle state=PRE_INIT. SQLSTATE: 42802",
                () -> run(Counted.class, "value early"));
        assertEquals(
                "[STATE_STORE_HANDLE_NOT_INITIALIZED] The handle has not been initialized for this StatefulProcessor. "
                        + "Please only use the StatefulProcessor within the transformWithState operator. SQLSTATE: "
                        + "42802",
                assertThrows(SluiceException.class, new Asking(TTLConfig.NONE())::getHandle)
                        .sentence());
    }
}
