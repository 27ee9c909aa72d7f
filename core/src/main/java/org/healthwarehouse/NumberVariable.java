package org.healthwarehouse;

import java.math.BigDecimal;

/** A numeric variable of the environment that may differ from source to source: its default and its safety limits. */
enum NumberVariable {
    CHUNK_SIZE_DAYS("7", "1", "366", false, "days"),
    MAX_CHUNK_SIZE_DAYS("30", "1", "366", false, "days"),
    MAX_RETRIES("3", "1", "10", false, "tries in all"),
    RETRY_BASE_DELAY("1.0", "0", "60", true, "seconds"),
    REQUEST_TIMEOUT("30", "1", "600", true, "seconds"),
    RATE_LIMIT_DELAY("0.5", "0", "60", true, "seconds"),
    MAX_CONCURRENT_CHUNKS("3", "1", "10", false, "chunks"),
    MAX_SYNC_DURATION_HOURS("2", "1", "24", false, "hours"),
    DB_RECENT_DATA_HOURS("2", "0", "168", false, "hours");

    private final BigDecimal standard;
    private final BigDecimal least;
    private final BigDecimal most;
    private final boolean decimals;
    private final String unit;

    NumberVariable(String standard, String least, String most, boolean decimals, String unit) {
        this.standard = new BigDecimal(standard);
        this.least = new BigDecimal(least);
        this.most = new BigDecimal(most);
        this.decimals = decimals;
        this.unit = unit;
    }

    BigDecimal standard() {
        return standard;
    }

    BigDecimal least() {
        return least;
    }

    BigDecimal most() {
        return most;
    }

    boolean decimals() {
        return decimals;
    }

    String unit() {
        return unit;
    }
}
