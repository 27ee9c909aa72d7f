package org.healthwarehouse.garmin.fit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.healthwarehouse.testkit.garmin.FitWriter;
import org.healthwarehouse.testkit.garmin.FitWriter.Entry;

/** Memory goes by what really came, never by what a file declares; and a message costs none. */
class FitAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long TO_BEGIN_WITH = 100_000;
    private static final long PER_BYTE = 200;

    @Property(tries = 2_000)
    void whatIsAllocatedIsBoundedByTheLengthOfTheInput(
            @ForAll long seed, @ForAll @Size(max = 6) List<@IntRange(min = 0) Integer> places, @ForAll byte replacement)
            throws IOException {
        byte[] bytes = new RandomFit(seed).bytes();
        places.forEach(place -> bytes[place % bytes.length] = replacement);
        assertThat(allocated(bytes)).isLessThan(TO_BEGIN_WITH + PER_BYTE * bytes.length);
    }

    @Example
    void aShortFileThatDeclaresToBeLongAllocatesLittle() throws IOException {
        Entry[] huge = new Entry[255];
        Arrays.fill(huge, new Entry(7, 255, 0x0D));
        byte[] bytes = new FitWriter()
                .define(0, false, 20, huge, huge)
                .raw(0)
                .end(14, true, -1)
                .bytes();
        assertThat(allocated(bytes)).isLessThan(TO_BEGIN_WITH + PER_BYTE * bytes.length);
    }

    @Example
    void thousandsOfTinyFilesAllocateLittle() throws IOException {
        FitWriter writer = new FitWriter();
        for (int i = 0; i < 5_000; i++) {
            writer.end(12, false);
        }
        byte[] bytes = writer.bytes();
        assertThat(allocated(bytes)).isLessThan(TO_BEGIN_WITH + PER_BYTE * bytes.length);
    }

    @Example
    void aMessageCostsNoMemory() throws IOException {
        FitWriter writer = new FitWriter();
        Entry[] layout = {new Entry(253, 4, 0x86), new Entry(3, 1, 0x02), new Entry(5, 4, 0x86)};
        writer.define(0, false, 20, layout);
        for (int i = 0; i < 100_000; i++) {
            writer.message(0, new byte[] {0, 0, 0, 0x40, (byte) (60 + i % 100), (byte) i, 0, 0, 0});
        }
        byte[] bytes = writer.end().bytes();
        var unused = allocated(bytes);
        assertThat(allocated(bytes)).isLessThan(TO_BEGIN_WITH);
    }

    private static long allocated(byte[] bytes) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        FitReader reader = new FitReader(new ByteArrayInputStream(bytes));
        double sum = 0;
        while (reader.next()) {
            FitMessage message = reader.message();
            sum += message.timeMs() + message.value("heart_rate") + message.value("distance");
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(Double.toString(sum)).isNotEmpty();
        return allocated;
    }
}
