package org.healthwarehouse.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a body in memory, up to a limit, and notes when bytes came. */
final class LimitedBody implements HttpResponse.BodySubscriber<byte[]> {
    private final long limit;
    private final Watch watch;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    LimitedBody(long limit, Watch watch) {
        this.limit = limit;
        this.watch = watch;
        watch.touch();
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription upstream) {
        subscription = upstream;
        upstream.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        watch.touch();
        for (ByteBuffer buffer : buffers) {
            if (bytes.size() + (long) buffer.remaining() > limit) {
                refuse();
                return;
            }
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            bytes.writeBytes(part);
        }
    }

    /** Says why before it hangs up: cancelling may end the exchange with a cause of its own. */
    private void refuse() {
        TooLargeException refusal = new TooLargeException(limit);
        watch.refused(refusal);
        whole.completeExceptionally(refusal);
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable problem) {
        whole.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
        whole.complete(bytes.toByteArray());
    }

    /** When the last sign of life came; the deadlines are about real time on a real network. */
    static final class Watch {
        private volatile long lastNanos = System.nanoTime();
        private volatile @Nullable TooLargeException refusal;

        void touch() {
            lastNanos = System.nanoTime();
        }

        void refused(TooLargeException why) {
            refusal = why;
        }

        /**
         * The refusal if there was one: hanging up makes the client report a cause of its own, and that one may win.
         */
        @Nullable
        Throwable causeOr(@Nullable Throwable reported) {
            TooLargeException why = refusal;
            return why != null ? why : reported;
        }

        long idleNanos() {
            return System.nanoTime() - lastNanos;
        }
    }

    /** The answer is longer than the limit. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(long limit) {
            super("longer than " + limit + " bytes");
        }
    }
}
