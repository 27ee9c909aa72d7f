package org.healthwarehouse.garmin;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.auth.BearerTransport;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.http.HttpStatus;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.UserId;

/** Makes single calls to Garmin Connect and knows its ways to refuse. Thread-safe. */
final class ConnectClient {
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;
    private static final int LOOKED_AT = 64;

    private final GarminAddress address;
    private final Function<UserId, AccessTokens> tokens;
    private final String userAgent;
    private final AccountPauses pauses;

    ConnectClient(
            GarminAddress address, Function<UserId, AccessTokens> tokens, String userAgent, AccountPauses pauses) {
        this.address = address;
        this.tokens = tokens;
        this.userAgent = userAgent;
        this.pauses = pauses;
    }

    GarminAddress address() {
        return address;
    }

    /**
     * Asks; answers also with a status that says that there is nothing.
     *
     * @param accept the media type that is wanted
     * @param what what is asked for, for messages
     */
    VendorResponse get(String path, String accept, String what, FetchContext context)
            throws FetchException, InterruptedException {
        return send("GET", path, accept, what, false, context);
    }

    /**
     * Asks for one file of many. What the service says of that file alone is an answer, whatever its status; what it
     * says of the login, of the pace or of itself is an error as ever.
     */
    VendorResponse file(String path, FetchContext context) throws FetchException, InterruptedException {
        return send("GET", path, "*/*", "file", true, context);
    }

    /** Asks the service to do something. */
    VendorResponse post(String path, String what, FetchContext context) throws FetchException, InterruptedException {
        return send("POST", path, "application/json", what, false, context);
    }

    private VendorResponse send(
            String method, String path, String accept, String what, boolean ofMany, FetchContext context)
            throws FetchException, InterruptedException {
        VendorRequest request = new VendorRequest(
                method, address.at(path), Map.of("Accept", accept, "User-Agent", userAgent), RawBody.of(new byte[0]));
        VendorResponse response = new BearerTransport(context.transport(), tokens.apply(context.user())).send(request);
        refuse(response, what, ofMany, context);
        pauses.served(context.user());
        return response;
    }

    private void refuse(VendorResponse response, String what, boolean ofMany, FetchContext context)
            throws FetchException {
        int status = response.status();
        if (status == TOO_MANY) {
            throw limited(response, what, context);
        }
        if (status != UNAUTHORIZED && status < SERVER_ERRORS && isWebPage(response)) {
            throw FetchException.endingTheRun(new Failure.MalformedResponse(
                    "Garmin answered " + what + " with a web page (status " + status
                            + "): it keeps programs out for now; try again much later, or use files",
                    "its start"));
        }
        boolean ofOneFile = ofMany && status != UNAUTHORIZED && status < SERVER_ERRORS;
        if (!ConnectParser.isNothing(status) && !ofOneFile) {
            HttpStatus.requireSuccess(response, context.clock(), "Garmin's " + what);
        }
    }

    private FetchException limited(VendorResponse response, String what, FetchContext context) {
        try {
            HttpStatus.requireSuccess(response, context.clock(), "Garmin's " + what);
        } catch (FetchException e) {
            if (e.failure() instanceof Failure.RateLimited told
                    && told.retryAfter().isPresent()) {
                return e;
            }
        }
        return new FetchException(new Failure.RateLimited(
                "Garmin's " + what + " was answered with status " + TOO_MANY,
                Optional.of(pauses.refused(context.user()))));
    }

    private static boolean isWebPage(VendorResponse response) {
        if (response.header("content-type")
                .filter(type -> type.toLowerCase(Locale.ROOT).contains("html"))
                .isPresent()) {
            return true;
        }
        try (InputStream in = response.body().open()) {
            String start = new String(in.readNBytes(LOOKED_AT), java.nio.charset.StandardCharsets.ISO_8859_1);
            return start.strip().startsWith("<");
        } catch (IOException e) {
            return false;
        }
    }

    /** That the account may have no more days fetched back for now. */
    void denied(UserId user, Instant until) {
        pauses.denied(user, until);
    }

    /** Until when no days are fetched back for the account; empty if they are. */
    Optional<Instant> noReloadUntil(UserId user, Instant now) {
        return pauses.noReloadUntil(user, now);
    }
}
