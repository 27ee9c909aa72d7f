package org.healthwarehouse.testkit.whoop;

import java.time.Instant;

/** Counts the calls of one application, whoever its users are, in windows that begin with each minute and each day. */
final class WhoopQuota {
    private static final long MINUTE = 60;
    private static final long DAY = 86_400;

    private final int perMinute;
    private final int perDay;
    private long minute = -1;
    private long day = -1;
    private int inMinute;
    private int inDay;

    WhoopQuota(int perMinute, int perDay) {
        this.perMinute = perMinute;
        this.perDay = perDay;
    }

    /** Counts a call and answers whether it is within the allowance. */
    boolean admit(Instant now) {
        long second = now.getEpochSecond();
        if (Math.floorDiv(second, DAY) != day) {
            day = Math.floorDiv(second, DAY);
            inDay = 0;
        }
        if (Math.floorDiv(second, MINUTE) != minute) {
            minute = Math.floorDiv(second, MINUTE);
            inMinute = 0;
        }
        if (inMinute >= perMinute || inDay >= perDay) {
            return false;
        }
        inMinute++;
        inDay++;
        return true;
    }

    /** Adds the headers, which tell only about the window that is closest to its end of calls. */
    WhoopAnswer describe(WhoopAnswer answer, Instant now) {
        boolean dayIsCloser = perDay - inDay < perMinute - inMinute;
        long length = dayIsCloser ? DAY : MINUTE;
        return answer.header(
                        "x-ratelimit-limit",
                        (dayIsCloser ? perDay : perMinute) + ", " + perMinute + ";window=60, " + perDay
                                + ";window=86400")
                .header("x-ratelimit-remaining", Integer.toString(dayIsCloser ? perDay - inDay : perMinute - inMinute))
                .header("x-ratelimit-reset", Long.toString(length - Math.floorMod(now.getEpochSecond(), length)));
    }
}
