package dev.sluice.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class StoragePathsTest {

    private static void check(String directory, String path, String rest) {
        assertEquals(rest, StoragePaths.below(directory, path).orElse("elsewhere"), path + " below " + directory);
    }

    @Test
    void aPlaceMayBeSaidInSeveralWays() {
        check("/out/", "/out/a=1/x", "a=1/x");
        check("/out/", "/outer/x", "elsewhere");
        check("out/", "out/x", "x");
        check("s3://bucket/out/", "s3://bucket/out/x", "x");
        check("s3://bucket/out/", "s3a://bucket/out/x", "x");
        check("s3a://bucket/out/", "s3://bucket/out/a b/x", "a b/x");
        check("s3a://bucket/out/", "s3://other/out/x", "elsewhere");
        check("s3a://bucket/out/", "s3://bucket/outer/x", "elsewhere");
        check("hdfs:///out/", "hdfs://name:8020/out/x", "x");
        check("hdfs://name:8020/out/", "hdfs:///out/x", "x");
        check("hdfs://name:8020/out/", "hdfs://other:8020/out/x", "elsewhere");
        check("hdfs://bucket/out/", "s3://bucket/out/x", "elsewhere");
        check("/out/", "s3://bucket/out/x", "elsewhere");
        check("s3://bucket/out/", "/out/x", "elsewhere");
    }

    @Test
    void rootsAndSchemes() {
        for (List<String> each : List.of(
                List.of("hdfs://name:8020/a/b", "hdfs", "hdfs://name:8020"),
                List.of("hdfs:/a/b", "hdfs", "hdfs://"),
                List.of("hdfs:///a/b", "hdfs", "hdfs://"),
                List.of("S3A://bucket", "s3a", "S3A://bucket"))) {
            assertEquals(each.get(1), StoragePaths.scheme(each.getFirst()));
            assertEquals(each.get(2), StoragePaths.root(each.getFirst()));
        }
        assertEquals("", StoragePaths.scheme("file:/a"));
        assertEquals("", StoragePaths.scheme("c:/a"));
        assertEquals("", StoragePaths.scheme("a:b"));
    }
}
