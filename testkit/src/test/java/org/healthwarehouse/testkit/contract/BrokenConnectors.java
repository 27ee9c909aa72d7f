package org.healthwarehouse.testkit.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.Presence;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.Aggregation;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.model.ValueRange;

/** Connectors that break one rule each, by the name of the rule. */
final class BrokenConnectors {
    private static final SampleType MYSTERY =
            new SampleType("mystery", "1", new ValueRange(0, 1), Aggregation.MEAN, "Nobody knows.");
    private static final Instant NOON = Instant.parse("2026-05-30T12:00:00Z");

    private BrokenConnectors() {}

    /** Breaks a whole connector; the text is the vendor's token. */
    @FunctionalInterface
    interface Breaking {
        Connector apply(Connector whole, String token);
    }

    /** Wraps a sink. */
    @FunctionalInterface
    interface Sinks {
        WrappedSink around(RawPage page, PageSink sink);
    }

    static Map<String, Breaking> ofTheRangeFeed() {
        Map<String, Breaking> broken = new LinkedHashMap<>();
        feeds(broken);
        fetching(broken);
        failures(broken);
        claims(broken);
        items(broken);
        reading(broken);
        return broken;
    }

    static Map<String, Breaking> ofThePagedListing() {
        return Map.of(
                "pagingEndsAndNoTokenRepeats",
                (whole, token) -> new WrappedConnector(whole) {
                    private final Map<FetchRequest, Integer> asked = new HashMap<>();

                    @Override
                    RawPage page(RawPage page) {
                        FetchRequest.Window window =
                                (FetchRequest.Window) page.request().orElseThrow();
                        boolean again = asked.merge(window, 1, Integer::sum) % 2 == 0;
                        String body = text(page);
                        if (again || window.page().isEmpty() || !body.contains("next_token")) {
                            return page;
                        }
                        String old = body.replaceAll(
                                "\"next_token\":\"[^\"]*\"",
                                "\"next_token\":\"" + window.page().get().value() + "\"");
                        RawBody other = RawBody.of(old.getBytes(StandardCharsets.UTF_8));
                        return copy(page, page.source(), page.startedAt(), page.mediaType(), other);
                    }
                },
                "aLookupNeverDeniesARecordThatIsListed",
                (whole, token) -> new WrappedConnector(whole) {
                    @Override
                    public Presence lookup(DataType type, RecordKey key, FetchContext context) {
                        return Presence.ABSENT;
                    }
                },
                "aRangeWithoutDataIsClaimedToo",
                reading((page, sink) -> new WrappedSink(sink) {
                    @Override
                    public void claim(Claim claim) {
                        if (items > 0) {
                            sink.claim(claim);
                        }
                    }
                }));
    }

    static Map<String, Breaking> ofTheLocalDateArchive() {
        return Map.of(
                "theWatermarkNeverFalls",
                (whole, token) -> new WrappedConnector(whole) {
                    private final AtomicInteger asked = new AtomicInteger();

                    @Override
                    public Optional<Instant> watermark(FeedId feed, FetchContext context)
                            throws FetchException, InterruptedException {
                        return super.watermark(feed, context).map(mark -> mark.minusSeconds(asked.incrementAndGet()));
                    }
                },
                "everyLocalDateWithDataIsToldWhenItWas",
                reading((page, sink) -> new WrappedSink(sink) {
                    @Override
                    public void localDay(LocalDay day) {}
                }));
    }

