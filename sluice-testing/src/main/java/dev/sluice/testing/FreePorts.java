package dev.sluice.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Ports for servers that must know them before they start, and find them again after a restart.
///
/// They lie below those that Linux, macOS and Windows give to outgoing connections (from 32768 or 49152): otherwise a
/// client's connection can sit on a server's port before the server does.
public final class FreePorts {

    private static final int FIRST = 20_000;
    private static final int END = 32_000;

    private FreePorts() {}

    /// So many ports of the loopback address that nobody listens on now, all different.
    public static List<Integer> take(int number) throws IOException {
        var random = new SplittableRandom();
        List<ServerSocket> held = new ArrayList<>();
        try {
            while (held.size() < number) {
                try {
                    held.add(new ServerSocket(random.nextInt(FIRST, END), 1, InetAddress.getLoopbackAddress()));
                } catch (BindException _) {
                    // Another one's.
                }
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) socket.close();
        }
    }
}
