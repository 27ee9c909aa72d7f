package org.healthwarehouse.system;

import java.util.Optional;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.testkit.simulation.SimulatedWorld;

/** A planted bug: the ledger is committed before the rows, so that a crash between the two loses them for ever. */
final class CoverageBeforeData extends PlantedWorld {
    CoverageBeforeData(SimulatedWorld world) {
        super(world);
    }

    @Override
    public Storage between(Storage storage) {
        return Replaced.of(Storage.class, storage, (method, arguments, original) -> {
            if (method.equals("commit") && arguments[0] instanceof PageCommit commit && commit.chunkDone()) {
                Object unused = original.call(ledgerOnly(commit));
            }
            return original.call(arguments);
        });
    }

    private static PageCommit ledgerOnly(PageCommit commit) {
        return new PageCommit(
                commit.claim(),
                Optional.empty(),
                commit.parserVersion(),
                PageContent.EMPTY,
                commit.coverage(),
                false,
                0,
                commit.finishedAt());
    }
}
