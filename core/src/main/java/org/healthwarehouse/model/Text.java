package org.healthwarehouse.model;

/** The rules for short identifiers, in one place. */
final class Text {
    private static final int LONGEST = 200;

    private Text() {}

    static String identifier(String what, String value) {
        if (value.isBlank() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidParameterException(
                    what,
                    value.length() > LONGEST ? value.substring(0, LONGEST) + "..." : value,
                    "must have 1 to " + LONGEST + " characters, none of them a control character",
                    "choose a shorter, printable " + what);
        }
        return value;
    }
}
