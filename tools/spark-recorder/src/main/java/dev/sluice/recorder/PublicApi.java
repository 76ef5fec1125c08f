package dev.sluice.recorder;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The names in Spark's public API: of each class that programs use, its methods and constants, one class a line. What
/// only programs in Scala can call is left out.
final class PublicApi {

    private static final String SQL = "org.apache.spark.sql.";

    private static final List<String> CLASSES = List.of(
            "SparkSession",
            "SparkSession$Builder",
            "RuntimeConfig",
            "UDFRegistration",
            "TableValuedFunction",
            "Dataset",
            "Column",
            "functions",
            "RelationalGroupedDataset",
            "KeyValueGroupedDataset",
            "DataFrameReader",
            "DataFrameWriter",
            "DataFrameWriterV2",
            "MergeIntoWriter",
            "DataFrameNaFunctions",
            "DataFrameStatFunctions",
            "Observation",
            "Row",
            "RowFactory",
            "Encoders",
            "ForeachWriter",
            "catalog.Catalog",
            "expressions.Window",
            "expressions.WindowSpec",
            "expressions.Aggregator",
            "expressions.UserDefinedFunction",
            "types.DataTypes",
            "types.StructType",
            "types.StructField",
            "streaming.DataStreamReader",
            "streaming.DataStreamWriter",
            "streaming.StreamingQuery",
            "streaming.StreamingQueryManager",
            "streaming.StreamingQueryListener",
            "streaming.StreamingQueryProgress",
            "streaming.StreamingQueryStatus",
            "streaming.StreamingQueryException",
            "streaming.Trigger",
            "streaming.OutputMode",
            "streaming.GroupState",
            "streaming.GroupStateTimeout",
            "streaming.StatefulProcessor",
            "streaming.StatefulProcessorWithInitialState",
            "streaming.StatefulProcessorHandle",
            "streaming.ValueState",
            "streaming.ListState",
            "streaming.MapState",
            "streaming.TimerValues",
            "streaming.ExpiredTimerInfo",
            "streaming.TTLConfig",
            "streaming.TimeMode",
            "streaming.QueryInfo");

    /// What is public for Spark's own classes only, or of Scala's case classes.
    private static final Pattern INSIDE = Pattern.compile("andThen|canEqual|compose|copy|product.*|unapply|unapplySeq|implicits"
            + "|assert.*|validate.*|_.*|.*ColumnNames|curmode|extraOptions|source|userSpecifiedSchema|isBucketed|numBuckets"
            + "|sortColumnNames|partitioningColumns|clusteringColumns|API_MODE.*|.*_KEY|handleBuilderConfig|df|node|sortOrder"
            + "|markRegistered|sessionState|sharedState|schemaEvolutionEnabled|withAggregate|withFrame|build.*String"
            + "|.*DefaultValue|equalsIgnore.*|equalsStructurally|className|acceptsType|defaultConcreteType|metadataColumn"
            + "|getBreakingChangeInfo|jsonValue|dataTypeJsonValue|name(ToDataType|ToIndex).*|getFieldIndex.*|unapply.*|equals"
            + "|hashCode|toString|apply|initialize.*|toAttributes|mapObject|sameType|nonEmpty|interpolate.*|findNested.*");

    private PublicApi() {}

    public static void main(String[] arguments) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# The public API of Apache Spark 4.2.0: class, then its methods and constants. Written by the recorder.");
        for (String name : CLASSES) lines.add(name + ": " + String.join(" ", names(type(name))));
        Files.write(Path.of(arguments[0]), lines);
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(SQL + name, false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> names(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Method method : type.getMethods()) {
            if (!method.isSynthetic() && !isScalas(method)) names.add(method.getName());
        }
        for (Field field : type.getFields()) {
            if (Modifier.isPublic(field.getModifiers()) && !field.isSynthetic()) names.add(field.getName());
        }
        return names.stream()
                .filter(name -> !name.contains("$") && !INSIDE.matcher(name).matches())
                .filter(name -> !inherited(type).contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The names that come from Java's and Scala's own classes, and from Spark's logging.
    private static Set<String> inherited(Class<?> type) {
        Set<String> names = new TreeSet<>();
        List<Class<?>> parents = new ArrayList<>(List.of(type.getInterfaces()));
        if (type.getSuperclass() != null) parents.add(type.getSuperclass());
        for (Class<?> parent : parents) {
            boolean foreign = parent.getName().matches("(java|scala|org\\.apache\\.spark\\.internal)\\..*")
                    && parent != java.io.Closeable.class;
            if (foreign) for (Method method : parent.getMethods()) names.add(method.getName());
            names.addAll(inherited(parent));
        }
        return names;
    }

    /// Whether it wants functions, tags or lists of Scala, which no program in Java has.
    private static boolean isScalas(Method method) {
        for (Class<?> parameter : method.getParameterTypes()) {
            if (parameter.getName().startsWith("scala.")) return true;
        }
        return method.getReturnType().getName().startsWith("scala.Function");
    }
}
