package org.healthwarehouse.testkit.garmin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the service writes things down. */
final class GarminJson {
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LISTED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private GarminJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** An object all of whose fields are null. */
    static ObjectNode nulls(String... names) {
        return nulls(object(), names);
    }

    static ObjectNode nulls(ObjectNode object, String... names) {
        for (String name : names) {
            object.putNull(name);
        }
        return object;
    }

    /** With a tenth of a second, as most are. */
    static String iso(long epochMs) {
        return ISO.format(Instant.ofEpochMilli(epochMs)) + ".0";
    }

    /** As lists of activities have them. */
    static String listed(long epochMs) {
        return LISTED.format(Instant.ofEpochMilli(epochMs));
    }
}
