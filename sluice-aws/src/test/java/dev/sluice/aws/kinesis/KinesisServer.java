package dev.sluice.aws.kinesis;

import dev.sluice.testing.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/// A kinesalite of this test run, a server of streams in memory, on loopback. It is a program of node and is found in
/// `target/kinesalite`, where `npm install` puts it:
///
/// ```text
/// npm install --prefix sluice-aws/target/kinesalite kinesalite@3.3.3
/// ```
final class KinesisServer {

    static {
        System.setProperty("aws.cborEnabled", "false"); // it speaks JSON alone
    }

    private static @Nullable KinesisServer shared;

    private final String url;
    private final KinesisClient client;

    private KinesisServer(String url) {
        this.url = url;
        client = KinesisClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(URI.create(url))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
    }

    /// The program, if it and node are there.
    static Optional<Path> program() {
        Path program =
                Path.of("target/kinesalite/node_modules/kinesalite/cli.js").toAbsolutePath();
        return Files.exists(program) && node().isPresent() ? Optional.of(program) : Optional.empty();
    }

    private static Optional<Path> node() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .map(place -> Path.of(place, "node"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// The one that all tests use.
    static synchronized KinesisServer shared() {
        if (shared == null) shared = start();
        return shared;
    }

    private static KinesisServer start() {
        try {
            int port = FreePorts.take(1).getFirst();
            Process process = new ProcessBuilder(
                            node().orElseThrow().toString(),
                            program().orElseThrow().toString(),
                            "--port",
                            String.valueOf(port),
                            "--createStreamMs=1",
                            "--deleteStreamMs=1",
                            "--updateStreamMs=1",
                            "--shardLimit=1000")
                    .redirectErrorStream(true)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            BufferedReader output = process.inputReader();
            String line = output.readLine();
            while (line != null && !line.contains("Listening")) line = output.readLine();
            if (line == null) throw new IOException("kinesalite has not started");
            return new KinesisServer("http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a query is told to read a stream from its beginning.
    Map<String, String> options(String stream) {
        return Map.of(
                "streamName",
                stream,
                "endpointUrl",
                url,
                "awsAccessKey",
                "key",
                "awsSecretKey",
                "secret",
                "initialPosition",
                "TRIM_HORIZON",
                "fetchInterval",
                "5");
    }

    void create(String stream, int shards) {
        client.createStream(request -> request.streamName(stream).shardCount(shards));
        awaitActive(stream);
    }

    void delete(String stream) {
        client.deleteStream(request -> request.streamName(stream));
        try {
            while (status(stream) != StreamStatus.UNKNOWN_TO_SDK_VERSION) Thread.onSpinWait();
        } catch (ResourceNotFoundException e) {
            // It is gone.
        }
    }

    private StreamStatus status(String stream) {
        return client.describeStream(request -> request.streamName(stream))
                .streamDescription()
                .streamStatus();
    }

    private void awaitActive(String stream) {
        while (status(stream) != StreamStatus.ACTIVE) Thread.onSpinWait();
    }

    /// Puts records of which each is its own key.
    void put(String stream, List<String> values) {
        for (int at = 0; at < values.size(); at += 500) {
            List<PutRecordsRequestEntry> entries = new ArrayList<>();
            for (String value : values.subList(at, Math.min(values.size(), at + 500))) {
                entries.add(PutRecordsRequestEntry.builder()
                        .partitionKey(value)
                        .data(SdkBytes.fromUtf8String(value))
                        .build());
            }
            client.putRecords(request -> request.streamName(stream).records(entries));
        }
    }

    /// Puts records into one shard.
    void put(String stream, Shard shard, List<String> values) {
        List<PutRecordsRequestEntry> entries = values.stream()
                .map(value -> PutRecordsRequestEntry.builder()
                        .partitionKey(value)
                        .explicitHashKey(shard.hashKeyRange().startingHashKey())
                        .data(SdkBytes.fromUtf8String(value))
                        .build())
                .toList();
        client.putRecords(request -> request.streamName(stream).records(entries));
    }

    /// The shards that take records now, in the order of the keys that they take.
    List<Shard> open(String stream) {
        return client.listShards(request -> request.streamName(stream)).shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .sorted(java.util.Comparator.comparing(KinesisServer::firstHash))
                .toList();
    }

    /// Splits the first open shard in the middle.
    void split(String stream) {
        Shard shard = open(stream).getFirst();
        var last = new java.math.BigInteger(shard.hashKeyRange().endingHashKey());
        String middle = firstHash(shard).add(last).shiftRight(1).toString();
        client.splitShard(request ->
                request.streamName(stream).shardToSplit(shard.shardId()).newStartingHashKey(middle));
        awaitActive(stream);
    }

    private static java.math.BigInteger firstHash(Shard shard) {
        return new java.math.BigInteger(shard.hashKeyRange().startingHashKey());
    }

    /// Makes one of the first two open shards.
    void merge(String stream) {
        List<Shard> open = open(stream);
        client.mergeShards(request -> request.streamName(stream)
                .shardToMerge(open.get(0).shardId())
                .adjacentShardToMerge(open.get(1).shardId()));
        awaitActive(stream);
    }
}
