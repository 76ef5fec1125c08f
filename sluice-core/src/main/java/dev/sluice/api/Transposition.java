package dev.sluice.api;

import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.scalar.Extreme;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows as columns: a column for each value of the index, in its order, and a row for each of the other columns.
///
/// ```text
/// k | x | y            key | a | b
/// b | 1 | 10    =>     x   | 2 | 1
/// a | 2 | 20           y   | 20| 10
/// ```
///
/// The names of the columns are in the rows, so the query runs when it is said.
final class Transposition {

    private final DataFrame input;
    private final DataType.Struct schema;

    Transposition(DataFrame input) {
        this.input = input;
        schema = input.schema();
    }

    /// @param index null for the first column
    DataFrame by(@Nullable Column index) {
        int at = index == null ? 0 : place(index);
        DataType type = schema.field(at).type();
        if (type instanceof DataType.Array || type instanceof DataType.Map || type instanceof DataType.Struct) {
            throw invalid("Index column must be of atomic type, but found: " + SparkTypes.name(type));
        }
        List<Integer> others =
                IntStream.range(0, schema.size()).filter(i -> i != at).boxed().toList();
        DataType common = common(others);
        List<Row> rows = rows(at, others, common);
        List<Field> fields = new ArrayList<>(List.of(new Field("key", Atomic.STRING, false)));
        for (Row row : rows) fields.add(new Field(String.valueOf(row.getString(0)), common, true));
        List<Row> turned = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            List<@Nullable Object> values =
                    new ArrayList<>(List.of(schema.field(others.get(i)).name()));
            for (Row row : rows) values.add(row.get(i + 1));
            turned.add(RowFactory.create(values.toArray()));
        }
        return input.sparkSession().createDataFrame(turned, new DataType.Struct(fields));
    }

    private int place(Column index) {
        input.select(index); // refused here if it is unknown
        if (!(index.expr() instanceof Expr.Name name)) throw invalid("Index column must be an atomic attribute");
        return schema.indexOf(name.parts().getLast());
    }

    private DataType common(List<Integer> others) {
        List<DataType> types = others.stream().map(i -> schema.field(i).type()).toList();
        if (types.isEmpty()) return Atomic.STRING;
        for (int i = 1; i < types.size(); i++) {
            if (Extreme.common(types.subList(0, i + 1)).isPresent()) continue;
            throw ErrorCondition.TRANSPOSE_NO_LEAST_COMMON_TYPE
                    .error()
                    .with(
                            "dt1",
                            '"'
                                    + Extreme.common(types.subList(0, i))
                                            .orElseThrow()
                                            .sql()
                                    + '"')
                    .with("dt2", '"' + types.get(i).sql() + '"')
                    .build();
        }
        return Extreme.common(types).orElseThrow();
    }

    /// The index as text, then the other columns in one type; in the order of the index, which is never NULL.
    private List<Row> rows(int at, List<Integer> others, DataType common) {
        String[] places =
                IntStream.range(0, schema.size()).mapToObj(i -> "_" + i).toArray(String[]::new);
        int most = input.sparkSession().conf().transposedRows();
        List<Column> columns = new ArrayList<>(List.of(functions.col(places[at]).cast(Atomic.STRING)));
        for (int i : others) columns.add(functions.col(places[i]).cast(common));
        DataFrame named = input.toDF(places);
        List<Row> rows = named.where(functions.col(places[at]).isNotNull())
                .orderBy(functions.col(places[at]))
                .select(columns.toArray(Column[]::new))
                .limit(most + 1)
                .collectAsList();
        if (rows.size() <= most) return rows;
        throw ErrorCondition.TRANSPOSE_EXCEED_ROW_LIMIT
                .error()
                .with("maxValues", most)
                .with("config", SessionConf.TRANSPOSED)
                .build();
    }

    private static SluiceException invalid(String reason) {
        return ErrorCondition.TRANSPOSE_INVALID_INDEX_COLUMN
                .error()
                .with("reason", reason)
                .build();
    }
}
