package org.healthwarehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.junit.jupiter.api.Test;

class SampleCacheTest {
    private static final StreamId STREAM = new StreamId(UserId.LOCAL, SourceId.of("vendor"), DataTypes.HEART_RATE);

    private final SampleCache cache = new SampleCache(1_000);
    private final AtomicInteger reads = new AtomicInteger();

    static SampleCache.Question day(int day) {
        Instant start = Instant.ofEpochSecond(86_400L * day);
        return new SampleCache.Question(List.of(STREAM), TimeRange.of(start, start.plusSeconds(86_400)));
    }

    static SampleSeries rows(int rows) {
        return new SampleSeries(
                DataTypes.HEART_RATE, List.of(), new long[rows], new long[rows], new double[rows], new int[rows]);
    }

    private SampleSeries get(int day, long commit, int rows) {
        return cache.get(day(day), commit, () -> {
            reads.incrementAndGet();
            return rows(rows);
        });
    }

    @Test
    void theSameQuestionAtTheSameCommitIsReadOnce() {
        SampleSeries first = get(1, 7, 10);
        assertThat(get(1, 7, 10)).isSameAs(first);
        assertThat(get(2, 7, 10)).isNotSameAs(first);
        assertThat(reads).hasValue(2);
    }

    @Test
    void aCommitMakesTheAnswerUnusable() {
        SampleSeries before = get(1, 7, 10);
        assertThat(get(1, 8, 11)).isNotSameAs(before);
        assertThat(get(1, 8, 11).size()).isEqualTo(11);
        assertThat(reads).hasValue(2);
    }

    @Test
    void aReaderOfAnOlderCommitNeitherGetsNorReplacesTheNewerAnswer() {
        SampleSeries newer = get(1, 8, 11);
        assertThat(get(1, 7, 10).size()).isEqualTo(10);
        assertThat(get(1, 8, 11)).isSameAs(newer);
    }

    @Test
    void whatWasNotAskedForTheLongestIsForgottenFirst() {
        var unused1 = get(1, 7, 400);
        var unused2 = get(2, 7, 400);
        var unused3 = get(1, 7, 400);
        var unused4 = get(3, 7, 400);
        assertThat(reads).hasValue(3);
        assertThat(cache.find(day(1), 7)).isPresent();
        assertThat(cache.find(day(2), 7)).isEmpty();
        assertThat(cache.find(day(3), 7)).isPresent();
        assertThat(cache.weight()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void anAnswerThatIsTooLargeIsNotKeptAndPushesNothingOut() {
        var unused1 = get(1, 7, 400);
        var unused2 = get(2, 7, 5_000);
        assertThat(cache.find(day(1), 7)).isPresent();
        assertThat(cache.find(day(2), 7)).isEmpty();
    }

    @Test
    void emptyAnswersWeighSomethingToo() {
        for (int day = 0; day < 1_000; day++) {
            var unused = get(day, 7, 0);
        }
        assertThat(cache.weight()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void aCacheOfNoRowsKeepsNothing() {
        SampleCache off = new SampleCache(0);
        off.keep(day(1), 7, rows(0));
        assertThat(off.find(day(1), 7)).isEmpty();
        assertThat(off.weight()).isZero();
    }
}
