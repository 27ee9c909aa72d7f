package org.healthwarehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class LimitedBodyTest {
    private final IOException reset = new IOException("stream cancelled");

    private final LimitedBody.Watch watch = new LimitedBody.Watch();
    private final LimitedBody body = new LimitedBody(10, watch);
    private final Upstream upstream = new Upstream();

    /** Like the HTTP/2 stream of the JDK's client: cancelling it ends it with an error of its own. */
    private final class Upstream implements Flow.Subscription {
        private long requested;
        private boolean cancelled;

        @Override
        public void request(long n) {
            requested += n;
        }

        @Override
        public void cancel() {
            cancelled = true;
            body.onError(reset);
        }
    }

    private static List<ByteBuffer> bytes(int... lengths) {
        return Arrays.stream(lengths).mapToObj(ByteBuffer::allocate).toList();
    }

    @Test
    void collectsWhatComesUpToTheLimit() {
        body.onSubscribe(upstream);
        body.onNext(bytes(3, 3));
        body.onNext(bytes(4));
        body.onComplete();

        assertThat(upstream.requested).isPositive();
        assertThat(body.getBody()).isCompletedWithValueMatching(all -> all.length == 10);
    }

    @Test
    void refusesOneByteMoreAndHangsUp() {
        body.onSubscribe(upstream);
        body.onNext(bytes(3, 3));
        body.onNext(bytes(5));

        assertThat(upstream.cancelled).isTrue();
        assertThat(body.getBody())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(LimitedBody.TooLargeException.class);
    }

    @Test
    void aRefusalIsTheCauseWhateverTheClientReports() {
        body.onSubscribe(upstream);
        body.onNext(bytes(11));

        assertThat(watch.causeOr(reset)).isInstanceOf(LimitedBody.TooLargeException.class);
    }

    @Test
    void withoutARefusalTheCauseIsWhatTheClientReports() {
        body.onSubscribe(upstream);
        body.onNext(bytes(10));
        body.onError(reset);

        assertThat(watch.causeOr(reset)).isSameAs(reset);
        assertThat(body.getBody()).isCompletedExceptionally();
    }
}
