package org.healthwarehouse.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.ItemKey;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/**
 * A vendor whose pages are lines of words, so that a test can write down what it says: {@code sleep uuid=a start hours
 * changed score}, where a dash is no time of change, and after it who tells of it, if not the page; {@code gone sleep
 * uuid=a}; {@code heart time value}; {@code claim sleep from to}; {@code list sleep from to}, a claim of a complete
 * listing; {@code odd}, an item that cannot be read; {@code broken}, a page that cannot.
 */
final class NoteVendor implements Connector {
    static final SourceId SOURCE = SourceId.of("notes");
    private static final Map<String, DataType> TYPES =
            Map.of("sleep", DataTypes.SLEEP, "recovery", DataTypes.RECOVERY, "heart", DataTypes.HEART_RATE);

    Budget budget = Budget.unlimited("notes");
    /** What a range holds. */
    final List<String> lines = new ArrayList<>();
    /** What a record is, by type and key; none is a 404. */
    final Map<String, String> single = new HashMap<>();
    /** What happens while the next range is asked for. */
    Runnable meanwhile = () -> {};

    /** What happens while the next single record is asked for. */
    Runnable meanwhileSingle = () -> {};

    /** Whether ranges are listed completely. */
    boolean lists;

    final List<FetchRequest> asked = new ArrayList<>();
    Optional<Failure> failure = Optional.empty();
    /** Whether the failure is that of everything else that might be asked. */
    boolean failsForAll;

    static RawPage page(RawPage.Origin origin, Instant at, String... lines) {
        return page(new FeedId("told"), origin, at, lines);
    }

    static RawPage page(FeedId feed, RawPage.Origin origin, Instant at, String... lines) {
        return new RawPage(
                origin,
                SOURCE,
                feed,
                Optional.empty(),
                at,
                Optional.empty(),
                0,
                "text/plain",
                RawBody.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public SourceId source() {
        return SOURCE;
    }

    @Override
    public Budget budget(UserId user) {
        return budget;
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) {
        return TYPES.entrySet().stream()
                .map(each -> FeedSpec.of(
                        new FeedId(each.getKey()), each.getValue(), FetchLimits.window(Duration.ofDays(30))))
                .toList();
    }

    @Override
    public List<ItemKey> dependants(DataType type, RecordKey key) {
        return type.equals(DataTypes.SLEEP)
                ? List.of(new ItemKey(DataTypes.RECOVERY, new RecordKey("sleep", key.value())))
                : List.of();
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        asked.add(request);
        var unused = context.transport().send(VendorRequest.get(java.net.URI.create("http://127.0.0.1/")));
        if (failure.isPresent()) {
            throw failsForAll ? FetchException.endingTheRun(failure.get()) : new FetchException(failure.get());
        }
        Instant at = context.clock().instant();
        String body;
        if (request instanceof FetchRequest.ById byId) {
            body = single.get(byId.type().name() + " " + byId.key().value());
            if (body == null) {
                throw new FetchException(new Failure.DataNotFound("404"));
            }
            Runnable now = meanwhileSingle;
            meanwhileSingle = () -> {};
            now.run();
        } else {
            FetchRequest.Window window = (FetchRequest.Window) request;
            body = String.join("\n", lines) + (lists ? "\nlist " : "\nclaim ") + window.feed() + " "
                    + window.range().start() + " " + window.range().end();
            Runnable now = meanwhile;
            meanwhile = () -> {};
            now.run();
        }
        return new FetchResult.Page(new RawPage(
                RawPage.Origin.PULL,
                SOURCE,
                request.feed(),
                Optional.of(request),
                at,
                Optional.empty(),
                200,
                "text/plain",
                RawBody.of(body.getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        try (var in = page.body().open()) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                read(line.split(" ", -1), sink);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(String[] words, PageSink sink) throws MalformedResponseException {
        switch (words[0]) {
            case "sleep", "recovery" -> {
                ParsedRecord record = new ParsedRecord(
                        (RecordType) TYPES.get(words[0]),
                        keys(words[1]),
                        Instant.parse(words[2]),
                        Instant.parse(words[2]).plus(Duration.ofHours(Long.parseLong(words[3]))),
                        words[4].equals("-") ? Optional.empty() : Optional.of(Instant.parse(words[4])),
                        false,
                        Attributes.of(Map.of("score", Long.parseLong(words[5]))));
                sink.record(words.length > 6 ? record.toldBy(RecordOrigin.valueOf(words[6])) : record);
            }
            case "gone" ->
                sink.deleted(TYPES.get(words[1]), keys(words[2]).iterator().next());
            case "heart" ->
                sink.samples(DataTypes.HEART_RATE, Device.of("watch"))
                        .add(
                                Instant.parse(words[1]).toEpochMilli(),
                                Instant.parse(words[1]).toEpochMilli(),
                                Double.parseDouble(words[2]));
            case "claim" ->
                sink.claim(new Claim(
                        TYPES.get(words[1]), new TimeRange(Instant.parse(words[2]), Instant.parse(words[3]))));
            case "list" ->
                sink.claim(Claim.complete(
                        TYPES.get(words[1]), new TimeRange(Instant.parse(words[2]), Instant.parse(words[3]))));
            case "odd" -> sink.problem(new ParseProblem(Optional.of(DataTypes.SLEEP), "has no start", "line 2"));
            case "broken" -> throw new MalformedResponseException("no page at all", "line 1");
            default -> {}
        }
    }

    private static Set<RecordKey> keys(String text) {
        Set<RecordKey> keys = new HashSet<>();
        for (String key : text.split(",", -1)) {
            keys.add(new RecordKey(key.split("=", -1)[0], key.split("=", -1)[1]));
        }
        return keys;
    }
}
