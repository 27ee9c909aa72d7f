package org.healthwarehouse.garmin.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What was written is read: whatever layouts, types, byte orders, headers and developers' fields a file has. */
class FitRoundTripTest {
    @Property(tries = 3_000)
    void whatWasWrittenIsRead(@ForAll long seed) throws IOException {
        RandomFit written = new RandomFit(seed);
        FitReader reader = new FitReader(new ByteArrayInputStream(written.bytes()));
        for (RandomFit.Message expected : written.messages) {
            assertThat(reader.next()).isTrue();
            compare(reader.message(), expected);
        }
        assertThat(reader.next()).isFalse();
        assertThat(reader.problems()).isEmpty();
        assertThat(reader.files()).isEqualTo(written.files);
    }

    @Property(tries = 300)
    void aStreamThatComesInSmallPiecesIsReadAlike(@ForAll long seed) throws IOException {
        RandomFit written = new RandomFit(seed);
        InputStream trickle = new FilterInputStream(new ByteArrayInputStream(written.bytes())) {
            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                return super.read(into, from, Math.min(count, 3));
            }
        };
        FitReader reader = new FitReader(trickle);
        for (RandomFit.Message expected : written.messages) {
            assertThat(reader.next()).isTrue();
            compare(reader.message(), expected);
        }
        assertThat(reader.next()).isFalse();
    }

    private static void compare(FitMessage found, RandomFit.Message expected) {
        assertThat(found.number()).isEqualTo(expected.number());
        assertThat(found.offset()).isEqualTo(expected.offset());
        assertThat(found.timeMs()).isEqualTo(expected.timeMs());
        expected.numbers().forEach((name, numbers) -> {
            assertThat(found.values(name)).as(name).containsExactly(numbers);
            assertThat(found.value(name)).isEqualTo(Double.valueOf(numbers.length == 0 ? Double.NaN : numbers[0]));
            assertThat(found.text(name)).isNull();
        });
        expected.texts().forEach((name, text) -> {
            assertThat(found.text(name)).isEqualTo(text);
            assertThat(found.value(name)).isNaN();
        });
        assertThat(found.developerFields())
                .containsExactlyInAnyOrderElementsOf(expected.developer().keySet());
        expected.developer()
                .forEach((name, numbers) ->
                        assertThat(found.developerValues(name)).containsExactly(numbers));
    }
}
