package dev.sluice.recorder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/// A `.test` file: blocks of one statement and its answer, with comments between them.
///
/// ```text
/// query [ordered]          or   statement
/// SELECT ...                    CREATE ...
/// ----                          ----
/// a INT NOT NULL,b STRING       ok
/// {"a":1,"b":"x"}
/// ```
///
/// or, after the line, `error CONDITION SQLSTATE` and the message. A schema without columns is a `.`, as are the empty
/// lines of a message: an empty line would end the block.
final class SqlTest {
    private final List<List<String>> blocks = new ArrayList<>();

    SqlTest(String text) {
        List<String> block = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank()) {
                end(block);
                block = new ArrayList<>();
            } else {
                block.add(line);
            }
        }
        end(block);
    }

    private void end(List<String> block) {
        if (!block.isEmpty()) {
            blocks.add(block);
        }
    }

    String record(SparkSession spark, Path data) {
        List<String> written = new ArrayList<>();
        for (List<String> block : blocks) {
            written.add(String.join("\n", answered(block, spark, data.toString())));
        }
        return String.join("\n\n", written) + "\n";
    }

    private static List<String> answered(List<String> block, SparkSession spark, String data) {
        int start = 0;
        while (start < block.size() && block.get(start).startsWith("#")) {
            start++;
        }
        if (start == block.size()) {
            return block;
        }
        int line = block.indexOf("----");
        int end = line < 0 ? block.size() : line;
        List<String> said = block.subList(0, end);
        boolean wantsRows = block.get(start).startsWith("query");
        String sql = String.join("\n", block.subList(start + 1, end));

        List<String> answer = answer(sql.replace("${data}", data), wantsRows, spark).stream()
                .map(each -> each.replace(data, "${data}"))
                .toList();
        List<String> known = line < 0 ? List.of() : block.subList(line + 1, block.size());
        // Rows in another order are the same answer, unless the order is the question.
        if (!block.get(start).endsWith("ordered") && sorted(known).equals(sorted(answer))) {
            return block;
        }
        List<String> written = new ArrayList<>(said);
        written.add("----");
        written.addAll(answer);
        return written;
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    private static List<String> answer(String sql, boolean wantsRows, SparkSession spark) {
        List<String> lines = new ArrayList<>();
        try {
            Dataset<Row> result = spark.sql(sql);
            if (!wantsRows) {
                return List.of("ok");
            }
            lines.add(result.schema().isEmpty() ? "." : result.schema().toDDL());
            lines.addAll(result.toJSON().collectAsList());
        } catch (Exception e) {
            SparkError error = SparkError.of(e);
            lines.clear();
            lines.add("error " + error.condition() + " " + error.sqlState());
            lines.addAll(error.messageLines());
        }
        return lines;
    }
}
