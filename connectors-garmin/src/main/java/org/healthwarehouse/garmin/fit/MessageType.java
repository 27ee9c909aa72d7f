package org.healthwarehouse.garmin.fit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message of which {@code messages.txt} knows name and fields.
 *
 * @param name what the format calls it; empty if the table does not know it
 * @param fields by their numbers
 */
record MessageType(String name, Map<Integer, FieldType> fields) {
    static final int FIELD_DESCRIPTION = 206;

    private static final MessageType UNKNOWN = new MessageType("", Map.of());
    private static final Map<Integer, MessageType> TABLE = load();

    /** The type of that number, one without fields if the table does not know it. */
    static MessageType of(int number) {
        return TABLE.getOrDefault(number, UNKNOWN);
    }

    /** The field of that number, null if the table does not know it. */
    @Nullable
    FieldType field(int number) {
        return fields.get(number);
    }

    private static Map<Integer, MessageType> load() {
        Map<Integer, MessageType> table = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(MessageType.class.getResourceAsStream("messages.txt")),
                StandardCharsets.UTF_8))) {
            MessageType message = UNKNOWN;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] words = line.strip().split(" ");
                int number = Integer.parseInt(words[0]);
                if (line.startsWith(" ")) {
                    message.fields.put(number, FieldType.parse(words));
                } else {
                    message = new MessageType(words[1], new HashMap<>());
                    table.put(number, message);
                }
            }
            return Map.copyOf(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
