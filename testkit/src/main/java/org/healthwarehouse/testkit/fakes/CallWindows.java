package org.healthwarehouse.testkit.fakes;

import java.time.Instant;
import java.util.Map;

/**
 * A service's count of the calls of whoever it counts together, in windows that begin with each minute and each day of
 * UTC. Used by one thread at a time.
 */
public final class CallWindows {
    private static final long MINUTE = 60;
    private static final long DAY = 86_400;

    private final int perMinute;
    private final int perDay;
    private long minute = -1;
    private long day = -1;
    private int inMinute;
    private int inDay;

    /** Both windows are empty; their limits are what is admitted. */
    public CallWindows(int perMinute, int perDay) {
        this.perMinute = perMinute;
        this.perDay = perDay;
    }

    /** Counts a call, unless it is beyond a limit; answers whether it is within both. */
    public boolean admit(Instant now) {
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

    /** The {@code X-RateLimit-*} headers, which tell about the window that is closest to its end of calls. */
    public Map<String, String> headers(Instant now) {
        boolean dayIsCloser = perDay - inDay < perMinute - inMinute;
        long length = dayIsCloser ? DAY : MINUTE;
        int limit = dayIsCloser ? perDay : perMinute;
        int left = dayIsCloser ? perDay - inDay : perMinute - inMinute;
        return Map.of(
                "x-ratelimit-limit", limit + ", " + perMinute + ";window=60, " + perDay + ";window=86400",
                "x-ratelimit-remaining", Integer.toString(left),
                "x-ratelimit-reset", Long.toString(length - Math.floorMod(now.getEpochSecond(), length)));
    }
}
