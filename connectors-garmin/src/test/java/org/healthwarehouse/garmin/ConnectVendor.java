package org.healthwarehouse.garmin;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.healthwarehouse.garmin.ConnectServer.Answer;
import org.healthwarehouse.testkit.garmin.FitFiles;

/** Answers for a person who wore a watch on some dates and ran on each of them. */
record ConnectVendor(Predicate<LocalDate> worn) {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    Answer answer(String question) {
        String path = question.substring(question.indexOf(' ') + 1).replaceFirst("[?].*", "");
        LocalDate date =
                dates(question).isEmpty() ? LocalDate.EPOCH : dates(question).get(0);
        return switch (path.replaceAll("/[-\\d/]*$", "")) {
            case "/userprofile-service/socialProfile" -> Answer.json("{'displayName':'a b','profileId':12}");
            case "/userprofile-service/userprofile/user-settings" -> Answer.json("{'id':12,'userData':{}}");
            case "/device-service/deviceservice/mylastused" ->
                Answer.json("{'lastUsedDeviceUploadTime':1781000000000}");
            case "/download-service/files/wellness" ->
                worn.test(date) ? Answer.zip(ConnectBodies.zip(ConnectBodies.wellness(date, 24))) : Answer.status(404);
            case "/download-service/files/activity" -> file(path);
            case "/usersummary-service/usersummary/daily/a%20b" ->
                Answer.json(ConnectBodies.summary(date, worn.test(date)));
            case "/activitylist-service/activities/search/activities" -> Answer.json(activities(question));
            case "/hrv-service/hrv/daily" -> Answer.json("{'hrvSummaries':[]}");
            case "/weight-service/weight/range" -> Answer.json("{'dailyWeightSummaries':[],'totalAverage':{}}");
            case "/mobile-gateway/usersummary/trainingstatus/weekly" -> Answer.json("{'reportData':{}}");
            case "/metrics-service/metrics/trainingreadiness", "/metrics-service/metrics/maxmet/daily" ->
                Answer.json("[]");
            default -> Answer.status(400);
        };
    }

    private static Answer file(String path) {
        long day = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        byte[] run = FitFiles.run(ConnectBodies.run(LocalDate.ofEpochDay(day)), 600, 150);
        return Answer.zip(ConnectBodies.zip(run));
    }

    private String activities(String question) {
        Map<String, String> query = new HashMap<>();
        for (String pair : question.substring(question.indexOf('?') + 1).split("&", -1)) {
            query.put(pair.replaceFirst("=.*", ""), pair.replaceFirst(".*=", ""));
        }
        List<LocalDate> all = LocalDate.parse(query.get("startDate"))
                .datesUntil(LocalDate.parse(query.get("endDate")).plusDays(1))
                .filter(worn)
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
        int start = Math.min(all.size(), Integer.parseInt(query.get("start")));
        int end = Math.min(all.size(), start + Integer.parseInt(query.get("limit")));
        return all.subList(start, end).stream()
                .map(date -> ConnectBodies.activity(date.toEpochDay(), date, false))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static List<LocalDate> dates(String question) {
        Matcher dates = DATE.matcher(question);
        return Arrays.asList(
                dates.results().map(found -> LocalDate.parse(found.group())).toArray(LocalDate[]::new));
    }
}
