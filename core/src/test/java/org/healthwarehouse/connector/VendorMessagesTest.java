package org.healthwarehouse.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VendorMessagesTest {
    private static final URI ADDRESS = URI.create("https://api.example.org/v1/sleep?key=hidden");

    private static RawBody body(String text) {
        return RawBody.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theTextOfARequestShowsNeitherQueryNorHeaders() {
        assertThat(VendorRequest.get(ADDRESS).header("Authorization", "Bearer hidden"))
                .hasToString("GET /v1/sleep");
    }

    @Test
    void aHeaderIsAddedToACopy() {
        VendorRequest plain = VendorRequest.get(ADDRESS);

        assertThat(plain.header("Accept", "a").header("Accept", "b").headers()).isEqualTo(Map.of("Accept", "b"));
        assertThat(plain.headers()).isEmpty();
    }

    @Test
    void theTextOfAResponseShowsItsSizeOnly() {
        assertThat(new VendorResponse(200, Map.of("x-user", List.of("anna")), body("{\"pulse\":72}")))
                .hasToString("VendorResponse[200, 12 bytes]");
    }

    @Test
    void headersOfAResponseAreFoundWhateverTheirCase() {
        VendorResponse response = new VendorResponse(200, Map.of("Retry-After", List.of("3", "4")), body(""));

        assertThat(response.header("RETRY-AFTER")).contains("3");
        assertThat(response.header("date")).isEmpty();
    }

    @Test
    void aResponseKeepsItsOwnHeaders() {
        Map<String, List<String>> headers = new HashMap<>(Map.of("a", List.of("1")));
        VendorResponse response = new VendorResponse(200, headers, body(""));

        headers.clear();

        assertThat(response.header("a")).contains("1");
    }

    @Test
    void aBodyInMemoryIsOpenedFromTheStartEachTime() throws IOException {
        RawBody body = body("abc");

        assertThat(body.open()).hasContent("abc");
        assertThat(body.open()).hasContent("abc");
        assertThat(body.size()).isEqualTo(3);
        assertThat(body).hasToString("RawBody[3 bytes]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void aFeedHasAName(String blank) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> new FeedId(blank))
                .withMessageContainingAll("feed id", "1 to 200 characters", "name the endpoint");
    }

    @Test
    void aMalformedResponseNamesRuleAndPlace() {
        MalformedResponseException malformed = new MalformedResponseException("no start_date", "item 17");

        assertThat(malformed.failure()).isEqualTo(new Failure.MalformedResponse("no start_date at item 17", "item 17"));
    }

    @Test
    void aFetchExceptionSaysWhatItsFailureSays() {
        Failure failure = new Failure.DataNotFound("nothing there");

        assertThat(new FetchException(failure)).hasMessage("nothing there").returns(failure, FetchException::failure);
    }
}
