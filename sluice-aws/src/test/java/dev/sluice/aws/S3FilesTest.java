package dev.sluice.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.Session;
import dev.sluice.api.SteppedQuery;
import dev.sluice.storage.ObjectStorage;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StoragePaths;
import dev.sluice.testing.storage.Death;
import dev.sluice.testing.storage.FilesContract;
import dev.sluice.testing.storage.MortalObjectStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class S3FilesTest extends FilesContract {

    private final String directory = S3Server.bucket() + "/files";

    @Override
    protected String directory() {
        return directory;
    }

    @Override
    protected Storage open(Death death) {
        return new ObjectStorage(
                new MortalObjectStore(S3Provider.objects(StoragePaths.root(directory), S3Server.settings()), death));
    }

    @Override
    protected List<String> formats() {
        return List.of("parquet", "orc", "avro");
    }

    @Override
    protected Map<String, String> settings() {
        return S3Server.settings();
    }

    @Test
    void bothSchemesAreOneDirectory() {
        String other = directory.replace("s3:", "s3a:");
        for (String sink : List.of(directory, other, directory)) {
            var builder = Session.builder().parallelism(1);
            settings().forEach(builder::config);
            try (Session session = builder.create()) {
                session.sql("CREATE TABLE ids (id BIGINT, p BIGINT) USING json OPTIONS (path '" + directory + "/in')");
                session.sql("INSERT INTO ids SELECT 7, 1");
                session.sql("CREATE TABLE out (id BIGINT, p BIGINT) USING json OPTIONS (path '" + sink
                        + "/out', partitionBy 'p', checkpointLocation '" + directory
                        + "/checkpoint', spark.sql.streaming.fileSink.log.cleanupDelay '0s',"
                        + " spark.sql.streaming.fileSink.log.compactInterval '2')");
                try (SteppedQuery query = session.stepped("INSERT INTO out SELECT * FROM STREAM ids")) {
                    assertTrue(query.step().isPresent());
                }
                for (String seen : List.of(directory, other)) {
                    long rows = session.sql("SELECT id, p FROM json.`" + seen + "/out`")
                            .count();
                    assertEquals(session.sql("SELECT * FROM ids").count(), rows, "into " + sink + ", from " + seen);
                }
            }
        }
    }
}
