package dev.sluice.flink;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.functions.LookupFunction;

/** q13's table of 10,000 rows, in memory: keys, and what they say. Flink's files can't be looked up by key. */
final class SideInput implements LookupTableSource {

    static final String NAME = "side-input";

    @Override
    public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
        return LookupFunctionProvider.of(new Lookup());
    }

    @Override
    public DynamicTableSource copy() {
        return this;
    }

    @Override
    public String asSummaryString() {
        return NAME;
    }

    /** Of a key, its row or nothing. */
    public static final class Lookup extends LookupFunction {

        private static final int ROWS = 10_000;

        private transient RowData[] rows;

        @Override
        public Collection<RowData> lookup(RowData key) {
            if (rows == null) rows = rows();
            long wanted = key.getLong(0);
            return wanted >= 0 && wanted < ROWS ? List.of(rows[(int) wanted]) : List.of();
        }

        private static RowData[] rows() {
            var rows = new RowData[ROWS];
            for (int id = 0; id < ROWS; id++) {
                rows[id] = GenericRowData.of((long) id, StringData.fromString("value-" + id * 7L));
            }
            return rows;
        }
    }

    /** Without options. */
    public static final class Factory implements DynamicTableSourceFactory {

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
        public DynamicTableSource createDynamicTableSource(Context context) {
            return new SideInput();
        }
    }
}
