package org.healthwarehouse.benchmarks;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
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
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SourceId;

/** A source with a night, a cycle, a recovery, a nap and a workout on every day. */
final class NightsConnector implements Connector {
    private static final SourceId SOURCE = SourceId.of("nights");
    private static final List<RecordType> TYPES =
            List.of(DataTypes.SLEEP, DataTypes.CYCLE, DataTypes.RECOVERY, DataTypes.WORKOUT);

    @Override
    public SourceId source() {
        return SOURCE;
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) {
        return TYPES.stream()
                .map(type -> FeedSpec.of(new FeedId(type.name()), type, FetchLimits.window(Duration.ofDays(60))))
                .toList();
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        var unused = context.transport().send(VendorRequest.get(URI.create("http://127.0.0.1/")));
        return new FetchResult.Page(new RawPage(
                RawPage.Origin.PULL,
                SOURCE,
                request.feed(),
                Optional.of(request),
                context.clock().instant(),
                Optional.empty(),
                200,
                "text/plain",
                RawBody.of(new byte[] {1})));
    }

    @Override
    public void parse(RawPage page, PageSink sink) {
        FetchRequest.Window window = (FetchRequest.Window) page.request().orElseThrow();
        LocalDate first = LocalDate.ofInstant(window.range().start(), ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(window.range().end(), ZoneOffset.UTC);
        for (RecordType type : TYPES) {
            if (type.name().equals(page.feed().value())) {
                first.datesUntil(last.plusDays(1)).forEach(date -> records(type, date, sink));
                sink.claim(new Claim(type, window.range()));
            }
        }
    }

    private static void records(RecordType type, LocalDate date, PageSink sink) {
        Instant midnight = date.atStartOfDay().toInstant(ZoneOffset.UTC);
        String id = Long.toString(date.toEpochDay());
        switch (type.name()) {
            case "sleep" -> {
                put(type, RecordKey.uuid("s" + id), midnight, 7, date, Map.of("nap", false, "cycle_id", id), sink);
                put(type, RecordKey.uuid("n" + id), midnight.plusSeconds(50_000), 1, date, Map.of("nap", true), sink);
            }
            case "cycle" -> put(type, new RecordKey("id", id), midnight, 24, date, Map.of("strain", 12.5), sink);
            case "recovery" ->
                put(type, new RecordKey("cycle", id), midnight, 7, date, Map.of("score", 60, "cycle_id", id), sink);
            default ->
                put(type, RecordKey.uuid("w" + id), midnight.plusSeconds(40_000), 1, date, Map.of("strain", 7), sink);
        }
    }

    private static void put(
            RecordType type,
            RecordKey key,
            Instant start,
            int hours,
            LocalDate date,
            Map<String, Object> values,
            PageSink sink) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("local_date", date.toString());
        all.put("time_zone", "Z");
        all.put("score_state", "scored");
        sink.record(new ParsedRecord(
                type,
                Set.of(key),
                start,
                start.plus(Duration.ofHours(hours)),
                Optional.empty(),
                false,
                Attributes.of(all)));
    }
}
