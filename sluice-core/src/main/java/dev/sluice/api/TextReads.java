package dev.sluice.api;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.builtin.TextRows;
import dev.sluice.connector.OptionCheck;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.error.ErrorCondition;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Vectors;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows of the texts of a Dataset, as a reader reads those of files. Columns that were not said are looked for at once,
/// the rows are read with each query.
final class TextReads {

    private static final String VALUE = "value";

    private final Session session;
    private final TextRows format;
    private final Options options;

    /// @param said the options of the format
    TextReads(Session session, TextRows format, Map<String, String> said) {
        this.session = session;
        this.format = format;
        options = new Options(OptionCheck.withoutEngineOptions(said));
        Provider provider = session.names().provider(format.format()).orElseThrow();
        OptionCheck.check(provider, options);
    }

    /// @param texts a Dataset of one column, which is text
    /// @param schema the columns, or null to look for them
    DataFrame read(Dataset<?> texts, DataType.@Nullable Struct schema) {
        if (texts.schema().size() != 1 || texts.schema().field(0).type() != Atomic.STRING) {
            throw ErrorCondition.TEXTS_WANTED
                    .error()
                    .with("schema", texts.schema().toDdl())
                    .build();
        }
        DataFrame values = counting(texts.toDF(VALUE));
        DataType.Struct columns = schema == null ? columns(values) : schema;
        format.check(options, columns);
        DataFrame body = withoutHeader(values);
        if (columns.size() == 0) return session.emptyDataFrame();
        ScalarFunction rows = format.function(options, (DataType.Struct) DataType.asNullable(columns));
        Expr list =
                new Expr.Call(rows.name(), List.of(name(VALUE)), false, null, List.of(), Expr.Nulls.UNSAID, rows, null);
        Expr inline = new Expr.Call("inline", List.of(list), false, null, null);
        return session.frame(new Relation.Project(body.relation(), List.of(inline), null));
    }

    /// The texts that are no comments and not empty; of JSON each one counts.
    private DataFrame counting(DataFrame values) {
        return switch (format) {
            case JSON ->
                values.select(functions
                        .coalesce(functions.col(VALUE), functions.lit("null"))
                        .as(VALUE));
            case XML -> values;
            case CSV -> {
                DataFrame full =
                        values.filter(functions.trim(functions.col(VALUE)).notEqual(""));
                yield options.get("comment")
                        .map(sign ->
                                full.filter(functions.not(functions.col(VALUE).startsWith(sign))))
                        .orElse(full);
            }
        };
    }

    /// Of CSV all texts that are like the header, as Spark has it.
    private DataFrame withoutHeader(DataFrame values) {
        if (format != TextRows.CSV || !Boolean.parseBoolean(options.get("header", "false"))) return values;
        List<Row> first = values.limit(1).collectAsList();
        if (first.isEmpty()) return values;
        return values.filter(
                functions.col(VALUE).notEqual(String.valueOf(first.getFirst().getString(0))));
    }

    private DataType.Struct columns(DataFrame values) {
        TextRows.Inference inference = format.inference(options, session.conf().zone());
        boolean first = format == TextRows.CSV && !Boolean.parseBoolean(options.get("inferSchema", "false"));
        (first ? values.limit(1).toDF() : values).forEachChunk(new Looking(inference.texts()));
        return inference.columns().get();
    }

    private static Expr name(String column) {
        return new Expr.Name(List.of(column), null, null);
    }

    /// Shows texts to those who look for columns.
    private record Looking(TextRows.TextTaker texts) implements ChunkTaker<Chunk> {

        @Override
        public List<Chunk> portions(Chunk rows) {
            return List.of(rows.compact());
        }

        @Override
        public long sizeBytes(Chunk rows) {
            return ((BytesVector) Vectors.flatten(rows.column(0))).bytes().length;
        }

        @Override
        public void take(Chunk rows) {
            var values = (BytesVector) Vectors.flatten(rows.column(0));
            for (int i = 0; i < rows.rowCount(); i++) {
                int row = rows.selection().row(i);
                if (values.isNull(row)) continue;
                int from = values.offsets()[row];
                texts.take(values.bytes(), from, from + values.lengths()[row]);
            }
        }
    }
}
