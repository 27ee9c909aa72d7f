package org.healthwarehouse.fulcra;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.jspecify.annotations.Nullable;

/** One answer of {@code apple_location_updates}. Two fixes with equal content and different uuids are two fixes. */
final class LocationPage {
    private @Nullable String uuid;
    private @Nullable Long time;
    private @Nullable Double latitude;
    private @Nullable Double longitude;
    private OptionalDouble accuracy = OptionalDouble.empty();
    private final Map<String, Object> attributes = new TreeMap<>();

    private LocationPage() {}

    static void parse(RawBody body, PageSink sink) throws MalformedResponseException {
        try (ItemReader reader = ItemReader.open(body)) {
            while (reader.nextItem()) {
                LocationPage fields = new LocationPage();
                for (String field = reader.nextField(); field != null; field = reader.nextField()) {
                    fields.read(field, reader);
                }
                sink.location(fields.location(reader));
            }
        }
    }

    private void read(String field, ItemReader reader) throws MalformedResponseException {
        switch (field) {
            case "uuid" -> uuid = reader.identifier();
            case "timestamp" -> time = reader.time();
            case "latitude_degrees" -> latitude = reader.number();
            case "longitude_degrees" -> longitude = reader.number();
            case "horizontal_accuracy_meters" -> accuracy = known(reader);
            case "altitude_meters" -> put("altitude", reader.optionalNumber());
            case "ellipsoidal_altitude_meters" -> put("ellipsoidal_altitude", reader.optionalNumber());
            case "floor" -> put("floor", reader.optionalNumber());
            case "vertical_accuracy_meters" -> put("vertical_accuracy", known(reader));
            case "speed" -> put("speed", known(reader));
            case "speed_accuracy_meters" -> put("speed_accuracy", known(reader));
            case "course_heading_degrees" -> put("course", known(reader));
            case "course_heading_accuracy_degrees" -> put("course_accuracy", known(reader));
            case "source_is_simulated_by_software" -> put("simulated", reader.flag());
            case "source_is_produced_by_accessory" -> put("accessory", reader.flag());
            default -> reader.skip();
        }
    }

    /** The vendor writes -1 for unknown where a value cannot be negative. */
    private static OptionalDouble known(ItemReader reader) throws MalformedResponseException {
        OptionalDouble number = reader.optionalNumber();
        return number.isPresent() && number.getAsDouble() < 0 ? OptionalDouble.empty() : number;
    }

    private void put(String name, OptionalDouble number) {
        number.ifPresent(value -> attributes.put(name, value));
    }

    /** No is what everybody assumes, so only yes is kept. */
    private void put(String name, boolean flag) {
        if (flag) {
            attributes.put(name, true);
        }
    }

    private ParsedLocation location(ItemReader reader) throws MalformedResponseException {
        if (uuid == null) {
            throw reader.missing("uuid");
        }
        if (time == null) {
            throw reader.missing("timestamp");
        }
        if (latitude == null) {
            throw reader.missing("latitude_degrees");
        }
        if (longitude == null) {
            throw reader.missing("longitude_degrees");
        }
        if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
            throw reader.itemMalformed("a position is not on the globe");
        }
        return new ParsedLocation(
                DataTypes.LOCATION,
                RecordKey.uuid(uuid),
                Instant.ofEpochMilli(time),
                latitude,
                longitude,
                accuracy,
                Attributes.of(attributes));
    }
}
