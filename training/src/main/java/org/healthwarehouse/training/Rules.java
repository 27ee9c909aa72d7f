package org.healthwarehouse.training;

import org.healthwarehouse.model.InvalidParameterException;

/** Checks of arguments. The messages say in which way a number is wrong, never the number: it may be a health value. */
final class Rules {
    private Rules() {}

    static double finite(String what, double value) {
        return require(Double.isFinite(value), what, value, "must be finite", "leave out what is not known");
    }

    static double positive(String what, double value) {
        return require(Double.isFinite(value) && value > 0, what, value, "must be positive", "leave out what is wrong");
    }

    static double notNegative(String what, double value) {
        return require(
                Double.isFinite(value) && value >= 0, what, value, "must not be negative", "leave out what is wrong");
    }

    static double between(String what, double value, double low, double high) {
        return require(
                value >= low && value <= high, what, value, "must lie between " + low + " and " + high, "correct it");
    }

    /** Refuses a text without a letter; it is not repeated, for it may be about somebody. */
    static String text(String what, String text) {
        if (text.isBlank()) {
            throw new InvalidParameterException(what, "blank", "must not be blank", "leave out what is not known");
        }
        return text;
    }

    static int atLeast(String what, int value, int least) {
        if (value < least) {
            throw new InvalidParameterException(what, value, "must be at least " + least, "give a greater number");
        }
        return value;
    }

    private static double require(boolean holds, String what, double value, String rule, String remedy) {
        if (!holds) {
            throw new InvalidParameterException(what, kind(value), rule, remedy);
        }
        return value;
    }

    private static String kind(double value) {
        if (Double.isNaN(value)) {
            return "not a number";
        }
        if (Double.isInfinite(value)) {
            return "infinite";
        }
        return value == 0 ? "zero" : value < 0 ? "negative" : "positive";
    }
}
