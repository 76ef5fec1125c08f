package dev.sluice.parser;

import dev.sluice.ast.Statement;
import dev.sluice.error.ErrorCondition;
import dev.sluice.grammar.SqlBaseParser.CreateTableClausesContext;
import dev.sluice.grammar.SqlBaseParser.CreateTableContext;
import dev.sluice.grammar.SqlBaseParser.CreateTempViewUsingContext;
import dev.sluice.grammar.SqlBaseParser.IdentityTransformContext;
import dev.sluice.grammar.SqlBaseParser.LocationSpecContext;
import dev.sluice.grammar.SqlBaseParser.PartitionFieldContext;
import dev.sluice.grammar.SqlBaseParser.PartitionFieldListContext;
import dev.sluice.grammar.SqlBaseParser.PartitionTransformContext;
import dev.sluice.grammar.SqlBaseParser.TableProviderContext;
import dev.sluice.grammar.antlr.tree.ParseTree;
import dev.sluice.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `CREATE TABLE name (columns) USING format OPTIONS (…)`, and the same said of a temporary view.
final class TableBuilder {

    private static final String PATH = "path";

    private TableBuilder() {}

    static Statement of(CreateTableContext said) {
        var header = said.createTableHeader();
        NotYet.ifSaid(header.EXTERNAL(), "CREATE EXTERNAL TABLE");
        var columns = said.tableElementList();
        if (said.query() != null) NotYet.ifSaid(columns, "columns before AS SELECT");
        var table = new Statement.CreateTable(
                Names.single(header.identifierReference()),
                Negation.isSaid(header.errorCapturingNot()),
                columns == null ? null : TypeBuilder.tableColumns(columns.tableElement()),
                said.tableProvider() == null ? null : format(said.tableProvider()),
                options(said.createTableClauses()),
                Positions.of(header.identifierReference()));
        return said.query() == null ? table : new Statement.CreateTableAs(table, QueryBuilder.of(said.query()));
    }

    static Statement of(CreateTempViewUsingContext said) {
        NotYet.ifSaid(said.GLOBAL(), "a GLOBAL TEMPORARY view");
        NotYet.ifSaid(said.REPLACE(), "CREATE OR REPLACE TEMPORARY VIEW … USING");
        var name = said.tableIdentifier();
        NotYet.ifSaid(name.db, "a name with a catalog or schema in this place");
        return new Statement.CreateTable(
                Names.of(name.table),
                false,
                said.colTypeList() == null ? null : TypeBuilder.columns(said.colTypeList()),
                format(said.tableProvider()),
                said.propertyList() == null ? Map.of() : OptionsBuilder.of(said.propertyList()),
                Positions.of(name));
    }

    private static String format(TableProviderContext said) {
        return String.join(".", Names.parts(said.multipartIdentifier()));
    }

    private static Map<String, String> options(CreateTableClausesContext said) {
        checkOnce("PARTITIONED BY", said.PARTITIONED());
        NotYet.ifSaid(said.skewSpec(), "SKEWED BY");
        NotYet.ifSaid(said.clusterBySpec(), "CLUSTER BY");
        NotYet.ifSaid(said.bucketSpec(), "CLUSTERED BY");
        NotYet.ifSaid(said.rowFormat(), "ROW FORMAT");
        NotYet.ifSaid(said.createFileFormat(), "STORED AS");
        NotYet.ifSaid(said.collationSpec(), "collations (DEFAULT COLLATION)");
        NotYet.ifSaid(said.tableProps, "TBLPROPERTIES");
        checkOnce("OPTIONS", said.OPTIONS());
        checkOnce("LOCATION", said.locationSpec());
        checkOnce("COMMENT", said.commentSpec());
        Map<String, String> options = new LinkedHashMap<>();
        if (said.options != null) options.putAll(OptionsBuilder.of(said.options));
        if (said.partitioning != null) options.put("partitionBy", columns(said.partitioning));
        for (LocationSpecContext location : said.locationSpec()) addPath(location, options);
        return options;
    }

    /// The names in `PARTITIONED BY (a, b)`, as a JSON array.
    private static String columns(PartitionFieldListContext said) {
        List<String> names = new ArrayList<>();
        for (PartitionFieldContext field : said.fields) {
            if (field instanceof PartitionTransformContext partition
                    && partition.transform() instanceof IdentityTransformContext column) {
                names.addAll(Names.parts(column.qualifiedName()));
            } else {
                throw NotYet.supported("PARTITIONED BY with more than names of columns", field);
            }
        }
        return JsonValue.of(names).toText();
    }

    private static void checkOnce(String name, List<? extends ParseTree> clauses) {
        if (clauses.size() <= 1) return;
        throw ErrorCondition.DUPLICATE_CLAUSES
                .error()
                .with("clauseName", name)
                .at(Positions.of(clauses.get(1)))
                .build();
    }

    /// LOCATION is another way to say the option `path`.
    private static void addPath(LocationSpecContext said, Map<String, String> options) {
        String path = StringLiteral.of(said.stringLit());
        for (String key : options.keySet()) {
            if (!key.equalsIgnoreCase(PATH)) continue;
            throw ErrorCondition.DUPLICATED_TABLE_PATHS
                    .error()
                    .with("pathOne", path)
                    .with("pathTwo", options.get(key))
                    .at(Positions.of(said))
                    .build();
        }
        options.put(PATH, path);
    }
}
