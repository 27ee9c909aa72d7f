package org.healthwarehouse.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;

/**
 * A door of its own to a vendor that several processes call, on loopback: it knows what came through it, and an answer
 * can be held back in it, so that a test decides who meets whom.
 */
final class VendorDoor implements AutoCloseable {
    private static final int PATIENCE_S = 120;

    private final VendorTransport vendor;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<URI> asked = new CopyOnWriteArrayList<>();
    private final AtomicReference<CountDownLatch> holding = new AtomicReference<>(new CountDownLatch(0));
    private final AtomicReference<CountDownLatch> held = new AtomicReference<>(new CountDownLatch(1));

    VendorDoor(VendorTransport vendor) throws IOException {
        this.vendor = vendor;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    /** Holds back answers about ranges from now on, until {@link #release}. */
    void hold() {
        held.set(new CountDownLatch(1));
        holding.set(new CountDownLatch(1));
    }

    /** Waits until an answer is held back. */
    void awaitHeld() throws InterruptedException {
        if (!held.get().await(PATIENCE_S, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody called");
        }
    }

    void release() {
        holding.get().countDown();
    }

    /** Every call about a range, in the order of arrival. */
    List<URI> asked() {
        return List.copyOf(asked);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            // A body that nobody has read makes the server close the connection, perhaps before its answer is out.
            byte[] unused = exchange.getRequestBody().readAllBytes();
            URI uri = exchange.getRequestURI();
            Map<String, String> headers =
                    Map.of("Authorization", exchange.getRequestHeaders().getFirst("Authorization"));
            VendorResponse response = vendor.send(new VendorRequest("GET", uri, headers, RawBody.of(new byte[0])));
            if (uri.getRawQuery() != null && uri.getRawQuery().contains("start_time")) {
                asked.add(uri);
                waitInTheDoor();
            }
            answer(exchange, response);
        } catch (FetchException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void waitInTheDoor() throws InterruptedException {
        CountDownLatch latch = holding.get();
        if (latch.getCount() > 0) {
            held.get().countDown();
            boolean unused = latch.await(PATIENCE_S, TimeUnit.SECONDS);
        }
    }

    private static void answer(HttpExchange exchange, VendorResponse response) throws IOException {
        byte[] body = bytes(response.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(response.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] bytes(RawBody body) throws IOException {
        try (InputStream in = body.open()) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
