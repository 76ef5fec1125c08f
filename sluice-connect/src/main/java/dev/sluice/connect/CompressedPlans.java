package dev.sluice.connect;

import com.github.luben.zstd.ZstdInputStream;
import com.google.protobuf.CodedInputStream;
import dev.sluice.error.ErrorCondition;
import java.io.IOException;
import org.apache.spark.connect.proto.CompressionCodec;
import org.apache.spark.connect.proto.Plan;
import org.apache.spark.connect.proto.Plan.CompressedOperation;

/// Plans that come compressed, as they were. What one unfolds to is as large as a message may be and no larger, however
/// small it came.
final class CompressedPlans {

    private CompressedPlans() {}

    /// @throws dev.sluice.error.SluiceException if it can't be unfolded, or would be too large
    static Plan plain(Plan said) {
        if (!said.hasCompressedOperation()) return said;
        CompressedOperation compressed = said.getCompressedOperation();
        if (compressed.getCompressionCodec() != CompressionCodec.COMPRESSION_CODEC_ZSTD) {
            throw Refusals.invalid("plans are compressed with zstd, and not with " + compressed.getCompressionCodec());
        }
        try {
            CodedInputStream bytes = CodedInputStream.newInstance(unfolded(compressed));
            bytes.setRecursionLimit(DeepMessages.DEEPEST);
            var plan = Plan.newBuilder();
            switch (compressed.getOpType()) {
                case OP_TYPE_RELATION -> plan.getRootBuilder().mergeFrom(bytes);
                case OP_TYPE_COMMAND -> plan.getCommandBuilder().mergeFrom(bytes);
                case OP_TYPE_UNSPECIFIED, UNRECOGNIZED -> throw Refusals.invalid("a compressed plan of no known kind");
            }
            return plan.build();
        } catch (IOException e) {
            throw ErrorCondition.CONNECT_CANNOT_PARSE
                    .error()
                    .with("errorMsg", String.valueOf(e.getMessage()))
                    .cause(e)
                    .build();
        }
    }

    private static byte[] unfolded(CompressedOperation compressed) throws IOException {
        try (var bytes = new ZstdInputStream(compressed.getData().newInput())) {
            byte[] all = bytes.readNBytes(ConnectServer.MOST_MESSAGE_BYTES + 1);
            if (all.length <= ConnectServer.MOST_MESSAGE_BYTES) return all;
            throw ErrorCondition.CONNECT_PLAN_TOO_LARGE
                    .error()
                    .with("planSize", "more than " + ConnectServer.MOST_MESSAGE_BYTES)
                    .with("maxPlanSize", String.valueOf(ConnectServer.MOST_MESSAGE_BYTES))
                    .build();
        }
    }
}
