package org.healthwarehouse.testkit.garmin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.healthwarehouse.testkit.fakes.Change;

/** Answers the calls of somebody who is logged in. Guarded by the simulator's lock. */
final class GarminApi {
    private static final int MONTH = 28;
    private static final int YEAR = 366;
    private static final int MOST_ACTIVITIES = 1000;

    private final Duration offloadAge;
    private final boolean offloads;
    private final int recordSeconds;

    GarminApi(GarminSimulatorBuilder settings) {
        offloadAge = settings.offloadAge;
        offloads = settings.changes.contains(Change.OFFLOADING);
        recordSeconds = settings.recordSeconds;
    }

    GarminAnswer answer(
            GarminAccount account, GarminEndpoint endpoint, String[] parts, Map<String, String> query, long now) {
        if (account.isHidden() && endpoint != GarminEndpoint.SUMMARY && endpoint != GarminEndpoint.SOCIAL_PROFILE) {
            return GarminAnswer.refused(403, "Forbidden");
        }
        try {
            return answered(account, endpoint, parts, query, now);
        } catch (DateTimeException | NumberFormatException e) {
            return GarminAnswer.refused(400, "Bad Request");
        }
    }

    private GarminAnswer answered(
            GarminAccount account, GarminEndpoint endpoint, String[] parts, Map<String, String> query, long now) {
        return switch (endpoint) {
            case WELLNESS -> wellness(account, LocalDate.parse(parts[0]), now);
            case SUMMARY -> summary(account, parts[0], LocalDate.parse(query.getOrDefault("calendarDate", "")), now);
            case HEART_RATE -> {
                LocalDate date = LocalDate.parse(query.getOrDefault("date", ""));
                yield own(
                        account, parts[0], () -> SeriesJson.heartRate(account, date, isAway(account, date, now), now));
            }
            case STRESS -> {
                LocalDate date = LocalDate.parse(parts[0]);
                yield GarminAnswer.ok(SeriesJson.stress(account, date, isAway(account, date, now), now));
            }
            case READINESS -> GarminAnswer.ok(DayJson.readiness(account, LocalDate.parse(parts[0]), now));
            case HRV ->
                DayJson.variability(account, dates(parts, MONTH), now)
                        .map(GarminAnswer::ok)
                        .orElseGet(GarminAnswer::noContent);
            case WEIGHT -> GarminAnswer.ok(WeightJson.of(account, dates(parts, YEAR), now));
            case TRAINING_STATUS -> GarminAnswer.ok(TrainingStatusJson.of(account, dates(parts, YEAR), now));
            case VO2MAX -> GarminAnswer.ok(DayJson.oxygenUptake(account, dates(parts, YEAR), now));
            case ACTIVITIES -> GarminAnswer.ok(activities(account, query, now));
            case ACTIVITY ->
                activity(account, parts[0], now)
                        .map(each -> GarminAnswer.ok(ActivityJson.detail(account, each, now)))
                        .orElseGet(() -> GarminAnswer.refused(404, "Not Found"));
            case ACTIVITY_FILE ->
                activity(account, parts[0], now)
                        .map(each -> file(account, each))
                        .orElseGet(() -> GarminAnswer.refused(404, "Not Found"));
            case SETTINGS -> GarminAnswer.ok(ProfileJson.settings(account));
            case ZONES -> GarminAnswer.ok(ProfileJson.zones());
            case SOCIAL_PROFILE -> GarminAnswer.ok(ProfileJson.social(account));
            case LAST_USED -> {
                LocalDate today = account.diary().calendar().date(now);
                yield GarminAnswer.ok(
                        ProfileJson.lastUsed(account, account.diary().watches().inUse(today), now));
            }
            case RELOAD -> reload(account, LocalDate.parse(parts[0]), now);
            case TOKEN -> GarminAnswer.refused(404, "Not Found");
        };
    }

