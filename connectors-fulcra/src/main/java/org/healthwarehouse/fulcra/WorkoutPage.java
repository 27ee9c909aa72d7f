package org.healthwarehouse.fulcra;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.jspecify.annotations.Nullable;

/** One answer of {@code apple_workouts}. A workout whose end is unknown is open: it is still going on. */
final class WorkoutPage {
    private @Nullable String id;
    private @Nullable Long start;
    private OptionalLong end = OptionalLong.empty();
    private final Map<String, @Nullable Object> plain = new HashMap<>();

    private WorkoutPage() {}

    static void parse(RawBody body, PageSink sink) throws MalformedResponseException {
        try (ItemReader reader = ItemReader.open(body)) {
            while (reader.nextItem()) {
                WorkoutPage fields = new WorkoutPage();
                for (String field = reader.nextField(); field != null; field = reader.nextField()) {
                    fields.read(field, reader);
                }
                sink.record(fields.workout(reader));
            }
        }
    }

    private void read(String field, ItemReader reader) throws MalformedResponseException {
        switch (field) {
            case "apple_workout_id" -> id = reader.identifier();
            case "start_date" -> start = reader.time();
            case "end_date" -> end = reader.optionalTime();
            case "duration" -> reader.optionalNumber().ifPresent(seconds -> plain.put(field, seconds));
            case "workout_activity_type" -> plain.put(field, reader.optionalText());
            case "has_undetermined_duration" -> plain.put(field, reader.flag());
            case "extras", "all_statistics", "source_revision", "device" -> plain.put(field, reader.object());
            case "workout_activities", "workout_events" -> plain.put(field, reader.value());
            default -> reader.skip();
        }
    }

    private ParsedRecord workout(ItemReader reader) throws MalformedResponseException {
        if (id == null) {
            throw reader.missing("apple_workout_id");
        }
        if (start == null) {
            throw reader.missing("start_date");
        }
        long endMs = end.orElse(start);
        if (endMs < start) {
            throw reader.itemMalformed("a workout ends before it starts");
        }
        return new ParsedRecord(
                DataTypes.WORKOUT,
                Set.of(RecordKey.uuid(id)),
                Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(endMs),
                Optional.empty(),
                end.isEmpty(),
                new WorkoutAttributes(plain).attributes());
    }
}
