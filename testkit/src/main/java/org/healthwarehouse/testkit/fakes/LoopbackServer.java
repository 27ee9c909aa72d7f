package org.healthwarehouse.testkit.fakes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.Failure;

/**
 * Puts a vendor that answers in memory behind a real socket on loopback. A {@link Failure.TimedOut} becomes an answer
 * that never comes, any other failure a connection that breaks.
 */
public final class LoopbackServer implements AutoCloseable {
    /** Longer than any client of a test waits; closing the server ends it. */
    private static final long SILENCE_SECONDS = 60;

    private final VendorTransport vendor;
    private final HttpServer server;
    private final ExecutorService threads;
    private final CountDownLatch closing = new CountDownLatch(1);

    private LoopbackServer(VendorTransport vendor) throws IOException {
        this.vendor = vendor;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "fake-vendor");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Starts a server on a free port.
     *
     * @throws IOException if no port could be had
     */
    public static LoopbackServer serving(VendorTransport vendor) throws IOException {
        return new LoopbackServer(vendor);
    }

    /** Its base address. */
    public URI uri() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            RawBody body = RawBody.of(exchange.getRequestBody().readAllBytes());
            answer(exchange, new VendorRequest(exchange.getRequestMethod(), address(exchange), headers, body));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI address(HttpExchange exchange) {
        return uri().resolve(exchange.getRequestURI());
    }

    private void answer(HttpExchange exchange, VendorRequest request) throws IOException, InterruptedException {
        try {
            VendorResponse response = vendor.send(request);
            response.headers()
                    .forEach((name, values) -> exchange.getResponseHeaders().put(name, List.copyOf(values)));
            byte[] bytes;
            try (var in = response.body().open()) {
                bytes = in.readAllBytes();
            }
            exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (FetchException e) {
            if (e.failure() instanceof Failure.TimedOut) {
                boolean unused = closing.await(SILENCE_SECONDS, TimeUnit.SECONDS);
            }
            // Leaving without an answer closes the connection.
        }
    }

    /** Stops it, and ends every silence. */
    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
