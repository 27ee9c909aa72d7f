package org.healthwarehouse.garmin;

import java.util.Map;
import java.util.Optional;

/**
 * One kind of summary of the Health API.
 *
 * @param reader reads one
 */
record HealthApiForm(ListRows.Reader reader) {
    private static final Map<String, HealthApiForm> BY_KIND = Map.ofEntries(
            Map.entry("dailies", new HealthApiForm(HealthApiDays::daily)),
            Map.entry("epochs", new HealthApiForm(HealthApiDays::epoch)),
            Map.entry("stressDetails", new HealthApiForm(HealthApiDays::stress)),
            Map.entry("pulseOx", new HealthApiForm(HealthApiDays::oxygen)),
            Map.entry("respiration", new HealthApiForm(HealthApiDays::breathing)),
            Map.entry("allDayRespiration", new HealthApiForm(HealthApiDays::breathing)),
            Map.entry("sleeps", new HealthApiForm(HealthApiNights::sleep)),
            Map.entry("hrv", new HealthApiForm(HealthApiNights::variability)),
            Map.entry("skinTemp", new HealthApiForm(HealthApiNights::skin)),
            Map.entry("bodyComps", new HealthApiForm(HealthApiBody::composition)),
            Map.entry("userMetrics", new HealthApiForm(HealthApiBody::fitness)),
            Map.entry("bloodPressures", new HealthApiForm(HealthApiBody::pressure)),
            Map.entry("activities", new HealthApiForm(HealthApiActivities::activity)),
            Map.entry("manuallyUpdatedActivities", new HealthApiForm(HealthApiActivities::activity)),
            Map.entry("activityDetails", new HealthApiForm(HealthApiActivities::details)));

    /** By the name that the list has in a request; empty if such summaries are not read. */
    static Optional<HealthApiForm> of(String kind) {
        return Optional.ofNullable(BY_KIND.get(kind));
    }
}
