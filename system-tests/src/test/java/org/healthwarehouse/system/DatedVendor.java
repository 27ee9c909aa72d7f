package org.healthwarehouse.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
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
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.Selection;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/**
 * A vendor that answers by dates of the user's calendar, knows a current value, and may say how far it is complete.
 * Every date has one sample, ten minutes before its end, unless it is empty.
 */
final class DatedVendor implements Connector {
    static final SourceId SOURCE = new SourceId("dated");
    static final FeedId DAYS = new FeedId("days");
    static final FeedId PROFILE = new FeedId("profile");
    static final RecordType PERSON =
            new RecordType("person", List.of(), "What a person says of themselves, as it is now.");
    /** Asked again after a week; what is recent, after four hours. */
    static final Settling WEEKLY =
            new Settling(Duration.ofDays(7), Duration.ofHours(2), Duration.ofHours(4), Duration.ofDays(7));

    private static final Duration BEFORE_MIDNIGHT = Duration.ofMinutes(10);

    private final ZoneId home = ZoneId.of("Europe/Berlin");
    private final Map<LocalDate, TimeRange> travel = new HashMap<>();
    final List<List<LocalDate>> asked = new ArrayList<>();
    final Map<LocalDate, Integer> askedFor = new TreeMap<>();
    final List<Instant> currentAskedAt = new ArrayList<>();
    final List<Instant> watermarkAskedAt = new ArrayList<>();
    FeedSpec days = FeedSpec.of(DAYS, DataTypes.HEART_RATE, FetchLimits.window(Duration.ofDays(7)))
            .axis(TimeAxis.LOCAL_DATE)
            .selecting(Selection.DATES, Duration.ZERO)
            .settling(WEEKLY);
    Predicate<LocalDate> empty = date -> false;
    Predicate<LocalDate> broken = date -> false;
    /** Dates on one page. */
    int pageSize = Integer.MAX_VALUE;

    double weight = 70;
    /** Whether it says of an empty date, too, when it was. */
    boolean saysWhenEmptyDatesWere = true;

    /** What happens while it lists what it offers. */
    Runnable whileListing = () -> {};

    boolean watermarkFails;
    /** Whether it shows a page for people instead of saying how far it is complete. */
    boolean keepsProgramsOut;

    Budget budget = Budget.unlimited("dated");
    Optional<Instant> watermark = Optional.empty();

    /** The date really was then. */
    DatedVendor travelling(String date, String start, String end) {
        travel.put(LocalDate.parse(date), TimeRange.of(Instant.parse(start), Instant.parse(end)));
        return this;
    }

    TimeRange interval(LocalDate date) {
        return travel.getOrDefault(
                date,
                TimeRange.of(
                        date.atStartOfDay(home).toInstant(),
                        date.plusDays(1).atStartOfDay(home).toInstant()));
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
        whileListing.run();
        FeedSpec profile = FeedSpec.of(PROFILE, PERSON, FetchLimits.UNDECLARED).axis(TimeAxis.NONE);
        return List.of(days, profile);
    }

    @Override
    public Optional<Instant> watermark(FeedId feed, FetchContext context) throws FetchException, InterruptedException {
        if (!feed.equals(DAYS) || (watermark.isEmpty() && !watermarkFails)) {
            return Optional.empty();
        }
        Instant at = context.clock().instant();
        call(context);
        watermarkAskedAt.add(at);
        if (keepsProgramsOut) {
            throw FetchException.endingTheRun(new Failure.MalformedResponse("a page for people", "the body"));
        }
        if (watermarkFails) {
            throw new FetchException(new Failure.TimedOut("no answer"));
        }
        return watermark;
    }

    private static void call(FetchContext context) throws FetchException, InterruptedException {
        // The engine counts calls on the transport.
        var unused = context.transport().send(VendorRequest.get(URI.create("http://127.0.0.1/")));
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        call(context);
        StringBuilder body = new StringBuilder();
        if (request instanceof FetchRequest.Dates dates) {
            days(dates, body, context.clock().instant());
        } else {
            currentAskedAt.add(context.clock().instant());
            body.append(weight);
        }
        return new FetchResult.Page(new RawPage(
                RawPage.Origin.PULL,
                SOURCE,
                request.feed(),
                Optional.of(request),
                context.clock().instant(),
                Optional.empty(),
                200,
                "text/plain",
                RawBody.of(body.toString().getBytes(StandardCharsets.UTF_8))));
    }

    private void days(FetchRequest.Dates dates, StringBuilder body, Instant now) throws FetchException {
        LocalDate first =
                dates.page().map(token -> LocalDate.parse(token.value())).orElse(dates.first());
        List<LocalDate> all = first.datesUntil(dates.endExclusive()).toList();
        List<LocalDate> page = all.subList(0, Math.min(pageSize, all.size()));
        asked.add(page);
        if (all.stream().anyMatch(broken)) {
            throw new FetchException(new Failure.TimedOut("too slow"));
        }
        for (LocalDate date : page) {
            askedFor.merge(date, 1, Integer::sum);
            body.append(date).append(' ').append(interval(date).start()).append(' ');
            boolean known = saysWhenEmptyDatesWere || !empty.test(date);
            body.append(interval(date).end())
                    .append(' ')
                    .append(known ? "day" : "-")
                    .append(' ');
            boolean over = !interval(date).end().minus(BEFORE_MIDNIGHT).isAfter(now);
            body.append(over && !empty.test(date) ? "60" : "none").append('\n');
        }
        if (page.size() < all.size()) {
            body.append("more ").append(all.get(page.size())).append('\n');
        }
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        FetchRequest request = page.request().orElseThrow();
        if (request instanceof FetchRequest.Dates dates) {
            for (String line : text(page).lines().toList()) {
                day(line.split(" ", -1), sink);
            }
            sink.claim(new Claim(DataTypes.HEART_RATE, TimeRange.ofDates(dates.first(), dates.endExclusive())));
        } else {
            Instant always = Instant.EPOCH;
            sink.record(new ParsedRecord(
                    PERSON,
                    Set.of(new RecordKey("person", "me")),
                    always,
                    always,
                    Optional.empty(),
                    false,
                    Attributes.of(Map.of("weight", Double.parseDouble(text(page))))));
            sink.claim(Claim.current(PERSON));
        }
    }

    private static void day(String[] line, PageSink sink) throws MalformedResponseException {
        if (line[0].equals("more")) {
            sink.next(new PageToken(line[1]));
            return;
        }
        TimeRange interval = TimeRange.of(Instant.parse(line[1]), Instant.parse(line[2]));
        if (line[3].equals("day")) {
            sink.localDay(new LocalDay(LocalDate.parse(line[0]), interval));
        }
        if (!line[4].equals("none")) {
            long late = interval.end().minus(BEFORE_MIDNIGHT).toEpochMilli();
            sink.samples(DataTypes.HEART_RATE, Device.of("watch")).add(late, late, Double.parseDouble(line[4]));
        }
    }

    private static String text(RawPage page) {
        try (InputStream in = page.body().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
