package dev.sluice.flink;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.table.factories.BulkReaderFormatFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.Projection;
import org.apache.flink.table.connector.format.ProjectableDecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;

/**
 * Flink's files and their formats, but handed out in the order of their names. Its own connector takes them as they
 * come, so that one reader may be minutes of event time ahead of the other, and rows behind it are dropped as late.
 */
final class OrderedFiles implements ScanTableSource, SupportsProjectionPushDown {

    static final String NAME = "ordered-files";

    private final String path;
    private final ProjectableDecodingFormat<BulkFormat<RowData, FileSourceSplit>> format;
    private final DataType columns;
    private int[][] projected;

    private OrderedFiles(
            String path,
            ProjectableDecodingFormat<BulkFormat<RowData, FileSourceSplit>> format,
            DataType columns,
            int[][] projected) {
        this.path = path;
        this.format = format;
        this.columns = columns;
        this.projected = projected;
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        BulkFormat<RowData, FileSourceSplit> reading = format.createRuntimeDecoder(context, columns, projected);
        return SourceProvider.of(FileSource.forBulkFileFormat(reading, new Path(path))
                .setSplitAssigner(InOrder::new)
                .build());
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }

    @Override
    public boolean supportsNestedProjection() {
        return false;
    }

    @Override
    public void applyProjection(int[][] fields, DataType produced) {
        projected = fields;
    }

    @Override
    public DynamicTableSource copy() {
        return new OrderedFiles(path, format, columns, projected);
    }

    @Override
    public String asSummaryString() {
        return NAME + " " + path;
    }

    private static final class InOrder implements FileSplitAssigner {

        private final List<FileSourceSplit> splits = new ArrayList<>();

        InOrder(Collection<FileSourceSplit> splits) {
            addSplits(splits);
        }

        @Override
        public Optional<FileSourceSplit> getNext(String host) {
            return splits.isEmpty() ? Optional.empty() : Optional.of(splits.remove(0));
        }

        @Override
        public void addSplits(Collection<FileSourceSplit> more) {
            splits.addAll(more);
            splits.sort(Comparator.comparing(split -> split.path().getPath()));
        }

        @Override
        public Collection<FileSourceSplit> remainingSplits() {
            return splits;
        }
    }

    /** Options: path, format. */
    public static final class Factory implements DynamicTableSourceFactory {

        private static final ConfigOption<String> PATH =
                ConfigOptions.key("path").stringType().noDefaultValue();

        @Override
        public String factoryIdentifier() {
            return NAME;
        }

        @Override
        public Set<ConfigOption<?>> requiredOptions() {
            return Set.of(PATH, FactoryUtil.FORMAT);
        }

        @Override
        public Set<ConfigOption<?>> optionalOptions() {
            return Set.of();
        }

        @Override
        public DynamicTableSource createDynamicTableSource(Context context) {
            var helper = FactoryUtil.createTableFactoryHelper(this, context);
            var format = (ProjectableDecodingFormat<BulkFormat<RowData, FileSourceSplit>>)
                    helper.discoverDecodingFormat(BulkReaderFormatFactory.class, FactoryUtil.FORMAT);
            helper.validate();
            DataType columns = context.getPhysicalRowDataType();
            return new OrderedFiles(
                    helper.getOptions().get(PATH),
                    format,
                    columns,
                    Projection.all(columns).toNestedIndexes());
        }
    }
}
