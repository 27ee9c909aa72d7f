package org.healthwarehouse.garmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.fit.RandomFit;

/** Whatever a file holds, what is handed over keeps the rules of the engine, and nothing is thrown. */
class FitPageRobustnessTest {
    @Property(tries = 4_000)
    void whateverTheValues(
            @ForAll long seed, @ForAll @Size(max = 4) List<@IntRange(min = 0) Integer> places, @ForAll byte replacement)
            throws MalformedResponseException {
        byte[] bytes = RandomFit.bytes(seed);
        places.forEach(place -> bytes[place % bytes.length] = replacement);
        Gathered first = Gathered.from(bytes);
        assertThat(Gathered.from(bytes).samples).isEqualTo(first.samples);
    }

    @Property(tries = 1_000)
    void whateverTheBytes(@ForAll @Size(max = 300) byte[] bytes) throws MalformedResponseException {
        assertThat(Gathered.from(bytes).problems).isNotEmpty();
    }
}
