package dev.sluice.aws;

import dev.sluice.storage.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// An object that is put in parts, S3's multipart upload. Nobody sees it before it is completed. One whose process ends
/// before that takes up room until a rule of the bucket (`AbortIncompleteMultipartUpload`) ends it.
final class S3Upload implements ObjectStore.Upload {

    private static final System.Logger LOG = System.getLogger("S3Upload");

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final String id;
    private final List<CompletedPart> parts = new ArrayList<>();

    S3Upload(S3Client client, String bucket, String key, String id) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.id = id;
    }

    @Override
    public void add(byte[] part) throws IOException {
        int number = parts.size() + 1;
        try {
            String tag = client.uploadPart(
                            request ->
                                    request.bucket(bucket).key(key).uploadId(id).partNumber(number),
                            RequestBody.fromBytes(part))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        } catch (SdkException e) {
            throw S3Objects.failure(e);
        }
    }

    @Override
    public void complete() throws IOException {
        try {
            client.completeMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(id).multipartUpload(all -> all.parts(parts)));
        } catch (SdkException e) {
            throw S3Objects.failure(e);
        }
    }

    @Override
    public void abort() {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(id));
        } catch (SdkException e) {
            LOG.log(System.Logger.Level.WARNING, "The parts of " + key + " that is not wanted any more stay", e);
        }
    }
}
