package dev.sluice.api;

import static dev.sluice.api.functions.col;
import static dev.sluice.api.functions.udaf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.encoder.Encoder;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.storage.MemoryStorage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Aggregates of a program's code: over groups, windows and streams.
final class AggregatorTest {

    record Sale(String shop, Long amount) {}

    record Totals(List<String> shops, long amount) {}

    record Held(List<String> shops, List<Long> amounts) {}

    public static final class Ledger extends Aggregator<Sale, Held, Totals> {
        @Override
        public Held zero() {
            return new Held(new ArrayList<>(), new ArrayList<>());
        }

        @Override
        public Held reduce(Held held, Sale sale) {
            if (sale.amount() < 0) throw new IllegalArgumentException("sold for " + sale.amount());
            held.shops().add(sale.shop());
            held.amounts().add(sale.amount());
            return held;
        }

        @Override
        public Held merge(Held one, Held other) {
            one.shops().addAll(other.shops());
            one.amounts().addAll(other.amounts());
            return one;
        }

        @Override
        public Totals finish(Held held) {
            long amount = held.amounts().stream().mapToLong(n -> n).sum();
            return new Totals(held.shops().stream().sorted().distinct().toList(), amount);
        }

        @Override
        public Encoder<Held> bufferEncoder() {
            return Encoders.record(Held.class);
        }

        @Override
        public Encoder<Totals> outputEncoder() {
            return Encoders.record(Totals.class);
        }
    }

    /// The product of what is not null, in a buffer of one value.
    public static final class Product extends Aggregator<Long, Long, Long> {
        @Override
        public Long zero() {
            return 1L;
        }

        @Override
        public Long reduce(Long product, Long factor) {
            return factor == null ? product : product * factor;
        }

        @Override
        public Long merge(Long one, Long other) {
            return one * other;
        }

        @Override
        public Long finish(Long product) {
            return product;
        }

        @Override
        public Encoder<Long> bufferEncoder() {
            return Encoders.LONG();
        }

        @Override
        public Encoder<Long> outputEncoder() {
            return Encoders.LONG();
        }
    }

    private static final String SALES =
            "FROM VALUES ('a', 2, 1), ('b', 3, 2), ('a', 5, 1), ('c', 7, 2) AS t(shop, n, day)";

    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder().storage(new MemoryStorage()).parallelism(2).create();
        session.udf().register("product", udaf(new Product(), Long.class));
        session.udf().register("ledger", udaf(new Ledger(), Encoders.record(Sale.class)));
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void check(String sql, String... rows) {
        assertEquals(
                List.of(rows),
                session.sql(sql).collectAsList().stream().map(Row::toString).toList());
    }

    @Test
    void groupsAreCollected() {
        check(
                "SELECT day, product(n), ledger(shop, n) " + SALES + " GROUP BY day ORDER BY day",
                "[1,10,[[a],7]]",
                "[2,21,[[b, c],10]]");
        check("SELECT product(n) FROM VALUES (1) AS t(n) WHERE n > 1", "[1]");
        check("SELECT product(DISTINCT n) FILTER (WHERE n > 2) FROM VALUES (2), (3), (3), (NULL) AS t(n)", "[3]");
        check("SELECT product(n) FROM VALUES ('2'), ('4') AS t(n)", "[8]");
        assertEquals(
                "product(n)",
                session.sql("SELECT product(n) FROM VALUES (1) AS t(n)").columns()[0]);
    }

    @Test
    void rowsAroundARowAreCollected() {
        check(
                "SELECT n, product(n) OVER (ORDER BY n ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) " + SALES
                        + " ORDER BY n",
                "[2,2]",
                "[3,6]",
                "[5,15]",
                "[7,35]");
        check(
                "SELECT n, ledger(shop, n) OVER (PARTITION BY day) " + SALES + " ORDER BY n",
                "[2,[[a],7]]",
                "[3,[[b, c],10]]",
                "[5,[[a],7]]",
                "[7,[[b, c],10]]");
    }

    @Test
    void columnsAreGivenToOneWithoutAName() {
        UserDefinedFunction product = udaf(new Product(), Encoders.LONG());
        DataFrame rows = session.range(1, 4)
                .agg(product.apply(col("id")), product.distinct(col("id").mod(2)));
        assertEquals("[[6,0]]", String.valueOf(rows.collectAsList()));
    }

    /// More rows than a task has in a chunk, and more groups than fit one: partial buffers go through the exchange.
    @Test
    void buffersAreMerged() {
        DataFrame sums = session.range(100_000)
                .groupBy(col("id").mod(1000).as("k"))
                .agg(udaf(new Ledger(), Encoders.record(Sale.class))
                        .apply(functions.lit("x"), col("id"))
                        .getField("amount")
                        .as("n"))
                .agg(functions.sum("n"), functions.count("k"));
        assertEquals("[[4999950000,1000]]", String.valueOf(sums.collectAsList()));
    }

    /// The buffers are in the checkpoint: a query that is stopped, and opened again, knows what it collected.
    @ParameterizedTest
    @ValueSource(strings = {"update", "complete"})
    void streamsKeepTheirBuffers(String mode) {
        var sales = new MemoryStream(SqlParser.tableSchema("shop STRING, n BIGINT"));
        session.registerStream("sales", sales.schema(), sales::open);
        List<String> written = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            StreamingQuery query = session.sql(
                            "SELECT shop, product(n) AS p, ledger(shop, n).amount AS a FROM STREAM sales GROUP BY shop")
                    .writeStream()
                    .outputMode(mode)
                    .option("checkpointLocation", "sums")
                    .foreachBatch((rows, id) ->
                            rows.orderBy("shop").collectAsList().forEach(row -> written.add(id + ":" + row)))
                    .start();
            sales.add(List.of(List.of("a", 2L), List.of("a", 3L)));
            query.processAllAvailable();
            if (run == 1) {
                sales.add(List.of(List.of("b", 7L)));
                query.processAllAvailable();
            }
            query.stop();
        }
        assertEquals(
                mode.equals("update")
                        ? List.of("0:[a,6,5]", "1:[a,36,10]", "2:[b,7,7]", "3:[a,216,15]")
                        : List.of("0:[a,6,5]", "1:[a,36,10]", "2:[a,36,10]", "2:[b,7,7]", "3:[a,216,15]", "3:[b,7,7]"),
                written);
    }

    @Test
    void aFailureNamesTheAggregate() {
        var error = assertThrows(
                SluiceException.class,
                () -> session.sql("SELECT ledger('a', -1L)").collect());
        assertEquals(ErrorCondition.FAILED_EXECUTE_UDF, error.condition());
        assertTrue(
                error.getMessage()
                        .contains("(`ledger`: (string, bigint) => struct<shops:array<string>,amount:bigint>)"),
                error.getMessage());
    }

    @Test
    void aClassIsMadeAnAggregateBySql() {
        session.sql("CREATE TEMPORARY FUNCTION times AS '" + Product.class.getName() + "'");
        check("SELECT times(n) " + SALES, "[210]");
        var error = assertThrows(SluiceException.class, () -> session.sql("SELECT 1 WHERE times(1) > 0"));
        assertTrue(error.getMessage().contains("times(1)"), error.getMessage());
    }
}
