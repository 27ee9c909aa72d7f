package org.healthwarehouse.testkit.fulcra;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The simulator behind a real socket on loopback. */
final class FulcraHttpServer implements AutoCloseable {
    /** Longer than any client of a test waits; closing the server ends it. */
    private static final long SLOW_SECONDS = 60;

    private final FulcraSimulator simulator;
    private final HttpServer server;
    private final ExecutorService threads;
    private final CountDownLatch closing = new CountDownLatch(1);

    FulcraHttpServer(FulcraSimulator simulator) throws IOException {
        this.simulator = simulator;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "fulcra-simulator");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<String> authorization =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            FulcraSimulator.Outcome outcome = simulator.handle(exchange.getRequestURI(), authorization, form);
            outcome.headers()
                    .forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(outcome.status(), outcome.body().length);
            write(exchange, outcome);
        }
    }

    private void write(HttpExchange exchange, FulcraSimulator.Outcome outcome) throws IOException {
        OutputStream body = exchange.getResponseBody();
        if (!outcome.breaksOff()) {
            body.write(outcome.body());
            return;
        }
        body.write(Arrays.copyOf(outcome.body(), outcome.body().length / 2));
        body.flush();
        if (outcome.fault().filter(Fault.SlowBody.class::isInstance).isPresent()) {
            hold();
        }
        // Leaving now closes the connection with half of the promised body sent.
    }

    private void hold() {
        try {
            boolean unused = closing.await(SLOW_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
