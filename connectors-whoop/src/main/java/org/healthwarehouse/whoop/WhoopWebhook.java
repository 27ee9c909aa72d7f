package org.healthwarehouse.whoop;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.healthwarehouse.auth.Secret;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorEvent;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;

/**
 * Checks that a webhook comes from WHOOP, and reads it. The application receives it on an address of its own, gives the
 * event to {@code HealthWarehouse.handle}, answers with a status of 2xx as soon as that was taken over, and with 401 if
 * this throws. Thread-safe.
 */
public final class WhoopWebhook {
    private static final String TIMESTAMP = "X-WHOOP-Signature-Timestamp";
    private static final String SIGNATURE = "X-WHOOP-Signature";
    private static final String ALGORITHM = "HmacSHA256";
    /** The vendor signs each delivery anew; what is older was recorded by somebody and sent again. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String UUID = "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";

    private final Secret clientSecret;
    private final InstantSource clock;

    /**
     * Webhooks for an application.
     *
     * @param clientSecret the application's secret at WHOOP, with which webhooks are signed
     * @param clock by which their age is told
     */
    public WhoopWebhook(Secret clientSecret, InstantSource clock) {
        this.clientSecret = clientSecret;
        this.clock = clock;
    }

    /**
     * Checks and reads a webhook.
     *
     * @param headers of the request, in whatever case
     * @param body of the request, byte for byte as it came
     * @return the event, whose time is that of the signature: the vendor signs each delivery anew; empty if it is from
     *     WHOOP but about something that this library does not know
     * @throws HealthWarehouseException with {@link Failure.AuthenticationFailed} if it is not signed by WHOOP, or not
     *     within the last 5 minutes; with {@link Failure.MalformedResponse} if it is but cannot be read
     */
    public Optional<VendorEvent> verify(Map<String, String> headers, byte[] body) {
        String timestamp = header(headers, TIMESTAMP);
        byte[] expected = sign(timestamp, body);
        if (!MessageDigest.isEqual(expected, decoded(header(headers, SIGNATURE)))) {
            throw refused("its signature is not the vendor's; check the client secret");
        }
        requireRecent(timestamp);
        try {
            return read(
                    new Item(WhoopPage.object(RawBody.of(body)).asMap(), "the webhook"),
                    Instant.ofEpochMilli(Long.parseLong(timestamp)));
        } catch (MalformedResponseException e) {
            throw new HealthWarehouseException(e.failure(), e);
        }
    }

    private static Optional<VendorEvent> read(Item item, Instant signed) throws MalformedResponseException {
        String user = item.requiredIdentity("user_id");
        String id = item.requiredIdentity("id");
        String trace = item.requiredIdentity("trace_id");
        String[] type = item.requiredIdentity("type").split("\\.", -1);
        Optional<RecordType> record = type(type[0]);
        Optional<VendorEvent.Kind> kind = type.length == 2 ? kind(type[1]) : Optional.empty();
        // Version 1 sent numbers, of which the present interface knows nothing.
        if (record.isEmpty() || kind.isEmpty() || !id.matches(UUID)) {
            return Optional.empty();
        }
        RecordKey key = record.get().equals(DataTypes.RECOVERY) ? new RecordKey(Whoop.SLEEP, id) : RecordKey.uuid(id);
        return Optional.of(new VendorEvent(Whoop.SOURCE, user, record.get(), key, kind.get(), trace, signed));
    }

    private static Optional<RecordType> type(String name) {
        return switch (name) {
            case "sleep" -> Optional.of(DataTypes.SLEEP);
            case "workout" -> Optional.of(DataTypes.WORKOUT);
            case "recovery" -> Optional.of(DataTypes.RECOVERY);
            default -> Optional.empty();
        };
    }

    private static Optional<VendorEvent.Kind> kind(String name) {
        return switch (name) {
            case "updated" -> Optional.of(VendorEvent.Kind.UPDATED);
            case "deleted" -> Optional.of(VendorEvent.Kind.DELETED);
            default -> Optional.empty();
        };
    }

    private void requireRecent(String timestamp) {
        if (!timestamp.matches("\\d{1,15}")) {
            throw refused("its timestamp is no time");
        }
        Duration age = Duration.between(Instant.ofEpochMilli(Long.parseLong(timestamp)), clock.instant())
                .abs();
        if (age.compareTo(TOLERANCE) > 0) {
            throw refused("it was not signed within the last " + TOLERANCE.toMinutes()
                    + " minutes; check the clock of this machine");
        }
    }

    private byte[] sign(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(clientSecret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static String header(Map<String, String> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> refused("it has no header " + name));
    }

    private static byte[] decoded(String signature) {
        try {
            return Base64.getDecoder().decode(signature.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static HealthWarehouseException refused(String reason) {
        return new HealthWarehouseException(
                new Failure.AuthenticationFailed("the webhook is not taken for WHOOP's: " + reason));
    }

    /** Not the secret. */
    @Override
    public String toString() {
        return "WhoopWebhook";
    }
}
