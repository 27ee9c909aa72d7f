package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ErrorEntry;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.JobState;
import org.junit.jupiter.api.Test;

/** Errors that do not resolve themselves are resolved by hand. */
class OpenErrorsTest extends StoreTest {
    private List<ErrorEntry> open() {
        return store.care().openErrors(ANN, 10);
    }

    private void stop(String job) {
        store.jobs().create(job(job, days(0, 7)));
        store.jobs().move(new JobId(job), JobState.PAUSED, NOW, Optional.of(new Failure.TimedOut("too slow")));
    }

    @Test
    void openErrorsAreListedNewestFirst() {
        stop("one");
        stop("two");

        assertThat(open()).extracting(each -> each.job().value()).containsExactly("two", "one");
        assertThat(open().get(0))
                .isEqualTo(new ErrorEntry(
                        open().get(0).id(),
                        ANN,
                        VENDOR,
                        new JobId("two"),
                        NOW,
                        "TimedOut",
                        "too slow",
                        Optional.empty()));
        assertThat(store.care().openErrors(ANN, 1)).hasSize(1);
        assertThat(store.care().openErrors(UserId.LOCAL, 10)).isEmpty();
    }

    @Test
    void anErrorIsResolvedByHandOnceAndKeepsThatTime() {
        stop("one");
        long id = open().get(0).id();

        assertThat(store.care().resolveError(id, NOW.plusSeconds(5))).isTrue();
        assertThat(store.care().resolveError(id, NOW.plusSeconds(9))).isFalse();
        assertThat(open()).isEmpty();
        assertThat(Sql.one(
                        file,
                        "SELECT resolved || '|' || (resolved_at = "
                                + NOW.plusSeconds(5).getEpochSecond() + ") FROM error_log"))
                .isEqualTo("1|1");
    }

    @Test
    void anErrorThatResolvedItselfIsNotResolvedAgain() {
        stop("one");
        long id = open().get(0).id();
        store.jobs().move(new JobId("one"), JobState.COMPLETED, NOW, Optional.empty());

        assertThat(store.care().resolveError(id, NOW)).isFalse();
    }

    @Test
    void anErrorThatIsNotThereCannotBeResolved() {
        assertThat(store.care().resolveError(4711, NOW)).isFalse();
    }
}
