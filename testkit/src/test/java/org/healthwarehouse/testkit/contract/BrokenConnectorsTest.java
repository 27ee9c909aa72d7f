package org.healthwarehouse.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.testkit.contract.BrokenConnectors.Breaking;
import org.healthwarehouse.testkit.fakes.FakeVendor;
import org.healthwarehouse.testkit.fakes.LocalDateArchive;
import org.healthwarehouse.testkit.fakes.PagedListing;
import org.healthwarehouse.testkit.fakes.RangeFeed;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The contract is a contract only if whoever breaks a rule is found out, by that rule. */
class BrokenConnectorsTest {
    /** What else must fail when a rule is broken: other identities in every answer are other items in each half. */
    private static final Map<String, Set<String>> UNAVOIDABLE =
            Map.of("theSameQuestionBringsTheSameItems", Set.of("theSizeOfTheWindowDoesNotMatter"));

    /** JUnit makes the instances of a contract, so what is to be tested is handed over here. */
    private static final Deque<Case> CURRENT = new ConcurrentLinkedDeque<>();

    /** A vendor and how the connector to it is broken. */
    record Case(Supplier<FakeVendor> vendor, Breaking breaking) {
        Connector broken(FakeVendor made) {
            return breaking.apply(made.connector(), made.token());
        }
    }

    /** The contract of the connector that is broken at the moment; run by hand. */
    static class OfTheBroken extends FakeContract {
        OfTheBroken() {
            super(CURRENT.getFirst().vendor().get(), CURRENT.getFirst()::broken);
        }

        /** Short, because every rule is checked for every broken connector. */
        @Override
        protected TimeRange rangeWithData() {
            return new TimeRange(Instant.parse("2026-05-28T00:00:00Z"), Instant.parse("2026-05-31T00:00:00Z"));
        }
    }

    @TestFactory
    Stream<DynamicTest> everyBrokenConnectorFailsTheRuleThatItBreaks() {
        return Stream.of(
                        cases(
                                () -> new RangeFeed(4, FakeContract.CLOCK).longestRange(Duration.ofDays(30)),
                                BrokenConnectors.ofTheRangeFeed()),
                        cases(
                                () -> new PagedListing(4, FakeContract.CLOCK).pageSize(2),
                                BrokenConnectors.ofThePagedListing()),
                        cases(
                                () -> new LocalDateArchive(4, FakeContract.CLOCK),
                                BrokenConnectors.ofTheLocalDateArchive()))
                .flatMap(each -> each);
    }

    private static Stream<DynamicTest> cases(Supplier<FakeVendor> vendor, Map<String, Breaking> broken) {
        return broken.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> requireFoundOut(entry.getKey(), new Case(vendor, entry.getValue()))));
    }

    private static void requireFoundOut(String name, Case broken) {
        String rule = name.split(",", -1)[0];
        CURRENT.addFirst(broken);
        Verdict verdict = Verdict.of(OfTheBroken.class);
        Set<String> expected = new TreeSet<>(UNAVOIDABLE.getOrDefault(rule, Set.of()));
        expected.add(rule);
        assertThat(verdict.failed.keySet()).as("%s", verdict.failed).isEqualTo(expected);
        assertThat(verdict.passed).hasSizeGreaterThan(30);
    }

    @Test
    void everyRuleIsBrokenBySomebody() {
        Set<String> rules = new TreeSet<>();
        for (Method method : ConnectorContract.class.getMethods()) {
            if (Arrays.stream(method.getAnnotations()).anyMatch(Test.class::isInstance)) {
                rules.add(method.getName());
            }
        }
        Set<String> broken = new HashSet<>();
        Stream.of(
                        BrokenConnectors.ofTheRangeFeed(),
                        BrokenConnectors.ofThePagedListing(),
                        BrokenConnectors.ofTheLocalDateArchive())
                .forEach(cases -> cases.keySet().forEach(name -> broken.add(name.split(",", -1)[0])));
        assertThat(broken).isEqualTo(rules);
    }
}
