package org.healthwarehouse.storage;

import java.util.regex.Pattern;
import org.healthwarehouse.model.InvalidParameterException;

/** Checks of declarations and of what is asked by them. The messages name columns, never values. */
final class SpecRules {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,59}");

    private SpecRules() {}

    static void name(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw refused(
                    what, name, "must be lower snake case of at most 60 characters", "begin with a letter from a to z");
        }
    }

    static InvalidParameterException refused(String what, String name, String rule, String remedy) {
        return new InvalidParameterException(what, name, rule, remedy);
    }
}
