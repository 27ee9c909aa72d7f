package org.healthwarehouse.testkit.fulcra;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.healthwarehouse.testkit.person.PersonLocation;
import org.healthwarehouse.testkit.person.PersonSample;
import org.healthwarehouse.testkit.person.PersonWorkout;
import org.healthwarehouse.testkit.person.SyntheticPerson;

/** What the vendor answers, as a function of the request and the time; knows nothing of faults, sockets or tokens. */
final class FulcraApi {
    private final SyntheticPerson person;
    private final String userId;
    private final Duration longestDense;
    private final Duration longestSparse;
    private final boolean shuffled;

    FulcraApi(SyntheticPerson person, String userId, Duration longestDense, Duration longestSparse, boolean shuffled) {
        this.person = person;
        this.userId = userId;
        this.longestDense = longestDense;
        this.longestSparse = longestSparse;
        this.shuffled = shuffled;
    }

    Answer answer(URI uri, Instant now) {
        if (uri.getPath().equals("/data/v0/metrics_catalog")) {
            return new Answer(200, FulcraJson.catalogue());
        }
        if (uri.getPath().equals("/user/v1alpha1/info")) {
            String zone = person.homeZone().getId();
            return new Answer(200, FulcraJson.userInfo(userId, person.firstInstant(), zone));
        }
        if (uri.getPath().equals("/user/v1alpha1/annotation")) {
            return new Answer(200, FulcraDiary.definitions());
        }
        if (uri.getPath().equals("/data/v1/updates")) {
            return updates(query(uri), now);
        }
        if (uri.getPath().startsWith("/data/v1alpha1/")) {
            return annotations(uri, now);
        }
        String[] path = uri.getPath().split("/", -1);
        if (path.length != 5 || !path[1].equals("data") || !path[2].equals("v0")) {
            return new Answer(404, FulcraJson.detail("Not Found"));
        }
        if (!path[3].equals(userId)) {
            return new Answer(403, FulcraJson.detail("no data share"));
        }
        return data(path[4], query(uri), now);
    }

    /** Everything is processed as soon as it is over. */
    private Answer updates(Map<String, String> query, Instant now) {
        Instant from;
        Instant to;
        try {
            from = FulcraJson.time(query.getOrDefault("start_time", ""));
            to = FulcraJson.time(query.getOrDefault("end_time", ""));
        } catch (DateTimeException e) {
            return new Answer(422, FulcraJson.detail("start_time and end_time are required"));
        }
        if (tooLong(from, to, Duration.ofDays(1))) {
            return tooMuch();
        }
        Instant until = to.isBefore(now) ? to : now;
        Map<String, Integer> counts = new TreeMap<>();
        for (FulcraMetric metric : FulcraMetric.values()) {
            person.samples(metric.metric(), from, to, sample -> {
                if (sample.end().isAfter(from) && !sample.end().isAfter(until)) {
                    counts.merge(metric.vendorName(), 1, Integer::sum);
                }
            });
        }
        int fixes = visibleLocations(from, to, now).size();
        if (fixes > 0) {
            counts.put("AppleLocationUpdate", fixes);
        }
        return new Answer(200, FulcraJson.updates(counts));
    }

    private Answer annotations(URI uri, Instant now) {
        Map<String, String> query = query(uri);
        if (!query.getOrDefault("fulcra_userid", userId).equals(userId)) {
            return new Answer(403, FulcraJson.detail("no data share"));
        }
        try {
            Instant from = FulcraJson.time(query.getOrDefault("start_time", ""));
            Instant to = FulcraJson.time(query.getOrDefault("end_time", ""));
            for (FulcraDiary.Kind kind : FulcraDiary.Kind.values()) {
                if (uri.getPath().equals("/data/v1alpha1/" + kind.dataClass + "/" + kind.dataType())) {
                    return tooLong(from, to, longestSparse)
                            ? tooMuch()
                            : new Answer(200, FulcraDiary.records(kind, from, to, now));
                }
            }
            return new Answer(404, FulcraJson.detail("Data type not found"));
        } catch (DateTimeException e) {
            return new Answer(422, FulcraJson.detail("start_time and end_time are required"));
        }
    }

    private Answer data(String endpoint, Map<String, String> query, Instant now) {
        Instant from;
        Instant to;
        try {
            from = FulcraJson.time(query.getOrDefault("start_time", ""));
            to = FulcraJson.time(query.getOrDefault("end_time", ""));
        } catch (DateTimeException e) {
            return new Answer(422, FulcraJson.detail("start_time and end_time are required"));
        }
        return switch (endpoint) {
            case "metric_samples" ->
                FulcraMetric.named(query.getOrDefault("metric", ""))
                        .map(metric -> samples(metric, from, to, now))
                        .orElseGet(() -> new Answer(404, FulcraJson.detail("Data type not found")));
            case "apple_workouts" ->
                tooLong(from, to, longestSparse)
                        ? tooMuch()
                        : new Answer(200, FulcraJson.workouts(order(visibleWorkouts(from, to, now))));
            case "apple_location_updates" ->
                tooLong(from, to, longestSparse)
                        ? tooMuch()
                        : new Answer(200, FulcraJson.locations(order(visibleLocations(from, to, now))));
            case "apple_location_visits" ->
                tooLong(from, to, longestSparse) ? tooMuch() : new Answer(200, FulcraDiary.visits(from, to, now));
            default -> new Answer(404, FulcraJson.detail("Not Found"));
        };
    }

    private Answer samples(FulcraMetric metric, Instant from, Instant to, Instant now) {
        boolean dense = metric == FulcraMetric.HEART_RATE || metric == FulcraMetric.STEPS;
        if (tooLong(from, to, dense ? longestDense : longestSparse)) {
            return tooMuch();
        }
        List<PersonSample> samples = new ArrayList<>();
        person.samples(metric.metric(), from, to, sample -> {
            if (!sample.end().isAfter(now)) {
                samples.add(sample);
            }
        });
        return new Answer(200, FulcraJson.samples(metric, order(samples)));
    }

    private List<PersonWorkout> visibleWorkouts(Instant from, Instant to, Instant now) {
        return person.workouts(from, to).stream()
                .filter(workout -> !workout.end().isAfter(now))
                .toList();
    }

    private List<PersonLocation> visibleLocations(Instant from, Instant to, Instant now) {
        return person.locations(from, to).stream()
                .filter(fix -> !fix.time().isAfter(now))
                .toList();
    }

    private static boolean tooLong(Instant from, Instant to, Duration longest) {
        return Duration.between(from, to).compareTo(longest) > 0;
    }

    /** What the live service was seen to answer to ranges that are too large. */
    private static Answer tooMuch() {
        return new Answer(500, FulcraJson.detail("Internal Server Error"));
    }

    /** The order of the vendor's arrays is not documented: in a simulation it is any order. */
    private <T> List<T> order(List<T> items) {
        if (!shuffled) {
            return items;
        }
        List<T> mixed = new ArrayList<>(items);
        Collections.shuffle(mixed, new Random(items.size()));
        return mixed;
    }

    static Map<String, String> query(URI uri) {
        return fields(uri.getRawQuery() == null ? "" : uri.getRawQuery());
    }

    /** The fields of a query or a form. */
    static Map<String, String> fields(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    /** Status and body of an answer. */
    static final class Answer {
        private final int status;
        private final byte[] body;

        Answer(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        int status() {
            return status;
        }

        byte[] body() {
            return body;
        }
    }
}
