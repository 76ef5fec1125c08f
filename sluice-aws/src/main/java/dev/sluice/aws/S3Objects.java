package dev.sluice.aws;

import dev.sluice.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The objects of a bucket.
///
/// An object is created with `If-None-Match: *`, so that of two creators one wins. The SDK asks again when an answer is
/// lost; who is told then that the object is there already looks whether it is its own, by a mark in its metadata.
final class S3Objects implements ObjectStore {

    /// Two at the same moment, and Amazon's S3 wants to be asked again. The client does, see [S3Settings].
    static final int CONFLICT = 409;

    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    /// The most that one request can delete.
    private static final int MOST_DELETED = 1_000;

    private static final String MARK = "sluice-written";

    private final S3Client client;
    private final String root;
    private final String bucket;
    private final AtomicBoolean refusesSecond = new AtomicBoolean();

    S3Objects(S3Client client, String root, String bucket) {
        this.client = client;
        this.root = root;
        this.bucket = bucket;
    }

    @Override
    public String uri(String key) {
        return root + "/" + key;
    }

    @Override
    public List<Item> list(String prefix) throws IOException {
        try {
            var items = new ArrayList<Item>();
            for (ListObjectsV2Response page : client.listObjectsV2Paginator(
                    request -> request.bucket(bucket).prefix(prefix).delimiter("/"))) {
                page.contents()
                        .forEach(object -> items.add(new Item(
                                object.key(),
                                object.size(),
                                object.lastModified().toEpochMilli())));
                page.commonPrefixes().forEach(common -> items.add(new Item(common.prefix(), 0, 0)));
            }
            return items;
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    @Override
    public InputStream open(String key, long fromByte) throws IOException {
        return open(key, fromByte, Long.MAX_VALUE);
    }

    /// What is not wanted is not sent: a reader of columns asks for many small ranges.
    @Override
    public InputStream open(String key, long fromByte, long mostBytes) throws IOException {
        long end = mostBytes > Long.MAX_VALUE - fromByte ? Long.MAX_VALUE : fromByte + mostBytes;
        if (mostBytes == 0) return InputStream.nullInputStream();
        try {
            return new ObjectBody(fromByte, (from, version) -> get(key, from, end, version));
        } catch (RangeBehindEnd _) {
            return InputStream.nullInputStream();
        }
    }

    /// Nothing is there from that byte on.
    private static final class RangeBehindEnd extends IOException {}

    /// @param end behind the last byte that is wanted
    private ResponseInputStream<GetObjectResponse> get(String key, long fromByte, long end, @Nullable String version)
            throws IOException {
        try {
            var request = GetObjectRequest.builder().bucket(bucket).key(key);
            if (end < Long.MAX_VALUE) request.range("bytes=" + fromByte + "-" + (end - 1));
            else if (fromByte > 0) request.range("bytes=" + fromByte + "-");
            if (version != null) request.ifMatch(version);
            return client.getObject(request.build());
        } catch (NoSuchKeyException _) {
            throw new NoSuchFileException(uri(key));
        } catch (S3Exception e) {
            if (e.statusCode() == RANGE_NOT_SATISFIABLE) throw new RangeBehindEnd();
            if (e.statusCode() == PRECONDITION_FAILED) throw new IOException("it was replaced while it was read", e);
            throw failure(e);
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        String mark = UUID.randomUUID().toString();
        try {
            putIfNone(key, content, mark);
            if (refusesSecond.compareAndSet(false, true)) requireRefusal(key, content, mark);
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) return isOwn(key, mark);
            if (e.statusCode() == CONFLICT) {
                throw new IOException("another creates it at the same moment, whenever it is tried: " + said(e), e);
            }
            throw failure(e);
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    private void putIfNone(String key, byte[] content, String mark) {
        client.putObject(
                PutObjectRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .ifNoneMatch("*")
                        .metadata(Map.of(MARK, mark))
                        .build(),
                RequestBody.fromBytes(content));
    }

    /// A store that takes no notice of the condition would let two writers into one checkpoint. Asked once.
    private void requireRefusal(String key, byte[] content, String mark) throws IOException {
        try {
            putIfNone(key, content, mark);
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) return;
            refusesSecond.set(false);
            throw e;
        }
        refusesSecond.set(false);
        throw new IOException(
                "the store takes no notice of If-None-Match, on which it rests that two queries don't write"
                        + " to one checkpoint");
    }

    private boolean isOwn(String key, String mark) throws IOException {
        try {
            HeadObjectResponse head =
                    client.headObject(request -> request.bucket(bucket).key(key));
            return mark.equals(head.metadata().get(MARK));
        } catch (NoSuchKeyException _) {
            return false;
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    @Override
    public void put(String key, byte[] content) throws IOException {
        try {
            client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    @Override
    public Upload begin(String key) throws IOException {
        try {
            return new S3Upload(
                    client,
                    bucket,
                    key,
                    client.createMultipartUpload(
                                    request -> request.bucket(bucket).key(key))
                            .uploadId());
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    @Override
    public void delete(List<String> keys) throws IOException {
        try {
            if (keys.size() == 1) {
                client.deleteObject(request -> request.bucket(bucket).key(keys.getFirst()));
                return;
            }
            for (int from = 0; from < keys.size(); from += MOST_DELETED) {
                var some = keys.subList(from, Math.min(keys.size(), from + MOST_DELETED)).stream()
                        .map(key -> ObjectIdentifier.builder().key(key).build())
                        .toList();
                DeleteObjectsResponse answer = client.deleteObjects(request -> request.bucket(bucket)
                        .delete(Delete.builder().objects(some).quiet(true).build()));
                if (!answer.errors().isEmpty()) {
                    throw new IOException(answer.errors().getFirst().message());
                }
            }
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    static IOException failure(SdkException cause) {
        return new IOException(said(cause), cause);
    }

    private static String said(SdkException cause) {
        if (cause instanceof S3Exception known && known.awsErrorDetails() != null) {
            String said = known.awsErrorDetails().errorMessage();
            if (said != null && !said.isEmpty()) return said + " (HTTP " + known.statusCode() + ")";
        }
        return String.valueOf(cause.getMessage());
    }
}
