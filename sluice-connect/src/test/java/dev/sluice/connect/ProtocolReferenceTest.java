package dev.sluice.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.sluice.api.Session;
import dev.sluice.error.SluiceException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.arrow.memory.RootAllocator;
import org.apache.spark.connect.proto.AnalyzePlanRequest;
import org.apache.spark.connect.proto.Catalog;
import org.apache.spark.connect.proto.Command;
import org.apache.spark.connect.proto.Expression;
import org.apache.spark.connect.proto.Plan;
import org.apache.spark.connect.proto.Relation;
import org.junit.jupiter.api.Test;

/// The table in `docs/reference/connect.md` of what the server answers: each kind of message is sent with nothing in
/// it, and what comes of it says whether the server has it. `-Dupdate` writes the table anew.
class ProtocolReferenceTest {

    private static final Path PAGE = Path.of("../docs/reference/connect.md");
    private static final String BEGIN = "<!-- begin: the protocol -->\n";
    private static final String END = "<!-- end: the protocol -->";

    /// What programs call it, where the protocol's name does not tell.
    private static final Map<String, String> CALLED = Map.ofEntries(
            Map.entry("apply_in_pandas_with_state", "`applyInPandasWithState`"),
            Map.entry("as_of_join", "pandas' `merge_asof`"),
            Map.entry("cached_remote_relation", "`checkpoint`"),
            Map.entry("co_group_map", "`cogroup`"),
            Map.entry("collect_metrics", "`observe`"),
            Map.entry("common_inline_user_defined_data_source", "data sources in Python"),
            Map.entry("common_inline_user_defined_function", "`udf`"),
            Map.entry("common_inline_user_defined_table_function", "`udtf`"),
            Map.entry("direct_shuffle_partition_id", "`repartitionById`"),
            Map.entry("execute_external_command", "`executeCommand`"),
            Map.entry("group_map", "`mapGroups`, `applyInPandas`"),
            Map.entry("html_string", "tables in notebooks"),
            Map.entry("map_partitions", "`map`, `flatMap`, `mapInPandas`"),
            Map.entry("merge_into_table_command", "`mergeInto`"),
            Map.entry("ml_command", "machine learning"),
            Map.entry("ml_relation", "machine learning"),
            Map.entry("named_argument_expression", "`name => value`"),
            Map.entry("nearest_by_join", "`nearestByJoin`"),
            Map.entry("parse", "`read.json(Dataset)`, `read.csv(Dataset)`"),
            Map.entry("pipeline_command", "pipelines"),
            Map.entry("register_function", "`udf.register`, but for classes of Java that the server has"),
            Map.entry("register_data_source", "`dataSource.register`"),
            Map.entry("register_table_function", "`udtf.register`"),
            Map.entry("relation_changes", "`changes`"),
            Map.entry("to_schema", "`to`"),
            Map.entry("typed_aggregate_expression", "`Aggregator`"),
            Map.entry("unresolved_regex", "`colRegex`"),
            Map.entry("update_fields", "`withField`, `dropFields`"),
            Map.entry("write_operation", "`write`"),
            Map.entry("write_operation_v2", "`writeTo`"));

    /// Doors for plugins of Spark's, and a kind that is none.
    private static final Set<String> NOBODYS = Set.of("extension", "unknown");

    private enum Outcome {
        ANSWERED,
        CLIENT_CODE,
        MISSING
    }

    @Test
    void thePageShowsWhatIsAnswered() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        String actual = page.substring(0, begin) + table() + page.substring(page.indexOf(END));
        if (System.getProperty("update") != null) Files.writeString(PAGE, actual);
        assertEquals(actual, Files.readString(PAGE));
    }

    private static String table() {
        var allocator = new RootAllocator();
        var engine = Session.builder()
                .output(new PrintStream(OutputStream.nullOutputStream()))
                .create();
        try (allocator;
                var session = new ConnectSession(
                        UUID.randomUUID().toString(), engine, allocator, Runnable::run, Limits.USUAL)) {
            return """
                    | | answered | code of the client, refused | not there |
                    |---|---|---|---|
                    """
                    + row(
                            "relations",
                            Relation.getDefaultInstance(),
                            "rel_type",
                            said -> session.relations().read((Relation) said))
                    + row(
                            "expressions",
                            Expression.getDefaultInstance(),
                            "expr_type",
                            said -> session.relations().expressions().read((Expression) said))
                    + row(
                            "commands",
                            Command.getDefaultInstance(),
                            "command_type",
                            said -> new PlanRun(session, execution())
                                    .run(Plan.newBuilder()
                                            .setCommand((Command) said)
                                            .build()))
                    + row(
                            "the catalog",
                            Catalog.getDefaultInstance(),
                            "cat_type",
                            said -> new ProtoCatalog(engine).answer((Catalog) said))
                    + row(
                            "questions about a plan",
                            AnalyzePlanRequest.getDefaultInstance(),
                            "analyze",
                            said -> new Analysis(session).run((AnalyzePlanRequest) said));
        }
    }

    private static Execution execution() {
        return new Execution(UUID.randomUUID().toString(), Set.of(), false, IllegalStateException::new, () -> {});
    }

    private static String row(String title, Message empty, String choice, Consumer<Message> ask) {
        Map<Outcome, List<String>> found = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) found.put(outcome, new ArrayList<>());
        for (FieldDescriptor kind : kinds(empty, choice)) {
            if (NOBODYS.contains(kind.getName())) continue;
            Message.Builder message = empty.newBuilderForType();
            Object nothing = kind.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                    ? message.newBuilderForField(kind).build()
                    : kind.getDefaultValue();
            found.get(outcome(message.setField(kind, nothing).build(), ask)).add(kind.getName());
        }
        return "| " + title + " | "
                + found.values().stream().map(ProtocolReferenceTest::shown).collect(Collectors.joining(" | ")) + " |\n";
    }

    private static List<FieldDescriptor> kinds(Message empty, String choice) {
        return empty.getDescriptorForType().getOneofs().stream()
                .filter(oneof -> oneof.getName().equals(choice))
                .findFirst()
                .orElseThrow()
                .getFields();
    }

    /// Whatever else is wrong with an empty message, the server went into it.
    private static Outcome outcome(Message message, Consumer<Message> ask) {
        try {
            ask.accept(message);
            return Outcome.ANSWERED;
        } catch (SluiceException e) {
            return switch (e.getCondition()) {
                case "SLUICE_NOT_YET_SUPPORTED" -> Outcome.MISSING;
                case "SLUICE_CLIENT_CODE" -> Outcome.CLIENT_CODE;
                default -> Outcome.ANSWERED;
            };
        } catch (RuntimeException _) {
            return Outcome.ANSWERED;
        }
    }

    private static String shown(List<String> kinds) {
        return kinds.stream()
                .map(kind -> CALLED.getOrDefault(kind, kind.replace('_', ' ')))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
