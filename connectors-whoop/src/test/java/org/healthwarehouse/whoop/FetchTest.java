package org.healthwarehouse.whoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.ConnectorSettings;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.Presence;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.testkit.fakes.Change;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.whoop.WhoopSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of the vendor, and with which words. */
class FetchTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final long MEMBER = 10_129;
    private static final long UNMEASURED = 10_130;
    private static final TimeRange WEEK =
            new TimeRange(Instant.parse("2026-05-01T00:00:00Z"), Instant.parse("2026-05-08T00:00:00Z"));
    private static final String ELSEWHERE = "00000000-0000-4000-8000-000000000000";

    private final ManualClock clock = new ManualClock(NOW);
    private final WhoopSimulator vendor = WhoopSimulator.seeded(11)
            .clock(clock)
            .member(MEMBER)
            .memberWithoutMeasures(UNMEASURED)
            .changing(Set.of(Change.CORRECTIONS))
            .build();
    private final List<URI> asked = new ArrayList<>();
    private final WhoopConnector connector = connector(MEMBER);
    private final FetchContext context = new FetchContext(
            UserId.LOCAL,
            request -> {
                asked.add(request.uri());
                return vendor.inMemory().send(request);
            },
            clock);

    private WhoopConnector connector(long member) {
        return WhoopConnector.builder()
                .token(vendor.token(member))
                .clientId(vendor.clientId())
                .baseUri(URI.create("http://127.0.0.1/developer/"))
                .build();
    }

    private Collected fetch(FetchRequest request) throws Exception {
        return fetch(connector, request);
    }

    private Collected fetch(WhoopConnector by, FetchRequest request) throws Exception {
        Collected collected = new Collected();
        by.parse(((FetchResult.Page) by.fetch(request, context)).page(), collected);
        return collected;
    }

    private static FetchRequest window(WhoopFeed feed, Optional<PageToken> token) {
        return new FetchRequest.Window(UserId.LOCAL, feed.id(), WEEK, token);
    }

    private static FetchRequest byId(WhoopFeed feed, RecordKey key) {
        return new FetchRequest.ById(UserId.LOCAL, feed.id(), feed.type(), key);
    }

    private ParsedRecord someOf(WhoopFeed feed) throws Exception {
        ParsedRecord some = fetch(window(feed, Optional.empty())).records.get(2);
        asked.clear();
        return some;
    }

    private static RecordKey key(ParsedRecord record, String scheme) {
        return record.keys().stream()
                .filter(key -> key.scheme().equals(scheme))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPageIsAskedForInTheVendorsWords() throws Exception {
        var unused = connector.fetch(window(WhoopFeed.SLEEP, Optional.empty()), context);

        assertThat(asked)
                .containsExactly(URI.create("http://127.0.0.1/developer/v2/activity/sleep?limit=25"
                        + "&start=2026-05-01T00%3A00%3A00.000Z&end=2026-05-08T00%3A00%3A00.000Z"));
    }

    @Test
    void theTokenGoesIntoTheParameterOfTheOtherSpelling() {
        assertThatThrownBy(
                        () -> connector.fetch(window(WhoopFeed.CYCLE, Optional.of(new PageToken("a/b+c="))), context))
                .isInstanceOf(FetchException.class);

        assertThat(asked.get(0).getRawQuery()).endsWith("&nextToken=a%2Fb%2Bc%3D");
    }

    @Test
    void theFourListingsAreOnTheAxisOfInstantsAndTheRestKnowsOnlyThePresent() throws Exception {
        List<FeedSpec> feeds = connector.feeds(context);

        assertThat(feeds)
                .extracting(feed -> feed.id().value())
                .containsExactly("cycle", "recovery", "sleep", "workout", "profile", "body_measurement");
        assertThat(feeds)
                .filteredOn(feed -> feed.axis() == TimeAxis.UTC)
                .hasSize(4)
                .allSatisfy(feed -> {
                    assertThat(feed.settling().settleAfter()).isEqualTo(Duration.ofDays(14));
                    assertThat(feed.settling().freshFor())
                            .isEqualTo(Duration.ofHours(feed.id().equals(WhoopFeed.WORKOUT.id()) ? 1 : 2));
                    assertThat(feed.padding())
                            .isEqualTo(Duration.ofDays(feed.id().equals(WhoopFeed.CYCLE.id()) ? 2 : 1));
                });
        assertThat(feeds).filteredOn(feed -> feed.axis() == TimeAxis.NONE).hasSize(2);
    }

    @Test
    void recordsAreFetchedById() throws Exception {
        for (WhoopFeed feed : List.of(WhoopFeed.CYCLE, WhoopFeed.SLEEP, WhoopFeed.WORKOUT)) {
            ParsedRecord listed = someOf(feed);
            RecordKey key = key(listed, feed == WhoopFeed.CYCLE ? "id" : "uuid");

            assertThat(fetch(byId(feed, key)).only()).isEqualTo(listed);
            assertThat(connector.lookup(feed.type(), key, context)).isEqualTo(Presence.PRESENT);
            assertThat(asked).hasSize(2);
        }
    }

    @Test
    void aRecoveryIsFetchedByItsCycleAndByItsSleep() throws Exception {
        ParsedRecord listed = someOf(WhoopFeed.RECOVERY);

        assertThat(fetch(byId(WhoopFeed.RECOVERY, key(listed, "id"))).only()).isEqualTo(listed);
        assertThat(asked).hasSize(1);
        asked.clear();
        RecordKey sleep = key(listed, "sleep");
        assertThat(fetch(byId(WhoopFeed.RECOVERY, sleep)).only()).isEqualTo(listed);
        assertThat(fetch(byId(WhoopFeed.RECOVERY, RecordKey.uuid(sleep.value())))
                        .only())
                .isEqualTo(listed);
        assertThat(asked)
                .extracting(URI::getPath)
                .containsExactly(
                        "/developer/v2/activity/sleep/" + sleep.value(),
                        "/developer/v2/cycle/" + key(listed, "id").value() + "/recovery",
                        "/developer/v2/activity/sleep/" + sleep.value(),
                        "/developer/v2/cycle/" + key(listed, "id").value() + "/recovery");
    }

    @Test
    void whatTheVendorDoesNotHaveIsAbsent() throws Exception {
        assertThat(connector.lookup(DataTypes.SLEEP, RecordKey.uuid(ELSEWHERE), context))
                .isEqualTo(Presence.ABSENT);
        assertThat(connector.lookup(DataTypes.RECOVERY, new RecordKey("id", "1"), context))
                .isEqualTo(Presence.ABSENT);
        assertThat(fetch(byId(WhoopFeed.WORKOUT, RecordKey.uuid(ELSEWHERE))).deleted)
                .hasSize(1);
        assertThat(fetch(byId(WhoopFeed.RECOVERY, new RecordKey("sleep", ELSEWHERE))).deleted)
                .isEmpty();
    }

    @Test
    void aKeyThatTheVendorDoesNotKnowIsNeverPutIntoAPath() throws Exception {
        List<RecordKey> keys = List.of(
                RecordKey.uuid("../../user/access"),
                RecordKey.uuid("a b"),
                new RecordKey("start", "2026-05-01T00:00:00Z"),
                new RecordKey("id", "1/recovery"));
        for (DataType type : List.of(DataTypes.SLEEP, DataTypes.CYCLE, DataTypes.RECOVERY)) {
            for (RecordKey key : keys) {
                assertThat(connector.lookup(type, key, context)).isEqualTo(Presence.UNKNOWN);
                assertThatThrownBy(() -> connector.fetch(byId(WhoopFeed.of(type).orElseThrow(), key), context))
                        .isInstanceOf(FetchException.class);
            }
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void profileAndBodyAreWhatTheyAreNow() throws Exception {
        assertThat(fetch(Pages.current(WhoopFeed.PROFILE)).only().attributes().text("vendor_user_id"))
                .contains("10129");
        assertThat(fetch(Pages.current(WhoopFeed.BODY_MEASUREMENT))
                        .only()
                        .attributes()
                        .number("height"))
                .contains(1.8288);
        assertThat(fetch(connector(UNMEASURED), Pages.current(WhoopFeed.BODY_MEASUREMENT)).records)
                .isEmpty();
    }

    @Test
    void anotherWindowThanTheFeedKnowsIsRefusedWithoutACall() {
        for (FetchRequest request : List.of(
                Pages.current(WhoopFeed.CYCLE),
                window(WhoopFeed.PROFILE, Optional.empty()),
                new FetchRequest.ById(
                        UserId.LOCAL, WhoopFeed.SLEEP.id(), DataTypes.WORKOUT, RecordKey.uuid(ELSEWHERE)))) {
            assertThatThrownBy(() -> connector.fetch(request, context))
                    .isInstanceOfSatisfying(
                            FetchException.class,
                            thrown -> assertThat(thrown.failure()).isInstanceOf(Failure.InvalidParameter.class));
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void anotherUserIsRefusedWithoutACall() {
        FetchContext stranger = new FetchContext(UserId.of("stranger"), context.transport(), clock);

        assertThatThrownBy(() -> connector.feeds(stranger)).isInstanceOf(FetchException.class);
        assertThatThrownBy(() -> connector.lookup(DataTypes.SLEEP, RecordKey.uuid(ELSEWHERE), stranger))
                .isInstanceOf(FetchException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void theLimitIsWaitedForAsTheVendorSays() {
        WhoopSimulator strict = WhoopSimulator.seeded(1)
                .clock(new ManualClock(NOW.plusSeconds(17)))
                .member(MEMBER)
                .allowing(1, 10)
                .build();
        FetchContext tight = new FetchContext(UserId.LOCAL, strict.inMemory(), clock);
        WhoopConnector other = WhoopConnector.builder()
                .token(strict.token(MEMBER))
                .baseUri(URI.create("http://127.0.0.1/developer"))
                .build();

        assertThatThrownBy(() -> {
                    for (int call = 0; call < 2; call++) {
                        var unused = other.fetch(window(WhoopFeed.SLEEP, Optional.empty()), tight);
                    }
                })
                .isInstanceOfSatisfying(
                        FetchException.class,
                        thrown -> assertThat(thrown.failure())
                                .isInstanceOfSatisfying(
                                        Failure.RateLimited.class,
                                        limited ->
                                                assertThat(limited.retryAfter()).contains(Duration.ofSeconds(43))));
    }

    @Test
    void theScopeOfTheBudgetIsTheApplicationWhoeverTheUserIs() {
        assertThat(connector.budget(UserId.of("a"))).isEqualTo(connector.budget(UserId.of("b")));
        assertThat(connector.budget(UserId.LOCAL).scope())
                .startsWith("whoop:")
                .doesNotContain(vendor.clientId())
                .isEqualTo(connector(UNMEASURED).budget(UserId.LOCAL).scope());
        assertThat(connector.budget(UserId.LOCAL).readReserve()).isEqualTo(0.1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.org", "ftp://localhost", "https://x@example.org", "https://example.org?a=b"})
    void anAddressThatWouldLoseTokensIsRefused(String address) {
        assertThatThrownBy(() -> WhoopConnector.builder().baseUri(URI.create(address)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void tokensComeFromOneSourceOnly() {
        assertThatThrownBy(() -> WhoopConnector.builder().build()).hasMessageContaining("exactly one source");
        assertThatThrownBy(() -> WhoopConnector.builder()
                        .token("canary")
                        .tokens(org.healthwarehouse.auth.AccessTokens.fixed("canary"))
                        .build())
                .hasMessageContaining("exactly one source")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> WhoopConnector.builder().token("can ary")).hasMessageNotContaining("can ary");
        assertThatThrownBy(() -> WhoopConnector.builder().clientId(" ")).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void theProviderNeedsAToken() {
        WhoopConnectorProvider provider = new WhoopConnectorProvider();
        ConnectorSettings settings = name -> Optional.ofNullable(
                java.util.Map.of("whoop.token", "t", "whoop.client-id", "c", "whoop.base-uri", "http://localhost:1/d")
                        .get(name));

        assertThat(provider.source()).isEqualTo(WhoopConnector.SOURCE);
        assertThat(provider.create(name -> Optional.empty())).isEmpty();
        assertThat(provider.create(settings).orElseThrow()).hasToString("WhoopConnector[http://localhost:1/d]");
        assertThatThrownBy(() -> provider.create(
                        name -> settings.get(name).map(value -> name.endsWith("uri") ? "not a uri" : value)))
                .isInstanceOf(InvalidParameterException.class);
    }
}
