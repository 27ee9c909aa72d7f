package org.healthwarehouse.fulcra;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.TimeRange;

/**
 * Fulcra's feed of updates: which types it processed records of in a time. It counts by the time of processing and
 * names no range, so it says that a type may have changed, not where.
 */
final class Updates {
    /** Longer windows were answered with an error. */
    private static final Duration WINDOW = Duration.ofDays(1);

    /** What was processed before this is found by the next sweep all the same. */
    private static final Duration LONGEST = Duration.ofDays(31);

    private static final JsonFactory JSON = new JsonFactory();

    private Updates() {}

    /** The windows to ask for, oldest first. */
    static List<TimeRange> windows(Instant since, Instant now) {
        Instant from = since.isBefore(now.minus(LONGEST)) ? now.minus(LONGEST) : since;
        List<TimeRange> windows = new ArrayList<>();
        while (from.isBefore(now)) {
            Instant to = from.plus(WINDOW).isBefore(now) ? from.plus(WINDOW) : now;
            windows.add(new TimeRange(from, to));
            from = to;
        }
        return windows;
    }

    /** The vendor's names of the types of which anything was processed. */
    static Set<String> read(RawBody body) throws MalformedResponseException {
        Set<String> names = new HashSet<>();
        try (InputStream in = body.open();
                JsonParser json = JSON.createParser(in)) {
            require(json.nextToken() == JsonToken.START_OBJECT, "its start");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean types = json.currentName().equals("data_types");
                require(!types || json.nextToken() == JsonToken.START_OBJECT, "data_types");
                if (types) {
                    counts(json, names);
                } else {
                    // Changed files are no business of ours, and there may be megabytes of them.
                    json.nextToken();
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new MalformedResponseException("Fulcra's updates are no whole JSON", "somewhere");
        }
        return names;
    }

    private static void counts(JsonParser json, Set<String> names) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            boolean some = json.nextToken() != JsonToken.VALUE_NUMBER_INT || json.getLongValue() > 0;
            json.skipChildren();
            if (some) {
                names.add(name);
            }
        }
    }

    private static void require(boolean kept, String position) throws MalformedResponseException {
        if (!kept) {
            throw new MalformedResponseException("Fulcra's updates are not in the known form", position);
        }
    }

    /** The type of that name; empty if it is none that is fetched. */
    static Optional<DataType> type(String name) {
        if (name.equals("AppleLocationUpdate")) {
            return Optional.of(DataTypes.LOCATION);
        }
        int slash = name.indexOf("Annotation/");
        if (slash > 0) {
            return Annotation.of(name.substring(0, slash), name.substring(slash + "Annotation/".length()))
                    .map(Annotation::type);
        }
        return KnownMetrics.find(name).map(Metric::type);
    }
}
