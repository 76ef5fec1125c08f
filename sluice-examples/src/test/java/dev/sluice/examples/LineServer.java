package dev.sluice.examples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A server for one client, as `nc -l` is: sends it lines.
final class LineServer implements AutoCloseable {

    private final ServerSocket server;
    private @Nullable Socket client;

    LineServer() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
    }

    String port() {
        return String.valueOf(server.getLocalPort());
    }

    void send(String line) throws IOException {
        if (client == null) client = server.accept();
        client.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        if (client != null) client.close();
        server.close();
    }
}
