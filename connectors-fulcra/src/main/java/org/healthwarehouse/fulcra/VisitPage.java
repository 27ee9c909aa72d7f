package org.healthwarehouse.fulcra;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.jspecify.annotations.Nullable;

/**
 * One answer of {@code apple_location_visits}. The year 1 stands for an arrival that nobody noticed, a far future for a
 * departure that is still to come. A visit without either has no place in time and is passed over.
 */
final class VisitPage {
    private @Nullable String uuid;
    private @Nullable Double latitude;
    private @Nullable Double longitude;
    private OptionalDouble accuracy = OptionalDouble.empty();
    private OptionalLong arrival = OptionalLong.empty();
    private OptionalLong departure = OptionalLong.empty();

    private VisitPage() {}

    static void parse(RawBody body, PageSink sink) throws MalformedResponseException {
        try (ItemReader reader = ItemReader.open(body)) {
            while (reader.nextItem()) {
                VisitPage fields = new VisitPage();
                for (String field = reader.nextField(); field != null; field = reader.nextField()) {
                    fields.read(field, reader);
                }
                fields.visit(reader).ifPresent(sink::record);
            }
        }
    }

    private void read(String field, ItemReader reader) throws MalformedResponseException {
        switch (field) {
            case "uuid" -> uuid = reader.identifier();
            case "latitude_degrees" -> latitude = reader.number();
            case "longitude_degrees" -> longitude = reader.number();
            case "horizontal_accuracy_meters" -> accuracy = reader.optionalNumber();
            case "arrival_date" -> arrival = reader.optionalTime();
            case "departure_date" -> departure = reader.optionalTime();
            default -> reader.skip();
        }
    }

    private Optional<ParsedRecord> visit(ItemReader reader) throws MalformedResponseException {
        if (uuid == null) {
            throw reader.missing("uuid");
        }
        Attributes attributes = attributes(reader);
        if (arrival.isEmpty() && departure.isEmpty()) {
            return Optional.empty();
        }
        long start = arrival.orElseGet(departure::getAsLong);
        long end = departure.orElse(start);
        if (end < start) {
            throw reader.itemMalformed("a visit ends before it starts");
        }
        return Optional.of(new ParsedRecord(
                DataTypes.LOCATION_VISIT,
                Set.of(RecordKey.uuid(uuid)),
                Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(end),
                Optional.empty(),
                departure.isEmpty(),
                attributes));
    }

    private Attributes attributes(ItemReader reader) throws MalformedResponseException {
        if (latitude == null) {
            throw reader.missing("latitude_degrees");
        }
        if (longitude == null) {
            throw reader.missing("longitude_degrees");
        }
        if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
            throw reader.itemMalformed("a position is not on the globe");
        }
        Map<String, Object> known = new TreeMap<>();
        known.put("latitude", latitude);
        known.put("longitude", longitude);
        accuracy.ifPresent(metres -> {
            if (metres >= 0) {
                known.put("accuracy", metres);
            }
        });
        arrival.ifPresent(ms -> known.put("arrival", Instant.ofEpochMilli(ms).toString()));
        departure.ifPresent(
                ms -> known.put("departure", Instant.ofEpochMilli(ms).toString()));
        return Attributes.of(known);
    }
}
