package org.healthwarehouse;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.healthwarehouse.model.InvalidParameterException;

/** The variables of an environment that concern a warehouse. A variable without text counts as not set. */
final class Variables {
    /** Begins the names of variables for all sources. */
    static final String GENERAL = "HEALTHWAREHOUSE_";

    /** Begins the other names of the store-wide variables; also those for the source of that name. */
    static final String ALIAS = "FULCRA_";

    /** Prefixes of variables for one source. */
    static final List<String> SOURCES = List.of(ALIAS, "WHOOP_", "GARMIN_");

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");

    private final Map<String, String> set = new TreeMap<>();

    Variables(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (!value.isBlank()
                    && Stream.concat(Stream.of(GENERAL), SOURCES.stream()).anyMatch(name::startsWith)) {
                set.put(name, value.strip());
            }
        });
    }

    /** The number under that very name, if it is set. */
    Optional<BigDecimal> number(String prefix, NumberVariable variable) {
        String name = prefix + variable.name();
        return Optional.ofNullable(set.get(name)).map(text -> number(name, text, variable));
    }

    private static BigDecimal number(String name, String text, NumberVariable variable) {
        String range = "from " + variable.least().toPlainString() + " to "
                + variable.most().toPlainString() + " " + variable.unit();
        String remedy = "give a number " + range + " or leave it out for "
                + variable.standard().toPlainString();
        if (!DECIMAL.matcher(text).matches()) {
            throw new InvalidParameterException(name, text, "must be a number", remedy);
        }
        BigDecimal number = new BigDecimal(text);
        if (!variable.decimals() && number.stripTrailingZeros().scale() > 0) {
            throw new InvalidParameterException(name, text, "must be a whole number", remedy);
        }
        if (number.compareTo(variable.least()) < 0 || number.compareTo(variable.most()) > 0) {
            throw new InvalidParameterException(name, text, "must be " + range, remedy);
        }
        return number;
    }

    /** A store-wide value, under either of its two names; both set to different values is an error. */
    <T> Optional<T> storeWide(String variable, BiFunction<String, String, T> read) {
        Optional<T> general = storeWide(GENERAL, variable, read);
        Optional<T> alias = storeWide(ALIAS, variable, read);
        if (general.isPresent() && alias.isPresent() && !general.equals(alias)) {
            throw new InvalidParameterException(
                    GENERAL + variable + " and " + ALIAS + variable,
                    set.get(GENERAL + variable) + "' and '" + set.get(ALIAS + variable),
                    "mean the same but differ",
                    "set only " + GENERAL + variable + ", or both to the same");
        }
        return general.or(() -> alias);
    }

    private <T> Optional<T> storeWide(String prefix, String variable, BiFunction<String, String, T> read) {
        return Optional.ofNullable(set.get(prefix + variable)).map(text -> read.apply(prefix + variable, text));
    }

    static boolean bool(String name, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidParameterException(name, text, "must be true or false", "write one of the two");
        };
    }

    /** Names with the general prefix that nobody knows, and store-wide ones with that of a single source. */
    List<String> ignored(Set<String> storeWide) {
        return set.keySet().stream().filter(name -> isIgnored(name, storeWide)).toList();
    }

    private static boolean isIgnored(String name, Set<String> storeWide) {
        if (name.startsWith(GENERAL)) {
            String variable = name.substring(GENERAL.length());
            return !storeWide.contains(variable)
                    && Stream.of(NumberVariable.values())
                            .noneMatch(known -> known.name().equals(variable));
        }
        // Other names with a source's prefix may well belong to somebody else.
        return !name.startsWith(ALIAS) && storeWide.contains(name.substring(name.indexOf('_') + 1));
    }
}
