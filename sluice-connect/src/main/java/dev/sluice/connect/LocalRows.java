package dev.sluice.connect;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.spark.connect.proto.ChunkedCachedLocalRelation;
import org.apache.spark.connect.proto.LocalRelation;
import org.jspecify.annotations.Nullable;

/// Rows that a client brings along: in the message, or sent before as artifacts under the hash of their bytes.
final class LocalRows {

    private static final String CACHE = "cache/";

    private final BufferAllocator allocator;
    private final Artifacts artifacts;
    private final String sessionId;

    LocalRows(BufferAllocator allocator, Artifacts artifacts, String sessionId) {
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
        DataType.Struct schema = said;
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ByteString stream : streams) {
            ArrowReader.Rows read = ArrowReader.read(allocator, stream.toByteArray(), schema);
            schema = read.schema();
            rows.addAll(read.values());
        }
        if (schema == null) throw Refusals.invalid("a local relation without rows and schema");
        return new Relation.LocalRows(schema, rows);
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
