package org.healthwarehouse.garmin.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads everything that a reader offers, and checks what must hold whatever the bytes are. */
public final class Walk {
    private Walk() {}

    /** What was found: one line for each message, where they began, and what was wrong. */
    public record Found(List<String> messages, List<Long> offsets, List<FitProblem> problems, int files) {}

    /** Reads all of it. */
    public static Found over(byte[] bytes) throws IOException {
        FitReader reader = new FitReader(new ByteArrayInputStream(bytes));
        List<String> lines = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        long before = -1;
        while (reader.next()) {
            FitMessage message = reader.message();
            assertThat(message.offset()).isGreaterThan(before).isLessThan(bytes.length);
            before = message.offset();
            offsets.add(before);
            lines.add(line(message));
        }
        assertThat(reader.next()).isFalse();
        assertThat(reader.files()).isLessThanOrEqualTo(bytes.length / FitHeader.SHORTEST);
        assertThat(reader.problems())
                .hasSizeLessThanOrEqualTo(101)
                .allSatisfy(problem -> assertThat(problem.offset()).isBetween(0L, (long) bytes.length));
        return new Found(lines, offsets, List.copyOf(reader.problems()), reader.files());
    }

    private static String line(FitMessage message) {
        StringBuilder line =
                new StringBuilder().append(message.number()).append(' ').append(message.timeMs());
        for (FieldType field : MessageType.of(message.number()).fields().values()) {
            double value = message.value(field.name());
            assertThat(Double.isInfinite(value)).isFalse();
            line.append(' ')
                    .append(value)
                    .append(Arrays.toString(message.values(field.name())))
                    .append(message.text(field.name()))
                    .append(message.timeMs(field.name()))
                    .append(message.bytes(field.name()).length);
        }
        message.developerFields()
                .forEach(name -> line.append(name).append(Arrays.toString(message.developerValues(name))));
        return line.toString();
    }
}
