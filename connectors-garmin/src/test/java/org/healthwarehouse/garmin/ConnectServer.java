package org.healthwarehouse.garmin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A service on this machine that answers as it is told, and writes down what it was asked. */
final class ConnectServer implements AutoCloseable {
    private final HttpServer server;
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** @param how from method and path with query, such as {@code GET /a?b=c} */
    ConnectServer(Function<String, Answer> how) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> answer(exchange, how));
        server.start();
    }

    /** What is answered. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, String type, byte[] body, Map<String, String> headers) {
        static Answer json(String body) {
            return new Answer(200, "application/json", body.replace('\'', '"').getBytes(UTF_8), Map.of());
        }

        static Answer zip(byte[] body) {
            return new Answer(200, "application/x-zip-compressed", body, Map.of());
        }

        static Answer status(int status) {
            return new Answer(status, "application/json", new byte[0], Map.of());
        }

        static Answer page(int status) {
            return new Answer(status, "text/html", "<!DOCTYPE html><html></html>".getBytes(UTF_8), Map.of());
        }

        Answer header(String name, String value) {
            return new Answer(status, type, body, Map.of(name, value));
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange, Function<String, Answer> how) throws IOException {
        try (exchange) {
            String question = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            asked.add(question);
            Answer answer = how.apply(question);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            if (answer.body().length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
