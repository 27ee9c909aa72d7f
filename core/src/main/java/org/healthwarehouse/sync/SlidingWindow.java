package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;

/** The calls of the time that ends now, one by one. Guarded by its limiter. */
final class SlidingWindow {
    private final Duration length;
    private final ArrayDeque<Instant> calls = new ArrayDeque<>();

    SlidingWindow(Duration length) {
        this.length = length;
    }

    /** When there is room for one more call beside so many; empty if there is room now. */
    Optional<Instant> opensAt(Instant now, int allowed) {
        forget(now);
        int tooMany = calls.size() - allowed + 1;
        if (tooMany <= 0) {
            return Optional.empty();
        }
        Iterator<Instant> oldest = calls.iterator();
        Instant last = oldest.next();
        for (int i = 1; i < tooMany; i++) {
            last = oldest.next();
        }
        return Optional.of(last.plus(length));
    }

    void add(Instant now) {
        forget(now);
        calls.addLast(now);
    }

    /** Forgets what lies behind the window; calls dated after now, because the clock was set back, count as of now. */
    private void forget(Instant now) {
        int ahead = 0;
        while (!calls.isEmpty() && calls.peekLast().isAfter(now)) {
            calls.removeLast();
            ahead++;
        }
        for (int i = 0; i < ahead; i++) {
            calls.addLast(now);
        }
        while (!calls.isEmpty() && !calls.peekFirst().plus(length).isAfter(now)) {
            calls.removeFirst();
        }
    }
}
