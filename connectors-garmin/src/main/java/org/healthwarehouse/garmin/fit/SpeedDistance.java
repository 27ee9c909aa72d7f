package org.healthwarehouse.garmin.fit;

/**
 * Speed and distance packed into three bytes: twelve bits of cm/s, and the lowest twelve bits of the way so far in
 * sixteenths of a metre.
 */
final class SpeedDistance {
    static final int SIZE = 3;
    private static final int MASK = 0xFFF;

    private long sixteenths;
    private double speed = Double.NaN;
    private double distance = Double.NaN;

    /** Takes the three bytes of the next message, or those that say that there is none. */
    void read(byte[] bytes, int at) {
        int bits = (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16;
        if (bits == 0xFF_FFFF) {
            none();
            return;
        }
        speed = (bits & MASK) / 100.0;
        sixteenths += ((bits >>> 12) - sixteenths) & MASK;
        distance = sixteenths / 16.0;
    }

    void none() {
        speed = Double.NaN;
        distance = Double.NaN;
    }

    /** Metres per second, NaN if the message does not say it. */
    double speed() {
        return speed;
    }

    /** Metres since the start of the file, NaN if the message does not say it. */
    double distance() {
        return distance;
    }
}
