package dev.sluice.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.SluiceException;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.ObjectStorage;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StorageByScheme;
import dev.sluice.testing.storage.Death;
import dev.sluice.testing.storage.MortalObjectStore;
import dev.sluice.testing.storage.StorageContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

class S3StorageTest extends StorageContract {

    private final String bucket = S3Server.bucket();

    @Override
    protected Storage open() {
        return new ObjectStorage(S3Provider.objects(bucket, S3Server.settings()));
    }

    @Override
    protected Storage open(Death death) {
        return new ObjectStorage(new MortalObjectStore(S3Provider.objects(bucket, S3Server.settings()), death));
    }

    @Override
    protected boolean locks() {
        return false;
    }

    @Override
    protected boolean hasDirectories() {
        return false;
    }

    @Override
    protected int callsBetweenCrashes() {
        return 7;
    }

    @Override
    protected int manyFiles() {
        return 1_100;
    }

    @Test
    void bothSchemesLeadToTheBucket() {
        try (var storage = new StorageByScheme(new MemoryStorage(), S3Server::settings)) {
            storage.create(bucket + "/a/b", new byte[3]);
            String other = bucket.replace("s3:", "s3a:");
            assertEquals(other + "/a/b", storage.list(other + "/a").getFirst().path());
            assertEquals(bucket + "/a", storage.list(bucket).getFirst().path());
            assertEquals(bucket + "/a/b", storage.absolute(bucket + "/a/b"));
        }
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        try (var storage = new StorageByScheme(new MemoryStorage(), S3Server::settings)) {
            var error = assertThrows(SluiceException.class, () -> storage.create("s3://nowhere/x", new byte[0]));
            assertTrue(error.getMessage().contains("Cannot create s3://nowhere/x: "), error.getMessage());
            assertTrue(error.getMessage().contains("bucket does not exist"), error.getMessage());
        }
    }

    @Test
    void aServerThatIsNotThereIsNotWaitedForWithoutEnd() {
        var settings = Map.of(
                "spark.hadoop.fs.s3a.endpoint", "http://127.0.0.1:1",
                "spark.hadoop.fs.s3a.access.key", "x",
                "spark.hadoop.fs.s3a.secret.key", "y");
        try (var storage = new StorageByScheme(new MemoryStorage(), () -> settings)) {
            var error = assertThrows(SluiceException.class, () -> storage.find("s3://bucket/x"));
            assertTrue(error.getMessage().contains("Cannot look at s3://bucket/x: "), error.getMessage());
        }
    }
}
