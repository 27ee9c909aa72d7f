package org.healthwarehouse.garmin;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;

/**
 * An activity: one of a list of them, or the body about one, in which half of it lies in objects of its own. With its
 * number it is the same workout as in an export, and with its second as in the file of the watch.
 */
final class WorkoutRows implements ListRows.Reader {
    @Override
    public void read(ExportItem item, Telling out) throws BadItemException {
        item.left().putAll(item.taken("summaryDTO").left());
        Optional<Instant> begun = item.instant("beginTimestamp");
        Instant start = item.instant("startTimeGMT")
                .or(() -> begun)
                .orElseThrow(() -> new BadItemException("a required field is missing or unreadable: startTimeGMT"));
        Set<RecordKey> keys = new HashSet<>(Set.of(GarminKeys.start(start)));
        item.identity("activityId").map(GarminKeys::id).ifPresent(keys::add);
        ExportItem meta = item.taken("metadataDTO");
        OptionalDouble elapsed = item.number("elapsedDuration");
        ExportValues values = described(item, meta, start);
        WorkoutValues.take(item, values);
        elapsed.ifPresent(seconds -> item.left().put("elapsedDuration", JsonReader.number(seconds)));
        double seconds = elapsed.orElse(values.number("duration").orElse(0));
        Instant end = start.plusMillis(Math.round(Math.min(seconds, Integer.MAX_VALUE) * 1000));
        out.record(new ParsedRecord(
                DataTypes.WORKOUT, keys, start, end, meta.instant("lastUpdateDate"), false, values.with(item)));
    }

    private static ExportValues described(ExportItem item, ExportItem meta, Instant start) {
        Optional<LocalDateTime> wall = item.clock("startTimeLocal");
        Optional<String> zone = item.taken("timeZoneUnitDTO").text("timeZone");
        Optional<String> offset = ExportItem.offset(wall, Optional.of(start)).map(ZoneOffset::getId);
        ExportItem type = item.inside("activityType");
        Optional<String> kind = type.text("typeKey")
                .or(() -> item.taken("activityTypeDTO").text("typeKey"))
                .map(WorkoutRows::kind);
        item.left().remove("activityType");
        var unused = item.instant("endTimeGMT");
        return new ExportValues()
                .put("name", item.text("activityName"))
                .put("workout_type", kind)
                .put("time_zone", zone.or(() -> offset))
                .put("local_date", wall.map(LocalDateTime::toLocalDate))
                .put(
                        "device",
                        ExportRows.deviceKey(item).or(() -> ExportRows.deviceKey(meta.inside("deviceMetaDataDTO"))));
    }

    /** The vendor numbers some kinds anew when it changes its mind about them. */
    static String kind(String type) {
        return type.toLowerCase(Locale.ROOT).replaceAll("_v\\d+$", "");
    }
}
