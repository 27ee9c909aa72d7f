package org.healthwarehouse.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;

class AnalysisCacheTest {
    private static final Duration DAY = Duration.ofDays(1);
    private Instant now = Instant.parse("2026-03-01T06:00:00Z");
    private final AnalysisCache cache = AnalysisCache.inMemory(() -> now);

    private static AnalysisKey key(String input) {
        return new AnalysisKey("daily_readiness", "m-1", Attributes.parse(input));
    }

    /** Taken with sha256sum of the text that the Javadoc promises. */
    @Test
    void theHashIsThatOfTheCanonicalJson() {
        assertThat(key("{ \"b\" : {\"d\":true, \"c\":null}, \"a\": [1, 2.5] }").contentHash())
                .isEqualTo("a39755b4062abafcd547ae103f78d24b2fad81da11862c0ff83a1c2ffd3b3295");
    }

    @Test
    void orderAndSpacesDoNotMatterAndEverythingElseDoes() {
        String hash = key("{\"a\":1,\"b\":2}").contentHash();
        assertThat(key("{ \"b\": 2, \"a\": 1 }").contentHash()).isEqualTo(hash);
        assertThat(key("{\"a\":1,\"b\":3}").contentHash()).isNotEqualTo(hash);
        assertThat(key("{\"a\":1.0,\"b\":2}").contentHash()).isNotEqualTo(hash);
        Attributes input = Attributes.parse("{\"a\":1,\"b\":2}");
        assertThat(new AnalysisKey("daily_readiness", "m-2", input).contentHash())
                .isNotEqualTo(hash);
        assertThat(new AnalysisKey("weekly_plan", "m-1", input).contentHash()).isNotEqualTo(hash);
    }

    @Test
    void anAnalysisIsMadeOnceAndItsHitsAreCounted() throws InterruptedException {
        CachedAnalysis made = cache.getOrCompute(key("{}"), DAY, () -> "rest");
        assertThat(made.hits()).isZero();
        assertThat(made.lastHit()).isEmpty();
        now = now.plusSeconds(60);
        CachedAnalysis again = cache.getOrCompute(key("{}"), DAY, () -> "never asked");
        assertThat(again.response()).isEqualTo("rest");
        assertThat(again.hits()).isEqualTo(1);
        assertThat(again.lastHit()).contains(now);
        assertThat(cache.find(key("{}")).orElseThrow().hits()).isEqualTo(2);
    }

    @Test
    void anAnalysisExpiresAtItsMomentAndIsMadeAnew() throws InterruptedException {
        var unused = cache.getOrCompute(key("{}"), DAY, () -> "old");
        now = now.plus(DAY).minusNanos(1);
        assertThat(cache.find(key("{}"))).isPresent();
        now = now.plusNanos(1);
        assertThat(cache.find(key("{}"))).isEmpty();
        CachedAnalysis anew = cache.getOrCompute(key("{}"), DAY, () -> "new");
        assertThat(anew.response()).isEqualTo("new");
        assertThat(anew.hits()).isZero();
    }

    @Test
    void forEverIsALongTimeAndNotAnError() throws InterruptedException {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
        assertThat(cache.getOrCompute(key("{}"), forEver, () -> "rest").response())
                .isEqualTo("rest");
        now = now.plus(Duration.ofDays(36_500));
        assertThat(cache.find(key("{}"))).isPresent();
    }

    @Test
    void aFailureIsNotKept() throws InterruptedException {
        assertThatThrownBy(() -> cache.getOrCompute(key("{}"), DAY, () -> {
                    throw new IllegalArgumentException("model is down");
                }))
                .hasMessage("model is down");
        assertThat(cache.getOrCompute(key("{}"), DAY, () -> "up again").response())
                .isEqualTo("up again");
    }

    @Test
    void aComputationThatAsksForItselfIsRefusedInsteadOfWaitingForEver() throws InterruptedException {
        assertThatThrownBy(() -> cache.getOrCompute(
                        key("{}"),
                        DAY,
                        () -> cache.getOrCompute(key("{}"), DAY, () -> "inner").response()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(cache.getOrCompute(key("{}"), DAY, () -> "fine").response()).isEqualTo("fine");
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatThrownBy(() -> cache.getOrCompute(key("{}"), Duration.ZERO, () -> "x"))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> new AnalysisKey(" ", "m", Attributes.EMPTY))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void itsTextTellsNeitherInputNorResponse() throws InterruptedException {
        CachedAnalysis made = cache.getOrCompute(key("{\"rmssd\":61}"), DAY, () -> "take a rest");
        assertThat(made.toString()).doesNotContain("61").doesNotContain("rest").contains("daily_readiness");
        assertThat(made.key().toString()).doesNotContain("61");
    }

    /** Against a plain map of what was made, and when it ends. */
    @Property
    void itBehavesLikeAMapWithExpiry(@ForAll long seed, @ForAll @IntRange(max = 200) int steps)
            throws InterruptedException {
        AnalysisCache fresh = AnalysisCache.inMemory(() -> now);
        SplittableRandom random = new SplittableRandom(seed);
        Map<Integer, CachedAnalysis> model = new HashMap<>();
        for (int step = 0; step < steps; step++) {
            now = now.plusSeconds(random.nextInt(4));
            int number = random.nextInt(4);
            AnalysisKey key = key("{\"n\":" + number + "}");
            CachedAnalysis expected = model.get(number);
            boolean good = expected != null && now.isBefore(expected.expires());
            switch (random.nextInt(4)) {
                case 0 -> assertThat(fresh.find(key)).isEqualTo(good ? hit(model, number) : Optional.empty());
                case 1 -> {
                    Duration keptFor = Duration.ofSeconds(1 + random.nextInt(8));
                    String response = "made at " + step;
                    CachedAnalysis found = fresh.getOrCompute(key, keptFor, () -> response);
                    if (!good) {
                        model.put(
                                number, new CachedAnalysis(key, response, 0, now, Optional.empty(), now.plus(keptFor)));
                    }
                    assertThat(found).isEqualTo(good ? hit(model, number).orElseThrow() : model.get(number));
                }
                case 2 -> {
                    assertThat(fresh.remove(key)).isEqualTo(good);
                    model.remove(number);
                }
                default -> {
                    int before = model.size();
                    model.values().removeIf(analysis -> !now.isBefore(analysis.expires()));
                    assertThat(fresh.removeExpired()).isEqualTo(before - model.size());
                }
            }
        }
    }

    private Optional<CachedAnalysis> hit(Map<Integer, CachedAnalysis> model, int number) {
        return Optional.ofNullable(model.computeIfPresent(number, (same, analysis) -> analysis.hit(now)));
    }
}
