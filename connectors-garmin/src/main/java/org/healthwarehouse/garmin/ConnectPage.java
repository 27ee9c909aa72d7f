package org.healthwarehouse.garmin;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.TimeRange;

/** Reads the JSON of Garmin Connect. */
final class ConnectPage {
    private ConnectPage() {}

    /** Reads a body; claims nothing. */
    static DayOutline parse(String endpoint, RawPage page, PageSink sink) throws MalformedResponseException {
        int items = 0;
        Outline outline = new Outline();
        if (page.body().size() == 0 && !ConnectParser.isNothing(page.status())) {
            throw new MalformedResponseException("there is no body", "its start");
        }
        try (InputStream in = page.body().open();
                JsonReader reader = new JsonReader(in, "")) {
            for (Map<String, Object> object = reader.next(); object != null; object = reader.next()) {
                items++;
                read(endpoint, new ExportItem(object), sink, outline);
            }
        } catch (IOException e) {
            throw new MalformedResponseException("this is no JSON, or is cut off", "item " + items);
        } catch (BadItemException e) {
            throw new MalformedResponseException(String.valueOf(e.getMessage()), "item " + items);
        } catch (InvalidParameterException e) {
            throw new MalformedResponseException("it cannot be stored", "item " + items);
        }
        return outline.of(items);
    }

    private static void read(String endpoint, ExportItem item, PageSink sink, Outline outline)
            throws BadItemException, MalformedResponseException {
        outline.notAuthorised |= Boolean.TRUE.equals(item.left().get("privacyProtected"));
        switch (endpoint) {
            case "summary" -> {
                if (!outline.notAuthorised && Boolean.TRUE.equals(item.left().get("includesWellnessData"))) {
                    var unused = new DayRows().read(item, sink);
                }
            }
            case "activities" -> activity(item, sink);
            case "heart-rate" -> heartRate(item, sink, outline);
            default -> {}
        }
    }

    private static void activity(ExportItem item, PageSink sink) throws BadItemException {
        java.time.Instant start = item.requiredInstant("startTimeGMT");
        Set<RecordKey> keys = new HashSet<>(Set.of(GarminKeys.start(start)));
        item.identity("activityId").ifPresent(id -> keys.add(new RecordKey("id", id)));
        long seconds = Math.round(item.number("duration").orElse(0));
        ExportValues values = new ExportValues().put("name", item.text("activityName"));
        sink.record(ExportRows.record(DataTypes.WORKOUT, keys, start, start.plusSeconds(seconds), values.alone()));
    }

    private static void heartRate(ExportItem item, PageSink sink, Outline outline) throws MalformedResponseException {
        Optional<LocalDate> date = item.date("calendarDate");
        item.instant("startTimestampGMT")
                .ifPresent(start -> item.instant("endTimestampGMT")
                        .ifPresent(end ->
                                date.ifPresent(day -> sink.localDay(new LocalDay(day, new TimeRange(start, end))))));
        Object values = item.left().get("heartRateValues");
        outline.offloaded = values == null && item.number("restingHeartRate").isPresent();
        if (values instanceof List<?> rows) {
            for (Object row : rows) {
                if (row instanceof List<?> pair
                        && pair.size() == 2
                        && pair.get(0) instanceof Long at
                        && pair.get(1) instanceof Number bpm) {
                    sink.samples(DataTypes.HEART_RATE, ExportRows.device("day")).add(at, at, bpm.doubleValue());
                }
            }
        }
    }

    private static final class Outline {
        private boolean notAuthorised;
        private boolean offloaded;

        DayOutline of(int items) {
            return new DayOutline(
                    Optional.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    items == 0,
                    offloaded,
                    notAuthorised);
        }
    }
}
