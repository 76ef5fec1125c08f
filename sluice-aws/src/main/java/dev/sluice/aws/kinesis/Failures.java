package dev.sluice.aws.kinesis;

import java.io.IOException;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.kinesis.model.KmsThrottlingException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;

/// What a failure of the service means.
final class Failures {

    private Failures() {}

    /// Whether it has been asked too often, by us or by others.
    static boolean isThrottling(SdkException failure) {
        return failure instanceof LimitExceededException
                || failure instanceof KmsThrottlingException
                || (failure instanceof SdkServiceException known && known.isThrottlingException());
    }

    /// Whether the same question may be answered later: the service is busy, in trouble, or can't be reached. A no of
    /// the service stays one, and so does what is wrong here.
    static boolean mayPass(SdkException failure) {
        if (isThrottling(failure)) return true;
        if (failure instanceof SdkServiceException known) return known.statusCode() >= 500;
        return failure instanceof SdkClientException
                && Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                        .anyMatch(IOException.class::isInstance);
    }
}
