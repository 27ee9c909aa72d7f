package org.healthwarehouse.model;

/** How the lines of the catalogue are written: one short call per type. */
final class Catalog {
    private Catalog() {}

    /** Amounts that add up, from zero to the largest that one sample may plausibly hold. */
    static SampleType sum(String name, String unit, double high, String meaning) {
        return new SampleType(name, unit, new ValueRange(0, high), Aggregation.SUM, meaning);
    }

    /** Readings of a quantity that changes all the time. */
    static SampleType mean(String name, String unit, double low, double high, String meaning) {
        return new SampleType(name, unit, new ValueRange(low, high), Aggregation.MEAN, meaning);
    }

    /** A level that holds until the next reading. */
    static SampleType last(String name, String unit, double low, double high, String meaning) {
        return new SampleType(name, unit, new ValueRange(low, high), Aggregation.LAST, meaning);
    }

    /** Codes; the meaning lists them. */
    static SampleType codes(String name, int low, int high, String meaning) {
        return new SampleType(name, "1", new ValueRange(low, high), Aggregation.CATEGORY, meaning);
    }

    /** Something that happened: the value is always 1, and only its time counts. */
    static SampleType event(String name, String what) {
        return codes(name, 1, 1, what + "; the value is always 1: it happened.");
    }
}