    private static void feeds(Map<String, Breaking> broken) {
        broken.put(
                "everyFeedDecidesAtLeastOneTypeThatItYields",
                deciding(
                        "steps",
                        feed -> feed.types(feed.yields(), with(feed.primaryFor(), DataTypes.SPO2)),
                        DataTypes.SPO2));
        broken.put(
                "eachTypeHasOnePrimaryFeed",
                deciding("steps", feed -> both(feed, DataTypes.HEART_RATE), DataTypes.HEART_RATE));
        broken.put(
                "typesHaveCanonicalUnitsOrTheNameOfTheirSource",
                deciding("steps", feed -> both(feed, MYSTERY), MYSTERY));
        broken.put("feedsAreTheSameWhenAskedTwice", (whole, token) -> new WrappedConnector(whole) {
            private final AtomicInteger asked = new AtomicInteger();

            @Override
            public List<FeedSpec> feeds(FetchContext context) throws FetchException, InterruptedException {
                boolean late = asked.incrementAndGet() % 2 == 0;
                return super.feeds(context).stream()
                        .map(feed -> feed.lateArrival(late))
                        .toList();
            }
        });
        broken.put("theBudgetIsStableAndItsScopeHoldsNoSecret", (whole, token) -> new WrappedConnector(whole) {
            @Override
            public Budget budget(UserId user) {
                return Budget.unlimited("client " + token);
            }
        });
        broken.put("theParserHasAVersionThatDoesNotChangeByItself", (whole, token) -> new WrappedConnector(whole) {
            @Override
            public int parserVersion(FeedId feed) {
                return 0;
            }
        });
    }

    private static Set<DataType> with(Set<DataType> types, DataType other) {
        Set<DataType> more = new HashSet<>(types);
        more.add(other);
        return more;
    }

    private static FeedSpec both(FeedSpec feed, DataType other) {
        return feed.types(with(feed.yields(), other), with(feed.primaryFor(), other));
    }

