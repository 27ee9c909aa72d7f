package org.healthwarehouse.fulcra;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.RecordType.Field;

/**
 * Something that the person has chosen to note down: a type of its own, known by the id of its definition.
 *
 * @param kind what is noted
 * @param definition the definition's id
 */
record Annotation(Kind kind, String definition) {
    private static final Pattern ID =
            Pattern.compile("annotation/(moment|duration|boolean|numeric|scale)/([A-Za-z0-9-]{1,60})");

    /** What is noted: that something happened, how long it lasted, yes or no, a number, a step of a scale. */
    enum Kind {
        MOMENT("event", Optional.empty()),
        DURATION("event", Optional.empty()),
        BOOLEAN("metric", Optional.of(RecordType.Kind.BOOLEAN)),
        NUMERIC("metric", Optional.of(RecordType.Kind.NUMBER)),
        SCALE("metric", Optional.of(RecordType.Kind.NUMBER));

        private final String dataClass;
        private final Optional<RecordType.Kind> value;

        Kind(String dataClass, Optional<RecordType.Kind> value) {
            this.dataClass = dataClass;
            this.value = value;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The annotation of that feed; empty if the feed is of another kind. */
    static Optional<Annotation> of(FeedId id) {
        Matcher parts = ID.matcher(id.value());
        return parts.matches()
                ? Optional.of(new Annotation(Kind.valueOf(parts.group(1).toUpperCase(Locale.ROOT)), parts.group(2)))
                : Optional.empty();
    }

    /** The annotation of that definition; empty if its kind is not known, or its id could not be asked for safely. */
    static Optional<Annotation> of(String kind, String definition) {
        String id = "annotation/" + kind.toLowerCase(Locale.ROOT) + "/" + definition;
        return id.length() <= 200 ? of(new FeedId(id)) : Optional.empty();
    }

    FeedId feed() {
        return new FeedId("annotation/" + kind.word() + "/" + definition);
    }

    /** A type for itself, for nobody but the person knows what is comparable to what. */
    RecordType type() {
        List<Field> common = List.of(
                new Field("name", RecordType.Kind.TEXT, "1", "What the person calls it."),
                new Field("note", RecordType.Kind.TEXT, "1", "What the person wrote."),
                new Field("unit", RecordType.Kind.TEXT, "1", "The unit of the value, in the person's words."),
                new Field("tags", RecordType.Kind.JSON, "1", "Ids of the vendor's tags."),
                new Field("vendor", RecordType.Kind.JSON, "1", "From where the vendor has it."));
        List<Field> fields = kind.value
                .map(value -> java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(new Field("value", value, "1", "What was noted.")),
                                common.stream())
                        .toList())
                .orElse(common);
        return new RecordType("fulcra.annotation." + definition, fields, "Something that the person notes down.");
    }

    /** As it stands in the path: {@code metric/ScaleAnnotation%2F<id>}. */
    String path() {
        String word = kind.word();
        return kind.dataClass + "/" + Character.toUpperCase(word.charAt(0)) + word.substring(1) + "Annotation%2F"
                + definition;
    }
}
