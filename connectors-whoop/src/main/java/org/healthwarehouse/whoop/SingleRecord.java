package org.healthwarehouse.whoop;

import java.net.URI;
import java.util.Optional;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.RecordKey;

/** Asks for one record by its identity. */
final class SingleRecord {
    private static final int OK = 200;

    private final WhoopAddress address;
    private final Get get;

    SingleRecord(WhoopAddress address, Get get) {
        this.address = address;
        this.get = get;
    }

    /** Asks the vendor. */
    @FunctionalInterface
    interface Get {
        VendorResponse at(URI uri) throws FetchException, InterruptedException;
    }

    /** Whether the key is one that the record keeps for ever: a recovery may come to belong to another sleep. */
    static boolean isOwnKey(WhoopFeed feed, RecordKey key) {
        return switch (feed) {
            case CYCLE, RECOVERY -> key.scheme().equals(Whoop.ID);
            case SLEEP, WORKOUT -> key.scheme().equals("uuid");
            case PROFILE, BODY_MEASUREMENT -> false;
        };
    }

    /** The answer; empty if nothing can be asked for by such a key. */
    Optional<VendorResponse> ask(WhoopFeed feed, RecordKey key) throws FetchException, InterruptedException {
        if (!isSafe(key)) {
            return Optional.empty();
        }
        if (isOwnKey(feed, key)) {
            return Optional.of(get.at(address.at(
                    feed == WhoopFeed.RECOVERY ? recoveryPath(key.value()) : feed.path() + "/" + key.value())));
        }
        boolean bySleep = key.scheme().equals(Whoop.SLEEP) || key.scheme().equals("uuid");
        return feed == WhoopFeed.RECOVERY && bySleep ? Optional.of(recoveryAfter(key.value())) : Optional.empty();
    }

    /** There is no way from a sleep to its recovery but over the cycle. */
    private VendorResponse recoveryAfter(String sleep) throws FetchException, InterruptedException {
        VendorResponse answer = get.at(address.at(WhoopFeed.SLEEP.path() + "/" + sleep));
        if (answer.status() != OK) {
            return answer;
        }
        try {
            String cycle = new Item(WhoopPage.object(answer.body()).asMap(), "the sleep").requiredIdentity("cycle_id");
            if (!isSafe(new RecordKey(Whoop.ID, cycle))) {
                throw new MalformedResponseException("expected a number", "the sleep, field cycle_id");
            }
            return get.at(address.at(recoveryPath(cycle)));
        } catch (MalformedResponseException e) {
            throw new FetchException(e.failure(), e);
        }
    }

    private static String recoveryPath(String cycle) {
        return WhoopFeed.CYCLE.path() + "/" + cycle + "/recovery";
    }

    /** Becomes part of a path: nothing but what identities of this vendor are made of. */
    private static boolean isSafe(RecordKey key) {
        return key.value().matches(key.scheme().equals(Whoop.ID) ? "\\d{1,19}" : "[0-9A-Za-z-]{1,64}");
    }
}
