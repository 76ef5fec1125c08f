package dev.sluice.api;

import dev.sluice.type.DataType;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/// The functions that read and write texts of JSON, XML and CSV.
abstract class RecordFunctions extends OtherNames {

    RecordFunctions() {}

    /// The struct, array or map that a JSON text says.
    ///
    /// @param schema a type or columns as SQL writes them, or a type in Spark's JSON form
    public static Column from_json(Column text, String schema) {
        return from_json(text, schema, Map.of());
    }

    /// @param options those of the format `json`
    public static Column from_json(Column text, String schema, Map<String, String> options) {
        return from_json(text, functions.lit(schema), options);
    }

    public static Column from_json(Column text, StructType schema) {
        return from_json(text, schema, Map.of());
    }

    public static Column from_json(Column text, StructType schema, Map<String, String> options) {
        return from_json(text, schema.struct(), options);
    }

    public static Column from_json(Column text, DataType schema) {
        return from_json(text, schema, Map.of());
    }

    public static Column from_json(Column text, DataType schema, Map<String, String> options) {
        return from_json(text, functions.lit(schema.toJson().toText()), options);
    }

    /// @param schema a constant, such as what [#schema_of_json] gives
    public static Column from_json(Column text, Column schema) {
        return from_json(text, schema, Map.of());
    }

    public static Column from_json(Column text, Column schema, Map<String, String> options) {
        return withOptions("from_json", options, text, schema);
    }

    /// A struct, array or map as a JSON text.
    public static Column to_json(Column value) {
        return to_json(value, Map.of());
    }

    /// @param options those of the format `json`, and `pretty`
    public static Column to_json(Column value, Map<String, String> options) {
        return withOptions("to_json", options, value);
    }

    /// The type of a JSON text, as a text.
    public static Column schema_of_json(String json) {
        return schema_of_json(functions.lit(json));
    }

    /// @param json a constant
    public static Column schema_of_json(Column json) {
        return schema_of_json(json, Map.of());
    }

    public static Column schema_of_json(Column json, Map<String, String> options) {
        return withOptions("schema_of_json", options, json);
    }

    /// The struct that an XML text says.
    ///
    /// @param schema as DDL or as JSON
    public static Column from_xml(Column text, String schema) {
        return from_xml(text, schema, Map.of());
    }

    /// @param options those of the format `xml`
    public static Column from_xml(Column text, String schema, Map<String, String> options) {
        return from_xml(text, functions.lit(schema), options);
    }

    public static Column from_xml(Column text, StructType schema) {
        return from_xml(text, schema, Map.of());
    }

    public static Column from_xml(Column text, StructType schema, Map<String, String> options) {
        return from_xml(text, functions.lit(schema.struct().toJson().toText()), options);
    }

    /// @param schema a constant, such as what [#schema_of_xml] gives
    public static Column from_xml(Column text, Column schema) {
        return from_xml(text, schema, Map.of());
    }

    public static Column from_xml(Column text, Column schema, Map<String, String> options) {
        return withOptions("from_xml", options, text, schema);
    }

    /// A struct as an XML text.
    public static Column to_xml(Column value) {
        return to_xml(value, Map.of());
    }

    /// @param options those of the format `xml`
    public static Column to_xml(Column value, Map<String, String> options) {
        return withOptions("to_xml", options, value);
    }

    /// The type of an XML text, as a text.
    public static Column schema_of_xml(String xml) {
        return schema_of_xml(functions.lit(xml));
    }

    /// @param xml a constant
    public static Column schema_of_xml(Column xml) {
        return schema_of_xml(xml, Map.of());
    }

    public static Column schema_of_xml(Column xml, Map<String, String> options) {
        return withOptions("schema_of_xml", options, xml);
    }

    /// The struct that a line of CSV says.
    ///
    /// @param options those of the format `csv`
    public static Column from_csv(Column text, StructType schema, Map<String, String> options) {
        return from_csv(text, functions.lit(schema.struct().toJson().toText()), options);
    }

    /// @param schema as DDL or as JSON
    public static Column from_csv(Column text, String schema) {
        return from_csv(text, functions.lit(schema));
    }

    /// @param schema a constant: as DDL or as JSON, or what [#schema_of_csv] gives
    public static Column from_csv(Column text, Column schema) {
        return from_csv(text, schema, Map.of());
    }

    public static Column from_csv(Column text, Column schema, Map<String, String> options) {
        return withOptions("from_csv", options, text, schema);
    }

    /// A struct as a line of CSV.
    public static Column to_csv(Column value) {
        return to_csv(value, Map.of());
    }

    /// @param options those of the format `csv`
    public static Column to_csv(Column value, Map<String, String> options) {
        return withOptions("to_csv", options, value);
    }

    /// The type of a line of CSV, as a text.
    public static Column schema_of_csv(String csv) {
        return schema_of_csv(functions.lit(csv));
    }

    /// @param csv a constant
    public static Column schema_of_csv(Column csv) {
        return schema_of_csv(csv, Map.of());
    }

    public static Column schema_of_csv(Column csv, Map<String, String> options) {
        return withOptions("schema_of_csv", options, csv);
    }

    /// What a path such as `$.a.b[0]` leads to in a JSON text, as a text.
    public static Column get_json_object(Column json, String path) {
        return functions.call_function("get_json_object", json, functions.lit(path));
    }

    /// The values of fields of a JSON object, as columns of text.
    public static Column json_tuple(Column json, String... fields) {
        return functions.call_function(
                "json_tuple",
                Stream.concat(Stream.of(json), Arrays.stream(fields).map(functions::lit))
                        .toArray(Column[]::new));
    }

    private static Column withOptions(String function, Map<String, String> options, Column... arguments) {
        if (options.isEmpty()) return functions.call_function(function, arguments);
        Column[] entries = options.entrySet().stream()
                .flatMap(entry -> Stream.of(functions.lit(entry.getKey()), functions.lit(entry.getValue())))
                .toArray(Column[]::new);
        return functions.call_function(
                function,
                Stream.concat(Arrays.stream(arguments), Stream.of(functions.call_function("map", entries)))
                        .toArray(Column[]::new));
    }
}
