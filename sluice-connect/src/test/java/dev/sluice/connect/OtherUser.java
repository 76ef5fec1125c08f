package dev.sluice.connect;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.spark.connect.proto.ExecutePlanRequest;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.Plan;
import org.apache.spark.connect.proto.Relation;
import org.apache.spark.connect.proto.SQL;
import org.apache.spark.connect.proto.SparkConnectServiceGrpc;
import org.apache.spark.connect.proto.UserContext;

/// A user who has a secret in a session of their own, which nobody else is to see or change.
final class OtherUser {

    static final String SECRET = "no business of others";

    private final Channel channel;
    private final String session = UUID.randomUUID().toString();

    OtherUser(Channel channel) {
        this.channel = channel;
        ask("CREATE TEMPORARY VIEW secret AS SELECT '" + SECRET + "' AS word");
        check();
    }

    String session() {
        return session;
    }

    /// Fails if the secret is not as it was.
    void check() {
        assertTrue(ask("SELECT word FROM secret").stream().anyMatch(OtherUser::isTold));
    }

    static boolean isTold(ByteString bytes) {
        return bytes.toStringUtf8().contains(SECRET);
    }

    private List<ByteString> ask(String sql) {
        Relation query =
                Relation.newBuilder().setSql(SQL.newBuilder().setQuery(sql)).build();
        var request = ExecutePlanRequest.newBuilder()
                .setSessionId(session)
                .setUserContext(UserContext.newBuilder().setUserId("other"))
                .setPlan(Plan.newBuilder().setRoot(query))
                .build();
        List<ByteString> rows = new ArrayList<>();
        SparkConnectServiceGrpc.newBlockingStub(channel)
                .executePlan(request)
                .forEachRemaining((ExecutePlanResponse answer) ->
                        rows.add(answer.getArrowBatch().getData()));
        return rows;
    }
}
