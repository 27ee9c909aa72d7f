package org.healthwarehouse.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackRedirectTest {
    private static final URI ANY_PORT = URI.create("http://127.0.0.1:0/back");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient browser = HttpClient.newHttpClient();

    private CompletableFuture<HttpResponse<String>> visit(LoopbackRedirect listening, String query) {
        return browser.sendAsync(
                HttpRequest.newBuilder(listening.uri().resolve(query)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theBrowserIsThankedAndItsAddressHandedOver() throws Exception {
        try (LoopbackRedirect listening = LoopbackRedirect.at(ANY_PORT, InstantSource.system())) {
            var answer = visit(listening, "/back?code=c&state=s%20t");

            assertThat(listening.await(PATIENCE)).isEqualTo(listening.uri() + "?code=c&state=s%20t");
            assertThat(answer.get().statusCode()).isEqualTo(200);
            assertThat(answer.get().body()).contains("You can close this window");
        }
    }

    @Test
    void whateverElseIsAskedForIsNotFound() throws Exception {
        try (LoopbackRedirect listening = LoopbackRedirect.at(ANY_PORT, InstantSource.system())) {
            var icon = visit(listening, "/favicon.ico");
            var bare = visit(listening, "/back");
            var other = visit(listening, "/backdoor?code=c&state=s");
            try (Socket silent =
                    new Socket(InetAddress.getLoopbackAddress(), listening.uri().getPort())) {
                silent.getOutputStream()
                        .write("POST /back?code=c&state=s HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            var unused = CompletableFuture.allOf(icon, bare, other)
                    .thenCompose(all -> visit(listening, "/back?error=access_denied&state=s"));

            assertThat(listening.await(PATIENCE)).endsWith("?error=access_denied&state=s");
            assertThat(icon.get().statusCode()).isEqualTo(404);
            assertThat(bare.get().statusCode()).isEqualTo(404);
            assertThat(other.get().statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whoNeverComesBackIsGivenUp() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        InstantSource hasty = () -> Instant.EPOCH.plus(PATIENCE.dividedBy(2).multipliedBy(looks.getAndIncrement()));
        try (LoopbackRedirect listening = LoopbackRedirect.at(ANY_PORT, hasty)) {
            assertThatThrownBy(() -> listening.await(PATIENCE))
                    .isInstanceOfSatisfying(
                            FetchException.class,
                            thrown -> assertThat(thrown.failure()).isInstanceOf(Failure.TimedOut.class));
        }
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        try (LoopbackRedirect listening = LoopbackRedirect.at(ANY_PORT, InstantSource.system())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> listening.await(PATIENCE)).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void aPortThatIsTakenIsAnError() throws Exception {
        try (LoopbackRedirect listening = LoopbackRedirect.at(ANY_PORT, InstantSource.system())) {
            assertThatThrownBy(() -> LoopbackRedirect.at(listening.uri(), InstantSource.system()))
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://localhost:80/x", "http://app.example:80/x", "http://localhost/x", "app://back"})
    void onlyThisMachineCanBeListenedOn(String uri) {
        assertThatThrownBy(() -> LoopbackRedirect.at(URI.create(uri), InstantSource.system()))
                .isInstanceOf(InvalidParameterException.class);
    }
}
