package org.healthwarehouse.fulcra;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * What Fulcra knows of an account.
 *
 * @param userId the vendor's id of the person
 * @param created when the account was made; its data may be much older
 * @param zone the person's time zone; empty if none is set
 */
public record FulcraUserInfo(String userId, Optional<Instant> created, Optional<ZoneId> zone) {
    private static final int LONGEST = 1 << 20;

    static FulcraUserInfo read(RawBody body) throws FetchException {
        Attributes fields;
        try (InputStream in = body.open()) {
            fields = Attributes.parse(new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8));
        } catch (InvalidParameterException | IOException e) {
            throw malformed("its start");
        }
        String userId = fields.text("userid").filter(id -> !id.isBlank()).orElse("");
        if (userId.isEmpty()) {
            throw malformed("userid");
        }
        return new FulcraUserInfo(userId, fields.text("created").flatMap(FulcraUserInfo::instant), zone(fields));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Timestamps.parse(text).stream()
                    .mapToObj(Instant::ofEpochMilli)
                    .findFirst();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(Attributes fields) {
        if (fields.asMap().get("preferences") instanceof Map<?, ?> preferences
                && preferences.get("timezone") instanceof String name) {
            try {
                return Optional.of(ZoneId.of(name));
            } catch (DateTimeException e) {
                // No zone that this Java knows.
            }
        }
        return Optional.empty();
    }

    private static FetchException malformed(String position) {
        return new FetchException(new Failure.MalformedResponse(
                "Fulcra's user info is something else than its interface promises", position));
    }
}
