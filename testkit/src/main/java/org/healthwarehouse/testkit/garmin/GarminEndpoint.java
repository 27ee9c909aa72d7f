package org.healthwarehouse.testkit.garmin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be asked for. */
enum GarminEndpoint {
    WELLNESS("/download-service/files/wellness/([^/]+)"),
    SUMMARY("/usersummary-service/usersummary/daily/([^/]+)"),
    HEART_RATE("/wellness-service/wellness/dailyHeartRate/([^/]+)"),
    STRESS("/wellness-service/wellness/dailyStress/([^/]+)"),
    READINESS("/metrics-service/metrics/trainingreadiness/([^/]+)"),
    HRV("/hrv-service/hrv/daily/([^/]+)/([^/]+)"),
    WEIGHT("/weight-service/weight/range/([^/]+)/([^/]+)"),
    TRAINING_STATUS("/mobile-gateway/usersummary/trainingstatus/weekly/([^/]+)/([^/]+)"),
    VO2MAX("/metrics-service/metrics/maxmet/daily/([^/]+)/([^/]+)"),
    ACTIVITIES("/activitylist-service/activities/search/activities"),
    ACTIVITY("/activity-service/activity/([^/]+)"),
    ACTIVITY_FILE("/download-service/files/activity/([^/]+)"),
    SETTINGS("/userprofile-service/userprofile/user-settings"),
    ZONES("/biometric-service/heartRateZones"),
    SOCIAL_PROFILE("/userprofile-service/socialProfile"),
    LAST_USED("/device-service/deviceservice/mylastused"),
    RELOAD("/wellness-service/wellness/epoch/request/([^/]+)"),
    TOKEN("/di-oauth2-service/oauth/token");

    private final Pattern path;

    GarminEndpoint(String path) {
        this.path = Pattern.compile(path);
    }

    static Optional<GarminEndpoint> of(String path) {
        return Arrays.stream(values())
                .filter(each -> each.path.matcher(path).matches())
                .findFirst();
    }

    /** The parts of the path that vary. */
    String[] parts(String written) {
        Matcher matcher = path.matcher(written);
        String[] parts = new String[matcher.matches() ? matcher.groupCount() : 0];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = matcher.group(i + 1);
        }
        return parts;
    }

    /** How calls are counted. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String method() {
        return this == RELOAD || this == TOKEN ? "POST" : "GET";
    }
}
