package dev.sluice.connect;

import com.google.protobuf.ByteString;
import dev.sluice.error.ErrorCondition;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.apache.spark.connect.proto.AddArtifactsRequest;
import org.apache.spark.connect.proto.AddArtifactsRequest.ArtifactChunk;
import org.apache.spark.connect.proto.AddArtifactsResponse.ArtifactSummary;
import org.jspecify.annotations.Nullable;

/// What a client has sent to be kept for its session: rows that are too large for a message, under the hash of their
/// bytes. Classes and Python files are kept too, and nothing here runs them.
final class Artifacts {

    private final long most;
    private final Map<String, ByteString> kept = new ConcurrentHashMap<>();
    private long bytes;

    /// @param most bytes of all artifacts of the session
    Artifacts(long most) {
        this.most = most;
    }

    @Nullable
    ByteString get(String name) {
        return kept.get(name);
    }

    /// Of rows alone, as in Spark: files may come again.
    boolean has(String name) {
        return name.startsWith("cache/") && kept.containsKey(name);
    }

    /// The artifacts of an earlier session, whose bytes are shared.
    synchronized void putAll(Artifacts others) {
        others.kept.forEach(this::put);
    }

    private synchronized void put(String name, ByteString content) {
        if (name.startsWith("forward_to_fs/")) {
            throw ErrorCondition.NOT_YET_SUPPORTED
                    .error()
                    .with("feature", "files for the server's file system (copyFromLocalToFs)")
                    .hint("copy the file to where the server can read it.")
                    .build();
        }
        ByteString before = kept.get(name);
        long after = bytes + content.size() - (before == null ? 0 : before.size());
        if (after > most) {
            throw Refusals.invalid("the artifacts of the session would be larger than " + (most >> 20)
                    + " MB, more than the server keeps (--max-artifact-mb)");
        }
        kept.put(name, content);
        bytes = after;
    }

    /// Takes the messages of one upload, in their order.
    final class Upload {
        private @Nullable String name;
        private ByteString begun = ByteString.EMPTY;
        private long missing;
        private boolean intact = true;

        /// @param done gets what is complete
        void take(AddArtifactsRequest request, java.util.function.Consumer<ArtifactSummary> done) {
            switch (request.getPayloadCase()) {
                case BATCH ->
                    request.getBatch().getArtifactsList().forEach(artifact -> {
                        intact = true;
                        begun = ByteString.EMPTY;
                        add(artifact.getData());
                        done.accept(finish(artifact.getName()));
                    });
                case BEGIN_CHUNK -> {
                    name = request.getBeginChunk().getName();
                    missing = request.getBeginChunk().getNumChunks();
                    begun = ByteString.EMPTY;
                    intact = true;
                    next(request.getBeginChunk().getInitialChunk(), done);
                }
                case CHUNK -> next(request.getChunk(), done);
                case PAYLOAD_NOT_SET -> throw Refusals.invalid("an artifact without bytes");
            }
        }

        private void next(ArtifactChunk chunk, java.util.function.Consumer<ArtifactSummary> done) {
            String begins = name;
            if (begins == null) throw Refusals.invalid("a part of an artifact that was not begun");
            add(chunk);
            if (--missing > 0) return;
            name = null;
            done.accept(finish(begins));
        }

        private void add(ArtifactChunk chunk) {
            var crc = new CRC32();
            crc.update(chunk.getData().toByteArray());
            intact &= crc.getValue() == chunk.getCrc();
            begun = begun.concat(chunk.getData());
            if (begun.size() > most)
                throw Refusals.invalid("an artifact is larger than " + (most >> 20)
                        + " MB, more than the server keeps (--max-artifact-mb)");
        }

        private ArtifactSummary finish(String finished) {
            if (intact) put(finished, begun);
            return ArtifactSummary.newBuilder()
                    .setName(finished)
                    .setIsCrcSuccessful(intact)
                    .build();
        }
    }
}
