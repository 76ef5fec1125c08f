package dev.sluice.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import dev.sluice.error.SluiceException;
import java.util.Arrays;
import org.apache.spark.connect.proto.CompressionCodec;
import org.apache.spark.connect.proto.Plan;
import org.apache.spark.connect.proto.Plan.CompressedOperation;
import org.apache.spark.connect.proto.Plan.CompressedOperation.OpType;
import org.apache.spark.connect.proto.Range;
import org.apache.spark.connect.proto.Relation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedPlansTest {

    private static final Relation RANGE = Relation.newBuilder()
            .setRange(Range.newBuilder().setEnd(5).setStep(1))
            .build();

    private static Plan compressed(byte[] bytes, OpType kind) {
        return Plan.newBuilder()
                .setCompressedOperation(CompressedOperation.newBuilder()
                        .setData(ByteString.copyFrom(bytes))
                        .setOpType(kind)
                        .setCompressionCodec(CompressionCodec.COMPRESSION_CODEC_ZSTD))
                .build();
    }

    private static String condition(Plan plan) {
        return assertThrows(SluiceException.class, () -> CompressedPlans.plain(plan))
                .getCondition();
    }

    @Test
    void aPlanIsAsItWas() {
        Plan plan = compressed(Zstd.compress(RANGE.toByteArray()), OpType.OP_TYPE_RELATION);
        assertEquals(Plan.newBuilder().setRoot(RANGE).build(), CompressedPlans.plain(plan));
    }

    @Test
    void aSmallMessageDoesNotUnfoldToALargeOne() {
        byte[] bomb = Zstd.compress(new byte[ConnectServer.MOST_MESSAGE_BYTES + 1]);
        assertTrue(bomb.length < 100_000);
        assertEquals(
                "CONNECT_INVALID_PLAN.PLAN_SIZE_LARGER_THAN_MAX", condition(compressed(bomb, OpType.OP_TYPE_RELATION)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 9})
    void whatIsCutOffIsRefused(int length) {
        byte[] part = Arrays.copyOf(Zstd.compress(RANGE.toByteArray()), length);
        assertEquals("CONNECT_INVALID_PLAN.CANNOT_PARSE", condition(compressed(part, OpType.OP_TYPE_RELATION)));
    }

    @Test
    void whatIsOfNoKindIsRefused() {
        byte[] range = Zstd.compress(RANGE.toByteArray());
        assertEquals(
                "CONNECT_INVALID_PLAN.ASSERTION_FAILURE", condition(compressed(range, OpType.OP_TYPE_UNSPECIFIED)));
        Plan unknown = compressed(range, OpType.OP_TYPE_RELATION);
        var other = unknown.toBuilder();
        other.getCompressedOperationBuilder().setCompressionCodec(CompressionCodec.COMPRESSION_CODEC_UNSPECIFIED);
        assertEquals("CONNECT_INVALID_PLAN.ASSERTION_FAILURE", condition(other.build()));
    }
}
