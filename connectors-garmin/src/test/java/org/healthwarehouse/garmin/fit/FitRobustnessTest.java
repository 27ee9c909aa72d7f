package org.healthwarehouse.garmin.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.healthwarehouse.testkit.garmin.FitWriter;

/** Whatever the bytes are, a reader comes to an end, throws nothing and keeps what it read before a fault. */
class FitRobustnessTest {
    @Property(tries = 5_000)
    void anyBytes(@ForAll @Size(max = 400) byte[] bytes) throws IOException {
        Walk.over(bytes);
    }

    @Property(tries = 5_000)
    void anyBytesBehindAHeader(@ForAll @Size(max = 400) byte[] bytes) throws IOException {
        Walk.over(new FitWriter().raw(bytes).end().bytes());
    }

    @Property(tries = 5_000)
    void changedBytes(
            @ForAll long seed,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0) Integer> places,
            @ForAll byte replacement)
            throws IOException {
        byte[] bytes = new RandomFit(seed).bytes();
        places.forEach(place -> bytes[place % bytes.length] = replacement);
        Walk.over(bytes);
    }

    @Property(tries = 3_000)
    void aFileThatIsCutKeepsItsMessagesUpToThere(@ForAll long seed, @ForAll @IntRange(min = 0) int at)
            throws IOException {
        byte[] bytes = new RandomFit(seed).bytes();
        int length = at % bytes.length;
        Walk.Found whole = Walk.over(bytes);
        Walk.Found cut = Walk.over(Arrays.copyOf(bytes, length));
        int begun =
                (int) whole.offsets().stream().filter(offset -> offset < length).count();
        assertThat(cut.messages()).hasSizeBetween(Math.max(0, begun - 1), begun);
        assertThat(cut.messages())
                .isEqualTo(whole.messages().subList(0, cut.messages().size()));
        assertThat(cut.problems()).hasSizeLessThanOrEqualTo(1);
        assertThat(cut.problems()).allMatch(problem -> problem.kind() == FitProblem.Kind.TRUNCATED);
    }

    @Property(tries = 1_000)
    void aFaultInOneFileLeavesTheNextOneWhole(@ForAll long seed, @ForAll @Size(max = 30) byte[] fault)
            throws IOException {
        RandomFit intact = new RandomFit(seed);
        byte[] damaged =
                new FitWriter().raw(fault).raw(0x0F).raw(new byte[40]).end().bytes();
        byte[] both = Arrays.copyOf(damaged, damaged.length + intact.bytes().length);
        System.arraycopy(intact.bytes(), 0, both, damaged.length, intact.bytes().length);
        List<String> found = new ArrayList<>(Walk.over(both).messages());
        List<String> expected = Walk.over(intact.bytes()).messages();
        assertThat(found.subList(found.size() - expected.size(), found.size())).isEqualTo(expected);
    }
}