    /** Both ends included. */
    private static List<LocalDate> dates(String[] parts, int most) {
        LocalDate first = LocalDate.parse(parts[0]);
        LocalDate last = LocalDate.parse(parts[1]);
        if (last.isBefore(first) || last.toEpochDay() - first.toEpochDay() >= most) {
            throw new DateTimeException("no range, or too long a one");
        }
        return first.datesUntil(last.plusDays(1)).toList();
    }

    /** Whether files of the date are put away once they have been there. */
    boolean isOld(GarminAccount account, LocalDate date, long now) {
        return offloads && account.diary().calendar().end(date) < now - offloadAge.toMillis();
    }

    private GarminAnswer wellness(GarminAccount account, LocalDate date, long now) {
        Map<String, byte[]> files = account.wellness(date, now);
        if (files.isEmpty()) {
            return GarminAnswer.refused(404, "Not Found");
        }
        return GarminAnswer.zip(GarminFiles.zip(isAway(account, date, now) ? Map.of() : files));
    }

    /** Whether what was measured through the date is put away, or lost. */
    private boolean isAway(GarminAccount account, LocalDate date, long now) {
        return isOld(account, date, now)
                && (account.loses(date) || !account.reloads().isAtHand(date, now));
    }

    /** Nobody sees somebody else's day. */
    private static GarminAnswer own(GarminAccount account, String displayName, Supplier<JsonNode> body) {
        return displayName.equals(account.displayName())
                ? GarminAnswer.ok(body.get())
                : GarminAnswer.refused(403, "Forbidden");
    }

    private GarminAnswer reload(GarminAccount account, LocalDate date, long now) {
        boolean none = account.wellness(date, now).isEmpty();
        boolean old = isOld(account, date, now);
        String status = none || (old && account.loses(date))
                ? "NO_FILES_FOUND"
                : old ? account.reloads().request(date, now) : "COMPLETE";
        return GarminAnswer.ok(GarminJson.object()
                .put("userProfilePk", account.number())
                .put("calendarDate", date.toString())
                .put("status", status)
                .put("source", "USER")
                .put("ghReloadMetaData", "")
                .put("createDate", GarminJson.iso(now)));
    }

    private static GarminAnswer summary(GarminAccount account, String displayName, LocalDate date, long now) {
        if (!displayName.equals(account.displayName())) {
            return GarminAnswer.refused(403, "Forbidden");
        }
        if (account.isHidden()) {
            return GarminAnswer.ok(SummaryJson.hidden(account, date));
        }
        if (account.diary().calendar().start(date) > now) {
            return GarminAnswer.refused(404, "Not Found");
        }
        return GarminAnswer.ok(GarminTotals.of(account.diary(), date, now)
                .map(totals -> SummaryJson.of(account, totals))
                .orElseGet(() -> SummaryJson.empty(account, date)));
    }

    /** Newest first, from one number of them on. */
    private static ArrayNode activities(GarminAccount account, Map<String, String> query, long now) {
        LocalDate today = account.diary().calendar().date(now);
        LocalDate last = LocalDate.parse(query.getOrDefault("endDate", today.toString()));
        LocalDate first = LocalDate.parse(
                query.getOrDefault("startDate", today.minusYears(1).toString()));
        int start = Integer.parseInt(query.getOrDefault("start", "0"));
        int limit = Math.min(Integer.parseInt(query.getOrDefault("limit", "20")), MOST_ACTIVITIES);
        List<GarminActivity> all = new ArrayList<>();
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            account.diary().activities(date).stream()
                    .filter(each -> each.isThere(now))
                    .forEach(all::add);
        }
        Collections.reverse(all);
        ArrayNode body = GarminJson.array();
        all.stream().skip(start).limit(limit).forEach(each -> body.add(ActivityJson.row(account, each, now)));
        return body;
    }

    private static Optional<GarminActivity> activity(GarminAccount account, String id, long now) {
        return account.diary().activity(Long.parseLong(id)).filter(each -> each.isThere(now));
    }

    private GarminAnswer file(GarminAccount account, GarminActivity activity) {
        byte[] file = account.files().activity(activity, recordSeconds);
        return GarminAnswer.zip(GarminFiles.zip(Map.of(activity.id() + "_ACTIVITY.fit", file)));
    }
}
