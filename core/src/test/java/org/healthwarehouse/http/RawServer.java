package org.healthwarehouse.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that says exactly the given bytes to everyone, which no HTTP server would do. */
final class RawServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final ServerSocket socket;
    private final byte[] answer;
    private final boolean hangsUp;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    private RawServer(String answer, boolean hangsUp) {
        this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
        this.hangsUp = hangsUp;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Says it and closes the connection. */
    static RawServer sayingAndHangingUp(String answer) {
        return new RawServer(answer, true);
    }

    /** Says it and waits until the client closes the connection. */
    static RawServer sayingAndWaiting(String answer) {
        return new RawServer(answer, false);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1/sleep?key=hidden");
    }

    /** Waits for the first request. */
    boolean wasAsked() throws InterruptedException {
        return asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits until a client has closed its connection. */
    boolean wasLeft() throws InterruptedException {
        return left.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                answer(client);
            } catch (IOException e) {
                // The client or the test is gone.
                left.countDown();
            }
        }
    }

    private void answer(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        readHead(in);
        asked.countDown();
        client.getOutputStream().write(answer);
        client.getOutputStream().flush();
        if (!hangsUp) {
            long unused = in.transferTo(OutputStream.nullOutputStream());
            left.countDown();
        }
    }

    private static void readHead(InputStream in) throws IOException {
        int newlines = 0;
        while (newlines < 2) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client left");
            }
            newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
