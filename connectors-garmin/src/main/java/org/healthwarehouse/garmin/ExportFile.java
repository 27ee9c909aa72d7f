package org.healthwarehouse.garmin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.healthwarehouse.connector.FeedId;

/** The kinds of files of an export that are read; told by their names, for the vendor moves them between folders. */
enum ExportFile {
    DAYS("daily-summaries", "udsfile_.*"),
    NIGHTS("sleeps", ".*_sleepdata"),
    HEALTH("health-status", ".*_healthstatusdata"),
    WATER("hydration", "hydrationlogfile_.*"),
    BODY("body-metrics", "(.*_)?userbiometrics"),
    ACTIVITIES("activities", ".*_summarizedactivities"),
    HISTORY("training-history", "traininghistory_.*"),
    LOAD("training-load", "metricsacutetrainingload_.*"),
    READINESS("training-readiness", "trainingreadinessdto_.*"),
    VO2_MAX("vo2-max", "metricsmaxmetdata_.*"),
    ACTIVITY_VO2_MAX("activity-vo2-max", "activityvo2max_.*"),
    ENDURANCE("endurance-score", "endurancescore_.*"),
    HILL("hill-score", "hillscore_.*"),
    RACES("race-predictions", "runracepredictions_.*"),
    FITNESS_AGE("fitness-age", "(.*_)?fitnessagedata"),
    BLOOD_PRESSURE("blood-pressure", "bloodpressurefile_.*"),
    PROFILE("profile", "user_profile");

    private static final String FOLDER = "export/";

    private final String feed;
    private final Pattern name;

    ExportFile(String feed, String stem) {
        this.feed = feed;
        // A browser may have made "... (1).json" of it.
        name = Pattern.compile(stem + "( ?\\(\\d+\\))?\\.json");
    }

    /** By the name of a file without its folder. */
    static Optional<ExportFile> named(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return List.of(values()).stream()
                .filter(file -> file.name.matcher(lower).matches())
                .findFirst();
    }

    static Optional<ExportFile> of(FeedId feed) {
        return List.of(values()).stream()
                .filter(file -> file.feed().equals(feed))
                .findFirst();
    }

    FeedId feed() {
        return new FeedId(FOLDER + feed);
    }

    /** Under which name an object has the array of objects; empty where the array is all. */
    String wrapper() {
        return this == ACTIVITIES ? "summarizedActivitiesExport" : "";
    }

    /** Whether others may well call a file so too. */
    boolean isCommonName() {
        return this == PROFILE;
    }

    ExportRows rows() {
        return switch (this) {
            case DAYS -> new DayRows();
            case NIGHTS -> new NightRows();
            case HEALTH -> new HealthRows();
            case WATER -> new WaterRows();
            case BODY -> new BodyRows();
            case ACTIVITIES -> new ActivityRows();
            case HISTORY -> new HistoryRows();
            case LOAD -> new LoadRows();
            case READINESS -> new ReadinessRows();
            case VO2_MAX -> new Vo2MaxRows();
            case ACTIVITY_VO2_MAX -> new ActivityVo2MaxRows();
            case ENDURANCE -> new ScoreFileRows(ScoreRows.ENDURANCE);
            case HILL -> new ScoreFileRows(ScoreRows.HILL);
            case RACES -> new ScoreFileRows(ScoreRows.RACES);
            case FITNESS_AGE -> new ScoreFileRows(ScoreRows.FITNESS_AGE);
            case BLOOD_PRESSURE -> new PressureRows();
            case PROFILE -> new ProfileRows();
        };
    }
}
