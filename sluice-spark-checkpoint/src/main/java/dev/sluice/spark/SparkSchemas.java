package dev.sluice.spark;

import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What Spark's state says of itself, and what Spark compares with the query before it goes on.
///
/// ```text
/// state/0/_metadata/metadata     the operator, its stores, how many partitions
/// state/0/0/_metadata/schema     the columns of a store: version, number, their JSON in pieces of so many bytes
/// ```
final class SparkSchemas {

    private static final String VERSION = "v2";
    /// What `DataOutputStream.writeUTF` is given at once.
    private static final int PIECE_CHARACTERS = 65535 / 4;

    private SparkSchemas() {}

    private static String metadata(int id) {
        return "state/" + id + "/_metadata/metadata";
    }

    /// @param id the operator's number
    static void write(SparkFiles files, int id, MovingState operator, SparkPartitions partitions) {
        List<JsonObject> stores = operator.stores().stream()
                .map(store -> JsonValue.object()
                        .put("storeName", store.name())
                        .put("numColsPrefixKey", operator.prefixColumns())
                        .put("numPartitions", partitions.count())
                        .build())
                .toList();
        JsonObject metadata = JsonValue.object()
                .put(
                        "operatorInfo",
                        JsonValue.object()
                                .put("operatorId", id)
                                .put("operatorName", operator.operatorName())
                                .build())
                .put("stateStoreInfo", stores)
                .build();
        files.createLines(metadata(id), List.of(metadata.toText()));
        for (SparkStore store : operator.stores()) {
            files.storage().create(files.path(schema(id, store)), schema(store.key(), store.value()));
        }
    }

    private static String schema(int id, SparkStore store) {
        return store.directory("state/" + id + "/0") + "/_metadata/schema";
    }

    private static byte[] schema(DataType.Struct key, DataType.Struct value) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(VERSION);
            write(key, out);
            write(value, out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataType.Struct columns, DataOutputStream out) throws IOException {
        String json = nullable(columns).toJson().toText();
        out.writeInt((json.length() + PIECE_CHARACTERS - 1) / PIECE_CHARACTERS);
        for (int from = 0; from < json.length(); from += PIECE_CHARACTERS) {
            out.writeUTF(json.substring(from, Math.min(json.length(), from + PIECE_CHARACTERS)));
        }
    }

    /// With columns that all may be null: Spark lets a query go on whose columns are never null where those of the
    /// checkpoint may be, but not the other way.
    private static DataType.Struct nullable(DataType.Struct columns) {
        return new DataType.Struct(columns.fields().stream()
                .map(field -> new Field(
                        field.name(),
                        field.type() instanceof DataType.Struct inner ? nullable(inner) : field.type(),
                        true))
                .toList());
    }

    /// @throws dev.sluice.error.SluiceException if the state is that of other operators
    static void check(SparkFiles files, List<MovingState> operators) {
        for (int id = 0; id < operators.size(); id++) check(files, id, operators.get(id));
        if (files.storage().find(files.path(metadata(operators.size()))).isEmpty()) return;
        throw SparkFiles.notCovered(
                files.directory(),
                "it has the state of more operators than the query, which has " + operators.size() + " that keep some");
    }

    private static void check(SparkFiles files, int id, MovingState operator) {
        String name = files.first(
                metadata(id),
                json -> json.require("operatorInfo")
                        .asObject()
                        .require("operatorName")
                        .asString());
        if (!name.equals(operator.operatorName())) {
            throw SparkFiles.notCovered(
                    files.directory(),
                    "its operator " + id + " is " + name + ", and the query's is " + operator.operatorName());
        }
        for (SparkStore store : operator.stores()) {
            DataType.Struct[] columns = columns(files, schema(id, store));
            if (store.fits(columns[0], columns[1])) continue;
            throw SparkFiles.notCovered(
                    files.directory(),
                    "it keeps (" + columns[0].toDdl() + ") -> (" + columns[1].toDdl() + "), and the query ("
                            + store.key().toDdl() + ") -> (" + store.value().toDdl() + ")");
        }
    }

    /// The columns of a store's keys, and those of its values.
    static DataType.Struct[] columns(SparkFiles files, String name) {
        byte[] content = SparkFiles.read(files.storage(), files.path(name));
        try (var in = new DataInputStream(new ByteArrayInputStream(content))) {
            String version = in.readUTF();
            if (!version.equals(VERSION)) throw new IllegalArgumentException("schemas of the version " + version);
            return new DataType.Struct[] {columns(in), columns(in)};
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            throw SparkFiles.damaged(files.path(name), e + " in " + new String(content, StandardCharsets.ISO_8859_1));
        }
    }

    private static DataType.Struct columns(DataInputStream in) throws IOException {
        var json = new StringBuilder();
        for (int pieces = in.readInt(); pieces > 0; pieces--) json.append(in.readUTF());
        return (DataType.Struct) DataType.fromJson(JsonValue.parse(json.toString()));
    }
}
