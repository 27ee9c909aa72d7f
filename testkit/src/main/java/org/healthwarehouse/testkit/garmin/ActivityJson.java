package org.healthwarehouse.testkit.garmin;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An activity as the service tells of it, in a list and alone. */
final class ActivityJson {
    private ActivityJson() {}

    /** A row of a list. */
    static ObjectNode row(GarminAccount account, GarminActivity activity, long now) {
        long wall = account.diary().calendar().wallClock(activity.date(), activity.start());
        ObjectNode body = GarminJson.object()
                .put("activityId", activity.id())
                .put("activityName", activity.name(now))
                .put("startTimeLocal", GarminJson.listed(wall))
                .put("startTimeGMT", GarminJson.listed(activity.start()));
        body.set("activityType", type(activity, now));
        body.set(
                "eventType",
                GarminJson.object()
                        .put("typeId", 9)
                        .put("typeKey", "uncategorized")
                        .put("sortOrder", 10));
        double speed = activity.sport().speed() / 100.0;
        body.put("distance", activity.metres())
                .put("duration", (double) activity.seconds())
                .put("elapsedDuration", (double) activity.seconds())
                .put("movingDuration", (double) activity.seconds())
                .put("averageSpeed", speed)
                .put("maxSpeed", speed)
                .put("hasPolyline", false)
                .put("ownerId", account.number())
                .put("ownerDisplayName", account.displayName())
                .put("calories", 390.0)
                .put("bmrCalories", 55.0)
                .put("averageHR", (double) activity.heartRate())
                .put("maxHR", (double) activity.heartRate());
        body.set("privacy", GarminJson.object().put("typeId", 2).put("typeKey", "private"));
        return body.put("userPro", false)
                .put("timeZoneId", 124)
                .put("beginTimestamp", activity.start())
                .put("sportTypeId", activity.sport().number())
                .put("deviceId", activity.watch().serial())
                .put("manufacturer", "GARMIN")
                .put("lapCount", 1)
                .put("endTimeGMT", GarminJson.listed(activity.end()))
                .put("manualActivity", false)
                .put("parent", false)
                .put("favorite", false)
                .put("pr", false);
    }

    /** The activity alone, which also tells when it last changed. */
    static ObjectNode detail(GarminAccount account, GarminActivity activity, long now) {
        long wall = account.diary().calendar().wallClock(activity.date(), activity.start());
        ObjectNode body = GarminJson.object()
                .put("activityId", activity.id())
                .put("activityName", activity.name(now))
                .put("userProfileId", account.number())
                .put("isMultiSportParent", false);
        body.set("activityTypeDTO", type(activity, now));
        ObjectNode metadata = GarminJson.object()
                .put("lastUpdateDate", GarminJson.iso(activity.updated(now)))
                .put("uploadedDate", GarminJson.iso(activity.watch().uploads().next(activity.end() - 1)));
        metadata.set(
                "deviceMetaDataDTO",
                GarminJson.object().put("deviceId", activity.watch().serial()));
        body.set("metadataDTO", metadata);
        body.set(
                "summaryDTO",
                GarminJson.object()
                        .put("startTimeLocal", GarminJson.iso(wall))
                        .put("startTimeGMT", GarminJson.iso(activity.start()))
                        .put("distance", activity.metres())
                        .put("duration", (double) activity.seconds())
                        .put("elapsedDuration", (double) activity.seconds())
                        .put("averageHR", (double) activity.heartRate())
                        .put("maxHR", (double) activity.heartRate()));
        return body;
    }

    private static ObjectNode type(GarminActivity activity, long now) {
        return GarminJson.object()
                .put("typeId", activity.sport().number())
                .put("typeKey", activity.typeKey(now))
                .put("parentTypeId", 17)
                .put("isHidden", false)
                .put("restricted", false)
                .put("trimmable", true);
    }
}
