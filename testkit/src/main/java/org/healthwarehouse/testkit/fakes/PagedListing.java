package org.healthwarehouse.testkit.fakes;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
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
 * A vendor that lists records newest first, some on each page: sleeps and workouts with a UUID, cycles with a number
 * and at first without an end, recoveries that belong to a cycle. Records are scored hours after they came, edited and
 * deleted up to 14 days back. It counts calls by application and refuses those beyond its allowance.
 *
 * <p>A page token names the last record of the page, not a number of records: what is inserted or deleted above it
 * while a client goes from page to page shifts nothing. A record that comes above the token meanwhile is not on the
 * rest of that listing, and one whose start is moved over the token may be missed or come twice.
 */
public final class PagedListing extends FakeService {
    /** The source that its connector serves. */
    public static final SourceId SOURCE = SourceId.of("paged");

    private static final int PER_MINUTE = 100;
    private static final int PER_DAY = 10_000;

    private final ListingEntries entries;
    private CallWindows allowance = new CallWindows(PER_MINUTE, PER_DAY);
    private int pageSize;

    /** A vendor whose data follow from the seed and whose present is that of the clock. */
    public PagedListing(long seed, InstantSource clock) {
        super(clock);
        entries = new ListingEntries(seed);
        pageSize = 5 + Dice.of(seed).nextInt(6);
    }

    /** Lets only the given kinds of change happen. */
    public PagedListing changing(Set<Change> kinds) {
        only(kinds);
        return this;
    }

    /** Puts at most so many records on a page; by default 5 to 10. */
    public synchronized PagedListing pageSize(int records) {
        pageSize = records;
        return this;
    }

    /** Answers at most so many calls in each minute and each day; by default 100 and 10,000. */
    public synchronized PagedListing allowing(int callsPerMinute, int callsPerDay) {
        allowance = new CallWindows(callsPerMinute, callsPerDay);
        return this;
    }

    @Override
    public SourceId source() {
        return SOURCE;
    }

    @Override
    public Connector connector(URI base) {
        return new PagedListingConnector(new FakeClient(SOURCE, base, this::token));
    }

    @Override
    public Set<DataType> types() {
        return Arrays.stream(ListingKind.values()).map(ListingKind::type).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<TrueItem> truth(DataType type, TimeRange range, Instant asOf) {
        ListingKind kind = Arrays.stream(ListingKind.values())
                .filter(candidate -> candidate.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no type " + type));
        return entries.around(kind, range.startMs(), range.endMs(), asOf.toEpochMilli(), changes()).stream()
                .filter(entry -> entry.intersects(range.startMs(), range.endMs()))
                .map(Entry::truth)
                .toList();
    }

    @Override
    synchronized Answer answer(String path, Map<String, String> query, Instant now) {
        Answer answer = allowance.admit(now) ? admitted(path, query, now) : Answer.status(429, "slow down");
        return answer.headers(allowance.headers(now));
    }

    private Answer admitted(String path, Map<String, String> query, Instant now) {
        String[] parts = path.split("/", -1);
        Optional<ListingKind> kind = parts.length < 3 ? Optional.empty() : ListingKind.named(parts[2]);
        if (kind.isEmpty() || parts.length > 4 || !parts[1].equals("v2")) {
            return Answer.status(404, "no such endpoint");
        }
        if (parts.length == 4) {
            return entries.find(kind.get(), parts[3], now.toEpochMilli(), changes())
                    .map(entry -> Answer.ok(Json.object(json -> fields(json, entry))))
                    .orElseGet(() -> Answer.status(404, "no such record"));
        }
        try {
            Instant from = Instant.parse(query.getOrDefault("start_time", ""));
            Instant to = Instant.parse(query.getOrDefault("end_time", ""));
            return Answer.ok(page(
                    entries.selected(kind.get(), from.toEpochMilli(), to.toEpochMilli(), now.toEpochMilli(), changes()),
                    query.getOrDefault("nextToken", "")));
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Answer.status(400, "start_time, end_time or nextToken cannot be read");
        }
    }

    private byte[] page(List<Entry> all, String token) {
        List<Entry> rest = token.isEmpty() ? all : olderThan(decoded(token), all);
        List<Entry> page = rest.subList(0, Math.min(pageSize, rest.size()));
        return Json.object(json -> {
            json.writeArrayFieldStart("records");
            for (Entry entry : page) {
                json.writeStartObject();
                fields(json, entry);
                json.writeEndObject();
            }
            json.writeEndArray();
            if (page.size() < rest.size()) {
                json.writeStringField("next_token", encoded(anchor(page.get(page.size() - 1))));
            }
        });
    }

    /** What comes after the record of that start and identity, whether that record is still there or not. */
    private static List<Entry> olderThan(String anchor, List<Entry> all) {
        int bar = anchor.indexOf('|');
        long start = Long.parseLong(anchor.substring(0, bar));
        String id = anchor.substring(bar + 1);
        return all.stream()
                .filter(entry -> entry.start() < start
                        || (entry.start() == start && entry.id().compareTo(id) < 0))
                .toList();
    }

    private static String anchor(Entry entry) {
        return entry.start() + "|" + entry.id();
    }

    private static String encoded(String anchor) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(anchor.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String token) {
        return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    }

    private static void fields(JsonGenerator json, Entry entry) throws IOException {
        if (entry.kind().isNumbered()) {
            json.writeNumberField("id", Long.parseLong(entry.id()));
        } else {
            json.writeStringField("id", entry.id());
        }
        json.writeStringField("start", Instant.ofEpochMilli(entry.start()).toString());
        if (entry.end().isPresent()) {
            json.writeStringField(
                    "end", Instant.ofEpochMilli(entry.end().getAsLong()).toString());
        }
        json.writeStringField(
                "updated_at", Instant.ofEpochMilli(entry.updated()).toString());
        json.writeNumberField("timezone_offset", entry.offsetHours());
        json.writeStringField("score_state", entry.state());
        if (entry.state().equals(Entry.SCORED)) {
            json.writeNumberField("score", entry.score());
        }
    }
}
