package org.healthwarehouse.testkit.fakes;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;

/**
 * A vendor that is asked for ranges of instants and answers each in one page with everything that has a part in it.
 * Heart rate and steps come from two devices each, body mass from a scale, positions from a phone. Ranges that are too
 * long are never answered. What it has of a moment is final seven days later, except for days that had nothing at all
 * ({@link Change#LATE_DAYS}).
 */
public final class RangeFeed extends FakeService {
    /** The source that its connector serves. */
    public static final SourceId SOURCE = SourceId.of("range");

    private final RangeItems items;
    private volatile Duration longest;

    /** A vendor whose data follow from the seed and whose present is that of the clock. */
    public RangeFeed(long seed, InstantSource clock) {
        super(clock);
        items = new RangeItems(seed);
        longest = Duration.ofHours(30 + Dice.of(seed).nextInt(24 * 12));
    }

    /** Lets only the given kinds of change happen. */
    public RangeFeed changing(Set<Change> kinds) {
        only(kinds);
        return this;
    }

    /** Never answers ranges longer than that; by default some length between 30 hours and 13 days. */
    public RangeFeed longestRange(Duration range) {
        longest = range;
        return this;
    }

    @Override
    public SourceId source() {
        return SOURCE;
    }

    @Override
    public Connector connector(URI base) {
        return new RangeFeedConnector(new FakeClient(SOURCE, base, this::token));
    }

    @Override
    public Set<DataType> types() {
        return Arrays.stream(RangeKind.values()).map(RangeKind::type).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<TrueItem> truth(DataType type, TimeRange range, Instant asOf) {
        RangeKind kind =
                RangeKind.named(type.name()).orElseThrow(() -> new IllegalArgumentException("no type " + type));
        long now = asOf.toEpochMilli();
        return items.visible(kind, range.startMs(), range.endMs(), now, changes()).stream()
                .map(item -> item.truth(kind.isPlace(), now))
                .toList();
    }

    @Override
    Answer answer(String path, Map<String, String> query, Instant now) {
        Optional<RangeKind> kind = RangeKind.named(query.getOrDefault("type", ""));
        if (!path.equals("/items") || kind.isEmpty()) {
            return Answer.status(404, "no such endpoint or type");
        }
        try {
            Instant from = Instant.parse(query.getOrDefault("start_time", ""));
            Instant to = Instant.parse(query.getOrDefault("end_time", ""));
            return Duration.between(from, to).compareTo(longest) > 0
                    ? Answer.never()
                    : Answer.ok(page(kind.get(), from.toEpochMilli(), to.toEpochMilli(), now.toEpochMilli()));
        } catch (DateTimeException e) {
            return Answer.status(422, "start_time and end_time are required");
        }
    }

    private byte[] page(RangeKind kind, long from, long to, long now) {
        return Json.object(json -> {
            json.writeArrayFieldStart("items");
            for (RangeItem item : items.visible(kind, from, to, now, changes())) {
                write(json, kind, item, now);
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, RangeKind kind, RangeItem item, long now) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", item.id());
        json.writeStringField("device", item.device());
        json.writeStringField("start", Instant.ofEpochMilli(item.start()).toString());
        json.writeStringField("end", Instant.ofEpochMilli(item.end()).toString());
        if (kind.isPlace()) {
            json.writeNumberField("latitude", item.latitudeAt(now));
            json.writeNumberField("longitude", item.longitude());
            json.writeNumberField("accuracy", RangeItem.ACCURACY.orElseThrow());
        } else {
            json.writeNumberField("value", item.valueAt(now));
        }
        json.writeEndObject();
    }
}
