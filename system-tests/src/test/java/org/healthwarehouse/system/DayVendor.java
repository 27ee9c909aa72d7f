package org.healthwarehouse.system;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A vendor of nights, cycles and workouts, with one feed for each, as a strap has them. Every user has the own ones.
 */
final class DayVendor implements Connector {
    static final SourceId SOURCE = new SourceId("whoop");
    static final List<RecordType> TYPES =
            List.of(DataTypes.SLEEP, DataTypes.CYCLE, DataTypes.RECOVERY, DataTypes.WORKOUT);

    /** One call. */
    record Call(UserId user, String feed, TimeRange range) {}

    private record Item(UserId user, ParsedRecord record) {}

    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, List<ParsedRecord>> pages = new HashMap<>();
    final List<Call> calls = new ArrayList<>();
    /** What every call fails with; null: none does. */
    @Nullable
    Failure failure;

    private static FeedSpec feed(RecordType type) {
        Duration fresh = Duration.ofHours(type.equals(DataTypes.WORKOUT) ? 1 : 2);
        return FeedSpec.of(new FeedId(type.name()), type, FetchLimits.window(Duration.ofDays(40)))
                .lateArrival(false)
                .settling(new Settling(Duration.ofDays(14), Duration.ofDays(2), fresh, Duration.ofDays(1)));
    }

    /** A night with its cycle, which goes on until it is told when it ends, and its recovery; times have an offset. */
    DayVendor night(String id, String asleep, String awake) {
        return sleep(id, asleep, awake, Map.of("nap", false, "cycle_id", id))
                .cycle(id, asleep, null)
                .recovery(id, awake, 60);
    }

    DayVendor nap(String id, String asleep, String awake) {
        return sleep(id, asleep, awake, Map.of("nap", true));
    }

    DayVendor sleep(String id, String asleep, String awake, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("local_date", OffsetDateTime.parse(awake).toLocalDate().toString());
        values.putIfAbsent("score_state", "scored");
        boolean open = String.valueOf(values.get("score_state")).startsWith("pending");
        return put(DataTypes.SLEEP, RecordKey.uuid("sleep-" + id), asleep, awake, open, values);
    }

    DayVendor cycle(String id, String start, @Nullable String end) {
        Map<String, Object> values = new HashMap<>(Map.of("strain", 10.5, "score_state", "scored"));
        values.put("local_date", OffsetDateTime.parse(start).toLocalDate().toString());
        return put(DataTypes.CYCLE, new RecordKey("id", id), start, end == null ? start : end, end == null, values);
    }

    DayVendor recovery(String id, String at, double score) {
        return put(
                DataTypes.RECOVERY,
                new RecordKey("cycle", id),
                at,
                at,
                false,
                Map.of("score", score, "cycle_id", id, "sleep_id", "sleep-" + id, "score_state", "scored"));
    }

    DayVendor workout(String id, String start, String end) {
        Map<String, Object> values = new HashMap<>(Map.of("workout_type", "running", "score_state", "scored"));
        values.put("local_date", OffsetDateTime.parse(start).toLocalDate().toString());
        return put(DataTypes.WORKOUT, RecordKey.uuid("workout-" + id), start, end, false, values);
    }

    private UserId owner = UserId.LOCAL;

    /** Whose is what comes next. */
    DayVendor of(UserId user) {
        owner = user;
        return this;
    }

    /** Takes something away, by its type and key. */
    DayVendor without(RecordType type, String key) {
        items.remove(type.name() + "/" + key);
        return this;
    }

    private DayVendor put(
            RecordType type, RecordKey key, String start, String end, boolean open, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        ZoneOffset offset =
                OffsetDateTime.parse(type.equals(DataTypes.SLEEP) ? end : start).getOffset();
        all.put("time_zone", offset.getId());
        items.put(
                type.name() + "/" + key.value(),
                new Item(
                        owner,
                        new ParsedRecord(
                                type,
                                Set.of(key),
                                OffsetDateTime.parse(start).toInstant(),
                                OffsetDateTime.parse(end).toInstant(),
                                Optional.empty(),
                                open,
                                Attributes.of(all))));
        return this;
    }

    @Override
    public SourceId source() {
        return SOURCE;
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) {
        return TYPES.stream().map(DayVendor::feed).toList();
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        FetchRequest.Window window = (FetchRequest.Window) request;
        calls.add(new Call(window.user(), window.feed().value(), window.range()));
        // The engine counts calls on the transport.
        var unused = context.transport().send(VendorRequest.get(URI.create("http://127.0.0.1/")));
        if (failure != null) {
            throw new FetchException(failure);
        }
        String body = "page " + calls.size();
        pages.put(
                body,
                items.values().stream()
                        .filter(item -> item.user.equals(window.user()))
                        .map(Item::record)
                        .filter(record ->
                                record.type().name().equals(window.feed().value()))
                        .filter(record -> isIn(window.range(), record))
                        .toList());
        return new FetchResult.Page(new RawPage(
                RawPage.Origin.PULL,
                SOURCE,
                window.feed(),
                Optional.of(window),
                context.clock().instant(),
                Optional.empty(),
                200,
                "text/plain",
                RawBody.of(body.getBytes(StandardCharsets.UTF_8))));
    }

    private static boolean isIn(TimeRange range, ParsedRecord record) {
        Instant end = record.open() && record.end().equals(record.start()) ? TimeRange.LATEST : record.end();
        return range.contains(record.start()) || (record.start().isBefore(range.end()) && end.isAfter(range.start()));
    }

    @Override
    public void parse(RawPage page, PageSink sink) {
        FetchRequest.Window window = (FetchRequest.Window) page.request().orElseThrow();
        try (var in = page.body().open()) {
            pages.getOrDefault(new String(in.readAllBytes(), StandardCharsets.UTF_8), List.of())
                    .forEach(sink::record);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        TYPES.stream()
                .filter(type -> type.name().equals(window.feed().value()))
                .forEach(type -> sink.claim(new Claim(type, window.range())));
    }
}
