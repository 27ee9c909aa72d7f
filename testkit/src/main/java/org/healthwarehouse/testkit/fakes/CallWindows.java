package org.healthwarehouse.testkit.fakes;

import java.time.Instant;

/** Counts calls in windows that begin with each minute and each day. Used by one thread at a time. */
final class CallWindows {
    private static final long MINUTE = 60;
    private static final long DAY = 86_400;

    private final int perMinute;
    private final int perDay;
    private long minute = -1;
    private long day = -1;
    private int inMinute;
    private int inDay;

    CallWindows(int perMinute, int perDay) {
        this.perMinute = perMinute;
        this.perDay = perDay;
    }

    /** Counts a call and answers whether it is within the allowance. */
    boolean admit(Instant now) {
        long second = now.getEpochSecond();
        if (second / DAY != day) {
            day = second / DAY;
            inDay = 0;
        }
        if (second / MINUTE != minute) {
            minute = second / MINUTE;
            inMinute = 0;
        }
        if (inMinute >= perMinute || inDay >= perDay) {
            return false;
        }
        inMinute++;
        inDay++;
        return true;
    }

    /** Adds the headers that tell about the window that is closest to its end. */
    Answer describe(Answer answer, Instant now) {
        boolean dayIsCloser = perDay - inDay < perMinute - inMinute;
        long length = dayIsCloser ? DAY : MINUTE;
        int limit = dayIsCloser ? perDay : perMinute;
        int left = dayIsCloser ? perDay - inDay : perMinute - inMinute;
        return answer.header("x-ratelimit-limit", limit + ", " + perMinute + ";window=60, " + perDay + ";window=86400")
                .header("x-ratelimit-remaining", Integer.toString(left))
                .header("x-ratelimit-reset", Long.toString(length - now.getEpochSecond() % length));
    }
}
