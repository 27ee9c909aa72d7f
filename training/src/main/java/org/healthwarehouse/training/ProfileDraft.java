package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.healthwarehouse.model.Attributes;

/** A profile on its way from one to the next, so that each change names only what it changes. For one thread. */
final class ProfileDraft {
    Optional<String> name = Optional.empty();
    Optional<String> email = Optional.empty();
    Optional<String> vendorUserId = Optional.empty();
    Optional<LocalDate> birthDate = Optional.empty();
    Optional<Gender> gender = Optional.empty();
    OptionalDouble heightMetres = OptionalDouble.empty();
    OptionalDouble weightKg = OptionalDouble.empty();
    OptionalDouble restingHeartRate = OptionalDouble.empty();
    OptionalDouble maximumHeartRate = OptionalDouble.empty();
    OptionalDouble thresholdHeartRate = OptionalDouble.empty();
    Optional<HeartRateZones> zones = Optional.empty();
    Attributes preferences = Attributes.EMPTY;

    /** One of which nothing is known. */
    ProfileDraft() {}

    /** One that says what the profile does. */
    ProfileDraft(UserProfile profile) {
        name = profile.name();
        email = profile.email();
        vendorUserId = profile.vendorUserId();
        birthDate = profile.birthDate();
        gender = profile.gender();
        heightMetres = profile.heightMetres();
        weightKg = profile.weightKg();
        restingHeartRate = profile.restingHeartRate();
        maximumHeartRate = profile.maximumHeartRate();
        thresholdHeartRate = profile.thresholdHeartRate();
        zones = profile.zones();
        preferences = profile.preferences();
    }

    /** The profile, which checks what it is given. */
    UserProfile whole() {
        return new UserProfile(
                name,
                email,
                vendorUserId,
                birthDate,
                gender,
                heightMetres,
                weightKg,
                restingHeartRate,
                maximumHeartRate,
                thresholdHeartRate,
                zones,
                preferences);
    }
}
