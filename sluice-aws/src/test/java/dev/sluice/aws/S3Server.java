package dev.sluice.aws;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.S3Client;

/// An s3proxy over memory, one for all tests of this process.
final class S3Server {

    private static final String NAME = "local-identity";
    private static final String SECRET = "local-secret";
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private static final S3Proxy SERVER = start();

    private S3Server() {}

    private static S3Proxy start() {
        try {
            S3Proxy server = S3Proxy.builder()
                    .blobStore(new TransientNio2BlobStore())
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, NAME, SECRET)
                    .stopTimeout(0)
                    .build();
            server.start();
            return server;
        } catch (Exception e) {
            throw new IllegalStateException("s3proxy does not start", e);
        }
    }

    static Map<String, String> settings() {
        return Map.of(
                "spark.hadoop.fs.s3a.endpoint",
                "http://127.0.0.1:" + SERVER.getPort(),
                "spark.hadoop.fs.s3a.path.style.access",
                "true",
                "spark.hadoop.fs.s3a.access.key",
                NAME,
                "spark.hadoop.fs.s3a.secret.key",
                SECRET);
    }

    /// A new bucket, as a URI.
    static String bucket() {
        String name = "bucket-" + BUCKETS.incrementAndGet();
        try (S3Client client = S3Settings.client(settings())) {
            client.createBucket(request -> request.bucket(name));
        }
        return "s3://" + name;
    }
}
