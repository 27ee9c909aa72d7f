package org.healthwarehouse.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTransportTest {
    private static final VendorRequest REQUEST =
            VendorRequest.get(URI.create("https://api.example.org/v1/sleep")).header("Accept", "application/json");

    private final Vendor vendor = new Vendor();
    private final Tokens tokens = new Tokens();
    private final BearerTransport transport = new BearerTransport(vendor, tokens);

    /** Accepts one token and notes what it was sent. */
    private static final class Vendor implements VendorTransport {
        private final List<VendorRequest> requests = new ArrayList<>();
        private String accepted = "first";
        private int status = 200;

        @Override
        public VendorResponse send(VendorRequest request) {
            requests.add(request);
            boolean known = ("Bearer " + accepted).equals(request.headers().get("Authorization"));
            return new VendorResponse(known ? status : 401, Map.of(), RawBody.of(new byte[0]));
        }
    }

    /** Hands out one token and a second one for it. */
    private static final class Tokens implements AccessTokens {
        private final List<String> rejected = new ArrayList<>();

        @Override
        public String current() {
            return "first";
        }

        @Override
        public String replace(String token) {
            rejected.add(token);
            return "second";
        }
    }

    @Test
    void everyRequestCarriesTheTokenBesideItsOwnHeaders() throws Exception {
        transport.send(REQUEST);

        assertThat(vendor.requests)
                .extracting(VendorRequest::headers)
                .containsExactly(Map.of("Accept", "application/json", "Authorization", "Bearer first"));
        assertThat(tokens.rejected).isEmpty();
    }

    @Test
    void aRejectedTokenIsReplacedAndTheRequestRepeated() throws Exception {
        vendor.accepted = "second";

        VendorResponse response = transport.send(REQUEST);

        assertThat(response.status()).isEqualTo(200);
        assertThat(tokens.rejected).containsExactly("first");
        assertThat(vendor.requests)
                .extracting(request -> request.headers().get("Authorization"))
                .containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void aSecondRejectionIsPassedOn() throws Exception {
        vendor.accepted = "third";

        VendorResponse response = transport.send(REQUEST);

        assertThat(response.status()).isEqualTo(401);
        assertThat(tokens.rejected).containsExactly("first");
        assertThat(vendor.requests).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 400, 403, 429, 500})
    void noOtherStatusReplacesTheToken(int status) throws Exception {
        vendor.status = status;

        assertThat(transport.send(REQUEST).status()).isEqualTo(status);
        assertThat(tokens.rejected).isEmpty();
        assertThat(vendor.requests).hasSize(1);
    }

    @Test
    void aFixedTokenThatIsRejectedHasToBeGivenAnew() {
        vendor.accepted = "other";
        BearerTransport fixed = new BearerTransport(vendor, AccessTokens.fixed("top-secret"));

        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> fixed.send(REQUEST))
                .withMessageContaining("connect again")
                .withMessageNotContaining("top-secret")
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.AuthenticationFailed.class));
        assertThat(vendor.requests).hasSize(1);
    }

    @Test
    void whatTheTransportBelowCannotSendIsPassedOn() {
        FetchException broken = new FetchException(new Failure.TimedOut("no answer"));
        BearerTransport unreachable = new BearerTransport(
                request -> {
                    throw broken;
                },
                tokens);

        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> unreachable.send(REQUEST))
                .isSameAs(broken);
    }

    @Test
    void theTokenIsInNoText() throws Exception {
        AccessTokens fixed = AccessTokens.fixed("top-secret");
        vendor.accepted = "top-secret";

        VendorResponse response = new BearerTransport(vendor, fixed).send(REQUEST);

        assertThat(List.of(fixed, new BearerTransport(vendor, fixed), vendor.requests.get(0), response))
                .allSatisfy(object -> assertThat(object.toString()).doesNotContain("top-secret"));
    }
}
