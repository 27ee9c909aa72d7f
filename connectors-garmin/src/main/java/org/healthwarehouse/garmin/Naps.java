package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.garmin.fit.FitMessage;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;

/** Naps. A watch may write one several times; the last word on each start counts. */
final class Naps implements FitPage.Part {
    private static final long LONGEST_MS = 24 * 3_600_000L;

    private final FitOutline outline;
    private final Samples samples;
    private final Map<Long, Long> ends = new TreeMap<>();

    Naps(FitOutline outline, Samples samples) {
        this.outline = outline;
        this.samples = samples;
    }

    @Override
    public void take(FitMessage message) {
        if (!message.name().equals("nap_event")) {
            return;
        }
        long start = message.timeMs("start_time");
        long end = message.timeMs("end_time");
        if (start != FitMessage.NO_TIME && end > start && end - start < LONGEST_MS) {
            ends.put(start, end);
        }
    }

    @Override
    public void finish() {
        ends.forEach(
                (start, end) -> samples.sink().record(nap(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end))));
    }

    private ParsedRecord nap(Instant start, Instant end) {
        Map<String, Object> values = new TreeMap<>();
        values.put("nap", true);
        if (!samples.device().key().isEmpty()) {
            values.put("device", samples.device().key());
        }
        outline.offset().ifPresent(zone -> {
            values.put("time_zone", zone.getId());
            values.put("local_date", end.atOffset(zone).toLocalDate().toString());
        });
        return new ParsedRecord(
                DataTypes.SLEEP,
                Set.of(GarminKeys.start(start)),
                start,
                end,
                Optional.empty(),
                false,
                Attributes.of(values));
    }
}
