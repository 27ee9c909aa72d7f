package org.healthwarehouse.testkit.fakes;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.fulcra.LoggedRequest;

/**
 * A vendor played by this process. What it answers follows from its seed, the time on its clock, and what it was asked
 * before where a real vendor would remember it (allowances, recalled days). Thread-safe.
 */
public interface FakeVendor extends AutoCloseable {
    /** The source that its connector serves. */
    SourceId source();

    /** A connector for {@link #transport}; its login is always the one that the vendor accepts now. */
    default Connector connector() {
        return connector(URI.create("http://127.0.0.1"));
    }

    /** The same for a vendor that is reached at the given address. */
    Connector connector(URI base);

    /** The way to the vendor in memory, on the calling thread. */
    VendorTransport transport();

    /**
     * Starts the HTTP form on a free port of the loopback address and answers its base address.
     *
     * @throws IOException if no port could be had
     */
    URI start() throws IOException;

    /** Makes further calls go wrong. */
    void faults(FaultPlan plan);

    /** Every call so far, in order. */
    List<LoggedRequest> log();

    /** How many calls there were so far, failed ones included. */
    int calls();

    /** The token that is accepted now; a secret as far as connectors are concerned. */
    String token();

    /** The types that its connector decides. */
    Set<DataType> types();

    /**
     * What a store must hold of the type after everything of the range was fetched at the given moment: all items that
     * have a part in the range. Of a feed without a time axis: its current value, whatever the range.
     *
     * @throws IllegalArgumentException if the vendor has no such type
     */
    List<TrueItem> truth(DataType type, TimeRange range, Instant asOf);

    /**
     * Whether an item that has a part in the range is asked for with it. Where dates are asked for, what belongs to a
     * date that begins later is not, such as a night that began the evening before.
     */
    default boolean isAskedFor(TrueItem item, TimeRange range) {
        return true;
    }

    /** Stops the HTTP form. */
    @Override
    void close();
}
