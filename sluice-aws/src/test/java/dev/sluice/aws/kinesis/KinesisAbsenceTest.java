package dev.sluice.aws.kinesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.Options;
import dev.sluice.connector.ReadLimit;
import dev.sluice.error.SluiceException;
import dev.sluice.machine.Machine;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// No server is there.
class KinesisAbsenceTest {

    @Test
    void aServiceThatCannotBeReachedMayComeBack() {
        var options = new Options(Map.of(
                "streamName", "clicks",
                "endpointUrl", "http://127.0.0.1:1",
                "awsAccessKey", "any",
                "awsSecretKey", "any"));
        try (var source = new KinesisSource(KinesisOptions.of(options), Machine.real())) {
            SluiceException failure = assertThrows(SluiceException.class, () -> source.latest(null, ReadLimit.OPTIONS));
            assertEquals("SLUICE_KINESIS.FAILED", failure.getCondition());
            assertInstanceOf(IOException.class, failure.getCause());
        }
    }

    @Test
    void anAddressThatIsNoneIsSaid() {
        for (String address : new String[] {"no address", "127.0.0.1:4567", "ftp://somewhere"}) {
            var options = new Options(Map.of("streamName", "clicks", "endpointUrl", address));
            SluiceException failure = assertThrows(SluiceException.class, () -> KinesisOptions.of(options));
            assertEquals("SLUICE_KINESIS.INVALID_OPTION", failure.getCondition());
            assertTrue(failure.getMessage().contains(address), failure::getMessage);
        }
    }
}
