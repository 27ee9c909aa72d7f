package org.healthwarehouse.testkit.fulcra;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What the person wrote down or the phone noticed on each day: annotations of five kinds, and visits. */
final class FulcraDiary {
    /** What kinds of annotations there are; the person has defined one of each. */
    enum Kind {
        MOMENT("event"),
        DURATION("event"),
        BOOLEAN("metric"),
        NUMERIC("metric"),
        SCALE("metric");

        final String dataClass;

        Kind(String dataClass) {
            this.dataClass = dataClass;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        String definition() {
            return uuid("definition " + this);
        }

        /** As it stands in the path, for example {@code ScaleAnnotation/<uuid>}. */
        String dataType() {
            return name().charAt(0) + word().substring(1) + "Annotation/" + definition();
        }
    }

    private static final Duration DAY = Duration.ofDays(1);

    private FulcraDiary() {}

    static byte[] definitions() {
        return FulcraJson.array(json -> {
            for (Kind kind : Kind.values()) {
                json.writeStartObject();
                json.writeStringField("id", kind.definition());
                json.writeStringField("name", "My " + kind.word());
                json.writeStringField("annotation_type", kind.word());
                json.writeObjectFieldStart("measurement_spec");
                json.writeNullField("unit");
                json.writeEndObject();
                json.writeArrayFieldStart("tags");
                json.writeEndArray();
                json.writeNullField("deleted_at");
                json.writeStringField("fulcra_source_id", "com.fulcradynamics.annotation." + kind.definition());
                json.writeEndObject();
            }
        });
    }

    /** One a day, at noon; a duration lasts an hour. */
    static byte[] records(Kind kind, Instant from, Instant to, Instant now) {
        return FulcraJson.array(json -> {
            for (LocalDate day : days(from.minus(DAY), to)) {
                Instant start = at(day, 12);
                Instant end = kind == Kind.DURATION ? start.plus(Duration.ofHours(1)) : start;
                boolean inRange = start.isBefore(to) && (end.isAfter(from) || start.equals(from));
                if (!inRange || end.isAfter(now)) {
                    continue;
                }
                json.writeStartObject();
                json.writeStringField("id", uuid(kind + " on " + day));
                json.writeStringField("recorded_at", FulcraJson.write(start));
                if (kind == Kind.DURATION) {
                    json.writeStringField("start_time", FulcraJson.write(start));
                    json.writeStringField("end_time", FulcraJson.write(end));
                }
                json.writeStringField("source_name", "Annotation");
                json.writeStringField("source_id", "com.fulcradynamics.annotation." + kind.definition());
                switch (kind) {
                    case BOOLEAN -> json.writeBooleanField("value", day.getDayOfMonth() % 2 == 0);
                    case NUMERIC -> json.writeNumberField("value", day.getDayOfMonth() + 0.5);
                    case SCALE -> json.writeNumberField("value", 1 + day.getDayOfMonth() % 5);
                    default -> {}
                }
                json.writeNullField("note");
                json.writeArrayFieldStart("tags");
                json.writeEndArray();
                json.writeObjectFieldStart("metadata");
                json.writeStringField("id", kind.definition());
                json.writeStringField("name", "My " + kind.word());
                json.writeEndObject();
                json.writeEndObject();
            }
        });
    }

    /** From nine to five, each day; on the tenth the arrival was missed; until five the departure is unknown. */
    static byte[] visits(Instant from, Instant to, Instant now) {
        return FulcraJson.array(json -> {
            for (LocalDate day : days(from.minus(DAY), to)) {
                Instant arrival = at(day, 9);
                Instant departure = at(day, 17);
                boolean missed = day.getDayOfMonth() == 10;
                boolean there = departure.isAfter(now);
                boolean inRange = arrival.isBefore(to) && departure.isAfter(from);
                if (!inRange || arrival.isAfter(now) || (missed && there)) {
                    continue;
                }
                json.writeStartObject();
                json.writeStringField("uuid", uuid("visit on " + day));
                json.writeNumberField("latitude_degrees", 48.2 + day.getDayOfMonth() / 1000.0);
                json.writeNumberField("longitude_degrees", 16.4);
                json.writeNumberField("horizontal_accuracy_meters", 25);
                json.writeStringField("arrival_date", missed ? "0001-01-01T00:00:00+00:00" : FulcraJson.write(arrival));
                json.writeStringField(
                        "departure_date", there ? "4001-01-01T00:00:00+00:00" : FulcraJson.write(departure));
                json.writeEndObject();
            }
        });
    }

    private static List<LocalDate> days(Instant from, Instant to) {
        List<LocalDate> days = new ArrayList<>();
        LocalDate last = LocalDate.ofInstant(to, ZoneOffset.UTC);
        for (LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC); !day.isAfter(last); day = day.plusDays(1)) {
            days.add(day);
        }
        return days;
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
    }

    private static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
