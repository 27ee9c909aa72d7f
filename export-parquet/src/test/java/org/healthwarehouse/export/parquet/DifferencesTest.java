package org.healthwarehouse.export.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.junit.jupiter.api.Test;

/** Parquet's own reader reads what is written here. */
class DifferencesTest {
    private static long[] readBack(long[] numbers) throws IOException {
        byte[] encoded = new Differences().of(numbers, numbers.length);
        DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
        reader.initFromPage(numbers.length, ByteBufferInputStream.wrap(ByteBuffer.wrap(encoded)));
        long[] read = new long[numbers.length];
        for (int i = 0; i < read.length; i++) {
            read[i] = reader.readLong();
        }
        return read;
    }

    @Provide
    Arbitrary<long[]> numbers() {
        Arbitrary<long[]> any =
                Arbitraries.longs().array(long[].class).ofMinSize(1).ofMaxSize(300);
        Arbitrary<long[]> close = Arbitraries.longs()
                .between(0, 100_000)
                .array(long[].class)
                .ofMinSize(1)
                .ofMaxSize(300);
        return Arbitraries.oneOf(any, close);
    }

    @Property
    void anyNumbersAreReadBack(@ForAll("numbers") long[] numbers) throws IOException {
        assertThat(readBack(numbers)).isEqualTo(numbers);
    }

    @Test
    void oneWriterWritesManyPages() {
        Differences differences = new Differences();
        long[] numbers = {5, 9, 9, -3};

        assertThat(differences.of(numbers, 4)).isEqualTo(differences.of(numbers, 4));
    }

    @Test
    void equalDistancesCostNextToNothing() {
        long[] minutes = new long[20_000];
        for (int i = 0; i < minutes.length; i++) {
            minutes[i] = i * 60_000_000L;
        }

        assertThat(new Differences().of(minutes, minutes.length)).hasSizeLessThan(20_000 / 128 * 12);
    }
}
