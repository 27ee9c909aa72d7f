package org.healthwarehouse.auth;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * Waits on this machine for the browser that a vendor sends back after a login (RFC 8252, 7.3). Listens on the loopback
 * address only. Used by one thread.
 */
public final class LoopbackRedirect implements AutoCloseable {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    /** How soon an interrupt or the end of the time is noticed. */
    private static final int LOOK_UP_MS = 100;

    private static final int READ_MS = 2_000;
    private static final int LONGEST_LINE = 8_192;
    private static final String DONE = "<!DOCTYPE html><title>Logged in</title><p>You can close this window.";

    private final ServerSocket socket;
    private final URI uri;
    private final InstantSource clock;

    private LoopbackRedirect(ServerSocket socket, URI uri, InstantSource clock) {
        this.socket = socket;
        this.uri = uri;
        this.clock = clock;
    }

    /**
     * Begins to listen.
     *
     * @param redirect the address that the vendor knows; with port 0, any free port of this machine
     * @param clock by which the time runs out
     * @throws InvalidParameterException if it is not http to this machine
     * @throws IOException if nobody can listen on that port
     */
    public static LoopbackRedirect at(URI redirect, InstantSource clock) throws IOException {
        String host = String.valueOf(redirect.getHost());
        if (!"http".equals(redirect.getScheme()) || !LOOPBACK.contains(host) || redirect.getPort() < 0) {
            throw new InvalidParameterException(
                    "redirect address",
                    redirect,
                    "must be http to this machine with a port, for somebody to listen there",
                    "use http://localhost:8765/callback, or paste the address to which the person was sent");
        }
        ServerSocket socket = new ServerSocket(redirect.getPort(), 8, InetAddress.getByName(host));
        socket.setSoTimeout(LOOK_UP_MS);
        URI uri = redirect.getPort() != 0
                ? redirect
                : URI.create("http://" + host + ":" + socket.getLocalPort() + redirect.getRawPath());
        return new LoopbackRedirect(socket, uri, clock);
    }

    /** The address on which it listens. */
    public URI uri() {
        return uri;
    }

    /**
     * Waits for the browser and thanks the person. Whatever else is asked for on the way is not found.
     *
     * @return the whole address that the browser asked for
     * @throws FetchException with {@link Failure.TimedOut} if nobody comes in time
     * @throws IOException if the machine lets nobody listen any more
     * @throws InterruptedException if the thread is interrupted
     */
    public String await(Duration patience) throws FetchException, IOException, InterruptedException {
        Instant end = clock.instant().plus(patience);
        while (clock.instant().isBefore(end)) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while waiting for a login");
            }
            try (Socket browser = socket.accept()) {
                Optional<String> asked = answer(browser);
                if (asked.isPresent()) {
                    return asked.get();
                }
            } catch (SocketTimeoutException e) {
                // Nobody has come yet.
            }
        }
        throw new FetchException(new Failure.TimedOut("nobody came back from the login in time; begin again"));
    }

    private Optional<String> answer(Socket browser) throws IOException {
        browser.setSoTimeout(READ_MS);
        Optional<String> asked = asked(browser);
        try {
            browser.getOutputStream().write(page(asked.isPresent()));
            browser.getOutputStream().flush();
        } catch (IOException e) {
            // It has hung up without waiting for thanks.
        }
        return asked.map(target -> uri.resolve("/") + target.substring(1));
    }

    /** One that hangs up in the middle of its question was no browser with an answer. */
    private Optional<String> asked(Socket browser) {
        try {
            return target(browser.getInputStream()).filter(this::isAnswer);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] page(boolean found) {
        String body = found ? DONE : "";
        String text = "HTTP/1.1 " + (found ? "200 OK" : "404 Not Found")
                + "\r\nContent-Type: text/html; charset=us-ascii\r\nContent-Length: " + body.length()
                + "\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n" + body;
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A browser also asks for a picture of the site. */
    private boolean isAnswer(String target) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return target.startsWith(path + "?") && target.contains("state=");
    }

    /** What the first line asks for; the headers are read and forgotten, else the browser may not see the answer. */
    private static Optional<String> target(InputStream in) throws IOException {
        String first = line(in);
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            // Nothing of it matters.
        }
        String[] words = first.split(" ", -1);
        return words.length == 3 && words[0].equals("GET") && words[1].startsWith("/")
                ? Optional.of(words[1])
                : Optional.empty();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (line.length() == LONGEST_LINE) {
                throw new IOException("a line that no browser sends");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** Stops listening. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nobody listens any more, whatever went wrong.
        }
    }
}
