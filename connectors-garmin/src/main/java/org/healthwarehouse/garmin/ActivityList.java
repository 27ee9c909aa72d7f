package org.healthwarehouse.garmin;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;

/**
 * A page of the list of activities, in so far as it says what to ask next.
 *
 * @param isList whether there is a list at all; an answer without one names no activity, and so denies none
 * @param count how many activities are on it
 * @param files those of them that have a file
 */
record ActivityList(boolean isList, int count, List<ActivityToken.Activity> files) {
    private static final JsonPaths EACH = JsonPaths.of(List.of("[]"));

    static ActivityList read(RawBody body) throws MalformedResponseException {
        boolean isList = isList(body);
        int count = 0;
        List<ActivityToken.Activity> files = new ArrayList<>();
        try (InputStream in = body.open();
                JsonReader reader = new JsonReader(in, "")) {
            for (Map<String, Object> object = reader.next(); object != null; object = reader.next()) {
                count++;
                // What a person noted by hand, no device has recorded.
                if (!Boolean.TRUE.equals(object.get("manualActivity"))) {
                    activity(new ExportItem(object)).ifPresent(files::add);
                }
            }
        } catch (IOException e) {
            throw new MalformedResponseException("the list of activities is no JSON, or is cut off", "item " + count);
        }
        return new ActivityList(isList, count, List.copyOf(files));
    }

    private static boolean isList(RawBody body) throws MalformedResponseException {
        Object root = JsonWalk.through(body, EACH, (path, item) -> {});
        if (root instanceof Map) {
            throw new MalformedResponseException("the activities are no list", "the body");
        }
        return root instanceof List;
    }

    private static Optional<ActivityToken.Activity> activity(ExportItem item) {
        Optional<LocalDateTime> wall = item.clock("startTimeLocal");
        Optional<ZoneOffset> offset = ExportItem.offset(wall, item.instant("startTimeGMT"));
        return item.identity("activityId")
                .filter(id -> id.matches("\\d{1,20}"))
                .map(id -> new ActivityToken.Activity(id, wall.map(LocalDateTime::toLocalDate), offset));
    }

    /** What is to come after this page. */
    ActivityToken after(int start) {
        return new ActivityToken(
                files, count < ActivityToken.PAGE_SIZE ? OptionalInt.empty() : OptionalInt.of(start + count));
    }
}
