package dev.sluice.aws.kinesis;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// What is asked of one stream. Safe for several threads.
///
/// One that has had enough of us for this second is asked again with pauses that grow. One that can't be reached is
/// soon given up: the query waits for it, and says so.
final class KinesisCalls implements AutoCloseable {

    private static final int ATTEMPTS = 3;
    private static final int THROTTLED_ATTEMPTS = 4;
    private static final long PAUSE_MILLIS = 250;

    private final KinesisOptions options;
    private final KinesisClient client;

    KinesisCalls(KinesisOptions options) {
        this.options = options;
        client = client(options.connection());
    }

    private static KinesisClient client(KinesisOptions.Connection connection) {
        KinesisClientBuilder builder = KinesisClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(around -> around.retryStrategy(
                        StandardRetryStrategy.builder().maxAttempts(ATTEMPTS).build()));
        connection.endpointUrl().ifPresent(builder::endpointOverride);
        return builder.region(region(connection))
                .credentialsProvider(credentials(connection))
                .build();
    }

    /// A server that is not Amazon's does not mind, unless somebody says so.
    private static Region region(KinesisOptions.Connection connection) {
        return connection
                .region()
                .or(() -> connection.endpointUrl().flatMap(_ -> SdkSystemSetting.AWS_REGION.getStringValue()))
                .or(() -> connection.endpointUrl().map(_ -> "us-east-1"))
                .map(Region::of)
                .orElseGet(
                        () -> found("The option 'region' is needed", new DefaultAwsRegionProviderChain()::getRegion));
    }

    private static AwsCredentialsProvider credentials(KinesisOptions.Connection connection) {
        if (connection.accessKey().isEmpty()) {
            DefaultCredentialsProvider chain =
                    DefaultCredentialsProvider.builder().build();
            found("The options 'awsAccessKey' and 'awsSecretKey' are needed", chain::resolveCredentials);
            return chain;
        }
        String key = connection.accessKey().get();
        String secret = connection.secretKey().orElse("");
        return StaticCredentialsProvider.create(connection
                .sessionToken()
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(key, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(key, secret)));
    }

    /// What the SDK finds around it. A query that has run already waits for it: the machine's role may be told again.
    private static <T> T found(String otherwise, Supplier<T> chain) {
        try {
            return chain.get();
        } catch (SdkClientException e) {
            throw ErrorCondition.KINESIS_OPTION
                    .error()
                    .with("message", otherwise + ": neither the environment nor ~/.aws nor the machine's role says it.")
                    .cause(new IOException(e))
                    .build();
        }
    }

    /// Asks again who has had too much of us.
    private static <T> T patiently(Supplier<T> question) {
        for (int attempt = 1; ; attempt++) {
            try {
                return question.get();
            } catch (SdkException e) {
                if (!Failures.isThrottling(e)
                        || attempt == THROTTLED_ATTEMPTS
                        || Thread.currentThread().isInterrupted()) throw e;
                Pause.millis(attempt * PAUSE_MILLIS);
            }
        }
    }

    /// All shards that the service still knows, closed ones too.
    List<Shard> shards() {
        List<Shard> shards = new ArrayList<>();
        @Nullable String next = null;
        try {
            do {
                ListShardsRequest.Builder request = ListShardsRequest.builder();
                ListShardsRequest question = next == null
                        ? request.streamName(options.streamName()).build()
                        : request.nextToken(next).build();
                ListShardsResponse page = patiently(() -> client.listShards(question));
                shards.addAll(page.shards());
                next = page.nextToken();
            } while (next != null);
        } catch (SdkException e) {
            throw failed("list the shards of " + options.streamName(), e);
        }
        return shards;
    }

    /// For how long the stream keeps records.
    Duration retention() {
        try {
            return Duration.ofHours(
                    patiently(() -> client.describeStreamSummary(asked -> asked.streamName(options.streamName())))
                            .streamDescriptionSummary()
                            .retentionPeriodHours());
        } catch (SdkException e) {
            throw failed("ask how long " + options.streamName() + " keeps records", e);
        }
    }

    /// An iterator whose first record has the sequence number.
    ///
    /// @throws SdkException if the service says no
    String iteratorAt(String shard, String sequenceNumber) {
        return iterator(request(shard)
                .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                .startingSequenceNumber(sequenceNumber)
                .build());
    }

    /// An iterator of a shard of which nothing has been read.
    ///
    /// @throws SdkException if the service says no
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
    /// @throws SdkException if the service says no
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
        return patiently(() -> client.getShardIterator(request)).shardIterator();
    }

    /// @throws SdkException if the service says no
    GetRecordsResponse records(String iterator) {
        return patiently(() ->
                client.getRecords(request -> request.shardIterator(iterator).limit(options.maxRecordsPerFetch())));
    }

    /// Whether an answer has as many records as were asked for, so that there may be more.
    boolean isFull(GetRecordsResponse response) {
        return response.records().size() >= options.maxRecordsPerFetch();
    }

    /// What could not be done. If that may pass, the cause is one of input and output.
    SluiceException failed(String action, SdkException cause) {
        return ErrorCondition.KINESIS_FAILED
                .error()
                .with("action", action)
                .with("message", String.valueOf(cause.getMessage()))
                .cause(Failures.mayPass(cause) ? new IOException(cause) : cause)
                .build();
    }

    @Override
    public void close() {
        client.close();
    }
}
