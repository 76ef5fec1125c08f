package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Statement;
import dev.sluice.error.SluiceException;
import dev.sluice.grammar.SqlBaseParser;
import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads Spark's SQL.
///
/// All methods throw [dev.sluice.error.ParseException] for what is no sentence, and
/// [dev.sluice.error.AnalysisException] for what only Spark understands so far. Positions refer to the text given.
/// Safe for use by many threads at once; the grammar's tables are shared and load with the first use (about a
/// quarter of a second, see [#warmUp]).
public final class SqlParser {

    /// Words that need no grammar, whichever they are: none is reserved. A program that only names columns and
    /// plain types never loads it.
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-zA-Z_]\\w*(\\.[a-zA-Z_]\\w*)*");

    private SqlParser() {}

    /// A statement of a script, and the text it was said in: without the semicolon and the comments around it.
    public record Parsed(Statement statement, String text) {}

    /// Whether the first marker for a constant in a statement is a name, `:name`.
    public static boolean hasNamedMarkers(String sql) {
        return ParameterMarkers.areNamed(sql);
    }

    /// One statement; semicolons behind it are allowed.
    public static Statement statement(String sql) {
        return Grammar.read(
                SqlText.of(sql), SqlBaseParser::compoundOrSingleStatement, StatementBuilder::compoundOrSingle);
    }

    /// One statement with constants in place of its markers `:name`.
    ///
    /// @param constants in SQL
    public static Statement statement(String sql, Map<String, String> constants) {
        return statement(withConstants(sql, constants));
    }

    /// One statement with constants in place of its markers `?`.
    ///
    /// @param constants in SQL, in their order
    public static Statement statement(String sql, List<String> constants) {
        return statement(withConstants(sql, constants));
    }

    /// The text of a statement with constants in place of its markers `:name`.
    ///
    /// @param constants in SQL
    public static String withConstants(String sql, Map<String, String> constants) {
        return ParameterMarkers.replaced(sql, constants, null);
    }

    /// The text of a statement with constants in place of its markers `?`.
    ///
    /// @param constants in SQL, in their order
    public static String withConstants(String sql, List<String> constants) {
        return ParameterMarkers.replaced(sql, null, constants);
    }

    /// The text of the query in a statement, where that is a query, or makes a view or rows of one: for those who read
    /// SQL themselves. Without a query it is the whole statement's.
    public static String queryText(String sql) {
        return Grammar.read(SqlText.of(sql), SqlBaseParser::compoundOrSingleStatement, QueryText::of);
    }

    /// A statement of a script that has not been read yet: without the semicolon and the comments around it.
    ///
    /// @param start where in the script it begins
    public record Piece(String text, int start) {}

    /// The texts between the semicolons of a script. Only an unclosed comment and `BEGIN` are refused here.
    public static List<Piece> split(String script) {
        return Script.split(script).stream()
                .map(piece -> new Piece(piece.range().stripTrailing(), piece.start()))
                .toList();
    }

    /// Whether the text ends behind a statement: with a semicolon that stands in no string, name or comment. What a
    /// person types line by line is read until it does.
    public static boolean endsStatement(String typed) {
        return Script.endsStatement(typed);
    }

    /// The words that the grammar knows, in capitals.
    public static List<String> keywords() {
        return Grammar.keywords();
    }

    /// The statements of a script, which semicolons separate.
    public static List<Statement> statements(String script) {
        return script(script).stream().map(Parsed::statement).toList();
    }

    /// The statements of a script with their texts. All are read before the first is returned: a script with an
    /// error in its last line has not begun.
    public static List<Parsed> script(String script) {
        return Script.split(script).stream()
                .map(piece -> new Parsed(
                        Grammar.read(
                                piece, SqlBaseParser::compoundOrSingleStatement, StatementBuilder::compoundOrSingle),
                        piece.range().strip()))
                .toList();
    }

    /// An expression, perhaps with a name or names: `count(*) AS words`.
    public static Expr expression(String sql) {
        return Grammar.read(
                SqlText.of(sql),
                SqlBaseParser::singleExpression,
                said -> ExpressionBuilder.named(said.namedExpression()));
    }

    /// A name of one or more parts: `` db.`a table` ``.
    public static List<String> multipartIdentifier(String sql) {
        if (PLAIN_NAME.matcher(sql).matches()) return List.of(sql.split("\\."));
        return Grammar.read(
                SqlText.of(sql),
                SqlBaseParser::singleMultipartIdentifier,
                said -> Names.parts(said.multipartIdentifier()));
    }

    /// A column's name in a program's call, where other than in SQL any character may stand outside of backticks:
    /// `` my-column.`with.point` ``.
    public static List<String> attributeName(String name) {
        return AttributeName.parts(name);
    }

    /// A data type: `ARRAY<STRING>`.
    public static DataType dataType(String sql) {
        for (DataType.Atomic type : DataType.Atomic.values()) {
            if (type.sql().equalsIgnoreCase(sql)) return type;
        }
        return Grammar.read(
                SqlText.of(sql), SqlBaseParser::singleDataType, said -> TypeBuilder.castType(said.dataType()));
    }

    /// The columns of a table: `a INT, b STRING NOT NULL COMMENT 'x'`.
    public static DataType.Struct tableSchema(String ddl) {
        return Grammar.read(
                SqlText.of(ddl), SqlBaseParser::singleTableSchema, said -> TypeBuilder.columns(said.colTypeList()));
    }

    /// A type or the columns of a struct, either as SQL writes them or in Spark's JSON form.
    ///
    /// @throws dev.sluice.error.SluiceException what is wrong with it as a type, if it is neither
    public static DataType schema(String text) {
        try {
            return dataType(text);
        } catch (SluiceException noType) {
            try {
                return tableSchema(text);
            } catch (SluiceException noColumns) {
                return jsonType(text)
                        .orElseThrow(() -> noType.with(null, "and as columns of a struct: " + noColumns.sentence()));
            }
        }
    }

    private static Optional<DataType> jsonType(String text) {
        try {
            return Optional.of(DataType.fromJson(JsonValue.parse(text)));
        } catch (IllegalArgumentException noJson) {
            return Optional.empty();
        }
    }

    /// Loads the grammar's tables and walks the most common rules, so that the first real statement is fast. For a
    /// background thread at start-up; a program that never says SQL needs none of it.
    public static void warmUp() {
        statement("SELECT a AS b, count(*) FROM STREAM t WHERE a.c = 'x' GROUP BY a");
        statement("CREATE TABLE t (a INT) USING text OPTIONS (path 'x')");
        statement("INSERT INTO t SELECT 1");
    }
}
