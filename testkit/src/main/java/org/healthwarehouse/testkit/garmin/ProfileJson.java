package org.healthwarehouse.testkit.garmin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Who the person is, and what they wear. */
final class ProfileJson {
    private ProfileJson() {}

    static ObjectNode social(GarminAccount account) {
        ObjectNode body = GarminJson.object()
                .put("id", account.number())
                .put("profileId", account.number())
                .put("garminGUID", "00000000-0000-0000-0000-" + account.number())
                .put("displayName", account.displayName())
                .put("fullName", "Run Ner")
                .put("userName", account.displayName() + "@example.invalid");
        return GarminJson.nulls(body, "facebookUrl", "twitterUrl", "motivation", "bio")
                .put("profileVisibility", "private")
                .put("userLevel", 3);
    }

    static ObjectNode settings(GarminAccount account) {
        ObjectNode data = GarminJson.object()
                .put("gender", "FEMALE")
                .put("weight", 78_000.0)
                .put("height", 178.0)
                .put("timeFormat", "time_twenty_four_hr")
                .put("birthDate", "1990-05-17")
                .put("measurementSystem", "metric")
                .putNull("activityLevel")
                .put("handedness", "RIGHT")
                .put("vo2MaxRunning", 45.0);
        GarminJson.nulls(data, "vo2MaxCycling", "lactateThresholdSpeed", "lactateThresholdHeartRate");
        ObjectNode body = GarminJson.object().put("id", account.number());
        body.set("userData", data);
        body.set("userSleep", GarminJson.object().put("sleepTime", 80_400).put("wakeTime", 24_000));
        return GarminJson.nulls(body, "connectDate", "sourceType");
    }

    static ArrayNode zones() {
        return GarminJson.array()
                .add(GarminJson.object()
                        .put("trainingMethod", "HR_RESERVE")
                        .put("restingHeartRateUsed", 42)
                        .put("lactateThresholdHeartRateUsed", 170)
                        .put("zone1Floor", 130)
                        .put("zone2Floor", 140)
                        .put("zone3Floor", 150)
                        .put("zone4Floor", 160)
                        .put("zone5Floor", 170)
                        .put("maxHeartRateUsed", 185)
                        .put("restingHrAutoUpdateUsed", false)
                        .put("sport", "DEFAULT")
                        .put("changeState", "UNCHANGED"));
    }

    /** The device that uploaded last, of all that are in use, and when. */
    static ObjectNode lastUsed(GarminAccount account, List<GarminWatch> watches, long now) {
        GarminWatch last = watches.stream()
                .reduce((one, other) ->
                        one.uploads().last(now) >= other.uploads().last(now) ? one : other)
                .orElseThrow();
        return GarminJson.object()
                .put("userDeviceId", last.serial())
                .put("userProfileNumber", account.number())
                .put("applicationNumber", last.product())
                .put("lastUsedDeviceApplicationKey", last.name().replace(" ", ""))
                .put("lastUsedDeviceName", last.name())
                .put("lastUsedDeviceUploadTime", last.uploads().last(now))
                .putNull("imageUrl")
                .put("released", true);
    }
}
