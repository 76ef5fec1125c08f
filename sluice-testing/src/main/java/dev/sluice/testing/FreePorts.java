package dev.sluice.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Ports for servers that must know them before they start, and find them again after a restart.
///
/// They lie below those that Linux, macOS and Windows give to outgoing connections (from 32768 or 49152): otherwise a
/// client's connection can sit on a server's port before the server does.
///
/// A port is nobody else's who asks here, in whatever process, before its server sits on it and while that restarts:
/// for as long as this process lives it holds the port of that number for datagrams, which the servers of tests don't
/// use.
public final class FreePorts {

    private static final int FIRST = 20_000;
    private static final int END = 32_000;

    private static final List<DatagramSocket> TAKEN = new ArrayList<>();

    private FreePorts() {}

    /// So many ports of the loopback address that nobody listens on now, all different, and different from all that
    /// were taken before.
    public static synchronized List<Integer> take(int number) throws IOException {
        var random = new SplittableRandom();
        List<Integer> ports = new ArrayList<>();
        while (ports.size() < number) {
            int port = random.nextInt(FIRST, END);
            if (takes(port)) ports.add(port);
        }
        return ports;
    }

    private static boolean takes(int port) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        DatagramSocket mark;
        try {
            mark = new DatagramSocket(port, here);
        } catch (BindException _) {
            return false; // another one's, who asked here
        }
        try (var _ = new ServerSocket(port, 1, here)) {
            TAKEN.add(mark);
            return true;
        } catch (BindException _) {
            mark.close();
            return false;
        }
    }
}
