package dev.sluice.aws;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Opens the SDK's client as Spark's settings of S3A say; where they say nothing, as the SDK finds it out: environment
/// variables, `~/.aws`, the machine's role.
///
/// ```text
/// spark.hadoop.fs.s3a.endpoint            another server than Amazon's
/// spark.hadoop.fs.s3a.endpoint.region     the region
/// spark.hadoop.fs.s3a.path.style.access   true: the bucket stands in the path, not in front of the host's name
/// spark.hadoop.fs.s3a.access.key  …secret.key  …session.token
/// ```
final class S3Settings {

    private static final String PREFIX = "spark.hadoop.fs.s3a.";

    private S3Settings() {}

    static S3Client client(Map<String, String> settings) {
        boolean pathStyle = Boolean.parseBoolean(settings.get(PREFIX + "path.style.access"));
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                // Records and snapshots have checksums of their own; chunks of signed pieces only cost time.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(
                        around -> around.retryStrategy(retries -> retries.retryOnException(S3Settings::isConflict)))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(pathStyle)
                        .chunkedEncodingEnabled(false)
                        .build());
        @Nullable String endpoint = settings.get(PREFIX + "endpoint");
        @Nullable String region = settings.get(PREFIX + "endpoint.region");
        if (endpoint != null) {
            builder.endpointOverride(URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint));
            if (region == null) region = "us-east-1";
        }
        if (region != null) builder.region(Region.of(region));
        @Nullable String key = settings.get(PREFIX + "access.key");
        @Nullable String secret = settings.get(PREFIX + "secret.key");
        @Nullable String token = settings.get(PREFIX + "session.token");
        if (key != null && secret != null) {
            builder.credentialsProvider(StaticCredentialsProvider.create(
                    token == null
                            ? AwsBasicCredentials.create(key, secret)
                            : AwsSessionCredentials.create(key, secret, token)));
        }
        return builder.build();
    }

    /// Others pass, with the pauses that grow as for a server that is busy.
    private static boolean isConflict(Throwable failure) {
        return failure instanceof S3Exception known && known.statusCode() == S3Objects.CONFLICT;
    }
}
