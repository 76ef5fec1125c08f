package dev.sluice.error;

import static dev.sluice.error.ErrorCondition.Phase.ANALYSIS;
import static dev.sluice.error.ErrorCondition.Phase.PARSE;
import static dev.sluice.error.ErrorCondition.Phase.RUN;
import static dev.sluice.error.ErrorKind.BUG;
import static dev.sluice.error.ErrorKind.DATA;
import static dev.sluice.error.ErrorKind.EXTERNAL;
import static dev.sluice.error.ErrorKind.RESOURCE;
import static dev.sluice.error.ErrorKind.USER;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The catalogue of everything that can go wrong.
///
/// Names, texts and SQLSTATEs are Spark 4.2's where Spark has the condition (its `error-conditions.json`); the others
/// are ours and follow its form. A text's `<parameters>` are filled by [SluiceException.Builder#with].
public enum ErrorCondition {
    // ---- the text is not a sentence
    PARSE_SYNTAX_ERROR("PARSE_SYNTAX_ERROR", "42601", USER, PARSE, "Syntax error at or near <error><hint>."),
    PARSE_EMPTY_STATEMENT("PARSE_EMPTY_STATEMENT", "42617", USER, PARSE, "Syntax error, unexpected empty statement."),
    UNCLOSED_BRACKETED_COMMENT(
            "UNCLOSED_BRACKETED_COMMENT",
            "42601",
            USER,
            PARSE,
            "Found an unclosed bracketed comment. Please, append */ at the end of the comment."),
    UNSUPPORTED_DATATYPE("UNSUPPORTED_DATATYPE", "0A000", USER, PARSE, "Unsupported data type <typeName>."),
    FAILED_TO_PARSE_TOO_COMPLEX(
            "FAILED_TO_PARSE_TOO_COMPLEX",
            "54001",
            USER,
            PARSE,
            "The statement, including potential SQL functions and referenced views, was too complex to parse. "
                    + "To mitigate this error divide the statement into multiple, less complex chunks."),
    INVALID_IDENTIFIER("INVALID_IDENTIFIER", "42602", USER, PARSE, """
            The unquoted identifier <ident> is invalid and must be back quoted as: `<ident>`.
            Unquoted identifiers can only contain ASCII letters ('a' - 'z', 'A' - 'Z'), digits ('0' - '9'), and underbar ('_').
            Unquoted identifiers must also not start with a digit.
            Different data sources and meta stores may impose additional restrictions on valid identifiers."""),
    INVALID_ATTRIBUTE_NAME_SYNTAX(
            "INVALID_ATTRIBUTE_NAME_SYNTAX",
            "42601",
            USER,
            ANALYSIS,
            "Syntax error in the attribute name: <name>. Check that backticks appear in pairs, a quoted string is a "
                    + "complete name part and use a backtick only inside quoted name parts."),
    INVALID_STATEMENT_OR_CLAUSE(
            "INVALID_STATEMENT_OR_CLAUSE", "42601", USER, PARSE, "The statement or clause: <operation> is not valid."),
    BANG_EQUALS_NOT("SYNTAX_DISCONTINUED.BANG_EQUALS_NOT", "42601", USER, PARSE, """
            Support of the clause or keyword: <clause> has been discontinued in this context. \
            The '!' keyword is only supported as an alias for the prefix operator 'NOT'.
            Use the 'NOT' keyword instead for infix clauses such as `NOT LIKE`, `NOT IN`, `NOT BETWEEN`, etc."""),
    EMPTY_IN_PREDICATE(
            "INVALID_SQL_SYNTAX.EMPTY_IN_PREDICATE",
            "42000",
            USER,
            PARSE,
            "Invalid SQL syntax: IN predicate requires at least one value. Empty IN clauses like 'IN ()' are not allowed. "
                    + "Consider using 'WHERE FALSE' if you need an always-false condition, "
                    + "or provide at least one value in the IN list."),
    INVALID_ESC(
            "INVALID_ESC",
            "42604",
            USER,
            PARSE,
            "Found an invalid escape string: <invalidEscape>. The escape string must contain only one character."),
    INCOMPATIBLE_JOIN_TYPES(
            "INCOMPATIBLE_JOIN_TYPES",
            "42613",
            USER,
            PARSE,
            "The join types <joinType1> and <joinType2> are incompatible."),
    DUPLICATE_CLAUSES(
            "DUPLICATE_CLAUSES",
            "42614",
            USER,
            PARSE,
            "Found duplicate clauses: <clauseName>. Please, remove one of them."),
    DUPLICATE_KEY("DUPLICATE_KEY", "23505", USER, PARSE, "Found duplicate keys <keyColumn>."),
    OPTION_WITHOUT_VALUE(
            "SLUICE_OPTION_WITHOUT_VALUE", "42601", USER, PARSE, "A value must be specified for the key: <key>."),
    DUPLICATED_TABLE_PATHS(
            "SLUICE_DUPLICATED_TABLE_PATHS",
            "42614",
            USER,
            PARSE,
            "Duplicated table paths found: '<pathOne>' and '<pathTwo>'. LOCATION and the case insensitive key 'path' in "
                    + "OPTIONS are all used to indicate the custom table path, you can only specify one of them."),
    CREATE_VIEW_WITH_IF_NOT_EXISTS_AND_REPLACE(
            "CREATE_VIEW_WITH_IF_NOT_EXISTS_AND_REPLACE",
            "42601",
            USER,
            PARSE,
            "CREATE VIEW <viewName> with both IF NOT EXISTS and REPLACE is not allowed."),
    INVALID_SET_SYNTAX(
            "INVALID_SET_SYNTAX",
            "42000",
            USER,
            PARSE,
            "Expected format is 'SET', 'SET key', or 'SET key=value'. If you want to include special characters in key, "
                    + "or include semicolon in value, please use backquotes, e.g., SET `key`=`value`."),
    INVALID_RESET_COMMAND_FORMAT(
            "INVALID_RESET_COMMAND_FORMAT",
            "42000",
            USER,
            PARSE,
            "Expected format is 'RESET' or 'RESET key'. If you want to include special characters in key, "
                    + "please use quotes, e.g., RESET `key`."),
    // ---- a type or constant that there is not
    DATATYPE_MISSING_SIZE(
            "DATATYPE_MISSING_SIZE",
            "42K01",
            USER,
            PARSE,
            "DataType <type> requires a length parameter, for example <type>(10). Please specify the length."),
    INCOMPLETE_TYPE_DEFINITION_ARRAY(
            "INCOMPLETE_TYPE_DEFINITION.ARRAY",
            "42K01",
            USER,
            PARSE,
            "Incomplete complex type: The definition of \"ARRAY\" type is incomplete. "
                    + "You must provide an element type. For example: \"ARRAY<INT>\"."),
    INCOMPLETE_TYPE_DEFINITION_MAP(
            "INCOMPLETE_TYPE_DEFINITION.MAP",
            "42K01",
            USER,
            PARSE,
            "Incomplete complex type: The definition of \"MAP\" type is incomplete. "
                    + "You must provide a key type and a value type. For example: \"MAP<TIMESTAMP, INT>\"."),
    INCOMPLETE_TYPE_DEFINITION_STRUCT(
            "INCOMPLETE_TYPE_DEFINITION.STRUCT",
            "42K01",
            USER,
            PARSE,
            "Incomplete complex type: The definition of \"STRUCT\" type is incomplete. "
                    + "You must provide at least one field type. "
                    + "For example: \"STRUCT<name STRING, phone DECIMAL(10, 0)>\"."),
    DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION(
            "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION",
            "22003",
            USER,
            PARSE,
            "Decimal precision <precision> exceeds max precision <maxPrecision>."),
    DECIMAL_SCALE_EXCEEDS_PRECISION(
            "SLUICE_DECIMAL_SCALE_EXCEEDS_PRECISION",
            "42601",
            USER,
            PARSE,
            "Decimal scale (<scale>) cannot be greater than precision (<precision>)."),
    INVALID_NUMERIC_LITERAL_RANGE(
            "INVALID_NUMERIC_LITERAL_RANGE",
            "22003",
            USER,
            PARSE,
            "Numeric literal <rawStrippedQualifier> is outside the valid range for <typeName> with minimum value of "
                    + "<minValue> and maximum value of <maxValue>. Please adjust the value accordingly."),
    UNSUPPORTED_TYPED_LITERAL(
            "UNSUPPORTED_TYPED_LITERAL",
            "0A000",
            USER,
            PARSE,
            "Literals of the type <unsupportedType> are not supported. Supported types are <supportedTypes>."),
    INVALID_DATETIME_UNIT(
            "INVALID_PARAMETER_VALUE.DATETIME_UNIT",
            "22023",
            USER,
            PARSE,
            "The value of parameter(s) `unit` in <functionName> is invalid: expects one of the units without quotes "
                    + "YEAR, QUARTER, MONTH, WEEK, DAY, DAYOFYEAR, HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, "
                    + "but got the string literal <invalidValue>."),
    INVALID_INTERVAL_ARITHMETIC(
            "INVALID_INTERVAL_FORMAT.ARITHMETIC_EXCEPTION",
            "22006",
            USER,
            PARSE,
            Texts.INTERVAL + "Uncaught arithmetic exception while parsing '<input>'."),
    INVALID_INTERVAL_DAY_TIME(
            "INVALID_INTERVAL_FORMAT.DAY_TIME_PARSING",
            "22006",
            USER,
            PARSE,
            Texts.INTERVAL + "Error parsing interval day-time string: <msg>."),
    INVALID_INTERVAL_YEAR_MONTH(
            "INVALID_INTERVAL_FORMAT.INTERVAL_PARSING",
            "22006",
            USER,
            PARSE,
            Texts.INTERVAL + "Error parsing interval year-month string."),
    INVALID_INTERVAL_FRACTION(
            "INVALID_INTERVAL_FORMAT.INVALID_FRACTION",
            "22006",
            USER,
            PARSE,
            Texts.INTERVAL + "<unit> cannot have fractional part."),
    INVALID_INTERVAL_UNIT(
            "INVALID_INTERVAL_FORMAT.INVALID_UNIT", "22006", USER, PARSE, Texts.INTERVAL + "Invalid unit <unit>."),
    INVALID_INTERVAL_VALUE(
            "INVALID_INTERVAL_FORMAT.INVALID_VALUE", "22006", USER, PARSE, Texts.INTERVAL + "Invalid value <value>."),
    INVALID_INTERVAL_NUMBER(
            "INVALID_INTERVAL_FORMAT.UNRECOGNIZED_NUMBER",
            "22006",
            USER,
            PARSE,
            Texts.INTERVAL + "Unrecognized number <number>."),
    INVALID_INTERVAL_PATTERN(
            "INVALID_INTERVAL_FORMAT.UNMATCHED_FORMAT_STRING",
            "22006",
            USER,
            PARSE,
            Texts.INTERVAL + "Interval string does not match <intervalStr> format of <supportedFormat> "
                    + "when cast to <typeName>: <input>."),
    INVALID_INTERVAL_FROM_TO(
            "INVALID_INTERVAL_FORMAT.UNSUPPORTED_FROM_TO_EXPRESSION",
            "22006",
            USER,
            PARSE,
            Texts.INTERVAL + "Cannot support (interval '<input>' <from> to <to>) expression."),
    INVALID_INTERVAL_LITERAL("SLUICE_INVALID_INTERVAL_LITERAL", "22006", USER, PARSE, "<reason>"),
    NOT_YET_SUPPORTED(
            "SLUICE_NOT_YET_SUPPORTED",
            "0A000",
            USER,
            ANALYSIS,
            "Sluice does not have this part of Spark yet: <feature>."),
    // ---- Spark Connect
    CONNECT_INVALID_PLAN(
            "CONNECT_INVALID_PLAN.ASSERTION_FAILURE",
            "56K00",
            USER,
            ANALYSIS,
            "The Spark Connect plan is invalid. <message>"),
    CONNECT_CLIENT_CODE(
            "SLUICE_CLIENT_CODE",
            "0A000",
            USER,
            ANALYSIS,
            "Code of the client cannot run in this server: <what>.",
            "say it with columns or SQL, whose functions there are; or give the server a jar with a Java function, "
                    + "CREATE FUNCTION … AS 'class', and call that."),
    CLUSTER_ADDRESS(
            "SLUICE_CLUSTER_ADDRESS",
            "22023",
            USER,
            RUN,
            "The address <address> of a cluster makes no sense: <reason>.",
            "an address is written sc://host:15002/;token=…;use_ssl=true"),
    CLUSTER_UNREACHABLE(
            "SLUICE_CLUSTER_UNREACHABLE",
            "08001",
            EXTERNAL,
            RUN,
            "The cluster at <address> does not answer: <reason>."),
    CLUSTER_REFUSED("SLUICE_CLUSTER_REFUSED", "38000", EXTERNAL, RUN, "The cluster says: <message>"),
    CLUSTER_CANNOT(
            "SLUICE_CLUSTER_CANNOT",
            "0A000",
            USER,
            ANALYSIS,
            "This cannot go to a cluster: <what>.",
            "run it in this process, or leave it out."),
    HANDLE_FORMAT(
            "INVALID_HANDLE.FORMAT",
            "HY000",
            USER,
            ANALYSIS,
            "The handle <handle> is invalid. Handle must be an UUID string of the format '00112233-4455-6677-8899-aabbccddeeff'"),
    HANDLE_OPERATION_EXISTS(
            "INVALID_HANDLE.OPERATION_ALREADY_EXISTS",
            "HY000",
            USER,
            ANALYSIS,
            "The handle <handle> is invalid. Operation already exists."),
    HANDLE_OPERATION_NOT_FOUND(
            "INVALID_HANDLE.OPERATION_NOT_FOUND",
            "HY000",
            USER,
            ANALYSIS,
            "The handle <handle> is invalid. Operation not found."),
    HANDLE_OPERATION_ABANDONED(
            "INVALID_HANDLE.OPERATION_ABANDONED",
            "HY000",
            USER,
            ANALYSIS,
            "The handle <handle> is invalid. Operation was considered abandoned because of inactivity and removed."),
    CURSOR_DISCONNECTED(
            "INVALID_CURSOR.DISCONNECTED",
            "HY109",
            USER,
            ANALYSIS,
            "The cursor is invalid. The cursor has been disconnected by the server."),
    CURSOR_POSITION_NOT_FOUND(
            "INVALID_CURSOR.POSITION_NOT_FOUND",
            "HY109",
            USER,
            ANALYSIS,
            "The cursor is invalid. The cursor position id <responseId> is not found."),
    HANDLE_SESSION_CHANGED(
            "INVALID_HANDLE.SESSION_CHANGED",
            "HY000",
            USER,
            ANALYSIS,
            "The handle <handle> is invalid. The existing Spark server driver instance has restarted. Please reconnect."),
    HANDLE_SESSION_CLOSED(
            "INVALID_HANDLE.SESSION_CLOSED",
            "HY000",
            USER,
            ANALYSIS,
            "The handle <handle> is invalid. Session was closed."),
    CONNECT_QUERY_NOT_FOUND(
            "CONNECT_INVALID_PLAN.STREAMING_QUERY_NOT_FOUND",
            "56K00",
            USER,
            ANALYSIS,
            "The Spark Connect plan is invalid. Streaming query <id> is not found"),
    CONNECT_FRAME_NOT_FOUND(
            "CONNECT_INVALID_PLAN.DATAFRAME_NOT_FOUND",
            "56K00",
            USER,
            ANALYSIS,
            "The Spark Connect plan is invalid. No DataFrame with id <dfId> is found in the session <sessionId>"),
    CONNECT_CANNOT_PARSE(
            "CONNECT_INVALID_PLAN.CANNOT_PARSE",
            "56K00",
            USER,
            ANALYSIS,
            "The Spark Connect plan is invalid. Cannot decompress or parse the input plan (<errorMsg>)"),
    CONNECT_PLAN_TOO_LARGE(
            "CONNECT_INVALID_PLAN.PLAN_SIZE_LARGER_THAN_MAX",
            "56K00",
            USER,
            ANALYSIS,
            "The Spark Connect plan is invalid. The plan size is larger than max (<planSize> vs. <maxPlanSize>)",
            "split the query, with temporary views for what comes in between."),
    CONNECT_CHUNK_NOT_FOUND(
            "CONNECT_INVALID_PLAN.NOT_FOUND_CHUNKED_CACHED_LOCAL_RELATION",
            "56K00",
            USER,
            ANALYSIS,
            "The Spark Connect plan is invalid. Not found chunked cached local relation block with the hash: <hash> "
                    + "in the session with sessionUUID <sessionUUID>."),
    // ---- names
    UNRESOLVED_COLUMN_WITH_SUGGESTION(
            "UNRESOLVED_COLUMN.WITH_SUGGESTION",
            "42703",
            USER,
            ANALYSIS,
            "A column, variable, or function parameter with name <objectName> cannot be resolved. "
                    + "Did you mean one of the following? [<proposal>]."),
    UNRESOLVED_FIELD_WITH_SUGGESTION(
            "UNRESOLVED_FIELD.WITH_SUGGESTION",
            "42703",
            USER,
            ANALYSIS,
            "A field with name <fieldName> cannot be resolved with the struct-type column <columnPath>. "
                    + "Did you mean one of the following? [<proposal>]."),
    UNRESOLVED_COLUMN_AMONG_FIELD_NAMES(
            "UNRESOLVED_COLUMN_AMONG_FIELD_NAMES",
            "42703",
            USER,
            ANALYSIS,
            "Cannot resolve column name <colName> among (<fieldNames>)."),
    SET_OPERATION_ON_MAP_TYPE(
            "UNSUPPORTED_FEATURE.SET_OPERATION_ON_MAP_TYPE",
            "0A000",
            USER,
            ANALYSIS,
            "The feature is not supported: Cannot have MAP type columns in DataFrame which calls set operations (INTERSECT, EXCEPT, etc.), but the type of column <colName> is <dataType>."),
    UNRESOLVED_COLUMN_WITHOUT_SUGGESTION(
            "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION",
            "42703",
            USER,
            ANALYSIS,
            "A column, variable, or function parameter with name <objectName> cannot be resolved. "),
    AMBIGUOUS_REFERENCE_TO_FIELDS(
            "AMBIGUOUS_REFERENCE_TO_FIELDS",
            "42000",
            USER,
            ANALYSIS,
            "Ambiguous reference to the field <field>. It appears <count> times in the schema."),
    AMBIGUOUS_REFERENCE(
            "AMBIGUOUS_REFERENCE",
            "42704",
            USER,
            ANALYSIS,
            "Reference <name> is ambiguous, could be: <referenceNames>."),
    FIELD_NOT_FOUND("FIELD_NOT_FOUND", "42704", USER, ANALYSIS, "No such struct field <fieldName> in <fields>."),
    INVALID_EXTRACT_BASE_FIELD_TYPE(
            "INVALID_EXTRACT_BASE_FIELD_TYPE",
            "42000",
            USER,
            ANALYSIS,
            "Can't extract a value from <base>. Need a complex type [STRUCT, ARRAY, MAP] but got <other>."),
    CANNOT_RESOLVE_STAR_EXPAND(
            "CANNOT_RESOLVE_STAR_EXPAND",
            "42704",
            USER,
            ANALYSIS,
            "Cannot resolve <targetString>.* given input columns <columns>. Please check that the specified table or struct exists and is accessible in the input columns."),
    INVALID_USAGE_OF_STAR_OR_REGEX(
            "INVALID_USAGE_OF_STAR_OR_REGEX", "42000", USER, ANALYSIS, "Invalid usage of <elem> in <prettyName>."),
    TABLE_OR_VIEW_NOT_FOUND(
            "TABLE_OR_VIEW_NOT_FOUND",
            "42P01",
            USER,
            ANALYSIS,
            "The table or view <relationName> cannot be found. Verify the spelling and correctness of the schema and catalog.\nSearch path: [`system`.`builtin`, `system`.`session`, `spark_catalog`.`default`].\nIf you did not qualify the name with a schema, verify the current_schema() output, or qualify the name with the correct schema and catalog.\nTo tolerate the error on drop use DROP VIEW IF EXISTS or DROP TABLE IF EXISTS."),
    TEMP_TABLE_OR_VIEW_ALREADY_EXISTS(
            "TEMP_TABLE_OR_VIEW_ALREADY_EXISTS",
            "42P07",
            USER,
            ANALYSIS,
            "Cannot create the temporary view <relationName> because it already exists.\nChoose a different name, drop or replace the existing view."),
    TABLE_OR_VIEW_ALREADY_EXISTS(
            "TABLE_OR_VIEW_ALREADY_EXISTS",
            "42P07",
            USER,
            ANALYSIS,
            "Cannot create table or view <relationName> because it already exists.\nChoose a different name, drop or replace the existing object, or add the IF NOT EXISTS clause to tolerate pre-existing objects."),
    CANNOT_DROP_ALL_FIELDS(
            "DATATYPE_MISMATCH.CANNOT_DROP_ALL_FIELDS",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: Cannot drop all fields in struct."),
    FUNCTION_PARAMETER_NOT_NULL(
            "USER_DEFINED_FUNCTIONS.NOT_NULL_ON_FUNCTION_PARAMETERS",
            "42601",
            USER,
            PARSE,
            "User defined function is invalid: Cannot specify NOT NULL on function parameters: <input>"),
    FUNCTION_DEFAULT_POSITION(
            "USER_DEFINED_FUNCTIONS.NOT_A_VALID_DEFAULT_PARAMETER_POSITION",
            "42601",
            USER,
            PARSE,
            "User defined function is invalid: In routine `<functionName>` parameter `<parameterName>` with DEFAULT must not be followed by parameter `<nextParameterName>` without DEFAULT."),
    FUNCTION_WITH_COMPLEX_BODY(
            "USER_DEFINED_FUNCTIONS.CANNOT_CONTAIN_COMPLEX_FUNCTIONS",
            "42601",
            USER,
            ANALYSIS,
            "User defined function is invalid: SQL scalar function cannot contain aggregate/window/generate functions: <queryText>"),
    CYCLIC_FUNCTION_REFERENCE(
            "CYCLIC_FUNCTION_REFERENCE", "42887", USER, ANALYSIS, "Cyclic function reference detected: <path>."),
    DUPLICATE_ROUTINE_PARAMETER_NAMES(
            "DUPLICATE_ROUTINE_PARAMETER_NAMES",
            "42734",
            USER,
            PARSE,
            "Found duplicate name(s) in the parameter list of the user-defined routine <routineName>: <names>."),
    CREATE_ROUTINE_WITH_IF_NOT_EXISTS_AND_REPLACE(
            "INVALID_SQL_SYNTAX.CREATE_ROUTINE_WITH_IF_NOT_EXISTS_AND_REPLACE",
            "42000",
            USER,
            PARSE,
            "Invalid SQL syntax: Cannot create a routine with both IF NOT EXISTS and REPLACE specified."),
    CREATE_TEMP_FUNC_WITH_IF_NOT_EXISTS(
            "INVALID_SQL_SYNTAX.CREATE_TEMP_FUNC_WITH_IF_NOT_EXISTS",
            "42000",
            USER,
            PARSE,
            "Invalid SQL syntax: CREATE TEMPORARY FUNCTION with IF NOT EXISTS is not allowed."),
    ROUTINE_ALREADY_EXISTS(
            "ROUTINE_ALREADY_EXISTS",
            "42723",
            USER,
            ANALYSIS,
            "Cannot create the <newRoutineType> <routineName> because a <existingRoutineType> of that name already exists.\nChoose a different name, drop or replace the existing <existingRoutineType>, or add the IF NOT EXISTS clause to tolerate a pre-existing <newRoutineType>."),
    ROUTINE_NOT_FOUND(
            "ROUTINE_NOT_FOUND",
            "42883",
            USER,
            ANALYSIS,
            "The routine <routineName> cannot be found. Verify the spelling and correctness of the schema and catalog.\nIf you did not qualify the name with a schema and catalog, verify the current_schema() output, or qualify the name with the correct schema and catalog.\nTo tolerate the error on drop use DROP ... IF EXISTS."),
    FORBIDDEN_OPERATION(
            "FORBIDDEN_OPERATION",
            "42809",
            USER,
            ANALYSIS,
            "The operation <statement> is not allowed on the <objectType>: <objectName>."),
    CANNOT_LOAD_FUNCTION_CLASS(
            "CANNOT_LOAD_FUNCTION_CLASS",
            "46103",
            USER,
            ANALYSIS,
            "Cannot load class <className> when registering the function <functionName>, please make sure it is on the classpath."),
    INVALID_UDF_IMPLEMENTATION(
            "INVALID_UDF_IMPLEMENTATION",
            "38000",
            USER,
            ANALYSIS,
            "Function <funcName> does not implement a ScalarFunction or AggregateFunction."),
    UNRESOLVED_ROUTINE(
            "UNRESOLVED_ROUTINE",
            "42883",
            USER,
            ANALYSIS,
            "Cannot resolve routine <routineName> on search path [`system`.`builtin`, `system`.`session`, `spark_catalog`.`default`]."),
    UNRESOLVABLE_TABLE_VALUED_FUNCTION(
            "UNRESOLVABLE_TABLE_VALUED_FUNCTION",
            "42883",
            USER,
            ANALYSIS,
            "Could not resolve <name> to a table-valued function.\nPlease make sure that <name> is defined as a table-valued function and that all required parameters are provided correctly.\nIf <name> is not defined, please create the table-valued function before using it.\nFor more information about defining table-valued functions, please refer to the Apache Spark documentation."),
    DATA_SOURCE_NOT_FOUND(
            "DATA_SOURCE_NOT_FOUND",
            "42K02",
            USER,
            ANALYSIS,
            "Failed to find the data source: <provider>. Make sure the provider name is correct and the package is properly registered and compatible with your Spark version."),
    ARRAY_FUNCTION_DIFF_TYPES(
            "DATATYPE_MISMATCH.ARRAY_FUNCTION_DIFF_TYPES",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: Input to <functionName> should have been \"ARRAY\" followed by a value with same element type, but it's [<leftType>, <rightType>]."),
    BINARY_ARRAY_DIFF_TYPES(
            "DATATYPE_MISMATCH.BINARY_ARRAY_DIFF_TYPES",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: Input to function <functionName> should have been two \"ARRAY\" with same element type, but it's [<leftType>, <rightType>]."),
    MAP_FUNCTION_DIFF_TYPES(
            "DATATYPE_MISMATCH.MAP_FUNCTION_DIFF_TYPES",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: Input to <functionName> should have been \"MAP\" followed by a value with same key type, but it's [<leftType>, <rightType>]."),
    MAP_CONCAT_DIFF_TYPES(
            "DATATYPE_MISMATCH.MAP_CONCAT_DIFF_TYPES",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: The <functionName> should all be of type map, but it's <dataType>."),
    CREATE_MAP_KEY_DIFF_TYPES(
            "DATATYPE_MISMATCH.CREATE_MAP_KEY_DIFF_TYPES",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: The given keys of function <functionName> should all be the same type, but they are <dataType>."),
    CREATE_MAP_VALUE_DIFF_TYPES(
            "DATATYPE_MISMATCH.CREATE_MAP_VALUE_DIFF_TYPES",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: The given values of function <functionName> should all be the same type, but they are <dataType>."),
    SEQUENCE_WRONG_INPUT_TYPES("DATATYPE_MISMATCH.SEQUENCE_WRONG_INPUT_TYPES", "42K09", USER, ANALYSIS, """
            Cannot resolve <sqlExpr> due to data type mismatch: <functionName> uses the wrong parameter type. The parameter type must conform to:
            1. The start and stop expressions must resolve to the same type.
            2. If start and stop expressions resolve to the ("TIMESTAMP" or "TIMESTAMP_NTZ" or "DATE") type, then the step expression must resolve to the ("INTERVAL" or "INTERVAL YEAR TO MONTH" or "INTERVAL DAY TO SECOND") type.
            3. Otherwise, if start and stop expressions resolve to the "INTEGRAL" type, then the step expression must resolve to the same type."""),
    WRONG_NUM_ARGS_WITH_SUGGESTION(
            "WRONG_NUM_ARGS.WITH_SUGGESTION",
            "42605",
            USER,
            ANALYSIS,
            "The <functionName> requires <expectedNum> parameters but the actual number is <actualNum>. If you have to call this function with <legacyNum> parameters, set the legacy configuration <legacyConfKey> to <legacyConfValue>."),
    REQUIRES_SINGLE_PART_NAMESPACE(
            "REQUIRES_SINGLE_PART_NAMESPACE",
            "42K05",
            USER,
            ANALYSIS,
            "<sessionCatalog> requires a single-part namespace, but got identifier <identifier>."),
    STAR_OF_NO_STRUCT(
            "SLUICE_STAR_OF_NO_STRUCT",
            "42704",
            USER,
            ANALYSIS,
            "Can only star expand struct data types. Attribute: `List(<attribute>)`."),
    NO_STREAMING_VIEW(
            "SLUICE_SOURCE.NO_STREAMING_VIEW",
            "42K02",
            USER,
            ANALYSIS,
            "<tableName> is not a temp view of streaming logical plan, please use batch API such as `DataFrameReader.table` to read it.",
            "leave out STREAM, or declare the table with CREATE TABLE … USING a format that streams."),
    CAST_WITH_FUNC_SUGGESTION(
            "DATATYPE_MISMATCH.CAST_WITH_FUNC_SUGGESTION",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: cannot cast <srcType> to <targetType>.\nTo convert values from <srcType> to <targetType>, you can use the functions <functionNames> instead."),
    CREATE_VIEW_TOO_MANY_DATA_COLUMNS(
            "CREATE_VIEW_COLUMN_ARITY_MISMATCH.TOO_MANY_DATA_COLUMNS",
            "21S01",
            USER,
            ANALYSIS,
            "Cannot create view <viewName>, the reason is too many data columns:\nView columns: <viewColumns>.\nData columns: <dataColumns>."),
    CREATE_VIEW_NOT_ENOUGH_DATA_COLUMNS(
            "CREATE_VIEW_COLUMN_ARITY_MISMATCH.NOT_ENOUGH_DATA_COLUMNS",
            "21S01",
            USER,
            ANALYSIS,
            "Cannot create view <viewName>, the reason is not enough data columns:\nView columns: <viewColumns>.\nData columns: <dataColumns>."),
    INVALID_SCHEMA_OR_RELATION_NAME(
            "INVALID_SCHEMA_OR_RELATION_NAME",
            "42602",
            USER,
            ANALYSIS,
            "<name> is not a valid name for tables/schemas. Valid names only contain alphabet characters, numbers and _."),
    COLUMN_ALREADY_EXISTS(
            "COLUMN_ALREADY_EXISTS",
            "42711",
            USER,
            ANALYSIS,
            "The column <columnName> already exists. Choose another name or rename the existing column."),
    EXPECT_TABLE_NOT_VIEW(
            "EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE",
            "42809",
            USER,
            ANALYSIS,
            "'<operation>' expects a table but <viewName> is a view. "),
    BINARY_OP_WRONG_TYPE(
            "DATATYPE_MISMATCH.BINARY_OP_WRONG_TYPE",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: the binary operator requires the input type <inputType>, not <actualDataType>.",
            "convert both sides first: CAST(… AS …)."),
    WRONG_NUM_ARGS_WITHOUT_SUGGESTION(
            "WRONG_NUM_ARGS.WITHOUT_SUGGESTION",
            "42605",
            USER,
            ANALYSIS,
            "The <functionName> requires <expectedNum> parameters but the actual number is <actualNum>. Please, refer to 'https://spark.apache.org/docs/latest/sql-ref-functions.html' for a fix."),
    DISTINCT_NOT_AGGREGATE(
            "INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX",
            "42000",
            USER,
            ANALYSIS,
            "Invalid SQL syntax: The function <prettyName> does not support <syntax>."),
    LAMBDA_NUM_ARGS_MISMATCH(
            "INVALID_LAMBDA_FUNCTION_CALL.NUM_ARGS_MISMATCH",
            "42K0D",
            USER,
            ANALYSIS,
            "Invalid lambda function call. A higher order function expects <expectedNumArgs> arguments, but got <actualNumArgs>."),
    LAMBDA_DUPLICATE_ARG_NAMES(
            "INVALID_LAMBDA_FUNCTION_CALL.DUPLICATE_ARG_NAMES",
            "42K0D",
            USER,
            ANALYSIS,
            "Invalid lambda function call. The lambda function has duplicate arguments <args>. Please, consider to rename the argument names or set <caseSensitiveConfig> to \"true\"."),
    LAMBDA_FOR_NO_HIGHER_ORDER_FUNCTION(
            "INVALID_LAMBDA_FUNCTION_CALL.NON_HIGHER_ORDER_FUNCTION",
            "42K0D",
            USER,
            ANALYSIS,
            "Invalid lambda function call. A lambda function should only be used in a higher order function. However, its class is <class>, which is not a higher order function."),
    LAMBDA_NOT_ACCEPTED(
            "INVALID_LAMBDA_FUNCTION_CALL.PARAMETER_DOES_NOT_ACCEPT_LAMBDA_FUNCTION",
            "42K0D",
            USER,
            ANALYSIS,
            "Invalid lambda function call. You passed a lambda function to a parameter that does not accept it. Please check if lambda function argument is in the correct position."),
    // ---- types
    MAP_ZIP_WITH_DIFF_TYPES(
            "DATATYPE_MISMATCH.MAP_ZIP_WITH_DIFF_TYPES",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: Input to the <functionName> should have been two maps with compatible key types, but it's [<leftType>, <rightType>]."),
    UNEXPECTED_RETURN_TYPE(
            "DATATYPE_MISMATCH.UNEXPECTED_RETURN_TYPE",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: The <functionName> requires return <expectedType> type, but the actual is <actualType> type."),
    INVALID_MAP_KEY_TYPE(
            "DATATYPE_MISMATCH.INVALID_MAP_KEY_TYPE",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: The key of map cannot be/contain <keyType>."),
    MIXED_QUERY_PARAMETERS(
            "INVALID_QUERY_MIXED_QUERY_PARAMETERS",
            "42613",
            USER,
            PARSE,
            "Parameterized query must either use positional, or named parameters, but not both."),
    UNBOUND_SQL_PARAMETER(
            "UNBOUND_SQL_PARAMETER",
            "42P02",
            USER,
            ANALYSIS,
            "Found the unbound parameter: <name>. Please, fix `args` and provide a mapping of the parameter to either a SQL "
                    + "literal or collection constructor functions such as `map()`, `array()`, `struct()`."),
    UNSUPPORTED_EXPR_FOR_PARAMETER(
            "UNSUPPORTED_EXPR_FOR_PARAMETER",
            "42K0E",
            USER,
            ANALYSIS,
            "A query parameter contains unsupported expression. Parameters can either be variables or literals. Invalid "
                    + "expression: [<invalidExprSql>]"),
    TEXTS_WANTED(
            "SLUICE_TEXTS_WANTED",
            "42K09",
            USER,
            ANALYSIS,
            "A Dataset that is read as texts has one column, of STRING; this one has <schema>."),
    WRITE_TO_TABLE(
            "SLUICE_WRITE_TO_TABLE",
            "0A000",
            USER,
            ANALYSIS,
            "writeTo can't write into <tableName>, which is a table of files or of a connector: <instead> does."),
    VIEW_WRITE_NOT_ALLOWED(
            "VIEW_WRITE_NOT_ALLOWED",
            "42809",
            USER,
            ANALYSIS,
            "Cannot write into view <name>, please write into a table instead."),
    SORT_BY_WITHOUT_BUCKETING(
            "SORT_BY_WITHOUT_BUCKETING", "42601", USER, ANALYSIS, "sortBy must be used together with bucketBy."),
    WRONG_COMMAND_FOR_OBJECT_TYPE(
            "WRONG_COMMAND_FOR_OBJECT_TYPE",
            "42809",
            USER,
            ANALYSIS,
            "The operation <operation> requires a <requiredType>. But <objectName> is a <foundType>. Use <alternative> instead."),
    EXPECT_PERMANENT_VIEW_NOT_TEMP(
            "EXPECT_PERMANENT_VIEW_NOT_TEMP",
            "42809",
            USER,
            ANALYSIS,
            "'<operation>' expects a permanent view but <viewName> is a temp view."),
    NOT_A_PARTITIONED_TABLE(
            "NOT_A_PARTITIONED_TABLE",
            "42809",
            USER,
            ANALYSIS,
            "Operation <operation> is not allowed for <tableIdentWithDB> because it is not a partitioned table."),
    PARTITION_SCHEMA_IS_EMPTY(
            "INVALID_PARTITION_OPERATION.PARTITION_SCHEMA_IS_EMPTY",
            "42601",
            USER,
            ANALYSIS,
            "The partition command is invalid. Table <name> is not partitioned."),
    TABLE_OPERATION(
            "UNSUPPORTED_FEATURE.TABLE_OPERATION",
            "0A000",
            USER,
            ANALYSIS,
            "The feature is not supported: Table <tableName> does not support <operation>. Please check the current catalog and namespace to make sure the qualified table name is expected, and also check the catalog implementation which is configured by \"spark.sql.catalog\".",
            "tables are files and connectors: INSERT OVERWRITE writes the rows that are to be there."),
    SCHEMA_ALREADY_EXISTS(
            "SCHEMA_ALREADY_EXISTS",
            "42P06",
            USER,
            ANALYSIS,
            "Cannot create schema <schemaName> because it already exists.\nChoose a different name, drop the existing schema, or add the IF NOT EXISTS clause to tolerate pre-existing schema."),
    DROP_DATABASE(
            "UNSUPPORTED_FEATURE.DROP_DATABASE",
            "0A000",
            USER,
            ANALYSIS,
            "The feature is not supported: Drop the default database <database>."),
    INVALID_TEMP_OBJ_QUALIFIER(
            "INVALID_TEMP_OBJ_QUALIFIER",
            "42602",
            USER,
            PARSE,
            "Temporary <objectType> <objectName> cannot be qualified with <qualifier>. Temporary objects can only be qualified with SESSION or SYSTEM.SESSION."),
    RECURSIVE_VIEW(
            "RECURSIVE_VIEW", "42K0H", USER, ANALYSIS, "Recursive view <viewIdent> detected (cycle: <newPath>)."),
    NON_LITERAL_PIVOT_VALUES(
            "NON_LITERAL_PIVOT_VALUES",
            "42K08",
            USER,
            ANALYSIS,
            "Literal expressions required for pivot values, found <expression>."),
    UNPIVOT_VALUE_SIZE_MISMATCH(
            "UNPIVOT_VALUE_SIZE_MISMATCH",
            "428C4",
            USER,
            ANALYSIS,
            "All unpivot value columns must have the same size as there are value column names (<names>)."),
    UNPIVOT_VALUE_DATA_TYPE_MISMATCH(
            "UNPIVOT_VALUE_DATA_TYPE_MISMATCH",
            "42K09",
            USER,
            ANALYSIS,
            "Unpivot value columns must share a least common type, some types do not: [<types>]."),
    PIPE_AGGREGATE_UNSUPPORTED(
            "UNSUPPORTED_FEATURE.PIPE_OPERATOR_AGGREGATE_UNSUPPORTED_CASE",
            "0A000",
            USER,
            ANALYSIS,
            "The feature is not supported: The SQL pipe operator syntax with aggregation (using |> AGGREGATE) does not support <case>."),
    PIPE_AGGREGATE_WITHOUT_AGGREGATE(
            "PIPE_OPERATOR_AGGREGATE_EXPRESSION_CONTAINS_NO_AGGREGATE_FUNCTION",
            "0A000",
            USER,
            ANALYSIS,
            "Non-grouping expression <expr> is provided as an argument to the |> AGGREGATE pipe operator but does not contain any aggregate function; please update it to include an aggregate function and then retry the query again."),
    COLUMN_NOT_FOUND(
            "COLUMN_NOT_FOUND",
            "42703",
            USER,
            ANALYSIS,
            "The column <colName> cannot be found. Verify the spelling and correctness of the column name according to the SQL config <caseSensitiveConfig>."),
    ALL_PARAMETERS_MUST_BE_NAMED(
            "ALL_PARAMETERS_MUST_BE_NAMED",
            "07001",
            USER,
            ANALYSIS,
            "Using name parameterized queries requires all parameters to be named. Parameters missing names: <exprs>."),
    DUPLICATE_ARGUMENT_ALIASES(
            "EXEC_IMMEDIATE_DUPLICATE_ARGUMENT_ALIASES",
            "42701",
            USER,
            ANALYSIS,
            "The USING clause of this EXECUTE IMMEDIATE command contained multiple arguments with same alias (<aliases>), which is invalid; please update the command to specify unique aliases and then try it again."),
    TRANSPOSE_NO_LEAST_COMMON_TYPE(
            "TRANSPOSE_NO_LEAST_COMMON_TYPE",
            "42K09",
            USER,
            ANALYSIS,
            "Transpose requires non-index columns to share a least common type, but <dt1> and <dt2> do not."),
    TRANSPOSE_INVALID_INDEX_COLUMN(
            "TRANSPOSE_INVALID_INDEX_COLUMN",
            "42804",
            USER,
            ANALYSIS,
            "Invalid index column for TRANSPOSE because: <reason>"),
    TRANSPOSE_EXCEED_ROW_LIMIT(
            "TRANSPOSE_EXCEED_ROW_LIMIT",
            "54006",
            USER,
            RUN,
            "Number of rows exceeds the allowed limit of <maxValues> for TRANSPOSE. If this was intended, set <config> to at least the current row count."),
    SEVERAL_PIPE_CLAUSES(
            "MULTIPLE_QUERY_RESULT_CLAUSES_WITH_PIPE_OPERATORS",
            "42000",
            USER,
            PARSE,
            "<clause1> and <clause2> cannot coexist in the same SQL pipe operator using '|>'. Please separate the multiple "
                    + "result clauses into separate pipe operators and then retry the query again."),
    STACK_COLUMN_DIFF_TYPES(
            "DATATYPE_MISMATCH.STACK_COLUMN_DIFF_TYPES",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: The data type of the column (<columnIndex>) do not have the "
                    + "same type: <leftType> (<leftParamIndex>) <> <rightType> (<rightParamIndex>)."),
    SEVERAL_GENERATORS(
            "UNSUPPORTED_GENERATOR.MULTI_GENERATOR",
            "42K0E",
            USER,
            ANALYSIS,
            "The generator is not supported: only one generator allowed per SELECT clause but found <num>: <generators>."),
    IN_SUBQUERY_LENGTH_MISMATCH(
            "DATATYPE_MISMATCH.IN_SUBQUERY_LENGTH_MISMATCH",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: The number of columns in the left hand side of an IN "
                    + "subquery does not match the number of columns in the output of subquery. Left hand side "
                    + "columns(length: <leftLength>): [<leftColumns>], right hand side columns(length: <rightLength>): "
                    + "[<rightColumns>]."),
    IN_SUBQUERY_DATA_TYPE_MISMATCH(
            "DATATYPE_MISMATCH.IN_SUBQUERY_DATA_TYPE_MISMATCH",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: The data type of one or more elements in the left hand "
                    + "side of an IN subquery is not compatible with the data type of the output of the subquery. "
                    + "Mismatched columns: [<mismatchedColumns>], left side: [<leftType>], right side: [<rightType>]."),
    SCALAR_SUBQUERY_OF_SEVERAL_COLUMNS(
            "INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN",
            "42823",
            USER,
            ANALYSIS,
            "Invalid subquery: Scalar subquery must return only one column, but got <number>."),
    STREAM_IN_SUBQUERY(
            "INVALID_SUBQUERY_EXPRESSION.STREAMING_QUERY",
            "42823",
            USER,
            ANALYSIS,
            "Invalid subquery: Streaming query is not allowed in subquery expressions."),
    SUBQUERY_IN_VALUES(
            "UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.SCALAR_SUBQUERY_IN_VALUES",
            "0A000",
            USER,
            ANALYSIS,
            "Unsupported subquery expression: Scalar subqueries in the VALUES clause."),
    INVALID_RECURSIVE_QUERY(
            "INVALID_RECURSIVE_CTE",
            "42836",
            USER,
            ANALYSIS,
            "Invalid recursive definition found. Recursive queries must contain an UNION or an UNION ALL statement with 2 children. The first child needs to be the anchor term without any recursive references. Any top level inner CTE must not contain self references.",
            "write WITH RECURSIVE r AS (the rows to begin with UNION ALL SELECT … FROM r …)."),
    MISPLACED_RECURSION(
            "INVALID_RECURSIVE_REFERENCE.PLACE",
            "42836",
            USER,
            ANALYSIS,
            "Invalid recursive reference found inside WITH RECURSIVE clause. Recursive references cannot be used on the right side of left outer/semi/anti joins, on the left side of right outer joins, in full outer joins, in aggregates, window functions or sorts"),
    RECURSION_BY_UNION(
            "UNION_NOT_SUPPORTED_IN_RECURSIVE_CTE",
            "42836",
            USER,
            ANALYSIS,
            "The UNION operator is not yet supported within recursive common table expressions (WITH clauses that refer to themselves, directly or indirectly). Please use UNION ALL instead."),
    RECURSION_CHANGES_TYPE(
            "CANNOT_MERGE_INCOMPATIBLE_DATA_TYPE",
            "42825",
            USER,
            ANALYSIS,
            "Failed to merge incompatible data types <left> and <right>. Please check the data types of the columns being merged and ensure that they are compatible. If necessary, consider casting the columns to compatible data types before attempting the merge."),
    RECURSION_LEVEL_LIMIT_EXCEEDED(
            "RECURSION_LEVEL_LIMIT_EXCEEDED",
            "42836",
            USER,
            RUN,
            "Recursion level limit <levelLimit> reached but query has not exhausted, try increasing it like 'WITH RECURSIVE t(col) MAX RECURSION LEVEL 200'."),
    RECURSION_ROW_LIMIT_EXCEEDED(
            "RECURSION_ROW_LIMIT_EXCEEDED",
            "42836",
            USER,
            RUN,
            "Recursion row limit <rowLimit> reached but query has not exhausted, try setting a larger LIMIT value when querying the CTE relation.",
            "spark.sql.cteRecursionRowLimit sets it; -1 is none."),
    SUBQUERY_READS_MAP(
            "UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.UNSUPPORTED_CORRELATED_REFERENCE_DATA_TYPE",
            "0A000",
            USER,
            ANALYSIS,
            "Unsupported subquery expression: Correlated column reference '<expr>' cannot be <dataType> type.",
            "read what is wanted of the map in the query around it: SELECT …, m['key'] AS k FROM …"),
    SUBQUERY_NEITHER_GROUPED_NOR_AGGREGATED(
            "SCALAR_SUBQUERY_IS_IN_GROUP_BY_OR_AGGREGATE_FUNCTION", "0A000", USER, ANALYSIS, """
            The correlated scalar subquery '<sqlExpr>' is neither present in GROUP BY, nor in an aggregate function.
            Add it to GROUP BY using ordinal position or wrap it in `first()` (or `first_value`) if you don't care which value you get."""),
    SUBQUERY_IN_LAMBDA(
            "UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.HIGHER_ORDER_FUNCTION",
            "0A000",
            USER,
            ANALYSIS,
            "Unsupported subquery expression: Subquery expressions are not supported within higher-order functions. "
                    + "Please remove all subquery expressions from higher-order functions and then try the query again."),
    OPERATION_CANCELED("OPERATION_CANCELED", "HY008", USER, RUN, "Operation has been canceled."),
    SCALAR_SUBQUERY_TOO_MANY_ROWS(
            "SCALAR_SUBQUERY_TOO_MANY_ROWS",
            "21000",
            DATA,
            RUN,
            "More than one row returned by a subquery used as an expression.",
            "let it give one: an aggregate such as max(…), or LIMIT 1 behind an ORDER BY."),
    INVALID_LATERAL_JOIN_TYPE(
            "INVALID_LATERAL_JOIN_TYPE",
            "42613",
            USER,
            ANALYSIS,
            "The <joinType> JOIN with LATERAL correlation is not allowed because an OUTER subquery cannot correlate to its join "
                    + "partner. Remove the LATERAL correlation or use an INNER JOIN, or LEFT OUTER JOIN instead."),
    BINARY_OP_DIFF_TYPES(
            "DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: the left and right operands of the binary operator have incompatible types (<left> and <right>).",
            "bring both sides to one type: CAST(… AS …)."),
    UNEXPECTED_INPUT_TYPE(
            "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: The <paramIndex> parameter requires the <requiredType> type, however <inputSql> has the type <inputType>.",
            "convert it first: CAST(… AS …)."),
    UNSUPPORTED_INPUT_TYPE(
            "DATATYPE_MISMATCH.UNSUPPORTED_INPUT_TYPE",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: The input of <functionName> can't be <dataType> type data."),
    VALUE_OUT_OF_RANGE(
            "DATATYPE_MISMATCH.VALUE_OUT_OF_RANGE",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: The <exprName> must be between <valueRange> (current value = <currentValue>)."),
    INPUT_SIZE_NOT_ONE(
            "DATATYPE_MISMATCH.INPUT_SIZE_NOT_ONE",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: Length of <exprName> should be 1."),
    NON_FOLDABLE_INPUT(
            "DATATYPE_MISMATCH.NON_FOLDABLE_INPUT",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: the input <inputName> should be a foldable <inputType> "
                    + "expression; however, got <inputExpr>."),
    PARAMETER_CONSTRAINT_VIOLATION(
            "DATATYPE_MISMATCH.PARAMETER_CONSTRAINT_VIOLATION",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: The <leftExprName>(<leftExprValue>) must be <constraint> the <rightExprName>(<rightExprValue>)."),
    DATA_DIFF_TYPES(
            "DATATYPE_MISMATCH.DATA_DIFF_TYPES",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: Input to <functionName> should all be the same type, but it's <dataType>."),
    INVALID_ORDERING_TYPE(
            "DATATYPE_MISMATCH.INVALID_ORDERING_TYPE",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: The <functionName> does not support ordering on type <dataType>."),
    UNSUPPORTED_DATASOURCE_FOR_DIRECT_QUERY(
            "UNSUPPORTED_DATASOURCE_FOR_DIRECT_QUERY",
            "0A000",
            USER,
            ANALYSIS,
            "Unsupported data source type for direct query on files: <dataSourceType>"),
    FILTER_NOT_BOOLEAN(
            "DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: Filter expression <filter> of type <type> is not a boolean.",
            "say what must hold of it, such as = … or IS NOT NULL."),
    CAST_WITHOUT_SUGGESTION(
            "DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: cannot cast <srcType> to <targetType>."),
    CREATE_NAMED_STRUCT_WITHOUT_FOLDABLE_STRING(
            "DATATYPE_MISMATCH.CREATE_NAMED_STRUCT_WITHOUT_FOLDABLE_STRING",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: Only foldable `STRING` expressions are allowed to appear at odd position, but they are <inputExprs>."),
    JOIN_CONDITION_IS_NOT_BOOLEAN_TYPE(
            "JOIN_CONDITION_IS_NOT_BOOLEAN_TYPE",
            "42K0E",
            USER,
            ANALYSIS,
            "The join condition <joinCondition> has the invalid type <conditionType>, expected \"BOOLEAN\"."),
    INVALID_TYPED_LITERAL(
            "INVALID_TYPED_LITERAL",
            "42604",
            USER,
            ANALYSIS,
            "The value of the typed literal <valueType> is invalid: <value>."),
    // ---- queries
    MISSING_AGGREGATION(
            "MISSING_AGGREGATION",
            "42803",
            USER,
            ANALYSIS,
            "The non-aggregating expression <expression> is based on columns which are not participating in the GROUP BY clause.\nAdd the columns or the expression to the GROUP BY, aggregate the expression, or use <expressionAnyValue> if you do not care which of the values within a group is returned."),
    MISSING_GROUP_BY(
            "MISSING_GROUP_BY",
            "42803",
            USER,
            ANALYSIS,
            "The query does not include a GROUP BY clause. Add GROUP BY or turn it into the window functions using OVER clauses."),
    GROUP_BY_AGGREGATE(
            "GROUP_BY_AGGREGATE",
            "42903",
            USER,
            ANALYSIS,
            "Aggregate functions are not allowed in GROUP BY, but found <sqlExpr>."),
    GROUP_BY_POS_OUT_OF_RANGE(
            "GROUP_BY_POS_OUT_OF_RANGE",
            "42805",
            USER,
            ANALYSIS,
            "GROUP BY position <index> is not in select list (valid range is [1, <size>])."),
    GROUP_BY_POS_AGGREGATE(
            "GROUP_BY_POS_AGGREGATE",
            "42903",
            USER,
            ANALYSIS,
            "GROUP BY <index> refers to an expression <aggExpr> that contains an aggregate function. Aggregate functions are not allowed in GROUP BY."),
    ORDER_BY_POS_OUT_OF_RANGE(
            "ORDER_BY_POS_OUT_OF_RANGE",
            "42805",
            USER,
            ANALYSIS,
            "ORDER BY position <index> is not in select list (valid range is [1, <size>])."),
    INVALID_WHERE_CONDITION(
            "INVALID_WHERE_CONDITION",
            "42903",
            USER,
            ANALYSIS,
            "The WHERE condition <condition> contains invalid expressions: <expressionList>.\nRewrite the query to avoid window functions, aggregate functions, and generator functions in the WHERE clause."),
    UNSUPPORTED_EXPR_FOR_OPERATOR(
            "UNSUPPORTED_EXPR_FOR_OPERATOR",
            "42K0E",
            USER,
            ANALYSIS,
            "A query operator contains one or more unsupported expressions.\nConsider to rewrite it to avoid window functions, aggregate functions, and generator functions in the WHERE clause.\nInvalid expressions: [<invalidExprSqls>]"),
    NESTED_AGGREGATE_FUNCTION(
            "NESTED_AGGREGATE_FUNCTION",
            "42607",
            USER,
            ANALYSIS,
            "It is not allowed to use an aggregate function in the argument of another aggregate function. Please use the inner aggregate function in a sub-query."),
    // ---- windows over rows, grouping sets, ordered aggregates
    WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE(
            "WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE",
            "42601",
            USER,
            ANALYSIS,
            "Window function <funcName> requires an OVER clause."),
    WINDOW_FUNCTION_FRAME_NOT_ORDERED(
            "WINDOW_FUNCTION_FRAME_NOT_ORDERED",
            "42601",
            USER,
            ANALYSIS,
            "Window function <wf_name> requires the window to be ordered. You need to add an ORDER BY clause. For example: SELECT <wf_expr> OVER (PARTITION BY window_partition ORDER BY window_ordering) FROM table."),
    WINDOW_FUNCTION_NOT_ALLOWED_IN_CLAUSE(
            "WINDOW_FUNCTION_NOT_ALLOWED_IN_CLAUSE",
            "42601",
            USER,
            ANALYSIS,
            "It is not allowed to use window functions inside <clauseName> clause."),
    DISTINCT_WINDOW_FUNCTION_UNSUPPORTED(
            "DISTINCT_WINDOW_FUNCTION_UNSUPPORTED",
            "0A000",
            USER,
            ANALYSIS,
            "Distinct window functions are not supported: <windowExpr>."),
    UNSUPPORTED_EXPR_FOR_WINDOW(
            "UNSUPPORTED_EXPR_FOR_WINDOW",
            "42P20",
            USER,
            ANALYSIS,
            "Expression <sqlExpr> not supported within a window function."),
    MISSING_WINDOW_SPECIFICATION(
            "MISSING_WINDOW_SPECIFICATION",
            "42P20",
            USER,
            ANALYSIS,
            "Window specification is not defined in the WINDOW clause for <windowName>. For more information about WINDOW clauses, please refer to 'https://spark.apache.org/docs/latest/sql-ref-syntax-qry-select-window.html'."),
    INVALID_WINDOW_REFERENCE(
            "INVALID_SQL_SYNTAX.INVALID_WINDOW_REFERENCE",
            "42000",
            USER,
            ANALYSIS,
            "Invalid SQL syntax: Window reference <windowName> is not a window specification."),
    REPETITIVE_WINDOW_DEFINITION(
            "INVALID_SQL_SYNTAX.REPETITIVE_WINDOW_DEFINITION",
            "42000",
            USER,
            ANALYSIS,
            "Invalid SQL syntax: The definition of window <windowName> is repetitive."),
    RANGE_FRAME_INVALID_TYPE(
            "DATATYPE_MISMATCH.RANGE_FRAME_INVALID_TYPE",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: The data type <orderSpecType> used in the order specification does not support the data type <valueBoundaryType> which is used in the range frame."),
    RANGE_FRAME_MULTI_ORDER(
            "DATATYPE_MISMATCH.RANGE_FRAME_MULTI_ORDER",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: A range window frame with value boundaries cannot be used in a window specification with multiple order by expressions: <orderSpec>."),
    RANGE_FRAME_WITHOUT_ORDER(
            "DATATYPE_MISMATCH.RANGE_FRAME_WITHOUT_ORDER",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: A range window frame cannot be used in an unordered window specification."),
    WINDOW_FRAME_DIFF_TYPES(
            "DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_DIFF_TYPES",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: Window frame bounds <lower> and <upper> do not have the same type: <lowerType> <> <upperType>."),
    WINDOW_FRAME_INVALID_BOUND(
            "DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_INVALID_BOUND",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: Window frame upper bound <upper> does not follow the lower bound <lower>."),
    WINDOW_FRAME_UNACCEPTED_TYPE(
            "DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_UNACCEPTED_TYPE",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: The data type of the <location> bound <exprType> does not match the expected data type <expectedType>."),
    WINDOW_FRAME_WITHOUT_FOLDABLE(
            "DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_WITHOUT_FOLDABLE",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: Window frame <location> bound <expression> is not a literal."),
    WINDOW_FRAME_WRONG_COMPARISON(
            "DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_WRONG_COMPARISON",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: The lower bound of a window frame must be <comparison> to the upper bound."),
    QUALIFY_AGGREGATE_NOT_ALLOWED(
            "QUALIFY_AGGREGATE_NOT_ALLOWED",
            "42903",
            USER,
            ANALYSIS,
            "Aggregate functions are not supported in QUALIFY: <aggregateExpr>."),
    QUALIFY_REQUIRES_WINDOW_FUNCTION(
            "QUALIFY_REQUIRES_WINDOW_FUNCTION",
            "42903",
            USER,
            ANALYSIS,
            "The QUALIFY clause requires at least one window function in the current SELECT list or the QUALIFY condition."),
    GROUPING_COLUMN_MISMATCH(
            "GROUPING_COLUMN_MISMATCH",
            "42803",
            USER,
            ANALYSIS,
            "Column of grouping (<grouping>) can't be found in grouping columns <groupingColumns>."),
    GROUPING_ID_COLUMN_MISMATCH(
            "GROUPING_ID_COLUMN_MISMATCH",
            "42803",
            USER,
            ANALYSIS,
            "Columns of grouping_id (<groupingIdColumn>) does not match grouping columns (<groupByColumns>)."),
    GROUPING_SIZE_LIMIT_EXCEEDED(
            "GROUPING_SIZE_LIMIT_EXCEEDED",
            "54000",
            USER,
            ANALYSIS,
            "Grouping sets size cannot be greater than <maxSize>."),
    UNSUPPORTED_GROUPING_EXPRESSION(
            "UNSUPPORTED_GROUPING_EXPRESSION",
            "42K0E",
            USER,
            ANALYSIS,
            "grouping()/grouping_id() can only be used with GroupingSets/Cube/Rollup."),
    WITHIN_GROUP_DISTINCT_UNSUPPORTED(
            "INVALID_WITHIN_GROUP_EXPRESSION.DISTINCT_UNSUPPORTED",
            "42K0K",
            USER,
            ANALYSIS,
            "Invalid function <funcName> with WITHIN GROUP. The function does not support DISTINCT with WITHIN GROUP."),
    WITHIN_GROUP_MISMATCH_WITH_DISTINCT_INPUT(
            "INVALID_WITHIN_GROUP_EXPRESSION.MISMATCH_WITH_DISTINCT_INPUT",
            "42K0K",
            USER,
            ANALYSIS,
            "Invalid function <funcName> with WITHIN GROUP. The function is invoked with DISTINCT and WITHIN GROUP but expressions <funcArg> and <orderingExpr> do not match. The WITHIN GROUP ordering expression must be picked from the function inputs."),
    WITHIN_GROUP_MISSING(
            "INVALID_WITHIN_GROUP_EXPRESSION.WITHIN_GROUP_MISSING",
            "42K0K",
            USER,
            ANALYSIS,
            "Invalid function <funcName> with WITHIN GROUP. WITHIN GROUP is required for the function."),
    WITHIN_GROUP_WRONG_NUM_ORDERINGS(
            "INVALID_WITHIN_GROUP_EXPRESSION.WRONG_NUM_ORDERINGS",
            "42K0K",
            USER,
            ANALYSIS,
            "Invalid function <funcName> with WITHIN GROUP. The function requires <expectedNum> orderings in WITHIN GROUP but got <actualNum>."),
    LATERAL_COLUMN_ALIAS_IN_WINDOW(
            "UNSUPPORTED_FEATURE.LATERAL_COLUMN_ALIAS_IN_WINDOW",
            "0A000",
            USER,
            ANALYSIS,
            "The feature is not supported: Referencing a lateral column alias <lca> in window expression <windowExpr>."),
    WINDOW_IN_AGGREGATE(
            "SLUICE_WINDOW.IN_AGGREGATE",
            "42607",
            USER,
            ANALYSIS,
            "It is not allowed to use a window function inside an aggregate function. Please use the inner window function in a sub-query."),
    WINDOW_FRAME_OF_ITS_OWN(
            "SLUICE_WINDOW.FRAME_OF_ITS_OWN",
            "42K0E",
            USER,
            ANALYSIS,
            "Cannot specify window frame for <prettyName> function.",
            "it looks so many rows away as its second argument says, a whole number."),
    WINDOW_FRAME_MUST_MATCH(
            "SLUICE_WINDOW.FRAME_MUST_MATCH",
            "42K0E",
            USER,
            ANALYSIS,
            "Window Frame <wf> must match the required frame <required>.",
            "leave the frame out: the function has its own."),
    WINDOW_FRAME_NOT_LITERAL(
            "SLUICE_WINDOW.FRAME_BOUND_NOT_LITERAL",
            "42601",
            USER,
            PARSE,
            "Frame bound value must be a literal.",
            "a frame is the same number of rows, or the same distance, for all rows."),
    // ---- aggregates and generators out of place
    INVALID_AGGREGATE_FILTER_NOT_BOOLEAN(
            "INVALID_AGGREGATE_FILTER.NOT_BOOLEAN",
            "42903",
            USER,
            ANALYSIS,
            "The FILTER expression <filterExpr> in an aggregate function is invalid. Expected a FILTER expression of the BOOLEAN type."),
    UNSUPPORTED_GENERATOR_NESTED(
            "UNSUPPORTED_GENERATOR.NESTED_IN_EXPRESSIONS",
            "42K0E",
            USER,
            ANALYSIS,
            "The generator is not supported: nested in expressions <expression>."),
    UNSUPPORTED_GENERATOR_OUTSIDE_SELECT(
            "UNSUPPORTED_GENERATOR.OUTSIDE_SELECT",
            "42K0E",
            USER,
            ANALYSIS,
            "The generator is not supported: outside the SELECT clause, found: <plan>."),
    UNSUPPORTED_GENERATOR_NOT_GENERATOR(
            "UNSUPPORTED_GENERATOR.NOT_GENERATOR",
            "42K0E",
            USER,
            ANALYSIS,
            "The generator is not supported: <functionName> is expected to be a generator. However, its class is <classCanonicalName>, which is not a generator."),
    UDTF_ALIAS_NUMBER_MISMATCH(
            "UDTF_ALIAS_NUMBER_MISMATCH",
            "42802",
            USER,
            ANALYSIS,
            "The number of aliases supplied in the AS clause does not match the number of columns output by the UDTF.\nExpected <aliasesSize> aliases, but got <aliasesNames>.\nPlease ensure that the number of aliases provided matches the number of columns output by the UDTF."),
    MULTI_ALIAS_WITHOUT_GENERATOR(
            "MULTI_ALIAS_WITHOUT_GENERATOR",
            "42K0E",
            USER,
            ANALYSIS,
            "Multi part aliasing (<names>) is not supported with <expr> as it is not a generator function."),
    NULLABLE_COLUMN_OR_FIELD(
            "NULLABLE_COLUMN_OR_FIELD",
            "42000",
            USER,
            ANALYSIS,
            "Column or field <name> is nullable while it's required to be non-nullable."),
    AMBIGUOUS_COLUMN_OR_FIELD(
            "AMBIGUOUS_COLUMN_OR_FIELD",
            "42702",
            USER,
            ANALYSIS,
            "Column or field <name> is ambiguous and has <n> matches."),
    NOT_NULL_CONSTRAINT_VIOLATION_ARRAY_ELEMENT(
            "NOT_NULL_CONSTRAINT_VIOLATION.ARRAY_ELEMENT",
            "42000",
            USER,
            ANALYSIS,
            "Assigning a NULL is not allowed here. "
                    + "The array <columnPath> is defined to contain only elements that are NOT NULL."),
    NOT_NULL_CONSTRAINT_VIOLATION_MAP_VALUE(
            "NOT_NULL_CONSTRAINT_VIOLATION.MAP_VALUE",
            "42000",
            USER,
            ANALYSIS,
            "Assigning a NULL is not allowed here. "
                    + "The map <columnPath> is defined to contain only values that are NOT NULL."),
    INVALID_COLUMN_OR_FIELD_DATA_TYPE(
            "INVALID_COLUMN_OR_FIELD_DATA_TYPE",
            "42000",
            USER,
            ANALYSIS,
            "Column or field <name> is of type <type> while it's required to be <expectedType>."),
    UNSUPPORTED_ARROWTYPE("UNSUPPORTED_ARROWTYPE", "0A000", USER, ANALYSIS, "Unsupported arrow type <typeName>."),
    ASSIGNMENT_ARITY_MISMATCH(
            "ASSIGNMENT_ARITY_MISMATCH",
            "42802",
            USER,
            ANALYSIS,
            "The number of columns or variables assigned or aliased: <numTarget> does not match the number of source expressions: <numExpr>."),
    INLINE_TABLE_NUM_COLUMNS_MISMATCH(
            "INVALID_INLINE_TABLE.NUM_COLUMNS_MISMATCH",
            "42000",
            USER,
            ANALYSIS,
            "Invalid inline table. Inline table expected <expectedNumCols> columns but found <actualNumCols> columns in row <rowIndex>."),
    INLINE_TABLE_INCOMPATIBLE_TYPES(
            "INVALID_INLINE_TABLE.INCOMPATIBLE_TYPES_IN_INLINE_TABLE",
            "42000",
            USER,
            ANALYSIS,
            "Invalid inline table. Found incompatible types in the column <colName> for inline table."),
    NUM_COLUMNS_MISMATCH(
            "NUM_COLUMNS_MISMATCH",
            "42826",
            USER,
            ANALYSIS,
            "<operator> can only be performed on inputs with the same number of columns, but the first input has <firstNumColumns> columns and the <invalidOrdinalNum> input has <invalidNumColumns> columns."),
    INCOMPATIBLE_COLUMN_TYPE(
            "INCOMPATIBLE_COLUMN_TYPE",
            "42825",
            USER,
            ANALYSIS,
            "<operator> can only be performed on tables with compatible column types. The <columnOrdinalNumber> column of the <tableOrdinalNumber> table is <dataType1> type which is not compatible with <dataType2> at the same column of the first table.<hint>."),
    UNRESOLVED_USING_COLUMN_FOR_JOIN(
            "UNRESOLVED_USING_COLUMN_FOR_JOIN",
            "42703",
            USER,
            ANALYSIS,
            "USING column <colName> cannot be resolved on the <side> side of the join. The <side>-side columns: [<suggestion>]."),
    LIMIT_IS_NEGATIVE(
            "INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE",
            "42K0E",
            USER,
            ANALYSIS,
            "The limit like expression <expr> is invalid. The <name> expression must be equal to or greater than 0, but got <v>."),
    LIMIT_IS_UNFOLDABLE(
            "INVALID_LIMIT_LIKE_EXPRESSION.IS_UNFOLDABLE",
            "42K0E",
            USER,
            ANALYSIS,
            "The limit like expression <expr> is invalid. The <name> expression must evaluate to a constant value."),
    LIMIT_DATA_TYPE(
            "INVALID_LIMIT_LIKE_EXPRESSION.DATA_TYPE",
            "42K0E",
            USER,
            ANALYSIS,
            "The limit like expression <expr> is invalid. The <name> expression must be integer type, but got <dataType>."),
    DUPLICATED_CTE_NAMES(
            "DUPLICATED_CTE_NAMES",
            "42602",
            USER,
            ANALYSIS,
            "CTE definition can't have duplicate names: <duplicateNames>."),
    // ---- metrics of rows
    OBSERVED_METRICS_DISTINCT(
            "INVALID_OBSERVED_METRICS.AGGREGATE_EXPRESSION_WITH_DISTINCT_UNSUPPORTED",
            "42K0E",
            USER,
            ANALYSIS,
            "Invalid observed metrics. Aggregate expressions with DISTINCT are not allowed in observed metrics, but found: <expr>."),
    OBSERVED_METRICS_FILTER(
            "INVALID_OBSERVED_METRICS.AGGREGATE_EXPRESSION_WITH_FILTER_UNSUPPORTED",
            "42K0E",
            USER,
            ANALYSIS,
            "Invalid observed metrics. Aggregate expression with FILTER predicate are not allowed in observed metrics, but found: <expr>."),
    OBSERVED_METRICS_MISSING_NAME(
            "INVALID_OBSERVED_METRICS.MISSING_NAME",
            "42K0E",
            USER,
            ANALYSIS,
            "Invalid observed metrics. The observed metrics should be named: <operator>."),
    OBSERVED_METRICS_NESTED(
            "INVALID_OBSERVED_METRICS.NESTED_AGGREGATES_UNSUPPORTED",
            "42K0E",
            USER,
            ANALYSIS,
            "Invalid observed metrics. Nested aggregates are not allowed in observed metrics, but found: <expr>."),
    OBSERVED_METRICS_COLUMN(
            "INVALID_OBSERVED_METRICS.NON_AGGREGATE_FUNC_ARG_IS_ATTRIBUTE",
            "42K0E",
            USER,
            ANALYSIS,
            "Invalid observed metrics. Attribute <expr> can only be used as an argument to an aggregate function."),
    OBSERVED_METRICS_CHANCE(
            "INVALID_OBSERVED_METRICS.NON_AGGREGATE_FUNC_ARG_IS_NON_DETERMINISTIC",
            "42K0E",
            USER,
            ANALYSIS,
            "Invalid observed metrics. Non-deterministic expression <expr> can only be used as an argument to an aggregate function."),
    OBSERVED_METRICS_WINDOW(
            "INVALID_OBSERVED_METRICS.WINDOW_EXPRESSIONS_UNSUPPORTED",
            "42K0E",
            USER,
            ANALYSIS,
            "Invalid observed metrics. Window expressions are not allowed in observed metrics, but found: <expr>."),
    DUPLICATED_METRICS_NAME("DUPLICATED_METRICS_NAME", "42710", USER, ANALYSIS, """
            The metric name is not unique: <metricName>. The same name cannot be used for metrics with different results.
            However multiple instances of metrics with with same result and name are allowed (e.g. self-joins)."""),
    // ---- streams
    OUTPUT_MODE_UNSUPPORTED_OPERATION(
            "STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION",
            "42KDE",
            USER,
            ANALYSIS,
            "Invalid streaming output mode: <outputMode>. This output mode is not supported for <operation>."),
    OUTPUT_MODE_INVALID(
            "STREAMING_OUTPUT_MODE.INVALID",
            "42KDE",
            USER,
            ANALYSIS,
            "Invalid streaming output mode: <outputMode>. Accepted output modes are 'Append', 'Complete', 'Update'."),
    OUTPUT_MODE_UNSUPPORTED_DATASOURCE(
            "STREAMING_OUTPUT_MODE.UNSUPPORTED_DATASOURCE",
            "42KDE",
            USER,
            ANALYSIS,
            "Invalid streaming output mode: <outputMode>. This output mode is not supported in Data Source <className>."),
    STREAM_SORT(
            "SLUICE_STREAMING.SORT_NOT_SUPPORTED",
            "0A000",
            USER,
            ANALYSIS,
            "Sorting is not supported on streaming DataFrames/Datasets, unless it is on aggregated DataFrame/Dataset in Complete output mode",
            "use outputMode complete over an aggregate, or leave the order out."),
    STREAM_LIMIT_IN_UPDATE(
            "SLUICE_STREAMING.LIMIT_IN_UPDATE",
            "0A000",
            USER,
            ANALYSIS,
            "Limits are not supported on streaming DataFrames/Datasets in Update output mode",
            "use outputMode append or complete."),
    EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE(
            "EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE",
            "42K09",
            USER,
            ANALYSIS,
            "The event time <eventName> has the invalid type <eventType>, but expected \"TIMESTAMP\".",
            "cast it first: withColumn(…, to_timestamp(…)), or in SQL WATERMARK to_timestamp(<eventName>) AS event_time DELAY OF …; a file's columns may be declared as TIMESTAMP."),
    EVENT_TIME_MUST_BE_TOP_LEVEL_COLUMN(
            "EVENT_TIME_MUST_BE_TOP_LEVEL_COLUMN",
            "42K09",
            USER,
            ANALYSIS,
            "The event time in withWatermark must be a top-level column, but '<eventExpr>' is a nested field. To use it, alias it to a top-level column in a select before withWatermark."),
    REQUIRES_EXPLICIT_NAME_IN_WATERMARK_CLAUSE(
            "REQUIRES_EXPLICIT_NAME_IN_WATERMARK_CLAUSE",
            "42000",
            USER,
            ANALYSIS,
            "The watermark clause requires an explicit name if expression is specified, but got <sqlExpr>."),
    CANNOT_USE_MULTI_ALIASES_IN_WATERMARK_CLAUSE(
            "CANNOT_USE_MULTI_ALIASES_IN_WATERMARK_CLAUSE",
            "42000",
            USER,
            ANALYSIS,
            "Multiple aliases are not supported in watermark clause."),
    CANNOT_PARSE_INTERVAL(
            "CANNOT_PARSE_INTERVAL",
            "22006",
            USER,
            ANALYSIS,
            "Unable to parse <intervalString>. Please ensure that the value provided is in a valid format for defining an interval. You can reference the documentation for the correct format. If the issue persists, please double check that the input value is not null or empty and try again."),
    SEVERAL_WINDOWS(
            "SLUICE_WINDOW.SEVERAL_WINDOWS",
            "0A000",
            USER,
            ANALYSIS,
            "Multiple time/session window expressions would result in a cartesian product of rows, therefore they are currently not supported.",
            "compute one of them in a subquery below."),
    WINDOW_LENGTH_NOT_CONSTANT(
            "SLUICE_WINDOW.LENGTH_NOT_CONSTANT",
            "42K09",
            USER,
            ANALYSIS,
            "The duration and time inputs to window must be an integer, long or string literal.",
            "write the length as text: '5 minutes'."),
    WINDOW_OF_MONTHS(
            "SLUICE_WINDOW.MONTHS_NOT_SUPPORTED",
            "0A000",
            USER,
            ANALYSIS,
            "Intervals greater than a month is not supported (<interval>).",
            "months differ in length: use days, or group by date_trunc('MONTH', …)."),
    SESSION_GAP_NO_INTERVAL(
            "SLUICE_WINDOW.GAP_NO_INTERVAL",
            "42K09",
            USER,
            ANALYSIS,
            "Gap duration expression used in session window must be CalendarIntervalType, but got <dt>.",
            "write the gap as text: '5 minutes'."),
    NO_WINDOW_COLUMN(
            "SLUICE_WINDOW.NO_WINDOW_COLUMN",
            "42K09",
            USER,
            ANALYSIS,
            "The input is not a correct window column: <windowTime>",
            "it must be a column made by window() or session_window()."),
    NEGATIVE_DELAY(
            "SLUICE_STREAMING.NEGATIVE_DELAY",
            "22003",
            USER,
            ANALYSIS,
            "requirement failed: delay threshold (<delay>) should not be negative."),
    NOTHING_IS_LATE(
            "SLUICE_STREAMING.NOTHING_IS_LATE",
            "42KDE",
            USER,
            ANALYSIS,
            "lateRowsTo is said, but no row can be late for this query.",
            "rows are late for an operator that groups, joins or deduplicates by a time under a watermark, in output mode 'append' or 'update'."),
    LATE_ROWS_DIFFER(
            "SLUICE_STREAMING.LATE_ROWS_DIFFER",
            "42KDE",
            USER,
            ANALYSIS,
            "lateRowsTo puts rows that are late in several places into one table, but column <column> is <one> in one and <other> in another.",
            "give one of the columns another name, or cast it, before the operator."),
    EXPLAIN_WAITING_NOBODY(
            "SLUICE_EXPLAIN_WAITING.NOBODY",
            "42704",
            USER,
            ANALYSIS,
            "explain_waiting finds neither a running query nor a checkpoint of that name: <query>.",
            "running queries with a name: <running>. The checkpoint of a query is a directory: what its option checkpointLocation says, or the query's name in the directory that sluice run --checkpoint was given.<nearby>"),
    EXPLAIN_WAITING_NOTHING_YET(
            "SLUICE_EXPLAIN_WAITING.NOTHING_COMMITTED",
            "55000",
            USER,
            ANALYSIS,
            "No micro-batch of <query> was committed yet, so nothing waits.",
            "a query commits its first micro-batch when its inputs have their first rows."),
    EXPLAIN_WAITING_WHAT(
            "SLUICE_EXPLAIN_WAITING",
            "42605",
            USER,
            ANALYSIS,
            "explain_waiting takes the name of a running query, or the directory of a checkpoint, not <arguments>."),
    WATERMARK_REDEFINED(
            "SLUICE_STREAMING.WATERMARK_REDEFINED",
            "0A000",
            USER,
            ANALYSIS,
            "Redefining watermark is disallowed. You can set the config 'spark.sql.streaming.statefulOperator.allowMultiple' to 'false' to restore the previous behavior. Note that multiple stateful operators will be disallowed."),
    BATCH_WITHIN_WATERMARK(
            "SLUICE_STREAMING.BATCH_WITHIN_WATERMARK",
            "0A000",
            USER,
            ANALYSIS,
            "dropDuplicatesWithinWatermark is not supported with batch DataFrames/DataSets",
            "dropDuplicates has no need of a watermark."),
    STREAM_WITHIN_WATERMARK(
            "SLUICE_STREAMING.WITHIN_WATERMARK",
            "0A000",
            USER,
            ANALYSIS,
            "dropDuplicatesWithinWatermark is not supported on streaming DataFrames/DataSets without watermark",
            "say withWatermark(column, delay) before."),
    STREAM_OFFSET(
            "SLUICE_STREAMING.OFFSET_NOT_SUPPORTED",
            "0A000",
            USER,
            ANALYSIS,
            "Offset is not supported on streaming DataFrames/Datasets"),
    STREAM_UNION_WITH_BATCH(
            "SLUICE_STREAMING.UNION_WITH_BATCH",
            "0A000",
            USER,
            ANALYSIS,
            "Union between streaming and batch DataFrames/Datasets is not supported"),
    STREAM_WINDOW_FUNCTION(
            "NON_TIME_WINDOW_NOT_SUPPORTED_IN_STREAMING",
            "42KDE",
            USER,
            ANALYSIS,
            "Window function is not supported in <windowFunc> (as column <columnName>) on streaming DataFrames/Datasets.\nStructured Streaming only supports time-window aggregation using the WINDOW function. (window specification: <windowSpec>)",
            "over groups by window(…) under a watermark, partitioned by the window, and in complete mode, set sluice.sql.beyondSpark.topN to true: rows are then ranked when their window is over."),
    STREAM_INCREASING_ID(
            "SLUICE_STREAMING.INCREASING_ID",
            "0A000",
            USER,
            ANALYSIS,
            "Expression(s): monotonically_increasing_id() is not supported with streaming DataFrames/Datasets",
            "uuid() gives each row a name of its own."),
    STREAM_DISTINCT_AGGREGATE(
            "SLUICE_STREAMING.DISTINCT_AGGREGATE",
            "0A000",
            USER,
            ANALYSIS,
            "Distinct aggregations are not supported on streaming DataFrames/Datasets. Consider using approx_count_distinct() instead.",
            "count about with approx_count_distinct(…), or set sluice.sql.beyondSpark.distinctAggregates to true, and each group keeps its distinct values in state."),
    STREAM_JOIN_WITHOUT_EQUALITY(
            "SLUICE_STREAMING.JOIN_WITHOUT_EQUALITY",
            "0A000",
            USER,
            ANALYSIS,
            "Stream-stream join without equality predicate is not supported."),
    STREAM_JOIN("SLUICE_STREAMING.JOIN_NOT_SUPPORTED", "0A000", USER, ANALYSIS, "<join>"),
    STREAM_GROUPS_WITH_STATE("SLUICE_STREAMING.GROUPS_WITH_STATE", "0A000", USER, ANALYSIS, "<reason>"),
    STREAM_CHAINED_STATE(
            "SLUICE_STREAMING.POSSIBLE_CORRECTNESS_ISSUE",
            "0A000",
            USER,
            ANALYSIS,
            "Detected pattern of possible 'correctness' issue due to global watermark. The query contains stateful operation which can emit rows older than the current watermark plus allowed late record delay, which are \"late rows\" in downstream stateful operations and these rows can be discarded. Please refer the programming guide doc for more details. If you understand the possible risk of correctness issue and still need to run the query, you can disable this check by setting the config `spark.sql.streaming.statefulOperator.checkCorrectness.enabled` to false.",
            "use outputMode 'append' if the lower groups have a time under a watermark (a window, say): each is then given out once, when it is over, and the operator above sees it once. For outputMode 'update' set sluice.sql.beyondSpark.updateChains to true, which does the same."),
    UNSUPPORTED_STREAMING_OPERATOR_WITHOUT_WATERMARK(
            "UNSUPPORTED_STREAMING_OPERATOR_WITHOUT_WATERMARK",
            "0A000",
            USER,
            ANALYSIS,
            "<outputMode> output mode not supported for <statefulOperator> on streaming DataFrames/DataSets without watermark."),
    STREAM_GLOBAL_SESSION(
            "SLUICE_STREAMING.GLOBAL_SESSION",
            "0A000",
            USER,
            ANALYSIS,
            "Global aggregation with session window in streaming query is not supported.",
            "group by a further column."),
    SEVERAL_EVENT_TIMES(
            "SLUICE_STREAMING.SEVERAL_EVENT_TIMES",
            "0A000",
            USER,
            ANALYSIS,
            "More than one event time columns are available. Please ensure there is at most one event time column per stream. event time columns: <eventTimeCols>",
            "select only one of them before the operator."),
    STREAM_EXCEPT(
            "SLUICE_STREAMING.EXCEPT",
            "0A000",
            USER,
            ANALYSIS,
            "Except on a streaming DataFrame/Dataset on the right is not supported"),
    STREAM_INTERSECT(
            "SLUICE_STREAMING.INTERSECT",
            "0A000",
            USER,
            ANALYSIS,
            "Intersect of streaming DataFrames/Datasets is not supported"),
    STREAM_CONTINUOUS_CLOCK(
            "SLUICE_STREAMING.CONTINUOUS_CLOCK",
            "0A000",
            USER,
            ANALYSIS,
            "Continuous processing does not support current time operations."),
    STREAM_CONTINUOUS(
            "SLUICE_STREAMING.CONTINUOUS_NOT_SUPPORTED",
            "0A000",
            USER,
            ANALYSIS,
            "Continuous processing does not support <operator> operations."),
    STREAM_IN_BATCH(
            "SLUICE_STREAMING.STREAM_IN_BATCH_QUERY",
            "0A000",
            USER,
            ANALYSIS,
            "Queries with streaming sources must be executed with writeStream.start(), or from a streaming table or flow definition within a Spark Declarative Pipeline.",
            "in SQL, INSERT INTO a sink table starts a stream."),
    CALL_ON_STREAMING_DATASET_UNSUPPORTED(
            "CALL_ON_STREAMING_DATASET_UNSUPPORTED",
            "42KDE",
            USER,
            ANALYSIS,
            "The method `<methodName>` can not be called on streaming Dataset/DataFrame."),
    WRITE_STREAM_NOT_ALLOWED(
            "WRITE_STREAM_NOT_ALLOWED",
            "42601",
            USER,
            ANALYSIS,
            "`writeStream` can be called only on streaming Dataset/DataFrame."),
    NOT_A_BATCH_SOURCE(
            "SLUICE_SOURCE.NOT_A_BATCH_SOURCE",
            "42K02",
            USER,
            ANALYSIS,
            "<format> is not a valid Spark SQL Data Source.",
            "<format> is a stream: say STREAM in front of the table, or use readStream()."),
    NOT_A_STREAMING_SOURCE(
            "SLUICE_SOURCE.NOT_A_STREAMING_SOURCE",
            "42K02",
            USER,
            ANALYSIS,
            "Data source <format> does not support streamed reading."),
    NOT_A_STREAMING_SINK(
            "SLUICE_SINK.NOT_A_STREAMING_SINK",
            "42K02",
            USER,
            ANALYSIS,
            "Data source <format> does not support streamed writing."),
    INVALID_EMPTY_LOCATION(
            "INVALID_EMPTY_LOCATION",
            "42K05",
            USER,
            ANALYSIS,
            "The location name cannot be empty string, but `` was given."),
    QUERY_NAME_NEEDED(
            "SLUICE_SINK.QUERY_NAME_NEEDED", "42601", USER, ANALYSIS, "queryName must be specified for memory sink."),
    DUPLICATE_QUERY_NAME(
            "SLUICE_STREAMING.DUPLICATE_QUERY_NAME",
            "42710",
            USER,
            ANALYSIS,
            "Cannot start query with name <name> as a query with that name is already active in this SparkSession",
            "give this one another name: queryName(…), or in SQL the option queryName of the sink's table, which is the name of the table if nothing is said. Two queries into one sink need a table for each: CREATE TABLE … OPTIONS (queryName '…')."),
    CHECKPOINT_NEEDED(
            "SLUICE_STREAMING.CHECKPOINT_NEEDED",
            "42601",
            USER,
            ANALYSIS,
            "checkpointLocation must be specified either through option(\"checkpointLocation\", ...) or SparkSession.conf.set(\"spark.sql.streaming.checkpointLocation\", ...).",
            "sluice run has the option --checkpoint DIR, which gives each query a directory of its own there; in SQL, CREATE TABLE … OPTIONS (checkpointLocation '…')."),
    NEGATIVE_TRIGGER(
            "SLUICE_STREAMING.NEGATIVE_TRIGGER",
            "22003",
            USER,
            ANALYSIS,
            "the interval of trigger should not be negative"),
    NEGATIVE_BATCH_DURATION(
            "SLUICE_STREAMING.NEGATIVE_BATCH_DURATION",
            "22003",
            USER,
            ANALYSIS,
            "the batch duration should not be negative",
            "nor is none enough: it is how long rows flow between two entries in the log."),
    REAL_TIME_INTERVAL(
            "INVALID_STREAMING_REAL_TIME_MODE_TRIGGER_INTERVAL",
            "22023",
            USER,
            ANALYSIS,
            "The real-time trigger interval is set to <interval> ms. This is less than the <minBatchDuration> ms minimum specified by spark.sql.streaming.realTimeMode.minBatchDuration.",
            "it is not how long rows wait: they flow at once. It is how often the checkpoint is written."),
    REAL_TIME_OUTPUT_MODE(
            "STREAMING_REAL_TIME_MODE.OUTPUT_MODE_NOT_SUPPORTED",
            "0A000",
            USER,
            ANALYSIS,
            "Streaming real-time mode has the following limitation: "
                    + "The output mode <outputMode> is not supported. To work around this limitation, set the output mode to Update. In the future, <outputMode> may be supported."),
    REAL_TIME_OPERATOR(
            "STREAMING_REAL_TIME_MODE.OPERATOR_OR_SINK_NOT_IN_ALLOWLIST",
            "0A000",
            USER,
            ANALYSIS,
            "Streaming real-time mode has the following limitation: "
                    + "The <errorType>(s): <message> not in the <errorType> allowlist for Real-Time Mode. To bypass this check, set spark.sql.streaming.realTimeMode.allowlistCheck to false. By changing this, you agree to run the query at your own risk.",
            "in Sluice state works in real-time mode: docs/semantics.md says what then comes again after a crash."),
    REAL_TIME_UNION(
            "STREAMING_REAL_TIME_MODE.IDENTICAL_SOURCES_IN_UNION_NOT_SUPPORTED",
            "0A000",
            USER,
            ANALYSIS,
            "Streaming real-time mode has the following limitation: "
                    + "Real-time mode does not support union on two or more identical streaming data sources in a single query. This includes scenarios such as referencing the same source DataFrame more than once, or using two data sources with identical configurations for some sources. For Kafka, avoid reusing the same DataFrame and create different ones. Sources provided in the query: <sources>"),
    FLOWING_CHANCE(
            "SLUICE_STREAMING.FLOWING_CHANCE",
            "0A000",
            USER,
            ANALYSIS,
            "<function> can't be used where rows flow: what it gives hangs on which rows come together, and after a crash others do.",
            "use another trigger; with ProcessingTime a micro-batch that is run again gives the same. xxhash64 of columns gives numbers that hang on the row alone."),
    REAL_TIME_SOURCE(
            "STREAMING_REAL_TIME_MODE.INPUT_STREAM_NOT_SUPPORTED",
            "0A000",
            USER,
            ANALYSIS,
            "Streaming real-time mode has the following limitation: The input stream <className> is not supported in Real-time Mode.",
            "socket, rate and memory streams flow; other sources are read in micro-batches."),
    REAL_TIME_SINK(
            "STREAMING_REAL_TIME_MODE.SINK_NOT_SUPPORTED",
            "0A000",
            USER,
            ANALYSIS,
            "Streaming real-time mode has the following limitation: "
                    + "The <className> sink is currently not supported. See the Real-Time Mode User Guide for a list of supported sinks.",
            "rows flow into console, memory, noop and foreach; a sink that shows a micro-batch as a whole takes no part of one."),
    CONTINUOUS_SOURCE(
            "SLUICE_STREAMING.CONTINUOUS_SOURCE_NOT_SUPPORTED",
            "0A000",
            USER,
            ANALYSIS,
            "Data source <sourceName> does not support continuous processing.",
            "socket, rate and memory streams flow; other sources are read in micro-batches."),
    CONTINUOUS_SINK(
            "SLUICE_STREAMING.CONTINUOUS_SINK_NOT_SUPPORTED",
            "0A000",
            USER,
            ANALYSIS,
            "'<sink>' is not supported with continuous trigger.",
            "rows flow into console, memory, noop and foreach; a sink that shows a micro-batch as a whole takes no part of one."),
    INVALID_TRIGGER(
            "INVALID_INTERVAL_FORMAT.UNRECOGNIZED_NUMBER",
            "22006",
            USER,
            ANALYSIS,
            "Error parsing '<input>' to interval. Please ensure that the value provided is in a valid format for defining an interval. You can reference the documentation for the correct format. Unrecognized number <number>.",
            "a trigger is available-now, once, an interval such as '10 seconds', continuous '1 second', or real-time '5 minutes'."),
    LATENCY_TARGET_AND_TRIGGER(
            "SLUICE_STREAMING.LATENCY_TARGET_AND_TRIGGER",
            "42616",
            USER,
            ANALYSIS,
            "The option latencyTarget lets micro-batches be as small as the target wants, but the trigger <trigger> says itself when they are made or what they have.",
            "leave the trigger out, or use 'available-now'; or leave latencyTarget out."),
    STDS_COMMITTED_BATCH_UNAVAILABLE(
            "STDS_COMMITTED_BATCH_UNAVAILABLE",
            "KD006",
            USER,
            ANALYSIS,
            "No committed batch found, checkpoint location: <checkpointLocation>. Ensure that the query has run and committed any microbatch before stopping."),
    STDS_REQUIRED_OPTION_UNSPECIFIED(
            "STDS_REQUIRED_OPTION_UNSPECIFIED", "42601", USER, ANALYSIS, "'<optionName>' must be specified."),
    STDS_CONFLICT_OPTIONS(
            "STDS_CONFLICT_OPTIONS",
            "42613",
            USER,
            ANALYSIS,
            "The options <options> cannot be specified together. Please specify the one."),
    STDS_INVALID_OPTION_VALUE(
            "STDS_INVALID_OPTION_VALUE.WITH_MESSAGE",
            "42616",
            USER,
            ANALYSIS,
            "Invalid value for source option '<optionName>': <message>"),
    STDS_OPTION_IS_NEGATIVE(
            "STDS_INVALID_OPTION_VALUE.IS_NEGATIVE",
            "42616",
            USER,
            ANALYSIS,
            "Invalid value for source option '<optionName>': cannot be negative."),
    STDS_OPTION_IS_EMPTY(
            "STDS_INVALID_OPTION_VALUE.IS_EMPTY",
            "42616",
            USER,
            ANALYSIS,
            "Invalid value for source option '<optionName>': cannot be empty."),
    STDS_FAILED_TO_READ_STATE_SCHEMA("STDS_FAILED_TO_READ_STATE_SCHEMA", "42K03", USER, ANALYSIS, """
            Failed to read the state schema. Either the file does not exist, or the file is corrupted. options: <sourceOptions>.
            Rerun the streaming query to construct the state schema, and report to the corresponding communities or vendors if the error persists."""),
    SNAPSHOT_PARTITION_ID_NOT_FOUND(
            "CANNOT_LOAD_STATE_STORE.SNAPSHOT_PARTITION_ID_NOT_FOUND",
            "58030",
            USER,
            ANALYSIS,
            "An error occurred during loading state. Partition id <snapshotPartitionId> not found for state of operator <operatorId> at <checkpointLocation>."),
    STREAM_FAILED(
            "STREAM_FAILED",
            "XXKST",
            EXTERNAL,
            RUN,
            "Query [id = <id>, runId = <runId>] terminated with exception: <message>"),
    SOURCES_CHANGED(
            "SLUICE_CHECKPOINT.SOURCES_CHANGED",
            "42K03",
            USER,
            ANALYSIS,
            "There are [<logged>] sources in the checkpoint offsets and now there are [<now>] sources",
            "a checkpoint belongs to one query; give the changed query a checkpoint of its own."),
    SOURCES_OF_OTHER_KINDS(
            "SLUICE_CHECKPOINT.SOURCES_OF_OTHER_KINDS",
            "42K03",
            USER,
            ANALYSIS,
            "The sources of the query are not those of its checkpoint: it has [<logged>], the query now reads [<now>].",
            "a checkpoint belongs to one query; give the changed query a checkpoint of its own."),
    STATE_CHANGED(
            "SLUICE_CHECKPOINT.STATE_CHANGED",
            "42K03",
            USER,
            ANALYSIS,
            "The state in the checkpoint does not fit the query: <difference>",
            "a checkpoint belongs to one query; give the changed query a checkpoint of its own."),
    INSERT_TOO_MANY_DATA_COLUMNS(
            "INSERT_COLUMN_ARITY_MISMATCH.TOO_MANY_DATA_COLUMNS",
            "21S01",
            USER,
            ANALYSIS,
            "Cannot write to <tableName>, the reason is too many data columns:\nTable columns: <tableColumns>.\nData columns: <dataColumns>."),
    INSERT_NOT_ENOUGH_DATA_COLUMNS(
            "INSERT_COLUMN_ARITY_MISMATCH.NOT_ENOUGH_DATA_COLUMNS",
            "21S01",
            USER,
            ANALYSIS,
            "Cannot write to <tableName>, the reason is not enough data columns:\nTable columns: <tableColumns>.\nData columns: <dataColumns>."),
    UNKNOWN_CONFIG("SLUICE_UNKNOWN_CONFIG", "42K0I", USER, ANALYSIS, "There is no setting <key>."),
    INVALID_CONF_VALUE(
            "INVALID_CONF_VALUE.TYPE_MISMATCH",
            "22022",
            USER,
            ANALYSIS,
            "The value '<confValue>' in the config \"<confName>\" is invalid. It should be a/an '<confType>' value."),
    INVALID_CONF_TIME_ZONE(
            "INVALID_CONF_VALUE.TIME_ZONE",
            "22022",
            USER,
            ANALYSIS,
            "The value '<confValue>' in the config \"<confName>\" is invalid. Cannot resolve the given timezone."),
    INVALID_CONF_REQUIREMENT(
            "INVALID_CONF_VALUE.REQUIREMENT",
            "22022",
            USER,
            ANALYSIS,
            "The value '<confValue>' in the config \"<confName>\" is invalid. <confRequirement>"),
    // ---- sources, sinks and their options
    UNKNOWN_OPTION("SLUICE_OPTION.UNKNOWN", "42K06", USER, ANALYSIS, "There is no option '<option>' of <format>."),
    OPTION_MISSING("SLUICE_OPTION.MISSING", "42K06", USER, ANALYSIS, "The option '<option>' is needed: <requirement>."),
    INVALID_OPTION(
            "SLUICE_OPTION.INVALID_VALUE",
            "22023",
            USER,
            ANALYSIS,
            "Invalid value '<value>' for option '<option>', must be <requirement>"),
    OPTION_OUT_OF_RANGE(
            "SLUICE_OPTION.OUT_OF_RANGE",
            "22023",
            USER,
            ANALYSIS,
            "Invalid value '<value>'. The option '<option>' must <requirement>"),
    OPTIONS_EXCLUDE_EACH_OTHER(
            "SLUICE_OPTION.EXCLUDE_EACH_OTHER",
            "42K06",
            USER,
            ANALYSIS,
            "Options '<first>' and '<second>' can't be both set at the same time"),
    OPTION_NOT_IN_STREAMS(
            "SLUICE_OPTION.NOT_IN_STREAMS",
            "42K06",
            USER,
            ANALYSIS,
            "option '<option>' is not allowed in file stream sources"),
    INVALID_TIME_STRING(
            "SLUICE_OPTION.INVALID_TIME",
            "22023",
            USER,
            ANALYSIS,
            "Time must be specified as seconds (s), milliseconds (ms), microseconds (us), minutes (m or min), hour (h), "
                    + "or day (d). E.g. 50s, 100ms, or 250us.\nFailed to parse time string: <value>"),
    OPTION_VALUE_EXCEEDS_ONE_CHARACTER(
            "OPTION_VALUE_EXCEEDS_ONE_CHARACTER",
            "22023",
            USER,
            ANALYSIS,
            "The value of <option> cannot be more than one character, but got <value>."),
    PATH_NOT_SPECIFIED(
            "SLUICE_SOURCE.PATH_NOT_SPECIFIED",
            "42K06",
            USER,
            ANALYSIS,
            "'path' is not specified.",
            "say it as an option: OPTIONS (path '…')."),
    PATH_NOT_FOUND(
            "PATH_NOT_FOUND",
            "42K03",
            USER,
            ANALYSIS,
            "Path does not exist: <path>.",
            "it may be a directory, a file, or a pattern such as data/*.json; if it is relative, it begins where the program was started."),
    BASE_PATH_NOT_A_DIRECTORY(
            "SLUICE_SOURCE.BASE_PATH_NOT_A_DIRECTORY",
            "42K03",
            USER,
            RUN,
            "Option 'basePath' must be a directory",
            "<path> is a file, and a stream reads the files of a directory: name the directory, or a pattern such as <pattern>."),
    STREAMING_SCHEMA_NOT_SPECIFIED(
            "SLUICE_SOURCE.SCHEMA_NOT_SPECIFIED",
            "42K06",
            USER,
            ANALYSIS,
            "Schema must be specified when creating a streaming source DataFrame. If some files already exist in the "
                    + "directory, then depending on the file format you may be able to create a static DataFrame on "
                    + "that directory with 'spark.read.load(directory)' and infer schema from it.",
            "name the columns: CREATE TABLE name (column TYPE, …) USING format, or schema(\"column TYPE, …\")."),
    USER_SCHEMA_NOT_ALLOWED(
            "SLUICE_SOURCE.USER_SCHEMA_NOT_ALLOWED",
            "0A000",
            USER,
            ANALYSIS,
            "<source> source does not support user-specified schema."),
    UNABLE_TO_INFER_SCHEMA(
            "UNABLE_TO_INFER_SCHEMA",
            "42KD9",
            USER,
            ANALYSIS,
            "Unable to infer schema for <format>. It must be specified manually."),
    TEXT_SINGLE_COLUMN(
            "SLUICE_SOURCE.TEXT_SINGLE_COLUMN",
            "42K06",
            USER,
            ANALYSIS,
            "Text data source supports only a single column, and you have <count> columns."),
    UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE(
            "UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE",
            "0A000",
            USER,
            ANALYSIS,
            "The <format> datasource doesn't support the column <columnName> of the type <columnType>."),
    INVALID_CORRUPT_RECORD_TYPE(
            "INVALID_CORRUPT_RECORD_TYPE",
            "42804",
            USER,
            ANALYSIS,
            "The column <columnName> for corrupt records must have the nullable STRING type, but got <actualType>."),
    INVALID_SCHEMA_NON_STRING_LITERAL(
            "INVALID_SCHEMA.NON_STRING_LITERAL",
            "42K07",
            USER,
            ANALYSIS,
            "The input schema <inputSchema> is not a valid schema string. The input expression must be string literal "
                    + "and not null.",
            "say it as text: 'a INT, b STRING'."),
    INVALID_SCHEMA_NON_STRUCT_TYPE(
            "INVALID_SCHEMA.NON_STRUCT_TYPE",
            "42K07",
            USER,
            ANALYSIS,
            "The input schema <inputSchema> is not a valid schema string. The input expression should be evaluated to "
                    + "struct type, but got <dataType>.",
            "say columns: 'a INT, b STRING'."),
    INVALID_OPTIONS_NON_MAP_FUNCTION(
            "INVALID_OPTIONS.NON_MAP_FUNCTION",
            "42K06",
            USER,
            ANALYSIS,
            "Invalid options: Must use the `map()` function for options.",
            "say them as constants: map('mode', 'FAILFAST')."),
    INVALID_OPTIONS_NON_STRING_TYPE(
            "INVALID_OPTIONS.NON_STRING_TYPE",
            "42K06",
            USER,
            ANALYSIS,
            "Invalid options: A type of keys and values in `map()` must be string, but got <mapType>."),
    PARSE_MODE_UNSUPPORTED(
            "PARSE_MODE_UNSUPPORTED",
            "42601",
            USER,
            ANALYSIS,
            "The function <funcName> doesn't support the <mode> mode. Acceptable modes are PERMISSIVE and FAILFAST."),
    INVALID_JSON_SCHEMA(
            "DATATYPE_MISMATCH.INVALID_JSON_SCHEMA",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: Input schema <schema> must be a struct, an array, a map "
                    + "or a variant."),
    INVALID_JSON_MAP_KEY_TYPE(
            "DATATYPE_MISMATCH.INVALID_JSON_MAP_KEY_TYPE",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: Input schema <schema> can only contain STRING as a key "
                    + "type for a MAP."),
    INVALID_XML_SCHEMA(
            "DATATYPE_MISMATCH.INVALID_XML_SCHEMA",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: Input schema <schema> must be a struct or a variant."),
    INVALID_XML_MAP_KEY_TYPE(
            "DATATYPE_MISMATCH.INVALID_XML_MAP_KEY_TYPE",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: Input schema <schema> can only contain STRING as a key "
                    + "type for a MAP."),
    NON_STRING_TYPE(
            "DATATYPE_MISMATCH.NON_STRING_TYPE",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: all arguments of the function <funcName> must be "
                    + "strings."),
    SEED_EXPRESSION_IS_UNFOLDABLE(
            "SEED_EXPRESSION_IS_UNFOLDABLE",
            "42K08",
            USER,
            ANALYSIS,
            "The seed expression <seedExpr> of the expression <exprWithSeed> must be foldable."),
    AGGREGATE_OF_CHANCE(
            "AGGREGATE_FUNCTION_WITH_NONDETERMINISTIC_EXPRESSION",
            "42845",
            USER,
            ANALYSIS,
            "Non-deterministic expression <sqlExpr> should not appear in the arguments of an aggregate function."),
    INLINE_TABLE_CANNOT_EVALUATE(
            "INVALID_INLINE_TABLE.CANNOT_EVALUATE_EXPRESSION_IN_INLINE_TABLE",
            "42000",
            USER,
            ANALYSIS,
            "Invalid inline table. Cannot evaluate the expression <expr> in inline table definition."),
    NON_DETERMINISTIC_JOIN(
            "INVALID_NON_DETERMINISTIC_EXPRESSIONS",
            "42K0E",
            USER,
            ANALYSIS,
            "The operator expects a deterministic expression, but the actual expression is <sqlExprs>."),
    APPROX_COUNT_DEVIATION(
            "SLUICE_APPROX_COUNT_DEVIATION",
            "22023",
            USER,
            RUN,
            "The relative standard deviation of approx_count_distinct is <deviation>.",
            "say a constant from 0.0003 to 0.39."),
    LIKE_NOTHING("SLUICE_LIKE_NOTHING", "42601", USER, PARSE, "Expected something between '(' and ')'."),
    SAMPLE_FRACTION(
            "SLUICE_SAMPLE_FRACTION", "22023", USER, PARSE, "Sampling fraction (<part>) must be on interval [0, 1]."),
    SCHEMA_NOT_FOUND(
            "SCHEMA_NOT_FOUND",
            "42704",
            USER,
            ANALYSIS,
            "The schema <schemaName> cannot be found. Verify the spelling and correctness of the schema and catalog.\nIf you did not qualify the name with a catalog, verify the current_schema() output, or qualify the name with the correct catalog.\nTo tolerate the error on drop use DROP SCHEMA IF EXISTS.",
            "there is the schema `default` alone."),
    LOCATION_ALREADY_EXISTS(
            "LOCATION_ALREADY_EXISTS",
            "42710",
            USER,
            ANALYSIS,
            "Cannot name the managed table as <identifier>, as its associated location <location> already exists. Please pick a different table name, or remove the existing location first.",
            "CREATE TABLE IF NOT EXISTS takes up the rows that an earlier session left there, unless other files are among them."),
    CANNOT_SAFELY_CAST(
            "INCOMPATIBLE_DATA_FOR_TABLE.CANNOT_SAFELY_CAST",
            "KD000",
            USER,
            ANALYSIS,
            "Cannot write incompatible data for the table <tableName>: Cannot safely cast <colName> <srcType> to <targetType>.",
            "CAST it."),
    AMBIGUOUS_COLUMN_NAME(
            "INCOMPATIBLE_DATA_FOR_TABLE.AMBIGUOUS_COLUMN_NAME",
            "KD000",
            USER,
            ANALYSIS,
            "Cannot write incompatible data for the table <tableName>: Ambiguous column name in the input data <colName>."),
    EXTRA_COLUMNS(
            "INCOMPATIBLE_DATA_FOR_TABLE.EXTRA_COLUMNS",
            "KD000",
            USER,
            ANALYSIS,
            "Cannot write incompatible data for the table <tableName>: Cannot write extra columns <extraColumns>."),
    UNRESOLVED_VARIABLE(
            "UNRESOLVED_VARIABLE",
            "42883",
            USER,
            ANALYSIS,
            "Cannot resolve variable <variableName> on search path [`system`.`builtin`, `system`.`session`, `spark_catalog`.`default`]."),
    NULL_QUERY_STRING_EXECUTE_IMMEDIATE(
            "NULL_QUERY_STRING_EXECUTE_IMMEDIATE",
            "22004",
            USER,
            RUN,
            "Execute immediate requires a non-null variable as the query string, but the provided variable <varName> is null."),
    VARIABLE_ALREADY_EXISTS(
            "VARIABLE_ALREADY_EXISTS",
            "42723",
            USER,
            ANALYSIS,
            "Cannot create the variable <variableName> because it already exists.\nChoose a different name, or drop or replace the existing variable."),
    VARIABLE_NOT_FOUND(
            "VARIABLE_NOT_FOUND",
            "42883",
            USER,
            ANALYSIS,
            "The variable <variableName> cannot be found. Verify the spelling and correctness of the schema and catalog.\nIf you did not qualify the name with a schema and catalog, verify the current_schema() output, or qualify the name with the correct schema and catalog.\nTo tolerate the error on drop use DROP VARIABLE IF EXISTS."),
    SET_VARIABLE_SUBQUERY_TOO_MANY_ROWS(
            "ROW_SUBQUERY_TOO_MANY_ROWS",
            "21000",
            DATA,
            RUN,
            "More than one row returned by a subquery used as a row."),
    EXCEPT_OVERLAPPING_COLUMNS(
            "EXCEPT_OVERLAPPING_COLUMNS",
            "42702",
            USER,
            ANALYSIS,
            "Columns in an EXCEPT list must be distinct and non-overlapping, but got (<columns>)."),
    MULTI_SOURCES_UNSUPPORTED(
            "MULTI_SOURCES_UNSUPPORTED_FOR_EXPRESSION",
            "42K0E",
            USER,
            ANALYSIS,
            "The expression <expr> does not support more than one source.",
            "say which file is meant: a._metadata.file_path."),
    NON_FOLDABLE_ARGUMENT(
            "NON_FOLDABLE_ARGUMENT",
            "42K08",
            USER,
            ANALYSIS,
            "The function <funcName> requires the parameter <paramName> to be a foldable expression of the type <paramType>, but the actual argument is a non-foldable."),
    UNEXPECTED_NULL(
            "DATATYPE_MISMATCH.UNEXPECTED_NULL",
            "42K09",
            USER,
            ANALYSIS,
            "Cannot resolve <sqlExpr> due to data type mismatch: The <exprName> must not be null."),
    INVALID_JSON_SCHEMA_MAP_TYPE(
            "INVALID_JSON_SCHEMA_MAP_TYPE",
            "22032",
            USER,
            ANALYSIS,
            "Input schema <jsonSchema> can only contain STRING as a key type for a MAP."),
    INCORRECT_RAMP_UP_RATE(
            "INCORRECT_RAMP_UP_RATE",
            "22003",
            USER,
            RUN,
            "Max offset with <rowsPerSecond> rowsPerSecond is <maxSeconds>, but 'rampUpTimeSeconds' is "
                    + "<rampUpTimeSeconds>."),
    INCORRECT_END_OFFSET(
            "INCORRECT_END_OFFSET",
            "22003",
            USER,
            RUN,
            "Max offset with <rowsPerSecond> rowsPerSecond is <maxSeconds>, but it's <endSeconds> now."),
    SOCKET_HOST_NOT_SET(
            "SLUICE_SOURCE.SOCKET_HOST_NOT_SET",
            "42K06",
            USER,
            ANALYSIS,
            "Set a host to read from with option(\"host\", ...)."),
    SOCKET_PORT_NOT_SET(
            "SLUICE_SOURCE.SOCKET_PORT_NOT_SET",
            "42K06",
            USER,
            ANALYSIS,
            "Set a port to read from with option(\"port\", ...)."),
    SOCKET_TIMESTAMP_FLAG(
            "SLUICE_SOURCE.SOCKET_TIMESTAMP_FLAG",
            "22023",
            USER,
            ANALYSIS,
            "IncludeTimestamp must be set to either \"true\" or \"false\"."),
    SOCKET_CONNECTION_FAILED(
            "SLUICE_SOURCE.SOCKET_CONNECTION_FAILED",
            "08001",
            EXTERNAL,
            RUN,
            "Cannot connect to <host>:<port>: <reason>",
            "Start the server that sends the lines first; to type them yourself: nc -lk <port>"),
    MALFORMED_JSON("SLUICE_MALFORMED_JSON", "22023", USER, ANALYSIS, "This text is not JSON: <text>."),
    XML_ROW_TAG_MISSING(
            "XML_ROW_TAG_MISSING",
            "42KDF",
            USER,
            ANALYSIS,
            "<rowTag> option is required for reading/writing files in XML format.",
            "it names the element that is a row: OPTIONS (rowTag 'book')."),
    XML_NAME(
            "SLUICE_XML_NAME",
            "22023",
            DATA,
            RUN,
            "XML has no name like <name>.",
            "rename the column, or say validateName = false if whoever reads it takes such names."),
    JSON_LIST_AS_STRUCT(
            "MALFORMED_RECORD_IN_PARSING.CANNOT_PARSE_JSON_ARRAYS_AS_STRUCTS",
            "22023",
            DATA,
            RUN,
            "Malformed records are detected in record parsing: <badRecord>.\nParse Mode: FAILFAST. To process malformed "
                    + "records as null result, try setting the option 'mode' as 'PERMISSIVE'. Parsing JSON arrays as "
                    + "structs is forbidden.",
            "an array of structs is read with the schema ARRAY<STRUCT<…>>."),
    MALFORMED_RECORD(
            "MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION",
            "22023",
            DATA,
            RUN,
            "Malformed records are detected in record parsing: <badRecord>.\nParse Mode: FAILFAST. To process malformed "
                    + "records as null result, try setting the option 'mode' as 'PERMISSIVE'. "),
    MALFORMED_CSV_RECORD("MALFORMED_CSV_RECORD", "KD000", DATA, ANALYSIS, "Malformed CSV record: <badRecord>"),
    CSV_UNESCAPED_QUOTE(
            "SLUICE_SOURCE.CSV_UNESCAPED_QUOTE",
            "22023",
            DATA,
            RUN,
            "A quoted value holds the character <quote>, or has something behind it, and nothing escapes that.",
            "unescapedQuoteHandling = RAISE_ERROR asks for this error; STOP_AT_DELIMITER reads on."),
    CSV_TOO_LONG(
            "SLUICE_SOURCE.CSV_TOO_LONG",
            "22023",
            DATA,
            RUN,
            "A record of CSV has more than <limit> <things>.",
            "raise the option <option>, or look whether sep and quote are right."),
    CSV_HEADER_DOES_NOT_CONFORM(
            "SLUICE_SOURCE.CSV_HEADER_DOES_NOT_CONFORM",
            "22023",
            DATA,
            RUN,
            "<reason>\n Header: <header>\n Schema: <schema>"),
    READ_FILE_FAILED("FAILED_READ_FILE.NO_HINT", "KD001", DATA, RUN, "Encountered error while reading file <path>. "),
    CANNOT_READ_FILE_FOOTER(
            "FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER",
            "KD001",
            DATA,
            RUN,
            "Encountered error while reading file <path>. Could not read footer. Please ensure that the file is in "
                    + "either ORC or Parquet format.\nIf not, please convert it to a valid format. If the file is in "
                    + "the valid format, please check if it is corrupt.\nIf it is, you can choose to either ignore it "
                    + "or fix the corruption.",
            "the option ignoreCorruptFiles = true goes on behind such files."),
    PARQUET_COLUMN_DATA_TYPE_MISMATCH(
            "FAILED_READ_FILE.PARQUET_COLUMN_DATA_TYPE_MISMATCH",
            "KD001",
            DATA,
            RUN,
            "Encountered error while reading file <path>. Data type mismatches when reading Parquet column <column>. "
                    + "Expected Spark type <expectedType>, actual Parquet type <actualType>."),
    PARQUET_TYPE_ILLEGAL("PARQUET_TYPE_ILLEGAL", "42846", USER, ANALYSIS, "Illegal Parquet type: <parquetType>."),
    BINARY_FILE_IS_READ_ONLY(
            "SLUICE_FILE.BINARY_FILE_IS_READ_ONLY",
            "0A000",
            USER,
            ANALYSIS,
            "Write is not supported for binary file data source"),
    AVRO_INCOMPATIBLE_READ_TYPE(
            "AVRO_INCOMPATIBLE_READ_TYPE",
            "22KD3",
            USER,
            RUN,
            "Cannot convert Avro <avroPath> to SQL <sqlPath> because the original encoded data type is <avroType>, "
                    + "however you're trying to read the field as <sqlType>, which would lead to an incorrect answer."),
    AVRO_INCOMPATIBLE_WRITE_TYPE(
            "SLUICE_FILE.AVRO_INCOMPATIBLE_WRITE_TYPE",
            "22KD3",
            USER,
            ANALYSIS,
            "Cannot write the field <name> of the type <sqlType> as Avro's type <avroType>."),
    AVRO_CANNOT_WRITE_NULL_FIELD(
            "AVRO_CANNOT_WRITE_NULL_FIELD",
            "22004",
            DATA,
            RUN,
            "Cannot write null value for field <name> defined as non-null Avro data type <dataType>.\nTo allow null "
                    + "value for this field, specify its avro schema as a union type with \"null\" using "
                    + "`avroSchema` option."),
    AVRO_COLUMN_WITHOUT_FIELD(
            "SLUICE_FILE.AVRO_COLUMN_WITHOUT_FIELD",
            "22KD3",
            USER,
            ANALYSIS,
            "Cannot write the column <name>: the Avro schema has no field of that name at <path>, and its values would be lost.",
            "Add the field to the option avroSchema, or leave the column out."),
    AMBIGUOUS_FIELD_IN_FILE(
            "SLUICE_FILE.AMBIGUOUS_FIELD",
            "42704",
            DATA,
            RUN,
            "The field <name> is asked for, and the file has <first> and <second>.",
            "Name the column as the file does, upper and lower case included."),
    INVALID_COLUMN_NAME_AS_PATH(
            "INVALID_COLUMN_NAME_AS_PATH",
            "46121",
            USER,
            ANALYSIS,
            "The datasource <datasource> cannot save the column <columnName> because its name contains some characters "
                    + "that are not allowed in file paths. Please, use an alias to rename it."),
    ORC_TYPE_CAST(
            "UNSUPPORTED_FEATURE.ORC_TYPE_CAST",
            "0A000",
            USER,
            RUN,
            "The feature is not supported: Unable to convert <orcType> of Orc to data type <toType>."),
    AVRO_RECURSIVE_SCHEMA(
            "SLUICE_FILE.AVRO_RECURSIVE_SCHEMA",
            "42846",
            USER,
            ANALYSIS,
            "The record <schema> of an Avro schema has itself among its fields, which no table can hold."),
    MALFORMED_AVRO(
            "SLUICE_FILE.MALFORMED_AVRO",
            "22023",
            DATA,
            RUN,
            "Malformed records are detected in record parsing: <reason>. To process malformed records as null result, "
                    + "try setting the option 'mode' as 'PERMISSIVE'."),
    CANNOT_MERGE_SCHEMAS(
            "CANNOT_MERGE_SCHEMAS",
            "42KD9",
            USER,
            ANALYSIS,
            "Failed merging schemas:\nInitial schema:\n<left>\nSchema that cannot be merged with the initial "
                    + "schema:\n<right>."),
    READ_FILE_NOT_EXIST(
            "FAILED_READ_FILE.FILE_NOT_EXIST",
            "KD001",
            EXTERNAL,
            RUN,
            "Encountered error while reading file <path>. File does not exist.",
            "The micro-batch that reads the file was planned when it was there. Put the file back, or start the query "
                    + "with a new checkpoint location."),
    READ_FILE_SHORTER(
            "SLUICE_SOURCE.FILE_SHORTER_THAN_PLANNED",
            "KD001",
            EXTERNAL,
            RUN,
            "Encountered error while reading file <path>. It had <planned> bytes and now has <actual>.",
            "A file must not change once it is in the directory of a stream: write it elsewhere and move it there."),
    READ_FILE_REPLACED(
            "SLUICE_SOURCE.FILE_REPLACED_SINCE_PLANNED",
            "KD001",
            EXTERNAL,
            RUN,
            "Encountered error while reading file <path>. It was written at <planned> when it was planned to be read, and again at <actual>.",
            "A file must not change once it is in the directory of a stream. If its content is what it was, give it its time again (touch -d); else put the file back."),
    WAIT_FOR_ITSELF(
            "SLUICE_STREAMING.WAIT_FOR_ITSELF",
            "55000",
            USER,
            RUN,
            "Cannot wait for a query state from the same thread that is running the query",
            "in foreach and foreachBatch, stop() ends the query without waiting for it."),
    FOREACH_USER_FUNCTION_ERROR(
            "FOREACH_USER_FUNCTION_ERROR",
            "39000",
            USER,
            RUN,
            "An error occurred in the user provided function in foreach sink. Reason: <reason>"),
    FOREACH_BATCH_USER_FUNCTION_ERROR(
            "FOREACH_BATCH_USER_FUNCTION_ERROR",
            "39000",
            USER,
            RUN,
            "An error occurred in the user provided function in foreach batch sink. Reason: <reason>"),
    FAILED_EXECUTE_UDF(
            "FAILED_EXECUTE_UDF",
            "39000",
            USER,
            RUN,
            "User defined function (<functionName>: (<signature>) => <result>) failed due to: <reason>."),
    USER_FUNCTION_ERROR(
            "SLUICE_USER_FUNCTION_ERROR",
            "39000",
            USER,
            RUN,
            "An error occurred in the user provided function in <function>. Reason: <reason>"),
    GROUPS_WITH_STATE_USER_FUNCTION_ERROR(
            "FLATMAPGROUPSWITHSTATE_USER_FUNCTION_ERROR",
            "39000",
            USER,
            RUN,
            "An error occurred in the user provided function in flatMapGroupsWithState. Reason: <reason>"),
    INITIAL_STATE_TWICE(
            "SLUICE_STREAMING.INITIAL_STATE_TWICE",
            "22023",
            USER,
            RUN,
            "The initial state provided contained multiple rows(state) with the same key. Make sure to de-duplicate the initial state before passing it."),
    TRANSFORM_WITH_STATE_USER_FUNCTION_ERROR(
            "TRANSFORM_WITH_STATE_USER_FUNCTION_ERROR",
            "39000",
            USER,
            RUN,
            "An error occurred in the user-defined function <function> of the StatefulProcessor. Reason: <reason>."),
    STATE_STORE_HANDLE_NOT_INITIALIZED(
            "STATE_STORE_HANDLE_NOT_INITIALIZED",
            "42802",
            USER,
            RUN,
            "The handle has not been initialized for this StatefulProcessor. Please only use the StatefulProcessor within "
                    + "the transformWithState operator."),
    STATEFUL_PROCESSOR_INVALID_HANDLE_STATE(
            "STATEFUL_PROCESSOR_CANNOT_PERFORM_OPERATION_WITH_INVALID_HANDLE_STATE",
            "42802",
            USER,
            RUN,
            "Failed to perform stateful processor operation=<operationType> with invalid handle state=<handleState>.",
            "state variables are got and deleted in init, and used, like timers, in the methods that are given a group."),
    STATEFUL_PROCESSOR_INVALID_TIME_MODE(
            "STATEFUL_PROCESSOR_CANNOT_PERFORM_OPERATION_WITH_INVALID_TIME_MODE",
            "42802",
            USER,
            RUN,
            "Failed to perform stateful processor operation=<operationType> with invalid timeMode=<timeMode>"),
    STATEFUL_PROCESSOR_DUPLICATE_STATE_VARIABLE_DEFINED(
            "STATEFUL_PROCESSOR_DUPLICATE_STATE_VARIABLE_DEFINED",
            "42802",
            USER,
            RUN,
            "State variable with name <stateVarName> has already been defined in the StatefulProcessor."),
    STATEFUL_PROCESSOR_INCORRECT_TIME_MODE_TO_ASSIGN_TTL(
            "STATEFUL_PROCESSOR_INCORRECT_TIME_MODE_TO_ASSIGN_TTL",
            "42802",
            USER,
            RUN,
            "Cannot use TTL for state=<stateName> in timeMode=<timeMode>, use TimeMode.ProcessingTime() instead."),
    STATEFUL_PROCESSOR_TTL_DURATION_MUST_BE_POSITIVE(
            "STATEFUL_PROCESSOR_TTL_DURATION_MUST_BE_POSITIVE",
            "42802",
            USER,
            RUN,
            "TTL duration must be greater than zero for State store operation=<operationType> on state=<stateName>."),
    STATE_STORE_CANNOT_USE_COLUMN_FAMILY_WITH_INVALID_NAME(
            "STATE_STORE_CANNOT_USE_COLUMN_FAMILY_WITH_INVALID_NAME",
            "42802",
            USER,
            RUN,
            "Failed to perform column family operation=<operationName> with invalid name=<colFamilyName>. Column family "
                    + "name cannot be empty or include leading/trailing spaces or use the reserved keyword=default"),
    STATE_STORE_CANNOT_CREATE_COLUMN_FAMILY_WITH_RESERVED_CHARS(
            "STATE_STORE_CANNOT_CREATE_COLUMN_FAMILY_WITH_RESERVED_CHARS",
            "42802",
            USER,
            RUN,
            "Failed to create column family with unsupported starting character and name=<colFamilyName>."),
    ILLEGAL_STATE_STORE_VALUE_NULL(
            "ILLEGAL_STATE_STORE_VALUE.NULL_VALUE",
            "42601",
            USER,
            RUN,
            "Illegal value provided to the State Store Cannot write null values to State Store for StateName <stateName>."),
    ILLEGAL_STATE_STORE_VALUE_EMPTY_LIST(
            "ILLEGAL_STATE_STORE_VALUE.EMPTY_LIST_VALUE",
            "42601",
            USER,
            RUN,
            "Illegal value provided to the State Store Cannot write empty list values to State Store for StateName "
                    + "<stateName>."),
    TRANSFORM_WITH_STATE_MISUSED("INTERNAL_ERROR_TWS", "XX000", USER, RUN, "<message>"),
    EMITTING_ROWS_OLDER_THAN_WATERMARK_NOT_ALLOWED(
            "EMITTING_ROWS_OLDER_THAN_WATERMARK_NOT_ALLOWED",
            "42815",
            USER,
            RUN,
            "Previous node emitted a row with eventTime=<emittedRowEventTime> which is older than "
                    + "current_watermark_value=<currentWatermark> This can lead to correctness issues in the stateful "
                    + "operators downstream in the execution pipeline. Please correct the operator logic to emit rows "
                    + "after current global watermark value."),
    CANNOT_ASSIGN_EVENT_TIME_COLUMN_WITHOUT_WATERMARK(
            "CANNOT_ASSIGN_EVENT_TIME_COLUMN_WITHOUT_WATERMARK",
            "42611",
            USER,
            ANALYSIS,
            "Watermark needs to be defined to reassign event time column. Failed to find watermark definition in the "
                    + "streaming query."),
    NOT_NULL_ASSERT_VIOLATION(
            "NOT_NULL_ASSERT_VIOLATION",
            "42000",
            DATA,
            RUN,
            "NULL value appeared in non-nullable field: <walkedTypePath>If the schema is inferred from a Scala "
                    + "tuple/case class, or a Java bean, please try to use scala.Option[_] or other nullable types (such "
                    + "as java.lang.Integer instead of int/scala.Int)."),
    EXPRESSION_ENCODING_FAILED(
            "EXPRESSION_ENCODING_FAILED",
            "42846",
            DATA,
            RUN,
            "Failed to encode a value of the expressions: <expressions> to a row."),
    UNKNOWN_ENUM_CONSTANT(
            "SLUICE_UNKNOWN_ENUM_CONSTANT",
            "22023",
            DATA,
            RUN,
            "There is no constant '<name>' in the enum; its constants are <constants>."),
    CANNOT_UP_CAST_DATATYPE(
            "CANNOT_UP_CAST_DATATYPE",
            "42846",
            USER,
            ANALYSIS,
            "Cannot up cast <expression> from <sourceType> to <targetType>.\n<details>"),
    DESERIALIZER_DATA_TYPE_MISMATCH(
            "UNSUPPORTED_DESERIALIZER.DATA_TYPE_MISMATCH",
            "0A000",
            USER,
            ANALYSIS,
            "The deserializer is not supported: need a(n) <desiredType> field but got <dataType>."),
    DESERIALIZER_FIELD_NUMBER_MISMATCH(
            "UNSUPPORTED_DESERIALIZER.FIELD_NUMBER_MISMATCH",
            "0A000",
            USER,
            ANALYSIS,
            "The deserializer is not supported: try to map <schema> to Tuple<ordinal>, but failed as the number of "
                    + "fields does not line up."),
    ENCODER_NOT_FOUND(
            "ENCODER_NOT_FOUND",
            "42704",
            USER,
            ANALYSIS,
            "Not found an encoder of the type <typeName> to Spark SQL internal representation. Consider to change the "
                    + "input type to one of supported at 'https://spark.apache.org/docs/4.2.0/sql-ref-datatypes.html'.",
            "Sluice knows records, beans, enums, plain values, lists, sets, arrays, maps and Optional of them."),
    CIRCULAR_CLASS_REFERENCE(
            "CIRCULAR_CLASS_REFERENCE",
            "42602",
            USER,
            ANALYSIS,
            "Cannot have circular references in class, but got the circular reference of class <t>."),
    NO_CONSTRUCTOR(
            "SLUICE_ENCODER.NO_CONSTRUCTOR",
            "42704",
            USER,
            ANALYSIS,
            "The class <class> has no constructor without parameters.",
            "A bean has one, with getters and setters; a record has Encoders.record."),
    CLASS_NOT_ACCESSIBLE(
            "SLUICE_ENCODER.CLASS_NOT_ACCESSIBLE", "42704", USER, ANALYSIS, "The class <class> is not open to Sluice."),
    UNEXPECTED_JAVA_VALUE(
            "SLUICE_UNEXPECTED_VALUE",
            "42K09",
            USER,
            ANALYSIS,
            "The value <value> of class <class> is not a value of type <type>."),
    ROW_SIZE_MISMATCH(
            "SLUICE_ROW_SIZE_MISMATCH",
            "42K09",
            USER,
            ANALYSIS,
            "The row <row> has <size> values where there are <columns> columns."),
    PATH_GIVEN_TWICE(
            "SLUICE_SOURCE.PATH_GIVEN_TWICE",
            "42601",
            USER,
            ANALYSIS,
            "There is a 'path' option set and load() is called with a path parameter. Either remove the path option, or call load() without the parameter."),
    INVALID_RANGE(
            "SLUICE_INVALID_RANGE",
            "42K09",
            USER,
            ANALYSIS,
            "range takes numbers: ([start,] end [, step [, partitions]]), step not 0, partitions at least 1; not <arguments>."),
    SINK_AHEAD_OF_CHECKPOINT(
            "SLUICE_CHECKPOINT.SINK_AHEAD",
            "55000",
            USER,
            ANALYSIS,
            "The sink <sink> holds the output of micro-batch <sinkBatchId>, but the checkpoint knows of none beyond <batchId>.",
            "the checkpoint is older than the output, or another one, or another query writes to the same place: give the query the "
                    + "checkpoint that belongs to this output, or an output of its own (several queries may write a table of a database, "
                    + "each with a sinkId)."),
    SINK_BEHIND_CHECKPOINT(
            "SLUICE_CHECKPOINT.SINK_BEHIND",
            "55000",
            USER,
            ANALYSIS,
            "The sink <sink> holds the output of micro-batches up to <sinkBatchId>, but the checkpoint says that <batchId> is committed: what is between them is lost.",
            "the output is older than the checkpoint: a backup, or storage that did not keep what it had confirmed. To have what is missing written again: ./sluice checkpoint rewind DIR --to-batch <sinkBatchId>"),
    SINK_FORGOT(
            "SLUICE_CHECKPOINT.SINK_FORGOT",
            "55000",
            USER,
            ANALYSIS,
            "The sink <sink> remembers none of the query's micro-batches, so nobody knows whether it holds the output of <batchId>, which was begun and not ended.",
            "Kafka forgets a consumer group that was silent for offsets.retention.minutes, or whose topic was deleted. Look whether "
                    + "the records are there; the sink's option writeForgotten 'true' has them written, perhaps once more."),
    INVALID_SAVE_MODE(
            "INVALID_SAVE_MODE",
            "42000",
            USER,
            ANALYSIS,
            "The specified save mode <mode> is invalid. Valid save modes include \"append\", \"overwrite\", \"ignore\", "
                    + "\"error\", \"errorifexists\", and \"default\"."),
    UNSUPPORTED_SAVE_MODE(
            "UNSUPPORTED_DATA_SOURCE_SAVE_MODE",
            "0A000",
            USER,
            ANALYSIS,
            "The data source \"<source>\" cannot be written in the <createMode> mode. Please use either the \"Append\" or "
                    + "\"Overwrite\" mode instead."),
    PATH_ALREADY_EXISTS(
            "PATH_ALREADY_EXISTS",
            "42K04",
            USER,
            ANALYSIS,
            "Path <outputPath> already exists. Set mode as \"overwrite\" to overwrite the existing path."),
    CODEC_NOT_AVAILABLE(
            "CODEC_NOT_AVAILABLE.WITH_AVAILABLE_CODECS_SUGGESTION",
            "56038",
            USER,
            ANALYSIS,
            "The codec <codecName> is not available. Available codecs are <availableCodecs>."),
    ALL_PARTITION_COLUMNS_NOT_ALLOWED(
            "ALL_PARTITION_COLUMNS_NOT_ALLOWED",
            "KD005",
            USER,
            ANALYSIS,
            "Cannot use all columns for partition columns."),
    INVALID_PARTITION_COLUMN_DATA_TYPE(
            "INVALID_PARTITION_COLUMN_DATA_TYPE", "0A000", USER, ANALYSIS, "Cannot use <type> for partition column."),
    INVALID_PARTITION_VALUE(
            "INVALID_PARTITION_VALUE",
            "42846",
            DATA,
            RUN,
            "Failed to cast value <value> to data type <dataType> for partition column <columnName>. "
                    + "Ensure the value matches the expected data type for this partition column."),
    CONFLICTING_PARTITION_COLUMN_NAMES("CONFLICTING_PARTITION_COLUMN_NAMES", "KD009", USER, ANALYSIS, """
            Conflicting partition column names detected:
            <distinctPartColLists>
            For partitioned table directories, data files should only live in leaf directories.
            And directories at the same level should have the same partition column name.
            Please check the following directories for unexpected files or inconsistent partition column names:
            <suspiciousPaths>"""),
    PARTITION_COLUMN_NOT_FOUND(
            "SLUICE_SINK.PARTITION_COLUMN_NOT_FOUND",
            "42703",
            USER,
            ANALYSIS,
            "Partition column `<column>` not found in schema <schema>."),
    NOT_WRITABLE(
            "SLUICE_SINK.NOT_WRITABLE",
            "0A000",
            USER,
            ANALYSIS,
            "<format> can't be written in the mode <mode>.",
            "files (json, csv, xml, text, parquet, orc, avro) and jdbc take rows that are there as a whole; other sinks take streams, and rows to append; some formats are only read."),
    DIRECTORY_OF_A_STREAM(
            "SLUICE_SINK.DIRECTORY_OF_A_STREAM",
            "55000",
            USER,
            RUN,
            "Cannot add files to <directory>: a stream writes it, and its readers look only at what its _spark_metadata names.",
            "write into another directory, or overwrite this one, which deletes what the stream has written."),
    STREAM_OF_MERGED_FILES(
            "SLUICE_SOURCE.MERGED_FILES",
            "55000",
            USER,
            RUN,
            "Cannot read <directory> as a stream: its small files are merged (<file>), so their rows would come twice.",
            "let the query that writes it keep its files apart, with the option sluice.file.targetSize = 0."),
    SINK_BATCH_TAKEN(
            "SLUICE_SINK.BATCH_TAKEN",
            "40000",
            USER,
            RUN,
            "Micro-batch <batchId> of <directory> has been written by somebody else meanwhile.",
            "one query at a time may write a directory, and a query has one checkpoint; stop the other one."),
    SINK_SHARED(
            "SLUICE_SINK.SHARED",
            "42000",
            USER,
            ANALYSIS,
            "The query writes <first> and <second> to the same place, <place>.",
            "name a table of its own for each: what the one has written would be taken for the other's."),
    MULTI_INSERT_DIFFERS(
            "SLUICE_MULTI_INSERT.DIFFERS",
            "42000",
            USER,
            ANALYSIS,
            "The INSERTs behind one FROM are one streaming query, which can have one <option> only: table <first> says"
                    + " '<one>', table <second> says '<other>'.",
            "say <option> at one of the tables, or the same at all of them; or make statements of their own of the INSERTs."),
    SINK_MANIFEST_DAMAGED(
            "SLUICE_SINK.MANIFEST_DAMAGED",
            "58030",
            EXTERNAL,
            RUN,
            "Cannot tell which files count: <file> line <line> can't be read: <reason>.",
            "a later .compact entry stands for it if there is one; else restore the file, or delete _spark_metadata to have all "
                    + "files of the directory count, those of failed attempts included."),
    SINK_MANIFEST_MISSING(
            "SLUICE_SINK.MANIFEST_MISSING",
            "58030",
            EXTERNAL,
            RUN,
            "Cannot tell which files count: <file> is missing, and the last entry is micro-batch <batchId>.",
            "restore the file, or delete _spark_metadata to have all files of the directory count, those of failed attempts "
                    + "included."),
    // ---- values, while running
    DIVIDE_BY_ZERO(
            "DIVIDE_BY_ZERO",
            "22012",
            DATA,
            RUN,
            "Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead. "
                    + "If necessary set <config> to \"false\" to bypass this error.",
            "try_divide(a, b) gives NULL. " + Texts.ANSI_ONLY),
    REMAINDER_BY_ZERO(
            "REMAINDER_BY_ZERO",
            "22012",
            DATA,
            RUN,
            "Remainder by zero. Use `try_mod` to tolerate divisor being 0 and return NULL instead. "
                    + "If necessary set <config> to \"false\" to bypass this error.",
            "try_mod(a, b) gives NULL. " + Texts.ANSI_ONLY),
    ARITHMETIC_OVERFLOW(
            "ARITHMETIC_OVERFLOW",
            "22003",
            DATA,
            RUN,
            "<message>.<alternative> If necessary set <config> to \"false\" to bypass this error.",
            "cast to a wider type first, or use the try_ form of the function, which gives NULL. " + Texts.ANSI_ONLY),
    BINARY_ARITHMETIC_OVERFLOW(
            "BINARY_ARITHMETIC_OVERFLOW",
            "22003",
            DATA,
            RUN,
            "<value1> <symbol> <value2> caused overflow. Use <functionName> to ignore overflow "
                    + "problem and return NULL."),
    INTERVAL_ARITHMETIC_OVERFLOW_WITHOUT_SUGGESTION(
            "INTERVAL_ARITHMETIC_OVERFLOW.WITHOUT_SUGGESTION",
            "22015",
            DATA,
            RUN,
            "Integer overflow while operating with intervals. Try devising appropriate values for "
                    + "the interval parameters."),
    INTERVAL_ARITHMETIC_OVERFLOW_WITH_SUGGESTION(
            "INTERVAL_ARITHMETIC_OVERFLOW.WITH_SUGGESTION",
            "22015",
            DATA,
            RUN,
            "Integer overflow while operating with intervals. Use <functionName> to tolerate "
                    + "overflow and return NULL instead."),
    INVALID_INTERVAL_WITH_MICROSECONDS_ADDITION(
            "INVALID_INTERVAL_WITH_MICROSECONDS_ADDITION",
            "22006",
            DATA,
            RUN,
            "Cannot add an interval to a date because its microseconds part is not 0. To resolve this, cast the input "
                    + "date to a timestamp, which supports the addition of intervals with non-zero microseconds."),
    INTERVAL_DIVIDED_BY_ZERO(
            "INTERVAL_DIVIDED_BY_ZERO",
            "22012",
            DATA,
            RUN,
            "Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead."),
    NUMERIC_VALUE_OUT_OF_RANGE_WITH_SUGGESTION(
            "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION",
            "22003",
            DATA,
            RUN,
            " <value> cannot be represented as Decimal(<precision>, <scale>). If necessary set "
                    + "<config> to \"false\" to bypass this error, and return NULL instead.",
            "try_cast(… AS DECIMAL(<precision>,<scale>)) gives NULL. " + Texts.ANSI_ONLY),
    NUMERIC_VALUE_OUT_OF_RANGE_WITHOUT_SUGGESTION(
            "NUMERIC_VALUE_OUT_OF_RANGE.WITHOUT_SUGGESTION",
            "22003",
            DATA,
            RUN,
            " The <roundedValue> rounded half up from <originalValue> cannot be represented as "
                    + "Decimal(<precision>, <scale>)."),
    CAST_OVERFLOW(
            "CAST_OVERFLOW",
            "22003",
            DATA,
            RUN,
            "The value <value> of the type <sourceType> cannot be cast to <targetType> due to an "
                    + "overflow. Use `try_cast` to tolerate overflow and return NULL instead."),
    CAST_INVALID_INPUT(
            "CAST_INVALID_INPUT",
            "22018",
            DATA,
            RUN,
            "The value <expression> of the type <sourceType> cannot be cast to <targetType> because "
                    + "it is malformed. Correct the value as per the syntax, or change its target type. Use "
                    + "`try_cast` to tolerate malformed input and return NULL instead."),
    CANNOT_DECODE_URL(
            "CANNOT_DECODE_URL",
            "22546",
            DATA,
            RUN,
            "The provided URL cannot be decoded: <url>. Please ensure that the URL is properly formatted and try again.",
            "try_url_decode gives NULL for what is malformed."),
    INVALID_URL(
            "INVALID_URL",
            "22P02",
            DATA,
            RUN,
            "The url is invalid: <url>. Use `try_parse_url` to tolerate invalid URL and return NULL instead."),
    INVALID_CHARSET(
            "INVALID_PARAMETER_VALUE.CHARSET",
            "22023",
            DATA,
            RUN,
            "The value of parameter(s) <parameter> in <functionName> is invalid: expects one of the <charsets>, but got "
                    + "<charset>."),
    MALFORMED_CHARACTER_CODING(
            "MALFORMED_CHARACTER_CODING",
            "22000",
            DATA,
            RUN,
            "Invalid value found when performing <function> with <charset>"),
    INVALID_UTF8_STRING(
            "INVALID_UTF8_STRING",
            "22029",
            DATA,
            RUN,
            "Invalid UTF8 byte sequence found in string: <str>.",
            "try_validate_utf8 gives NULL for it, make_valid_utf8 replaces what is malformed."),
    INVALID_FORMAT_VALUES(
            "SLUICE_INVALID_FORMAT",
            "22023",
            DATA,
            RUN,
            "The values of `format_string` do not fit its format: <reason>."),
    BIT_POSITION_RANGE(
            "INVALID_PARAMETER_VALUE.BIT_POSITION_RANGE",
            "22023",
            DATA,
            RUN,
            "The value of parameter(s) <parameter> in <functionName> is invalid: expects an integer value in "
                    + "[0, <upper>), but got <invalidValue>."),
    USER_RAISED_EXCEPTION("USER_RAISED_EXCEPTION", "P0001", DATA, RUN, "<errorMessage>"),
    DATETIME_OVERFLOW("DATETIME_OVERFLOW", "22008", DATA, RUN, "Datetime operation overflow: <operation>."),
    INVALID_TIMEZONE(
            "INVALID_TIMEZONE",
            "22009",
            DATA,
            RUN,
            "The timezone: <timeZone> is invalid. The timezone must be either a region-based zone ID or a zone offset. "
                    + "Region IDs must have the form 'area/city', such as 'America/Los_Angeles'. Zone offsets must be "
                    + "in the format '(+|-)HH', '(+|-)HH:mm’ or '(+|-)HH:mm:ss', e.g '-08' , '+01:00' or '-13:33:33', "
                    + "and must be in the range from -18:00 to +18:00. 'Z' and 'UTC' are accepted as synonyms for "
                    + "'+00:00'."),
    INVALID_BITMAP_POSITION(
            "INVALID_BITMAP_POSITION",
            "22003",
            DATA,
            RUN,
            "The 0-indexed bitmap position <bitPosition> is out of bounds. The bitmap has <bitmapNumBits> bits "
                    + "(<bitmapNumBytes> bytes)."),
    NEGATIVE_VALUES_IN_FREQUENCY_EXPRESSION(
            "NEGATIVE_VALUES_IN_FREQUENCY_EXPRESSION",
            "22003",
            DATA,
            RUN,
            "Found the negative value in <frequencyExpression>: <negativeValue>, but expected a positive integral value."),
    INVALID_EXTRACT_FIELD("INVALID_EXTRACT_FIELD", "42601", USER, ANALYSIS, "Cannot extract <field> from <expr>."),
    CONVERSION_INVALID_INPUT(
            "CONVERSION_INVALID_INPUT",
            "22018",
            DATA,
            RUN,
            "The value <str> (<fmt>) cannot be converted to <targetType> because it is malformed. "
                    + "Correct the value as per the syntax, or change its format. Use <suggestion> to tolerate "
                    + "malformed input and return NULL instead."),
    INVALID_ARRAY_INDEX(
            "INVALID_ARRAY_INDEX",
            "22003",
            DATA,
            RUN,
            "The index <indexValue> is out of bounds. The array has <arraySize> elements. Use the "
                    + "SQL function `get()` to tolerate accessing element at invalid index and return NULL "
                    + "instead."),
    INVALID_ARRAY_INDEX_IN_ELEMENT_AT(
            "INVALID_ARRAY_INDEX_IN_ELEMENT_AT",
            "22003",
            DATA,
            RUN,
            "The index <indexValue> is out of bounds. The array has <arraySize> elements. Use "
                    + "`try_element_at` to tolerate accessing element at invalid index and return NULL instead."),
    INVALID_INDEX_OF_ZERO(
            "INVALID_INDEX_OF_ZERO",
            "22003",
            DATA,
            RUN,
            "The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has " + "index 1)."),
    COMPARATOR_RETURNS_NULL(
            "COMPARATOR_RETURNS_NULL",
            "22004",
            DATA,
            RUN,
            "The comparator has returned a NULL for a comparison between <firstValue> and <secondValue>.\nIt should return a positive integer for \"greater than\", 0 for \"equal\" and a negative integer for \"less than\".\nTo revert to deprecated behavior where NULL is treated as 0 (equal), you must set \"spark.sql.legacy.allowNullComparisonResultInArraySort\" to \"true\"."),
    NULL_MAP_KEY("NULL_MAP_KEY", "2200E", DATA, RUN, "Cannot use null as map key."),
    DUPLICATED_MAP_KEY(
            "DUPLICATED_MAP_KEY",
            "23505",
            DATA,
            RUN,
            "Duplicate map key <key> was found, please check the input data.\n"
                    + "If you want to remove the duplicated keys, you can set <mapKeyDedupPolicy> to "
                    + "\"LAST_WIN\" so that the key inserted at last takes precedence."),
    CANNOT_PARSE_TIMESTAMP(
            "CANNOT_PARSE_TIMESTAMP",
            "22007",
            DATA,
            RUN,
            "<message>. Use <func> to tolerate invalid input string and return NULL instead."),
    DATETIME_FIELD_OUT_OF_BOUNDS(
            "DATETIME_FIELD_OUT_OF_BOUNDS.WITH_SUGGESTION",
            "22023",
            DATA,
            RUN,
            "<rangeMessage>. If necessary set <ansiConfig> to \"false\" to bypass this error."),
    INVALID_FRACTION_OF_SECOND(
            "INVALID_FRACTION_OF_SECOND",
            "22023",
            DATA,
            RUN,
            "Valid range for seconds is [0, 60] (inclusive), but the provided value is <secAndMicros>. To avoid this "
                    + "error, use `try_make_timestamp`, which returns NULL on error.\nIf you do not want to use the "
                    + "session default timestamp version of this function, use `try_make_timestamp_ntz` or "
                    + "`try_make_timestamp_ltz`."),
    DATETIME_PATTERN_RECOGNITION(
            "INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION",
            "42K0B",
            DATA,
            RUN,
            "You may get a different result due to the upgrading to Spark >= 3.0:\n"
                    + "Fail to recognize <pattern> pattern in the DateTimeFormatter.\n"
                    + "1) You can set <config> to \"LEGACY\" to restore the behavior before Spark 3.0.\n"
                    + "2) You can form a valid datetime pattern with the guide from "
                    + "'<docroot>/sql-ref-datetime-pattern.html'."),
    DATETIME_WEEK_BASED_PATTERN(
            "INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_WEEK_BASED_PATTERN",
            "42K0B",
            DATA,
            RUN,
            "You may get a different result due to the upgrading to Spark >= 3.0:\n"
                    + "All week-based patterns are unsupported since Spark 3.0, detected week-based character: "
                    + "<c>.\n"
                    + "Please use the SQL function EXTRACT instead."),
    INVALID_REGEX(
            "INVALID_PARAMETER_VALUE.PATTERN",
            "22023",
            DATA,
            RUN,
            "The value of parameter(s) <parameter> in <functionName> is invalid: <value>."),
    INVALID_REGEX_GROUP_INDEX(
            "INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX",
            "22023",
            DATA,
            RUN,
            "The value of parameter(s) <parameter> in <functionName> is invalid: Expects group index "
                    + "between 0 and <groupCount>, but got <groupIndex>."),
    NUMBER_FORMAT_EMPTY(
            "INVALID_FORMAT.EMPTY",
            "42601",
            USER,
            ANALYSIS,
            "The format is invalid: <format>. The number format string cannot be empty."),
    NUMBER_FORMAT_WITHOUT_DIGIT(
            "INVALID_FORMAT.WRONG_NUM_DIGIT",
            "42601",
            USER,
            ANALYSIS,
            "The format is invalid: <format>. The format string requires at least one number digit."),
    NUMBER_FORMAT_CURRENCY_AFTER_DIGIT(
            "INVALID_FORMAT.CUR_MUST_BEFORE_DIGIT",
            "42601",
            USER,
            ANALYSIS,
            "The format is invalid: <format>. Currency characters must appear before digits in the number format."),
    NUMBER_FORMAT_CURRENCY_AFTER_POINT(
            "INVALID_FORMAT.CUR_MUST_BEFORE_DEC",
            "42601",
            USER,
            ANALYSIS,
            "The format is invalid: <format>. Currency characters must appear before any decimal point in the number format."),
    NUMBER_FORMAT_SEPARATORS(
            "INVALID_FORMAT.CONT_THOUSANDS_SEPS",
            "42601",
            USER,
            ANALYSIS,
            "The format is invalid: <format>. Thousands separators (, or G) must have digits in between them in the number format."),
    NUMBER_FORMAT_SEPARATOR_AFTER_POINT(
            "INVALID_FORMAT.THOUSANDS_SEPS_MUST_BEFORE_DEC",
            "42601",
            USER,
            ANALYSIS,
            "The format is invalid: <format>. Thousands separators (, or G) may not appear after the decimal point in the number format."),
    NUMBER_FORMAT_TWICE(
            "INVALID_FORMAT.WRONG_NUM_TOKEN",
            "42601",
            USER,
            ANALYSIS,
            "The format is invalid: <format>. At most one <token> is allowed in the number format."),
    NUMBER_FORMAT_ORDER(
            "INVALID_FORMAT.UNEXPECTED_TOKEN",
            "42601",
            USER,
            ANALYSIS,
            "The format is invalid: <format>. Found the unexpected <token> in the format string; the structure of the format string must match: `[MI|S]` `[$]` `[0|9|G|,]*` `[.|D]` `[0|9]*` `[$]` `[PR|MI|S]`."),
    NUMBER_FORMAT_MISMATCH(
            "INVALID_FORMAT.MISMATCH_INPUT",
            "42601",
            DATA,
            RUN,
            "The format is invalid: <format>. The input <inputType> <input> does not match the format."),
    INVALID_BINARY_FORMAT(
            "INVALID_PARAMETER_VALUE.BINARY_FORMAT",
            "22023",
            USER,
            ANALYSIS,
            "The value of parameter(s) `format` in <functionName> is invalid: expects one of binary formats 'base64', "
                    + "'hex', 'utf-8', but got <invalidFormat>."),
    INVALID_ESCAPE_AT_THE_END(
            "INVALID_FORMAT.ESC_AT_THE_END",
            "42601",
            DATA,
            RUN,
            "The format is invalid: <format>. The escape character is not allowed to end with."),
    INVALID_ESCAPE_IN_THE_MIDDLE(
            "INVALID_FORMAT.ESC_IN_THE_MIDDLE",
            "42601",
            DATA,
            RUN,
            "The format is invalid: <format>. The escape character is not allowed to precede <char>."),
    NUMERIC_OUT_OF_SUPPORTED_RANGE(
            "NUMERIC_OUT_OF_SUPPORTED_RANGE",
            "22003",
            DATA,
            RUN,
            "The value <value> cannot be interpreted as a numeric since it has more than 38 digits."),
    INTERVAL_UNMATCHED_FORMAT(
            "INVALID_INTERVAL_FORMAT.UNMATCHED_FORMAT_STRING",
            "22006",
            DATA,
            RUN,
            "Error parsing '<input>' to interval. Please ensure that the value provided is in a "
                    + "valid format for defining an interval. You can reference the documentation for the "
                    + "correct format. Interval string does not match <intervalStr> format of "
                    + "<supportedFormat> when cast to <typeName>: <input>."),
    INTERVAL_UNMATCHED_FORMAT_WITH_NOTICE(
            "INVALID_INTERVAL_FORMAT.UNMATCHED_FORMAT_STRING_WITH_NOTICE",
            "22006",
            DATA,
            RUN,
            "Error parsing '<input>' to interval. Please ensure that the value provided is in a "
                    + "valid format for defining an interval. You can reference the documentation for the "
                    + "correct format. Interval string does not match <intervalStr> format of "
                    + "<supportedFormat> when cast to <typeName>: <input>. Set "
                    + "\"spark.sql.legacy.fromDayTimeString.enabled\" to \"true\" to restore the behavior before "
                    + "Spark 3.0."),
    MAP_KEYS_AND_VALUES_DIFFER(
            "SLUICE_MAP_KEYS_AND_VALUES_DIFFER",
            "22023",
            DATA,
            RUN,
            "The key array and the value array of a map must have the same length, not <keyCount> and <valueCount>."),
    ILLEGAL_SEQUENCE_BOUNDARIES(
            "SLUICE_ILLEGAL_SEQUENCE_BOUNDARIES",
            "22023",
            DATA,
            RUN,
            "Illegal sequence boundaries: <start> to <stop> by <step>"),
    TEXT_TOO_LONG(
            "SLUICE_TEXT_TOO_LONG",
            "54000",
            DATA,
            RUN,
            "A text of <length> characters is too long; <longest> are possible."),
    COLLECTION_SIZE_LIMIT_EXCEEDED_PARAMETER(
            "COLLECTION_SIZE_LIMIT_EXCEEDED.PARAMETER",
            "54000",
            DATA,
            RUN,
            "Can't create array with <numberOfElements> elements which exceeding the array size limit <maxRoundedArrayLength>, the value of the parameter(s) <parameter> in the function <functionName> is invalid."),
    INVALID_START(
            "INVALID_PARAMETER_VALUE.START",
            "22023",
            DATA,
            RUN,
            "The value of parameter(s) <parameter> in <functionName> is invalid: Expects a positive or a negative value for `start`, but got 0."),
    INVALID_LENGTH(
            "INVALID_PARAMETER_VALUE.LENGTH",
            "22023",
            DATA,
            RUN,
            "The value of parameter(s) <parameter> in <functionName> is invalid: Expects `length` greater than or equal to 0, but got <length>."),
    INVALID_DATETIME_PATTERN(
            "INVALID_DATETIME_PATTERN", "22007", DATA, RUN, "Unrecognized datetime pattern: <pattern>."),
    INVALID_DATETIME_PATTERN_CHARACTER(
            "INVALID_DATETIME_PATTERN.ILLEGAL_CHARACTER",
            "22007",
            DATA,
            RUN,
            "Unrecognized datetime pattern: <pattern>. Illegal pattern character found in datetime pattern: <c>. "
                    + "Please provide legal character."),
    INVALID_DATETIME_PATTERN_LENGTH(
            "INVALID_DATETIME_PATTERN.LENGTH",
            "22007",
            DATA,
            RUN,
            "Unrecognized datetime pattern: <pattern>. Too many letters in datetime pattern: <pattern>. "
                    + "Please reduce pattern length."),
    ILLEGAL_DAY_OF_WEEK("ILLEGAL_DAY_OF_WEEK", "22009", DATA, RUN, "Illegal input for day of week: <string>."),
    // ---- outside
    IO_ERROR("SLUICE_IO_ERROR", "58030", EXTERNAL, RUN, "Cannot <action> <path>: <reason>."),
    JDBC_CONNECTION_FAILED(
            "FAILED_JDBC.CONNECTION",
            "HV000",
            EXTERNAL,
            RUN,
            "Failed JDBC <url> on the operation: Couldn't connect to the database"),
    JDBC_FAILED("FAILED_JDBC.UNCLASSIFIED", "HV000", EXTERNAL, RUN, "Failed JDBC <url> on the operation: <message>"),
    JDBC_SYNTAX_ERROR(
            "JDBC_EXTERNAL_ENGINE_SYNTAX_ERROR.DURING_OUTPUT_SCHEMA_RESOLUTION",
            "42000",
            USER,
            ANALYSIS,
            "JDBC external engine syntax error. The error was caused by the query <jdbcQuery>. <externalEngineError>. "
                    + "The error occurred during output schema resolution."),
    JDBC_NO_DRIVER(
            "SLUICE_JDBC.NO_DRIVER",
            "HV000",
            USER,
            RUN,
            "There is no JDBC driver for <url> (asked for by <driver>; known: <known>).",
            "add the driver's jar to the class path (./sluice: SLUICE_JARS=/path/driver.jar), or say the option 'driver'."),
    JDBC_NULL_IN_KEY(
            "SLUICE_JDBC.NULL_IN_KEY",
            "23502",
            DATA,
            RUN,
            "The key column <column> of the table <table> takes no NULL, and this row has one: <row>.",
            "keep such rows back (WHERE … IS NOT NULL), give NULL a value (coalesce), or let the table's column be nullable, "
                    + "with a unique index in the place of a primary key."),
    KAFKA_OPTION("SLUICE_KAFKA.INVALID_OPTION", "42616", USER, ANALYSIS, "<message>"),
    KAFKA_COLUMN(
            "SLUICE_KAFKA.INVALID_COLUMN",
            "42K09",
            USER,
            ANALYSIS,
            "<message>",
            "what is written to Kafka has the columns value, and perhaps key, topic, partition and headers: "
                    + "name them in SELECT."),
    KAFKA_SAVE_MODE(
            "SLUICE_KAFKA.SAVE_MODE",
            "0A000",
            USER,
            ANALYSIS,
            "Save mode <mode> not allowed for Kafka. Allowed save modes are Append and ErrorIfExists " + "(default)."),
    KAFKA_FAILED("SLUICE_KAFKA.FAILED", "08000", EXTERNAL, RUN, "Cannot <action> in Kafka at <servers>: <message>"),
    XML_FORBIDS_CHARACTER(
            "SLUICE_XML.FORBIDDEN_CHARACTER",
            "22000",
            DATA,
            RUN,
            "A text has the character <character>, which XML cannot say.",
            "take such characters out, for example with regexp_replace(text, '[\\\\x00-\\\\x08\\\\x0B\\\\x0C\\\\x0E-\\\\x1F]', '')."),
    KINESIS_OPTION("SLUICE_KINESIS.INVALID_OPTION", "42616", USER, ANALYSIS, "<message>"),
    KINESIS_FAILED("SLUICE_KINESIS.FAILED", "08000", EXTERNAL, RUN, "Cannot <action> in Kinesis: <message>"),
    KINESIS_DATA_LOSS(
            "SLUICE_KINESIS.DATA_LOSS",
            "22000",
            DATA,
            RUN,
            "Records of the stream <stream> may be lost: <message>.",
            "records are gone when they are older than the stream's retention, or the stream was made anew. Once it is "
                    + "clear that the query may go on without them, start it with failOnDataLoss = false."),
    KAFKA_ADDED_PARTITION_DOES_NOT_START_FROM_OFFSET_ZERO(
            "KAFKA_DATA_LOSS.ADDED_PARTITION_DOES_NOT_START_FROM_OFFSET_ZERO",
            "22000",
            DATA,
            RUN,
            Texts.KAFKA_DATA_LOSS + "Added partition <topicPartition> starts from <startOffset> instead of 0."),
    KAFKA_COULD_NOT_READ_OFFSET_RANGE(
            "KAFKA_DATA_LOSS.COULD_NOT_READ_OFFSET_RANGE",
            "22000",
            DATA,
            RUN,
            Texts.KAFKA_DATA_LOSS + "Could not read records in offset [<startOffset>, <endOffset>) for topic partition "
                    + "<topicPartition> with consumer group <groupId>."),
    KAFKA_INITIAL_OFFSET_NOT_FOUND_FOR_PARTITIONS(
            "KAFKA_DATA_LOSS.INITIAL_OFFSET_NOT_FOUND_FOR_PARTITIONS",
            "22000",
            DATA,
            RUN,
            Texts.KAFKA_DATA_LOSS
                    + "Cannot find initial offsets for partitions <partitions>. They may have been deleted."),
    KAFKA_PARTITIONS_DELETED(
            "KAFKA_DATA_LOSS.PARTITIONS_DELETED",
            "22000",
            DATA,
            RUN,
            Texts.KAFKA_DATA_LOSS + "Partitions <partitions> have been deleted."),
    KAFKA_PARTITION_OFFSET_CHANGED(
            "KAFKA_DATA_LOSS.PARTITION_OFFSET_CHANGED",
            "22000",
            DATA,
            RUN,
            Texts.KAFKA_DATA_LOSS
                    + "Partition <topicPartition> offset was changed from <prevOffset> to <newOffset>. This could be "
                    + "either 1) a user error that the start offset is set beyond available offset when starting "
                    + "query, or 2) the kafka topic-partition is deleted and re-created."),
    KAFKA_START_OFFSET_DOES_NOT_MATCH_ASSIGNED(
            "KAFKA_START_OFFSET_DOES_NOT_MATCH_ASSIGNED",
            "22023",
            USER,
            RUN,
            "Partitions specified for Kafka start offsets don't match what are assigned. Maybe topic "
                    + "partitions are created or deleted while the query is running. Use -1 for latest, -2 for "
                    + "earliest. Specified: <specifiedPartitions> Assigned: <assignedPartitions>"),
    KAFKA_TIMESTAMP_OFFSET_DOES_NOT_MATCH_ASSIGNED(
            "KAFKA_TIMESTAMP_OFFSET_DOES_NOT_MATCH_ASSIGNED",
            "22023",
            USER,
            RUN,
            "Partitions specified for Kafka timestamp based <position> offsets don't match what are "
                    + "assigned. Maybe topic partitions are created or deleted while the query is running, or you "
                    + "didn't specify all the partitions. Specified: <specifiedPartitions> Assigned: "
                    + "<assignedPartitions>"),
    KAFKA_MISMATCHED_RANGES(
            "MISMATCHED_TOPIC_PARTITIONS_BETWEEN_START_OFFSET_AND_END_OFFSET",
            "22023",
            USER,
            ANALYSIS,
            "The specified start offset and end offset should have the same topic-partitions. "
                    + "Topic-partitions for start offset: <tpsForStartOffset>, topic-partitions for end offset: "
                    + "<tpsForEndOffset>."),
    KAFKA_UNRESOLVED_START_GREATER_THAN_END(
            "UNRESOLVED_START_OFFSET_GREATER_THAN_END_OFFSET",
            "22023",
            USER,
            ANALYSIS,
            "The specified start <offsetType> <startOffset> is greater than the end <offsetType> <endOffset> "
                    + "for topic <topic> partition <partition>."),
    KAFKA_RESOLVED_START_GREATER_THAN_END(
            "RESOLVED_START_OFFSET_GREATER_THAN_END_OFFSET",
            "22023",
            USER,
            RUN,
            "The resolved start offset <startOffset> is greater than the resolved end offset <endOffset> for "
                    + "topic <topic> partition <partition>.",
            "is the start beyond what there is, said as a time where the end is said as an offset, or was "
                    + "the topic deleted and made again?"),
    KAFKA_LOST_PARTITIONS_AVAILABLE_NOW(
            "LOST_TOPIC_PARTITIONS_IN_END_OFFSET_WITH_TRIGGER_AVAILABLENOW",
            "22000",
            EXTERNAL,
            RUN,
            "Some of partitions in Kafka topic(s) have been lost during running query with "
                    + "Trigger.AvailableNow. The error could be transient - restart your query, and report if you "
                    + "still see the same issue. topic-partitions for latest offset: <tpsForLatestOffset>, "
                    + "topic-partitions for end offset: <tpsForEndOffset>"),
    KAFKA_SHRUNK_PARTITIONS_AVAILABLE_NOW(
            "END_OFFSET_HAS_GREATER_OFFSET_FOR_TOPIC_PARTITION_THAN_LATEST_WITH_TRIGGER_AVAILABLENOW",
            "22000",
            EXTERNAL,
            RUN,
            "Some of partitions in Kafka topic(s) report available offset which is less than end offset "
                    + "during running query with Trigger.AvailableNow. The error could be transient - restart your "
                    + "query, and report if you still see the same issue. latest offset: <latestOffset>, end offset: "
                    + "<endOffset>"),
    KAFKA_NULL_TOPIC_IN_DATA(
            "KAFKA_NULL_TOPIC_IN_DATA",
            "22004",
            DATA,
            RUN,
            "The Kafka message data sent to the producer contains a null topic. Use the `topic` option for "
                    + "setting a default topic."),
    KAFKA_MALFORMED_RECORD_TIMESTAMP(
            "KAFKA_MALFORMED_RECORD_TIMESTAMP",
            "22008",
            DATA,
            RUN,
            "Record at topic <topic> partition <partition> offset <offset> has timestamp value <timestamp> "
                    + "that overflows when converting to Spark's microsecond-precision TimestampType. Kafka record "
                    + "timestamps must be in milliseconds since epoch per the Kafka protocol. The provided value "
                    + "suggests the producer may be writing timestamps in microseconds or nanoseconds instead. Ensure "
                    + "the Kafka producer sets the ProducerRecord timestamp in milliseconds."),
    UNRECOGNIZED_SQL_TYPE(
            "UNRECOGNIZED_SQL_TYPE",
            "42704",
            USER,
            RUN,
            "Unrecognized SQL type - name: <typeName>, id: <jdbcType>.",
            "cast the column to another type in the option 'query'."),
    STORAGE_FULL(
            "SLUICE_STORAGE_FULL",
            "53100",
            RESOURCE,
            RUN,
            "Cannot <action> <path>: <reason>.",
            "make room where that file lives, and start the query again: nothing that was committed is lost, and it goes on from there. A checkpoint itself takes less room with a shorter history: sluice.checkpoint.historySeconds, spark.sql.streaming.minBatchesToRetain."),
    // ---- the checkpoint
    CONCURRENT_STREAM_LOG_UPDATE(
            "CONCURRENT_STREAM_LOG_UPDATE",
            "40000",
            USER,
            RUN,
            "Concurrent update to the log. Multiple streaming jobs detected for <batchId>. "
                    + "Please make sure only one streaming job runs on a specific checkpoint location at a time."),
    STREAMING_CHECKPOINT_MISSING_METADATA_FILE(
            "STREAMING_CHECKPOINT_MISSING_METADATA_FILE",
            "42K03",
            USER,
            RUN,
            "Checkpoint location <checkpointLocation> is in an inconsistent state: the metadata file is missing but "
                    + "offset and/or commit logs contain data. Please restore the metadata file or create a new "
                    + "checkpoint directory."),
    STATE_STORE_KEY_SCHEMA_NOT_COMPATIBLE(
            "STATE_STORE_KEY_SCHEMA_NOT_COMPATIBLE",
            "XXKST",
            USER,
            RUN,
            "Provided key schema does not match existing state key schema. Please check number and type of fields. "
                    + "Existing key_schema=<storedKeySchema> and new key_schema=<newKeySchema>.",
            "Start the changed query with a new checkpoint location."),
    STATE_STORE_VALUE_SCHEMA_NOT_COMPATIBLE(
            "STATE_STORE_VALUE_SCHEMA_NOT_COMPATIBLE",
            "XXKST",
            USER,
            RUN,
            "Provided value schema does not match existing state value schema. Please check number and type of fields. "
                    + "Existing value_schema=<storedValueSchema> and new value_schema=<newValueSchema>.",
            "Start the changed query with a new checkpoint location."),
    STATE_STORE_INVALID_CONFIG_AFTER_RESTART(
            "STATE_STORE_INVALID_CONFIG_AFTER_RESTART",
            "42K06",
            USER,
            RUN,
            "Cannot change <configName> from <oldConfig> to <newConfig> between restarts. Please set <configName> to "
                    + "<oldConfig>, or restart with a new checkpoint directory."),
    STATE_STORE_INVALID_VARIABLE_TYPE_CHANGE(
            "STATE_STORE_INVALID_VARIABLE_TYPE_CHANGE",
            "42K06",
            USER,
            RUN,
            "Cannot change <stateVarName> to <newType> between query restarts. Please set <stateVarName> to <oldType>, or "
                    + "restart with a new checkpoint directory."),
    STATE_STORE_INVALID_VALUE_SCHEMA_EVOLUTION(
            "STATE_STORE_INVALID_VALUE_SCHEMA_EVOLUTION",
            "XXKST",
            USER,
            RUN,
            "Schema evolution is not possible new value_schema=<newValueSchema> and old value_schema=<oldValueSchema> "
                    + "Please check https://avro.apache.org/docs/1.11.1/specification/_print/#schema-resolution for valid "
                    + "schema evolution."),
    STREAMING_STATEFUL_OPERATOR_NOT_MATCH_IN_STATE_METADATA(
            "STREAMING_STATEFUL_OPERATOR_NOT_MATCH_IN_STATE_METADATA",
            "42K03",
            USER,
            RUN,
            "Streaming stateful operator name does not match with the operator in state metadata. This likely to happen "
                    + "when user adds/removes/changes stateful operator of existing streaming query. Stateful operators "
                    + "in the metadata: [<OpsInMetadataSeq>]; Stateful operators in current batch: "
                    + "[<OpsInCurBatchSeq>].",
            "what the query groups, joins or drops by is not what its checkpoint remembers: start it as it was, or give the changed query a checkpoint of its own."),
    CHECKPOINT_LOCATION_NOT_EMPTY(
            "SLUICE_CHECKPOINT.NOT_EMPTY",
            "42K03",
            USER,
            RUN,
            "A checkpoint cannot be copied to <path>: there is something already.",
            "name a directory that is empty or not there yet."),
    BATCH_NOT_KEPT(
            "SLUICE_CHECKPOINT.BATCH_NOT_KEPT",
            "42K03",
            USER,
            RUN,
            "The checkpoint <path> cannot be taken back to micro-batch <batchId>: of those that were committed it keeps <kept>.",
            "how long it keeps them is said by spark.sql.streaming.minBatchesToRetain and sluice.checkpoint.historySeconds."),
    NOT_REPAIRABLE(
            "SLUICE_CHECKPOINT.NOT_REPAIRABLE",
            "58030",
            EXTERNAL,
            RUN,
            "The checkpoint <path> cannot be repaired: no snapshot is sound, and neither is the beginning of the log.",
            "restore it from a copy, or start the query with a new checkpoint location."),
    STATE_BACKEND_MISSING(
            "SLUICE_CHECKPOINT.STATE_BACKEND_MISSING",
            "58030",
            EXTERNAL,
            RUN,
            "The state in the snapshot <path> is in the files of the state backend <backend>, which is not here.",
            "add the module of the backend; rocksdb is in sluice-rocksdb."),
    CHECKPOINT_NOT_COVERED(
            "SLUICE_CHECKPOINT.NOT_COVERED",
            "0A000",
            USER,
            RUN,
            "The checkpoint <path> cannot be taken to another engine, or from there: <reason>.",
            "docs/reference/checkpoint-command.md says what can be taken along. Nothing was written."),
    CHECKPOINT_DAMAGED(
            "SLUICE_CHECKPOINT_DAMAGED",
            "58030",
            EXTERNAL,
            RUN,
            "The checkpoint file <path> is damaged at byte <offset>: <reason>.",
            "Restore the checkpoint from a copy, or let sluice checkpoint repair --dry-run tell what can be saved of it."),
    CHECKPOINT_VERSION_UNKNOWN(
            "SLUICE_CHECKPOINT_VERSION_UNKNOWN",
            "KD002",
            USER,
            RUN,
            "The checkpoint file <path> has format v<version>, and this Sluice reads formats up to v<supported>.",
            "Run the query with the Sluice that wrote the checkpoint, or with a newer one."),
    CHECKPOINT_OF_SPARK(
            "SLUICE_CHECKPOINT_OF_SPARK",
            "0A000",
            USER,
            RUN,
            "The checkpoint <path> was written by Apache Spark (it has the directory <directory>), and Sluice cannot "
                    + "continue it.",
            "sluice checkpoint import makes a checkpoint of Sluice of it; or start the query with a new checkpoint location."),
    // ---- vectors, paths, ciphers
    VECTOR_DIMENSION_MISMATCH(
            "VECTOR_DIMENSION_MISMATCH",
            "22000",
            DATA,
            RUN,
            "Vectors passed to <functionName> must have the same dimension, but got <leftDim> and <rightDim>."),
    INVALID_VECTOR_NORM_DEGREE(
            "INVALID_VECTOR_NORM_DEGREE",
            "22023",
            DATA,
            RUN,
            "For the <functionName> function, degree must be 1.0, 2.0, or float('inf'), but got <degree>."),
    XPATH_INVALID_PATH(
            "SLUICE_XPATH.INVALID_PATH", "22023", USER, RUN, "The path '<path>' of XPath can't be followed: <reason>"),
    XPATH_MALFORMED_XML(
            "SLUICE_XPATH.MALFORMED_XML",
            "22023",
            DATA,
            RUN,
            "A text in which a path of XPath was to be followed is not XML: <reason>"),
    AES_MODE(
            "UNSUPPORTED_FEATURE.AES_MODE",
            "0A000",
            USER,
            RUN,
            "The feature is not supported: AES-<mode> with the padding <padding> by the `aes_encrypt`/`aes_decrypt` "
                    + "function."),
    AES_MODE_AAD(
            "UNSUPPORTED_FEATURE.AES_MODE_AAD",
            "0A000",
            USER,
            RUN,
            "The feature is not supported: <functionName> with AES-<mode> does not support additional authenticate "
                    + "data (AAD)."),
    AES_MODE_IV(
            "UNSUPPORTED_FEATURE.AES_MODE_IV",
            "0A000",
            USER,
            RUN,
            "The feature is not supported: <functionName> with AES-<mode> does not support initialization vectors (IVs)."),
    AES_IV_LENGTH(
            "INVALID_PARAMETER_VALUE.AES_IV_LENGTH",
            "22023",
            DATA,
            RUN,
            "The value of parameter(s) `iv` in `aes_encrypt`/`aes_decrypt` is invalid: supports 16-byte CBC IVs and "
                    + "12-byte GCM IVs, but got <actualLength> bytes for <mode>."),
    AES_KEY_LENGTH(
            "INVALID_PARAMETER_VALUE.AES_KEY_LENGTH",
            "22023",
            DATA,
            RUN,
            "The value of parameter(s) `key` in `aes_encrypt`/`aes_decrypt` is invalid: expects a binary value with "
                    + "16, 24 or 32 bytes, but got <actualLength> bytes."),
    AES_CRYPTO_ERROR(
            "INVALID_PARAMETER_VALUE.AES_CRYPTO_ERROR",
            "22023",
            DATA,
            RUN,
            "The value of parameter(s) `expr`, `key` in `aes_encrypt`/`aes_decrypt` is invalid: detail message: "
                    + "<detailMessage>"),
    // ---- sketches
    NOTHING_TO_INTERSECT(
            "SLUICE_SKETCH.NOTHING_TO_INTERSECT",
            "22000",
            DATA,
            RUN,
            "<function> has no sketch to intersect: of nothing, that would be everything.",
            "leave out groups without sketches, or add one of all values."),
    HLL_INVALID_INPUT_SKETCH_BUFFER(
            "HLL_INVALID_INPUT_SKETCH_BUFFER",
            "22546",
            DATA,
            RUN,
            "Invalid call to <function>; only valid HLL sketch buffers are supported as inputs (such as "
                    + "those produced by the `hll_sketch_agg` function)."),
    HLL_INVALID_LG_K(
            "HLL_INVALID_LG_K",
            "22546",
            DATA,
            RUN,
            "Invalid call to <function>; the `lgConfigK` value must be between <min> and <max>, inclusive: "
                    + "<value>."),
    HLL_K_MUST_BE_CONSTANT(
            "HLL_K_MUST_BE_CONSTANT",
            "42K0E",
            DATA,
            RUN,
            "Invalid call to <function>; the `K` value must be a constant value, but got a non-constant "
                    + "expression."),
    HLL_UNION_DIFFERENT_LG_K(
            "HLL_UNION_DIFFERENT_LG_K",
            "22000",
            DATA,
            RUN,
            "Sketches have different `lgConfigK` values: <left> and <right>. Set the "
                    + "`allowDifferentLgConfigK` parameter to true to call <function> with different `lgConfigK` "
                    + "values."),
    SKETCH_INVALID_LG_NOM_ENTRIES(
            "SKETCH_INVALID_LG_NOM_ENTRIES",
            "22003",
            DATA,
            RUN,
            "Invalid call to <function>; the `lgNomEntries` value must be between <min> and <max>, "
                    + "inclusive: <value>."),
    THETA_INVALID_INPUT_SKETCH_BUFFER(
            "THETA_INVALID_INPUT_SKETCH_BUFFER",
            "22000",
            DATA,
            RUN,
            "Invalid call to <function>; only valid Theta sketch buffers are supported as inputs (such as "
                    + "those produced by the `theta_sketch_agg` function)."),
    THETA_INVALID_INPUT_SKETCH_BUFFER_FAMILY(
            "THETA_INVALID_INPUT_SKETCH_BUFFER_FAMILY",
            "22000",
            DATA,
            RUN,
            "Invalid call to <function>: expected <expectedFamily> sketch family but received "
                    + "<actualFamily>. Only valid Theta sketch buffers (produced by `theta_sketch_agg`) are supported "
                    + "as inputs."),
    THETA_LG_NOM_ENTRIES_MUST_BE_CONSTANT(
            "THETA_LG_NOM_ENTRIES_MUST_BE_CONSTANT",
            "42K0E",
            DATA,
            RUN,
            "Invalid call to <function>; the `lgNomEntries` value must be a constant value, but got a "
                    + "non-constant expression."),
    // ---- us
    INTERNAL_ERROR(
            "INTERNAL_ERROR",
            "XX000",
            BUG,
            RUN,
            "<message>",
            "This is a bug in Sluice. Please report it with the query.");

    /// What several conditions have in common; in a class of its own, since an enum's constants come before its fields.
    private static final class Texts {
        static final String ANSI_ONLY = "Sluice has ANSI rules only, so spark.sql.ansi.enabled cannot be set to false.";
        static final String KAFKA_DATA_LOSS =
                "Some data may have been lost because they are not available in Kafka any more; either the data "
                        + "was aged out by Kafka or the topic may have been deleted before all the data in the topic was "
                        + "processed. If you don't want your streaming query to fail on such cases, set the source option "
                        + "failOnDataLoss to false. Reason: ";
        static final String INTERVAL =
                "Error parsing '<input>' to interval. Please ensure that the value provided is in a valid format for "
                        + "defining an interval. You can reference the documentation for the correct format. ";
    }

    /// When an error is found; it decides the exception's class.
    enum Phase {
        PARSE,
        ANALYSIS,
        RUN
    }

    private final String condition;
    private final String sqlState;
    private final ErrorKind kind;
    private final Phase phase;
    private final String template;
    private final @Nullable String hint;

    ErrorCondition(String condition, String sqlState, ErrorKind kind, Phase phase, String template) {
        this(condition, sqlState, kind, phase, template, null);
    }

    ErrorCondition(
            String condition, String sqlState, ErrorKind kind, Phase phase, String template, @Nullable String hint) {
        this.condition = condition;
        this.sqlState = sqlState;
        this.kind = kind;
        this.phase = phase;
        this.template = template;
        this.hint = hint;
    }

    /// Spark's name of it, subcondition behind a point.
    public String condition() {
        return condition;
    }

    public String sqlState() {
        return sqlState;
    }

    public ErrorKind kind() {
        return kind;
    }

    /// The sentence with `<parameters>` to fill.
    public String template() {
        return template;
    }

    Phase phase() {
        return phase;
    }

    String text(Map<String, String> parameters) {
        return fill(template, parameters);
    }

    @Nullable
    String hint(Map<String, String> parameters) {
        return hint == null ? null : fill(hint, parameters);
    }

    private static String fill(String template, Map<String, String> parameters) {
        String text = template;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            text = text.replace("<" + parameter.getKey() + ">", parameter.getValue());
        }
        return text;
    }

    /// Starts an exception of this condition.
    public SluiceException.Builder error() {
        return SluiceException.of(this);
    }
}
