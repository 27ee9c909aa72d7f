package org.healthwarehouse.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.ChangeHint;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.Deriver;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/**
 * A connector that a test scripts call by call. Where nothing is scripted it answers one sample on every full hour of
 * the range, and claims the range.
 */
final class ScriptedVendor implements Connector {
    static final SourceId SOURCE = new SourceId("scripted");

    private final Map<FeedId, FeedSpec> feeds = new LinkedHashMap<>();
    private final Map<FeedId, SampleType> types = new HashMap<>();
    private final List<Script> scripts = new ArrayList<>();
    private final Map<String, Consumer<PageSink>> extras = new HashMap<>();
    final List<TimeRange> asked = new ArrayList<>();
    final List<Instant> askedAt = new ArrayList<>();
    Optional<Instant> serverDate = Optional.empty();
    Budget budget = Budget.unlimited("scripted");
    double value = 60;
    /** What happens while it lists what it offers. */
    Runnable whileListing = () -> {};
    /** What it says has changed; told once. */
    final List<ChangeHint> hints = new ArrayList<>();
    /** Since when it was asked what has changed. */
    final List<Instant> askedForChangesSince = new ArrayList<>();
    /** Whether it takes a call to say what has changed. */
    boolean callsForChanges;
    /** Whether it shows a page for people instead. */
    boolean keepsProgramsOut;

    /** Whether pages hold nothing but their claim. */
    boolean empty;

    /** What is made of its samples. */
    List<Deriver> derivers = List.of();

    /** Ranges that always time out. */
    Predicate<TimeRange> broken = range -> false;

    /** What to do with one call. */
    @FunctionalInterface
    interface Script {
        FetchResult answer(FetchRequest.Window request, FetchContext context)
                throws FetchException, InterruptedException;
    }

    static ScriptedVendor heartRate(Duration window) {
        return new ScriptedVendor().feed(DataTypes.HEART_RATE, FetchLimits.window(window));
    }

    ScriptedVendor feed(SampleType type, FetchLimits limits) {
        FeedId id = new FeedId(type.name());
        return feed(FeedSpec.of(id, type, limits), type);
    }

    ScriptedVendor feed(FeedSpec spec, SampleType type) {
        feeds.put(spec.id(), spec);
        types.put(spec.id(), type);
        return this;
    }

    /** Scripts the next call that is not scripted yet. */
    ScriptedVendor then(Script script) {
        scripts.add(script);
        return this;
    }

    ScriptedVendor thenFail(Failure failure) {
        return then((request, context) -> {
            throw new FetchException(failure);
        });
    }

    ScriptedVendor thenFail(int times, Failure failure) {
        for (int i = 0; i < times; i++) {
            var unused = thenFail(failure);
        }
        return this;
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
    public List<Deriver> derivers() {
        return derivers;
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) {
        whileListing.run();
        return List.copyOf(feeds.values());
    }

    @Override
    public List<ChangeHint> changes(Instant since, FetchContext context) throws FetchException, InterruptedException {
        if (callsForChanges) {
            var unused = context.transport().send(VendorRequest.get(java.net.URI.create("http://127.0.0.1/")));
        }
        askedForChangesSince.add(since);
        if (keepsProgramsOut) {
            throw FetchException.endingTheRun(new Failure.MalformedResponse("a page for people", "the body"));
        }
        List<ChangeHint> told = List.copyOf(hints);
        hints.clear();
        return told;
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        FetchRequest.Window window = (FetchRequest.Window) request;
        asked.add(window.range());
        askedAt.add(context.clock().instant());
        // The engine counts calls on the transport.
        var unused = context.transport().send(VendorRequest.get(java.net.URI.create("http://127.0.0.1/")));
        if (broken.test(window.range())) {
            throw new FetchException(new Failure.TimedOut("too slow"));
        }
        return scripts.isEmpty()
                ? page(window, context, "ok")
                : scripts.remove(0).answer(window, context);
    }

    FetchResult.Page page(FetchRequest.Window window, FetchContext context, String body) {
        return new FetchResult.Page(new RawPage(
                RawPage.Origin.PULL,
                SOURCE,
                window.feed(),
                Optional.of(window),
                context.clock().instant(),
                serverDate,
                200,
                "text/plain",
                RawBody.of((body + " " + value + (empty ? " none " : " ") + window).getBytes(StandardCharsets.UTF_8))));
    }

    /** A page whose body begins with the given word is read like this, besides its samples and its claim. */
    ScriptedVendor reading(String body, Consumer<PageSink> extra) {
        extras.put(body, extra);
        return this;
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        String body = text(page);
        FetchRequest.Window window = (FetchRequest.Window) page.request().orElseThrow();
        if (body.startsWith("malformed")) {
            throw new MalformedResponseException("a page that cannot be read", "line 1, column 17");
        }
        if (body.startsWith("crash")) {
            throw new ArithmeticException("a bug in a parser");
        }
        long hour = Duration.ofHours(1).toMillis();
        var samples = sink.samples(types.get(page.feed()), Device.of("watch"));
        for (long at = body.contains(" none ")
                        ? Long.MAX_VALUE
                        : -Math.floorDiv(-window.range().startMs(), hour) * hour;
                at < window.range().endMs();
                at += hour) {
            samples.add(at, at, Double.parseDouble(body.split(" ", -1)[1]));
        }
        Consumer<PageSink> extra = extras.get(body.split(" ", -1)[0]);
        if (extra != null) {
            extra.accept(sink);
        }
        if (!body.startsWith("claimless")) {
            sink.claim(new Claim(types.get(page.feed()), window.range()));
        }
    }

    static void more(PageSink sink, String token) {
        sink.next(new PageToken(token));
    }

    private static String text(RawPage page) {
        try (var in = page.body().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
