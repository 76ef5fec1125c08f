package dev.sluice.connect;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sluice.api.Column;
import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.api.functions;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.spark.connect.proto.ChunkedCachedLocalRelation;
import org.apache.spark.connect.proto.LocalRelation;
import org.jspecify.annotations.Nullable;

/// Rows that a client brings along: in the message, or sent before as artifacts under the hash of their bytes.
final class LocalRows {

    private static final String CACHE = "cache/";

    private final Session session;
    private final BufferAllocator allocator;
    private final Artifacts artifacts;
    private final String sessionId;

    LocalRows(Session session, BufferAllocator allocator, Artifacts artifacts, String sessionId) {
        this.session = session;
        this.allocator = allocator;
        this.artifacts = artifacts;
        this.sessionId = sessionId;
    }

    Relation read(LocalRelation said) {
        DataType.Struct schema = said.hasSchema() ? ProtoRelations.rowSchema(said.getSchema()) : null;
        if (said.hasData()) return relation(List.of(said.getData()), schema);
        if (schema == null)
            throw Refusals.invalid("Schema for LocalRelation is required when the input data is not provided.");
        return new Relation.LocalRows(schema, List.of());
    }

    /// A whole local relation, kept as one artifact.
    Relation cached(String hash) {
        try {
            return read(LocalRelation.parseFrom(block(hash)));
        } catch (InvalidProtocolBufferException e) {
            throw Refusals.invalid("the cached local relation " + hash + " is none: " + e.getMessage());
        }
    }

    /// One in several artifacts, each a stream of Arrow.
    Relation cached(ChunkedCachedLocalRelation said) {
        if (said.getDataHashesCount() == 0) throw Refusals.invalid("ChunkedCachedLocalRelation should contain data.");
        DataType.Struct schema = said.hasSchemaHash()
                ? ProtoRelations.rowSchema(block(said.getSchemaHash()).toStringUtf8())
                : null;
        return relation(said.getDataHashesList().stream().map(this::block).toList(), schema);
    }

    private Relation relation(List<ByteString> streams, DataType.@Nullable Struct said) {
        DataType.Struct schema = null;
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ByteString stream : streams) {
            ArrowReader.Rows read = ArrowReader.read(allocator, stream.toByteArray());
            if (schema != null && !schema.equals(read.schema())) {
                throw Refusals.invalid("the parts of a local relation have other columns: " + schema.toDdl() + " and "
                        + read.schema().toDdl());
            }
            schema = read.schema();
            rows.addAll(read.values());
        }
        if (schema == null) throw Refusals.invalid("a local relation without rows and schema");
        return said == null || said.equals(schema) ? new Relation.LocalRows(schema, rows) : cast(schema, rows, said);
    }

    /// Rows as the client means them, whose columns came in other types or by other names: as in Spark they go by their
    /// place, and errors name them by it.
    private Relation cast(DataType.Struct schema, List<List<@Nullable Object>> rows, DataType.Struct said) {
        if (schema.size() != said.size()) {
            throw ErrorCondition.ASSIGNMENT_ARITY_MISMATCH
                    .error()
                    .with("numTarget", schema.size()) // Spark's text has the two numbers this way round
                    .with("numExpr", said.size())
                    .build();
        }
        DataType.Struct places = byPlace(said);
        DataFrame fitted =
                session.dataFrame(new Relation.LocalRows(byPlace(schema), rows)).to(places);
        Column[] columns = new Column[said.size()];
        for (int i = 0; i < columns.length; i++) {
            Column value = functions.col(places.field(i).name());
            DataType wanted = said.field(i).type();
            boolean renamed = !wanted.equals(places.field(i).type());
            columns[i] = (renamed ? value.cast(wanted) : value).as(said.field(i).name());
        }
        return fitted.select(columns).relation();
    }

    /// The same columns, named by their places; within structs too.
    private static DataType.Struct byPlace(DataType.Struct columns) {
        List<Field> named = new ArrayList<>();
        for (Field field : columns.fields()) {
            named.add(new Field("col_" + named.size(), byPlace(field.type()), field.nullable(), field.comment()));
        }
        return new DataType.Struct(named);
    }

    private static DataType byPlace(DataType type) {
        return switch (type) {
            case DataType.Struct struct -> byPlace(struct);
            case DataType.Array(DataType element, boolean containsNull) ->
                new DataType.Array(byPlace(element), containsNull);
            case DataType.Map(DataType key, DataType value, boolean containsNull) ->
                new DataType.Map(byPlace(key), byPlace(value), containsNull);
            default -> type;
        };
    }

    private ByteString block(String hash) {
        ByteString bytes = artifacts.get(CACHE + hash);
        if (bytes == null) {
            throw ErrorCondition.CONNECT_CHUNK_NOT_FOUND
                    .error()
                    .with("hash", hash)
                    .with("sessionUUID", sessionId)
                    .build();
        }
        return bytes;
    }
}
