package dev.sluice.flink;

import dev.sluice.runner.Answer;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeUtils;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.flink.types.RowKind;

/** Where results go: into the {@link Answer}. Rows with a primary key take the place of earlier ones. */
final class AnswerTable implements DynamicTableSink {

    private static final String NAME = "answer";

    private final List<LogicalType> types;
    private final int[] key;

    private AnswerTable(List<LogicalType> types, int[] key) {
        this.types = types;
        this.key = key;
    }

    /**
     * The table that a result goes into.
     *
     * @param key the names of the columns that say which row is which
     * @param digest whether rows are looked at; else they are dropped, as Spark's noop does
     */
    static TableDescriptor of(ResolvedSchema result, List<String> key, boolean digest) {
        Schema.Builder schema = Schema.newBuilder();
        for (Column column : result.getColumns()) {
            DataType type = column.getDataType();
            // An event time is a time like any other once it is written.
            DataType plain =
                    TypeConversions.fromLogicalToDataType(LogicalTypeUtils.removeTimeAttributes(type.getLogicalType()));
            schema.column(column.getName(), key.contains(column.getName()) ? plain.notNull() : plain);
        }
        if (!key.isEmpty()) schema.primaryKey(key);
        return TableDescriptor.forConnector(digest ? NAME : "blackhole").schema(schema.build()).build();
    }

    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requested) {
        return key.length == 0 ? ChangelogMode.insertOnly() : ChangelogMode.upsert();
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
        return SinkV2Provider.of(new Digesting(List.copyOf(types), key));
    }

    @Override
    public DynamicTableSink copy() {
        return new AnswerTable(types, key);
    }

    @Override
    public String asSummaryString() {
        return NAME;
    }

    private record Digesting(List<LogicalType> types, int[] key) implements Sink<RowData> {

        @Override
        public SinkWriter<RowData> createWriter(WriterInitContext context) {
            var text = new RowText(types);
            return new SinkWriter<>() {
                @Override
                public void write(RowData row, Context at) {
                    if (key.length == 0) {
                        Answer.add(text.row(row));
                    } else if (row.getRowKind() == RowKind.DELETE) {
                        Answer.remove(text.cells(row, key));
                    } else {
                        Answer.put(text.cells(row, key), text.row(row));
                    }
                }

                @Override
                public void flush(boolean end) {}

                @Override
                public void close() {}
            };
        }
    }

    /** Without options. */
    public static final class Factory implements DynamicTableSinkFactory {

        @Override
        public String factoryIdentifier() {
            return NAME;
        }

        @Override
        public Set<ConfigOption<?>> requiredOptions() {
            return Set.of();
        }

        @Override
        public Set<ConfigOption<?>> optionalOptions() {
            return Set.of();
        }

        @Override
        public DynamicTableSink createDynamicTableSink(Context context) {
            return new AnswerTable(
                    context.getPhysicalRowDataType().getLogicalType().getChildren(), context.getPrimaryKeyIndexes());
        }
    }
}
