package dev.sluice.connect.checks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/// Runs all programs against a server, and prints what each is answered:
///
/// ```text
/// == name
/// lines of the answer
/// ```
///
/// The answer is the same whatever the server is; so order, times and ids are not part of it. With `-Dmessages=true`
/// the words of errors, which are not part of it either, go to the standard error.
public final class Checks {

    private Checks() {}

    /// @param args the URL of the server, `sc://…`, then a directory to write into; then a name's beginning, if not all
    ///     are meant
    public static void main(String[] args) throws java.io.IOException {
        SparkSession spark = SparkSession.builder().remote(args[0]).getOrCreate();
        Map<String, Callable<String>> all = new LinkedHashMap<>();
        new RowChecks(spark).addTo(all);
        new PatternChecks(spark).addTo(all);
        new FrameChecks(spark, args[1]).addTo(all);
        new FunctionChecks(spark).addTo(all);
        new SqlChecks(spark, args[1]).addTo(all);
        new CatalogChecks(spark, args[1]).addTo(all);
        new TextChecks(spark).addTo(all);
        new WriteChecks(spark).addTo(all);
        new StreamChecks(spark, args[1]).addTo(all);
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String beginning = args.length > 2 ? args[2] : "";
        all.forEach((name, check) -> {
            if (!name.startsWith(beginning)) return;
            out.println("== " + name);
            out.println(answer(check));
        });
        out.println("== end");
        spark.close();
        System.exit(0); // the client's threads go on
    }

    private static String answer(Callable<String> check) {
        try {
            return check.call();
        } catch (Exception e) {
            if (Boolean.getBoolean("messages")) System.err.println(e.getMessage());
            return error(e);
        }
    }

    /// The class, condition and SQLSTATE of an error; words may differ.
    static String error(Throwable e) {
        String said = e.getClass().getName();
        if (e instanceof SparkThrowable spark) {
            said += " " + spark.getCondition();
            // Of an error that is only a text, the client makes up the state itself.
            if (!said.contains("_LEGACY_")) said += " " + spark.getSqlState();
        }
        return said;
    }

    /// The schema and the rows, in their order.
    static String rows(Dataset<Row> rows) {
        return rows.schema().toDDL() + "\n"
                + rows.collectAsList().stream().map(Row::toString).collect(Collectors.joining("\n"));
    }

    /// The schema and the rows, which have no order, sorted.
    static String sorted(Dataset<Row> rows) {
        return rows.schema().toDDL() + "\n"
                + rows.collectAsList().stream().map(Row::toString).sorted().collect(Collectors.joining("\n"));
    }

    static String lines(List<String> lines) {
        return String.join("\n", lines);
    }
}
