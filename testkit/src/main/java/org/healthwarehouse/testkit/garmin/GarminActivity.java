package org.healthwarehouse.testkit.garmin;

import java.time.LocalDate;

/**
 * An activity, always at the same speed and heart rate.
 *
 * @param id by which the service knows it
 * @param date on which it began, where the person was
 * @param watch that recorded it
 * @param start UTC epoch milliseconds, whole seconds
 * @param seconds how long it took, without a pause; a multiple of the distance of records
 * @param sport what
 * @param heartRate all the time
 * @param edited when the person changed its name or kind; {@link Long#MAX_VALUE} is never
 * @param deleted when the person deleted it
 */
record GarminActivity(
        long id,
        LocalDate date,
        GarminWatch watch,
        long start,
        int seconds,
        Sport sport,
        int heartRate,
        long edited,
        long deleted) {
    /** Kinds of activity, as files number and the service names them. */
    enum Sport {
        RUNNING(1, "running", "trail_running", 300),
        CYCLING(2, "cycling", "road_biking", 600),
        HIKING(17, "hiking", "walking", 120);

        private final int number;
        private final String key;
        private final String otherKey;
        private final int speed;

        Sport(int number, String key, String otherKey, int speed) {
            this.number = number;
            this.key = key;
            this.otherKey = otherKey;
            this.speed = speed;
        }

        int number() {
            return number;
        }

        /** In centimetres a second. */
        int speed() {
            return speed;
        }
    }

    long end() {
        return start + seconds * 1000L;
    }

    double metres() {
        return seconds * sport.speed() / 100.0;
    }

    /** Whether the service has it. */
    boolean isThere(long now) {
        return wasThere(now) && now < deleted;
    }

    /** Whether the service has it or had it. */
    boolean wasThere(long now) {
        return watch.hasUploaded(end(), now);
    }

    private boolean isEdited(long now) {
        return edited <= now;
    }

    /** Of two that are edited one gets another name and one another kind. */
    String name(long now) {
        return isEdited(now) && id % 2 == 0 ? "Long way round" : "Out and back";
    }

    String typeKey(long now) {
        return isEdited(now) && id % 2 != 0 ? sport.otherKey : sport.key;
    }

    /** When it last changed. */
    long updated(long now) {
        return isEdited(now) ? edited : watch.uploads().next(end() - 1);
    }
}
