package dev.sluice.benchmarks.kernels;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Row;
import dev.sluice.api.Session;
import dev.sluice.vector.Chunk;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
/// Expressions over chunks, each asked as a query of one thread; `sum(a)` says what the query without one costs.

@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Expressions {

    private static final int CHUNKS = 256;
    private static final int ROWS = CHUNKS * Chunk.ROWS;

    private static final Map<String, String> QUERIES = Map.of(
            "sum", "SELECT sum(a) FROM rows",
            "arithmetic", "SELECT sum(a * 2 + 7) FROM rows",
            "comparison", "SELECT sum(a) FROM rows WHERE a > 50 AND c < 60",
            "like", "SELECT sum(a) FROM rows WHERE a > 10 AND b LIKE 'x%'",
            "case", "SELECT sum(CASE WHEN a < 30 THEN 1 WHEN a < 60 THEN 2 ELSE 3 END) FROM rows",
            "cast", "SELECT sum(length(CAST(a AS STRING))) FROM rows",
            "upper", "SELECT sum(length(upper(b))) FROM rows");

    @Param({"sum", "arithmetic", "comparison", "like", "case", "cast", "upper"})
    public String expression = "sum";

    private final Session session = Session.builder().parallelism(1).create();
    private DataFrame query = session.emptyDataFrame();

    @Setup(Level.Trial)
    public void open() {
        session.registerTable("rows", new Rows(CHUNKS));
        String sql = QUERIES.get(expression);
        if (sql == null) throw new IllegalArgumentException("there is no expression " + expression);
        query = session.sql(sql);
    }

    @TearDown(Level.Trial)
    public void close() {
        session.close();
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public List<Row> evaluate() {
        return query.collectAsList();
    }
}