    /** One feed describes itself otherwise, and claims what it says to decide. */
    private static Breaking deciding(String name, Function<FeedSpec, FeedSpec> change, DataType claimed) {
        return (whole, token) -> new WrappedConnector(whole) {
            @Override
            FeedSpec feed(FeedSpec feed) {
                return feed.id().value().equals(name) ? change.apply(feed) : feed;
            }

            @Override
            public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
                super.parse(page, new WrappedSink(sink) {
                    @Override
                    public void claim(Claim claim) {
                        sink.claim(claim);
                        if (page.feed().value().equals(name)) {
                            sink.claim(new Claim(claimed, claim.range()));
                        }
                    }
                });
            }
        };
    }

    private static void fetching(Map<String, Breaking> broken) {
        broken.put("oneFetchMakesFewCalls", (whole, token) -> new WrappedConnector(whole) {
            @Override
            public FetchResult fetch(FetchRequest request, FetchContext context)
                    throws FetchException, InterruptedException {
                FetchResult first = super.fetch(request, context);
                FetchResult second = super.fetch(request, context);
                FetchResult third = super.fetch(request, context);
                return first.equals(second) ? second : third;
            }
        });
        broken.put(
                "theClockIsOnlyReadFromTheContext",
                paging(page -> WrappedConnector.copy(
                        page, page.source(), Instant.parse("2026-06-15T12:00:01Z"), page.mediaType(), page.body())));
        broken.put(
                "aPageTellsWhatWasAsked",
                paging(page -> WrappedConnector.copy(
                        page, SourceId.of("another"), page.startedAt(), page.mediaType(), page.body())));
        broken.put(
                "whatTheTransportThrowsIsPassedOn",
                failing(failure -> failure instanceof Failure.TimedOut ? new Failure.Unexpected("what?") : failure));
        broken.put("fetchNeitherWaitsNorRetries", (whole, token) -> new WrappedConnector(whole) {
            @Override
            public FetchResult fetch(FetchRequest request, FetchContext context)
                    throws FetchException, InterruptedException {
                try {
                    return super.fetch(request, context);
                } catch (FetchException e) {
                    return super.fetch(request, context);
                }
            }
        });
        broken.put("fetchNeitherWaitsNorRetries, by waiting", (whole, token) -> new WrappedConnector(whole) {
            @Override
            Failure failure(Failure failure) throws InterruptedException {
                boolean unused = new CountDownLatch(1).await(1, TimeUnit.MICROSECONDS);
                return failure;
            }
        });
        broken.put(
                "aPauseThatTheVendorAsksForIsPassedOn",
                failing(failure -> failure instanceof Failure.RateLimited
                        ? new Failure.RateLimited("slow down", Optional.empty())
                        : failure));
    }

    private static Breaking paging(Function<RawPage, RawPage> change) {
        return (whole, token) -> new WrappedConnector(whole) {
            @Override
            RawPage page(RawPage page) {
                return change.apply(page);
            }
        };
    }

    private static Breaking failing(Function<Failure, Failure> change) {
        return (whole, token) -> new WrappedConnector(whole) {
            @Override
            Failure failure(Failure failure) {
                return change.apply(failure);
            }
        };
    }

    private static void failures(Map<String, Breaking> broken) {
        broken.put("aRejectedLoginIsToldAsSuch", taking(Failure.AuthenticationFailed.class));
        broken.put("aMissingPermissionIsToldAsSuch", taking(Failure.NoPermission.class));
        broken.put("aFaultOfTheVendorIsToldAsSuch", taking(Failure.Unreachable.class));
        broken.put("aWebPageInsteadOfDataIsMalformed", (whole, token) -> new WrappedConnector(whole) {
            @Override
            public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
                if (!text(page).startsWith("<!DOCTYPE")) {
                    super.parse(page, sink);
                }
            }
        });
        broken.put("noSecretIsEverTold", (whole, token) -> new WrappedConnector(whole) {
            @Override
            Failure failure(Failure failure) {
                return failure instanceof Failure.AuthenticationFailed
                        ? new Failure.AuthenticationFailed("the vendor refused " + token)
                        : failure;
            }
        });
    }

    /** Takes one kind of failure for another. */
    private static Breaking taking(Class<? extends Failure> kind) {
        return failing(failure -> kind.isInstance(failure) ? new Failure.Unexpected("what?") : failure);
    }

    private static void claims(Map<String, Breaking> broken) {
        broken.put(
                "aPageClaimsOnlyTypesThatItsFeedDecides",
                claiming(claim -> List.of(claim, new Claim(DataTypes.SPO2, claim.range()))));
        broken.put(
                "claimsStayInsideTheRequest",
                claiming(claim -> List.of(new Claim(
                        claim.type(), claim.range().hull(TimeRange.of(NOON, NOON.plus(Duration.ofDays(90))))))));
        broken.put(
                "everyPageClaimsAllThatWasAsked",
                claiming(claim -> claim.range().end().isAfter(NOON.plus(Duration.ofDays(30)))
                        ? List.of(claim)
                        : List.of(new Claim(
                                claim.type(),
                                TimeRange.of(
                                        claim.range().start(),
                                        claim.range().end().minusSeconds(1))))));
    }

    private static Breaking claiming(Function<Claim, List<Claim>> change) {
        return reading((page, sink) -> new WrappedSink(sink) {
            @Override
            public void claim(Claim claim) {
                change.apply(claim).forEach(sink::claim);
            }
        });
    }

    private static Breaking reading(Sinks sinks) {
        return (whole, token) -> new WrappedConnector(whole) {
            @Override
            public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
                super.parse(page, sinks.around(page, sink));
            }
        };
    }

    private static void items(Map<String, Breaking> broken) {
        broken.put("theRangeWithDataHoldsData", reading((page, sink) -> new WrappedSink(sink) {
            @Override
            boolean passes() {
                return false;
            }
        }));
        broken.put("everyItemHasATypeThatItsFeedYields", adding(DataTypes.SPO2, NOON, 97));
        broken.put("itemsHaveAPartInWhatWasAsked", adding(DataTypes.STEPS, NOON.minus(Duration.ofDays(400)), 97));
        broken.put("samplesAreFiniteAndInTime", adding(DataTypes.STEPS, NOON, Double.NaN));
        broken.put("theSizeOfTheWindowDoesNotMatter", reading((page, sink) -> new WrappedSink(sink) {
            @Override
            boolean passes() {
                return super.passes() && items > 1;
            }
        }));
        broken.put("theSameQuestionBringsTheSameItems", (whole, token) -> new WrappedConnector(whole) {
            private final AtomicInteger pages = new AtomicInteger();

            @Override
            RawPage page(RawPage page) {
                return copy(page, page.source(), page.startedAt(), "json/" + pages.incrementAndGet(), page.body());
            }

            @Override
            public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
                super.parse(page, new WrappedSink(sink) {
                    @Override
                    void sample(SampleType type, Device device, long startMs, long endMs, double value)
                            throws MalformedResponseException {
                        super.sample(type, Device.of(page.mediaType()), startMs, endMs, value);
                    }
                });
            }
        });
        broken.put("noTwoItemsShareAnIdentity", reading((page, sink) -> new WrappedSink(sink) {
            @Override
            void sample(SampleType type, Device device, long startMs, long endMs, double value)
                    throws MalformedResponseException {
                super.sample(type, device, startMs, endMs, value);
                super.sample(type, device, startMs, endMs, value + 1);
            }
        }));
    }

    /** The feed of steps has one sample more, in every page that holds noon or, if it is older, in every page. */
    private static Breaking adding(SampleType type, Instant at, double value) {
        return (whole, token) -> new WrappedConnector(whole) {
            @Override
            public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
                super.parse(page, sink);
                boolean here = page.request().orElse(null) instanceof FetchRequest.Window window
                        && (window.range().contains(at) || at.isBefore(NOON));
                if (here && page.feed().value().equals("steps")) {
                    try {
                        sink.samples(type, Device.of("other")).add(at.toEpochMilli(), at.toEpochMilli(), value);
                    } catch (MalformedResponseException e) {
                        // Taken lightly, which is part of what is broken.
                    }
                }
            }
        };
    }

    private static void reading(Map<String, Breaking> broken) {
        broken.put("readingTwiceGivesTheSame", (whole, token) -> new WrappedConnector(whole) {
            private final AtomicInteger readings = new AtomicInteger();

            @Override
            public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
                super.parse(page, sink);
                sink.problem(new ParseProblem(Optional.empty(), "reading " + readings.incrementAndGet(), "everywhere"));
            }
        });
        broken.put("readingAsksNobody", (whole, token) -> new WrappedConnector(whole) {
            private volatile Optional<FetchContext> last = Optional.empty();

            @Override
            public FetchResult fetch(FetchRequest request, FetchContext context)
                    throws FetchException, InterruptedException {
                last = Optional.of(context);
                return super.fetch(request, context);
            }

            @Override
            public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
                var unused = last.map(context -> context.clock().instant());
                super.parse(page, sink);
            }
        });
        broken.put("whatIsCutOffIsRefused", forgiving("{\"items\":["));
        broken.put("brokenPagesAreRefused", forgiving("{\"message\":"));
        broken.put("noiseIsRefused", (whole, token) -> new WrappedConnector(whole) {
            @Override
            public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
                String body = text(page);
                if (body.startsWith("[[[")) {
                    throw new IllegalStateException("what is this?");
                }
                super.parse(page, sink);
            }
        });
    }

    /** Takes what it could read of a broken page for all there is. */
    private static Breaking forgiving(String beginning) {
        return (whole, token) -> new WrappedConnector(whole) {
            @Override
            public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
                try {
                    super.parse(page, sink);
                } catch (MalformedResponseException e) {
                    if (!text(page).startsWith(beginning)) {
                        throw e;
                    }
                    if (page.request().orElse(null) instanceof FetchRequest.Window window) {
                        sink.claim(new Claim(DataTypes.STEPS, window.range()));
                    }
                }
            }
        };
    }
}
