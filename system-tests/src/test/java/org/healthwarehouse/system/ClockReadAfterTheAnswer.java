package org.healthwarehouse.system;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.testkit.simulation.SimulatedWorld;
import org.healthwarehouse.testkit.time.ManualClock;

/**
 * A planted bug: what an answer speaks of goes by the clock as it shows when the answer is here, not when it was asked
 * for. For that the vendor, which is slow, has answered a minute before the engine reads its clock and asks; and the
 * date on the answer, which would tell, is lost.
 */
final class ClockReadAfterTheAnswer extends PlantedWorld {
    private static final Duration SLOWNESS = Duration.ofMinutes(1);

    private final ManualClock clock;

    ClockReadAfterTheAnswer(SimulatedWorld world, ManualClock clock) {
        super(world);
        this.clock = clock;
    }

    @Override
    public List<Connector> connectors() {
        return super.connectors().stream()
                .map(connector -> Replaced.of(
                        Connector.class,
                        connector,
                        (method, arguments, original) ->
                                method.equals("fetch") ? late(arguments, original) : original.call(arguments)))
                .toList();
    }

    private Object late(Object[] arguments, Replaced.Original original) throws Throwable {
        clock.advance(SLOWNESS.negated());
        try {
            Object result = original.call((FetchRequest) arguments[0], (FetchContext) arguments[1]);
            return result instanceof FetchResult.Page page ? new FetchResult.Page(undated(page.page())) : result;
        } finally {
            clock.advance(SLOWNESS);
        }
    }

    private static RawPage undated(RawPage page) {
        return new RawPage(
                page.origin(),
                page.source(),
                page.feed(),
                page.request(),
                page.startedAt().plus(SLOWNESS),
                Optional.empty(),
                page.status(),
                page.mediaType(),
                page.body());
    }

    /** Without a date on its answers nobody could tell that the clock of the machine is wrong. */
    @Override
    public boolean tellsTheTime() {
        return false;
    }
}
