package dev.sluice.api;

import dev.sluice.connector.StaticInput;
import dev.sluice.plan.LogicalPlan;
import java.util.stream.Stream;

/// What can be asked of a [Dataset]'s columns and origins, and the rows that columns become.
public sealed interface Described permits Dataset {

    DataFrame toDF();

    /// The name of each column with the name of its type, as Spark's class of that type shows itself.
    @SuppressWarnings("unchecked") // an array of pairs of texts
    default Tuple2<String, String>[] dtypes() {
        return toDF().schema().fields().stream()
                .map(field -> new Tuple2<>(field.name(), SparkTypes.name(field.type())))
                .toArray(Tuple2[]::new);
    }

    /// The files that it would read now, each once; none for what is no file. Streams have none.
    default String[] inputFiles() {
        return toDF().plan()
                .nodes()
                .flatMap(node -> node instanceof LogicalPlan.Scan(StaticInput input, _, _)
                        ? input.files().stream()
                        : Stream.of())
                .distinct()
                .toArray(String[]::new);
    }

    /// The rows as columns, named by the values of the first column: see [#transpose(Column)].
    default DataFrame transpose() {
        return new Transposition(toDF()).by(null);
    }

    /// The rows as columns, in the order of a column's values, which name them; the other columns, of one type, as rows
    /// behind their names in `key`. It runs the query, for at most `spark.sql.transposeMaxValues` rows.
    ///
    /// @throws dev.sluice.error.SluiceException with `TRANSPOSE_…` for what can't be turned
    default DataFrame transpose(Column indexColumn) {
        return new Transposition(toDF()).by(indexColumn);
    }
}
