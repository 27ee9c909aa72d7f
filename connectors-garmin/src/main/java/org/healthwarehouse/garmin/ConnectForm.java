package org.healthwarehouse.garmin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One kind of body that the web interface answers with.
 *
 * @param endpoint the name that the endpoint has here; the comments say which address it is
 * @param rows makes what reads one body
 */
record ConnectForm(String endpoint, Supplier<ConnectRows> rows) {
    private static final List<ConnectForm> ALL = List.of(
            // usersummary-service/usersummary/daily/{displayName}
            new ConnectForm("summary", () -> new ListRows(new SummaryRows())),
            // wellness-service/wellness/dailyHeartRate/{displayName}
            new ConnectForm(
                    "heart-rate",
                    () -> new DaySeriesRows(List.of(DaySeries.HEART_RATE), List.of("maxHeartRate", "minHeartRate"))),
            // wellness-service/wellness/dailyStress/{date}
            new ConnectForm(
                    "stress",
                    () -> new DaySeriesRows(
                            List.of(DaySeries.STRESS, DaySeries.BODY_BATTERY),
                            List.of("maxStressLevel", "avgStressLevel"))),
            // wellness-service/wellness/bodyBattery/reports/daily
            new ConnectForm("body-battery", BatteryReportRows::new),
            // wellness-service/wellness/daily/respiration/{date}
            new ConnectForm(
                    "respiration",
                    () -> new DaySeriesRows(
                            List.of(DaySeries.RESPIRATION),
                            List.of(
                                    "highestRespirationValue",
                                    "avgWakingRespirationValue",
                                    "avgSleepRespirationValue"))),
            // wellness-service/wellness/daily/spo2/{date}
            new ConnectForm(
                    "spo2",
                    () -> new DaySeriesRows(
                            List.of(DaySeries.SPO2_SINGLE, DaySeries.SPO2_HOURLY),
                            List.of("averageSpO2", "lowestSpO2"))),
            // wellness-service/wellness/floorsChartData/daily/{date}
            new ConnectForm("floors", () -> new DaySeriesRows(List.of(DaySeries.FLOORS), List.of())),
            // wellness-service/wellness/dailySummaryChart/{displayName}
            new ConnectForm("steps-chart", () -> new ListRows(new StepChartRows(), "[]")),
            // usersummary-service/stats/steps/daily/{from}/{to}
            new ConnectForm("steps", () -> new ListRows(new PeriodRows("steps", 1), "[]")),
            // usersummary-service/stats/steps/weekly/{to}/{weeks}
            new ConnectForm("steps-weeks", () -> new ListRows(new PeriodRows("steps", 7), "[]")),
            // usersummary-service/stats/stress/daily/{from}/{to}
            new ConnectForm("stress-days", () -> new ListRows(new PeriodRows("stress", 1), "[]")),
            // usersummary-service/stats/stress/weekly/{to}/{weeks}
            new ConnectForm("stress-weeks", () -> new ListRows(new PeriodRows("stress", 7), "[]")),
            // usersummary-service/stats/im/daily/{from}/{to}
            new ConnectForm("intensity", () -> new ListRows(new PeriodRows("intensity", 1), "[]")),
            // usersummary-service/stats/im/weekly/{from}/{to}
            new ConnectForm("intensity-weeks", () -> new ListRows(new PeriodRows("intensity", 7), "[]")),
            // usersummary-service/usersummary/hydration/daily/{date} or stats/hydration/daily/{from}/{to}
            new ConnectForm("hydration", () -> new ListRows(new PeriodRows("hydration", 1), "[]")),
            // wellness-service/stats/daily/sleep/score/{from}/{to}
            new ConnectForm("sleep-score", () -> new ListRows(new PeriodRows("sleep_score", 1), "[]")),
            // sleep-service/sleep/dailySleepData or wellness-service/wellness/dailySleepData/{displayName}
            new ConnectForm("sleep", SleepRows::new),
            // hrv-service/hrv/daily/{from}/{to}
            new ConnectForm("hrv", () -> new ListRows(new HrvRows(), "hrvSummaries[]")),
            // hrv-service/hrv/{date}
            new ConnectForm("hrv-night", HrvNightRows::new),
            // userstats-service/wellness/daily/{displayName}
            new ConnectForm(
                    "resting-heart-rate",
                    () -> new ListRows(
                            DatedValues::restingHeartRate, "allMetrics.metricsMap.WELLNESS_RESTING_HEART_RATE[]")),
            // weight-service/weight/range/{from}/{to}
            new ConnectForm("weight", () -> weights("dailyWeightSummaries[].allWeightMetrics[]", "dateWeightList[]")),
            // weight-service/weight/dayview/{date}
            new ConnectForm("weight-day", () -> weights("dateWeightList[]")),
            // metrics-service/metrics/trainingreadiness/{date}
            new ConnectForm("readiness", () -> new ListRows(ListRows.asExported(new ReadinessRows()), "[]")),
            // mobile-gateway/usersummary/trainingstatus/weekly/{from}/{to} or monthly
            new ConnectForm("training-status", TrainingStatusRows::new),
            // mobile-gateway/usersummary/trainingstatus/latest/{date}
            new ConnectForm("training-status-day", TrainingStatusRows::new),
            // metrics-service/metrics/maxmet/daily/{from}/{to}
            new ConnectForm("vo2max", () -> new ListRows(DatedValues::vo2Max, "[]")),
            // metrics-service/metrics/endurancescore
            new ConnectForm("endurance", () -> new ListRows(ScoreRows.ENDURANCE::tell, "[]")),
            // metrics-service/metrics/hillscore
            new ConnectForm("hill", () -> new ListRows(ScoreRows.HILL::tell, "[]")),
            // metrics-service/metrics/racepredictions/latest/{displayName} or daily
            new ConnectForm("race-predictions", () -> new ListRows(ScoreRows.RACES::tell, "[]")),
            // fitnessage-service/fitnessage/{date}
            new ConnectForm("fitness-age", () -> new ListRows(ScoreRows.FITNESS_AGE::tell, "[]")),
            // activitylist-service/activities/search/activities
            new ConnectForm("activities", () -> new ListRows(new WorkoutRows(), "[]")),
            // fitnessstats-service/activity
            new ConnectForm("activity-statistics", () -> new ListRows(new StatisticsRows(), "[]")),
            // activity-service/activity/{id}
            new ConnectForm("activity", () -> new ListRows(new WorkoutRows())),
            // activity-service/activity/{id}/details
            new ConnectForm("activity-details", DetailRows::new),
            // activity-service/activity/{id}/splits
            new ConnectForm("splits", () -> new ListRows(new LapRows())),
            // activity-service/activity/{id}/weather
            new ConnectForm("weather", () -> new ListRows(new WeatherRows())),
            // biometric-service/heartRateZones
            new ConnectForm("zones", () -> new ListRows(PersonRows::zones, "[]")),
            // userprofile-service/userprofile/user-settings
            new ConnectForm("profile", () -> new ListRows(PersonRows::settings)),
            // userprofile-service/socialProfile
            new ConnectForm("social-profile", () -> new ListRows(ListRows.asExported(new ProfileRows()))));

    private static final Map<String, ConnectForm> BY_ENDPOINT =
            ALL.stream().collect(Collectors.toUnmodifiableMap(ConnectForm::endpoint, Function.identity()));

    /** The form of the bodies of an endpoint, by the name that it has here; empty if it has no JSON. */
    static Optional<ConnectForm> of(String endpoint) {
        return Optional.ofNullable(BY_ENDPOINT.get(endpoint));
    }

    /** All of them. */
    static List<ConnectForm> all() {
        return ALL;
    }

    private static ConnectRows weights(String... paths) {
        BodyRows rows = new BodyRows();
        return new ListRows(
                (item, out) -> {
                    ExportItem measure = out.object(Map.of("weight", item.left()));
                    if (rows.read(measure, out.sink()).isPresent()) {
                        out.told();
                    }
                },
                paths);
    }
}
