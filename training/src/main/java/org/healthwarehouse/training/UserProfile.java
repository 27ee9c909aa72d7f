package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * What an application knows of an athlete. Logins are not here: they are in the token store. Immutable; what is not
 * known is empty.
 *
 * @param name what to call the person
 * @param email address for mail, in lower case; no two users have the same
 * @param vendorUserId who the person is at the vendor of the watch; no two users have the same
 * @param birthDate date of birth
 * @param gender what the person says
 * @param heightMetres height of the body, {@code m}
 * @param weightKg mass of the body, {@code kg}
 * @param restingHeartRate heart rate at rest, {@code /min}
 * @param maximumHeartRate highest heart rate the person can reach, {@code /min}
 * @param thresholdHeartRate heart rate at the lactate threshold, {@code /min}
 * @param zones the person's own heart rate zones
 * @param preferences what else the application keeps, such as units or free days
 */
public record UserProfile(
        Optional<String> name,
        Optional<String> email,
        Optional<String> vendorUserId,
        Optional<LocalDate> birthDate,
        Optional<Gender> gender,
        OptionalDouble heightMetres,
        OptionalDouble weightKg,
        OptionalDouble restingHeartRate,
        OptionalDouble maximumHeartRate,
        OptionalDouble thresholdHeartRate,
        Optional<HeartRateZones> zones,
        Attributes preferences) {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final int LONGEST_ADDRESS = 254;

    /** Nothing is known. */
    public static final UserProfile EMPTY = new ProfileDraft().whole();

    /**
     * @throws InvalidParameterException if the address cannot be one, a text is blank, a number is not positive, or
     *     heart rates are not resting &lt; threshold &lt; maximum as far as they are known
     */
    public UserProfile {
        email = email.map(UserProfile::address);
        name.ifPresent(text -> Rules.text("name", text));
        vendorUserId.ifPresent(text -> Rules.text("vendor user id", text));
        heightMetres.ifPresent(value -> Rules.positive("height", value));
        weightKg.ifPresent(value -> Rules.positive("weight", value));
        requireRising(restingHeartRate, thresholdHeartRate);
        requireRising(thresholdHeartRate, maximumHeartRate);
        requireRising(restingHeartRate, maximumHeartRate);
    }

    private static String address(String email) {
        if (email.length() > LONGEST_ADDRESS || !ADDRESS.matcher(email).matches()) {
            throw new InvalidParameterException(
                    "e-mail address",
                    "of " + email.length() + " characters",
                    "must be like name@host, without spaces",
                    "correct it, or leave it out");
        }
        return email.toLowerCase(Locale.ROOT);
    }

    private static void requireRising(OptionalDouble lower, OptionalDouble higher) {
        lower.ifPresent(rate -> Rules.positive("heart rate of the profile", rate));
        higher.ifPresent(rate -> Rules.positive("heart rate of the profile", rate));
        if (lower.isPresent() && higher.isPresent() && lower.getAsDouble() >= higher.getAsDouble()) {
            throw new InvalidParameterException(
                    "heart rates of the profile",
                    "resting, threshold, maximum",
                    "must rise",
                    "leave out what is wrong");
        }
    }

    /** The heart rates as formulas take them; empty unless both resting and maximum rate are known. */
    public Optional<HeartRateProfile> heartRates() {
        return restingHeartRate.isPresent() && maximumHeartRate.isPresent()
                ? Optional.of(new HeartRateProfile(
                        restingHeartRate.getAsDouble(), maximumHeartRate.getAsDouble(), thresholdHeartRate))
                : Optional.empty();
    }

    /** The same profile with what to call the person. */
    public UserProfile name(String text) {
        return with(draft -> draft.name = Optional.of(text));
    }

    /** The same profile with an address for mail, which is kept in lower case. */
    public UserProfile email(String address) {
        return with(draft -> draft.email = Optional.of(address));
    }

    /** The same profile with who the person is at the vendor. */
    public UserProfile vendorUserId(String id) {
        return with(draft -> draft.vendorUserId = Optional.of(id));
    }

    /** The same profile with date of birth and gender. */
    public UserProfile born(LocalDate date, Gender said) {
        return with(draft -> {
            draft.birthDate = Optional.of(date);
            draft.gender = Optional.of(said);
        });
    }

    /** The same profile with a body: height in {@code m}, mass in {@code kg}. */
    public UserProfile body(double metres, double kilograms) {
        return with(draft -> {
            draft.heightMetres = OptionalDouble.of(metres);
            draft.weightKg = OptionalDouble.of(kilograms);
        });
    }

    /** The same profile with heart rates. */
    public UserProfile heartRates(HeartRateProfile rates) {
        return with(draft -> {
            draft.restingHeartRate = OptionalDouble.of(rates.resting());
            draft.maximumHeartRate = OptionalDouble.of(rates.maximum());
            draft.thresholdHeartRate = rates.threshold();
        });
    }

    /** The same profile with the person's own heart rate zones. */
    public UserProfile zones(HeartRateZones own) {
        return with(draft -> draft.zones = Optional.of(own));
    }

    /** The same profile with what else the application keeps. */
    public UserProfile preferences(Attributes kept) {
        return with(draft -> draft.preferences = kept);
    }

    private UserProfile with(Consumer<ProfileDraft> change) {
        ProfileDraft draft = new ProfileDraft(this);
        change.accept(draft);
        return draft.whole();
    }

    /** Nothing of what it holds, which says who a person is. */
    @Override
    public String toString() {
        return "UserProfile";
    }
}
