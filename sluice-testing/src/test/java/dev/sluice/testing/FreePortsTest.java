package dev.sluice.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void aPortIsFreeForItsServerAndNobodyElsesWhoAsks() throws Exception {
        Set<Integer> all = new HashSet<>();
        for (int i = 0; i < 20; i++) all.addAll(FreePorts.take(3));
        assertEquals(60, all.size());
        InetAddress here = InetAddress.getLoopbackAddress();
        for (int port : all) {
            new ServerSocket(port, 1, here).close();
            // So it is for another process that asks for this one.
            assertThrows(BindException.class, () -> new DatagramSocket(port, here));
        }
    }
}
