package dev.sluice.aws.kinesis;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// What is asked of one stream. Safe for several threads.
///
/// A service that is busy, or has had enough of us for this second, is asked again with pauses that grow.
final class KinesisCalls implements AutoCloseable {

    private static final int ATTEMPTS = 12;

    private final KinesisOptions options;
    private final KinesisClient client;

    KinesisCalls(KinesisOptions options) {
        this.options = options;
        client = client(options.connection());
    }

    private static KinesisClient client(KinesisOptions.Connection connection) {
        KinesisClientBuilder builder = KinesisClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(around -> around.retryStrategy(StandardRetryStrategy.builder()
                        .maxAttempts(ATTEMPTS)
                        .retryOnException(ProvisionedThroughputExceededException.class)
                        .build()));
        connection.endpointUrl().ifPresent(url -> builder.endpointOverride(URI.create(url)));
        connection
                .region()
                .or(() -> connection.endpointUrl().map(_ -> "us-east-1"))
                .ifPresent(region -> builder.region(Region.of(region)));
        connection.accessKey().ifPresent(key -> {
            String secret = connection.secretKey().orElse("");
            builder.credentialsProvider(StaticCredentialsProvider.create(connection
                    .sessionToken()
                    .<software.amazon.awssdk.auth.credentials.AwsCredentials>map(
                            token -> AwsSessionCredentials.create(key, secret, token))
                    .orElseGet(() -> AwsBasicCredentials.create(key, secret))));
        });
        return builder.build();
    }

    /// All shards that the service still knows, closed ones too.
    List<Shard> shards() {
        List<Shard> shards = new ArrayList<>();
        @Nullable String next = null;
        try {
            do {
                ListShardsRequest.Builder request = ListShardsRequest.builder();
                ListShardsResponse page = client.listShards(
                        next == null
                                ? request.streamName(options.streamName()).build()
                                : request.nextToken(next).build());
                shards.addAll(page.shards());
                next = page.nextToken();
            } while (next != null);
        } catch (SdkException e) {
            throw failed("list the shards of " + options.streamName(), e);
        }
        return shards;
    }

    /// An iterator whose first record has the sequence number.
    ///
    /// @throws KinesisException if the service says no
    String iteratorAt(String shard, String sequenceNumber) {
        return iterator(request(shard)
                .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                .startingSequenceNumber(sequenceNumber)
                .build());
    }

    /// An iterator of a shard of which nothing has been read.
    ///
    /// @throws KinesisException if the service says no
    String iteratorAt(String shard, Begin begin) {
        GetShardIteratorRequest.Builder request = request(shard);
        return iterator(
                begin.isOldest()
                        ? request.shardIteratorType(ShardIteratorType.TRIM_HORIZON)
                                .build()
                        : request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                                .timestamp(Instant.ofEpochMilli(begin.millis()))
                                .build());
    }

    /// An iterator of what comes from now on.
    ///
    /// @throws KinesisException if the service says no
    String latestIterator(String shard) {
        return iterator(
                request(shard).shardIteratorType(ShardIteratorType.LATEST).build());
    }

    private GetShardIteratorRequest.Builder request(String shard) {
        return GetShardIteratorRequest.builder()
                .streamName(options.streamName())
                .shardId(shard);
    }

    private String iterator(GetShardIteratorRequest request) {
        return client.getShardIterator(request).shardIterator();
    }

    /// @throws KinesisException if the service says no
    GetRecordsResponse records(String iterator) {
        return client.getRecords(request -> request.shardIterator(iterator).limit(options.maxRecordsPerFetch()));
    }

    /// What could not be done. If that may pass, the cause is one of input and output.
    SluiceException failed(String action, SdkException cause) {
        boolean mayPass = cause.retryable() || !(cause instanceof KinesisException known && known.statusCode() < 500);
        return ErrorCondition.KINESIS_FAILED
                .error()
                .with("action", action)
                .with("message", String.valueOf(cause.getMessage()))
                .cause(mayPass ? new IOException(cause) : cause)
                .build();
    }

    @Override
    public void close() {
        client.close();
    }
}
