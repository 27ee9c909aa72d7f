package org.healthwarehouse.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Says exactly the given bytes, one text for each request, and hangs up: what no HTTP server would do. */
final class BrokenServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final String last;

    /** The last of the answers is repeated for ever. */
    BrokenServer(String... texts) {
        answers.addAll(java.util.Arrays.asList(texts));
        last = texts[texts.length - 1];
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "broken-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** A head that promises so many bytes, and the body. */
    static String answer(int promised, String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + promised + "\r\nConnection: close\r\n\r\n" + body;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    int requests() {
        return requests.get();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                readHead(client.getInputStream());
                requests.incrementAndGet();
                String answer = answers.poll();
                client.getOutputStream().write((answer == null ? last : answer).getBytes(StandardCharsets.ISO_8859_1));
                client.getOutputStream().flush();
            } catch (IOException e) {
                // The client or the test is gone.
            }
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
