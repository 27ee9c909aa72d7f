package org.healthwarehouse.garmin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.Failure;

/**
 * What has to be known of an account before its data can be asked for. Kept in the store: the name for a month, the
 * last upload for minutes, so that all feeds of a sync share one answer. Only the fact is kept, not the body.
 */
final class ConnectFacts {
    /** Less than the time for which the engine takes a watermark as known. */
    private static final Duration UPLOAD_KEPT = Duration.ofMinutes(4);

    private static final Duration NAME_KEPT = Duration.ofDays(30);
    private static final int LONGEST = 200;

    private final ConnectClient client;

    ConnectFacts(ConnectClient client) {
        this.client = client;
    }

    /** The name by which some paths call the account. */
    String displayName(FetchContext context) throws FetchException, InterruptedException {
        return context.metadata()
                .get(
                        "display-name",
                        NAME_KEPT,
                        () -> text(askName(context)),
                        body -> read(body)
                                .orElseThrow(() -> new MalformedResponseException("there is no name", "displayName")));
    }

    private String askName(FetchContext context) throws FetchException, InterruptedException {
        return object("/userprofile-service/socialProfile", "profile", context)
                .text("displayName")
                .filter(name -> name.length() <= LONGEST)
                .orElseThrow(() -> new FetchException(new Failure.NoPermission(
                        "Garmin's profile has no name; complete the profile in Garmin Connect first")));
    }

    /** When a watch last handed over what it had; empty if none ever did. */
    Optional<Instant> lastUpload(FetchContext context) throws FetchException, InterruptedException {
        return context.metadata().get("last-upload", UPLOAD_KEPT, () -> text(askUpload(context)), ConnectFacts::time);
    }

    private String askUpload(FetchContext context) throws FetchException, InterruptedException {
        OptionalDouble millis = object("/device-service/deviceservice/mylastused", "last upload", context)
                .number("lastUsedDeviceUploadTime");
        return millis.isPresent() && millis.getAsDouble() > 0 ? Long.toString((long) millis.getAsDouble()) : "";
    }

    private static Optional<Instant> time(RawBody body) throws MalformedResponseException {
        try {
            return read(body).map(Long::valueOf).map(Instant::ofEpochMilli);
        } catch (NumberFormatException e) {
            throw new MalformedResponseException("this is no time", "lastUsedDeviceUploadTime");
        }
    }

    /** The one object of an answer; an empty one if there is nothing. */
    private ExportItem object(String path, String what, FetchContext context)
            throws FetchException, InterruptedException {
        VendorResponse response = client.get(path, "application/json", what, context);
        try {
            return ConnectParser.isNothing(response.status()) ? new ExportItem(Map.of()) : object(response.body());
        } catch (MalformedResponseException e) {
            throw new FetchException(e.failure(), e);
        }
    }

    /** The first object of a JSON document; an empty one if there is none. */
    static ExportItem object(RawBody body) throws MalformedResponseException {
        try (InputStream in = body.open();
                JsonReader reader = new JsonReader(in, "")) {
            Map<String, Object> object = reader.next();
            return new ExportItem(object == null ? Map.of() : object);
        } catch (IOException e) {
            throw new MalformedResponseException("this is no JSON, or is cut off", "the body");
        }
    }

    private static RawBody text(String fact) {
        return RawBody.of(fact.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> read(RawBody body) throws MalformedResponseException {
        try (InputStream in = body.open()) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .filter(text -> !text.isEmpty());
        } catch (IOException e) {
            throw new MalformedResponseException("it cannot be read", "its bytes");
        }
    }
}
