package org.healthwarehouse.garmin;

/** Where an account is kept. An account of one domain is unknown to the other. */
public enum GarminDomain {
    /** {@code garmin.com}: everywhere but in mainland China. */
    WORLDWIDE("garmin.com"),
    /** {@code garmin.cn}: mainland China. */
    CHINA("garmin.cn");

    private final String host;

    GarminDomain(String host) {
        this.host = host;
    }

    String host() {
        return host;
    }
}
