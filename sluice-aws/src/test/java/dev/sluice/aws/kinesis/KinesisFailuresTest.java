package dev.sluice.aws.kinesis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.KmsThrottlingException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;

class KinesisFailuresTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(true, service(400, "ProvisionedThroughputExceededException")),
                Arguments.of(true, service(400, "ThrottlingException")),
                Arguments.of(true, service(429, "TooMany")),
                Arguments.of(
                        true, LimitExceededException.builder().statusCode(400).build()),
                Arguments.of(
                        true, KmsThrottlingException.builder().statusCode(400).build()),
                Arguments.of(true, service(500, "InternalFailure")),
                Arguments.of(true, service(503, "ServiceUnavailable")),
                Arguments.of(true, SdkClientException.create("away", new UnknownHostException("kinesis"))),
                Arguments.of(
                        true, SdkClientException.create("away", new IllegalStateException(new IOException("broken")))),
                Arguments.of(false, service(400, "ResourceNotFoundException")),
                Arguments.of(false, service(400, "AccessDeniedException")),
                Arguments.of(false, SdkClientException.create("no credentials are there")));
    }

    private static SdkException service(int status, String code) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void itMayPassOrNot(boolean expected, SdkException failure) {
        assertEquals(expected, Failures.mayPass(failure));
    }
}
