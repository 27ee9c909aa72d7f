package org.healthwarehouse.garmin;

import java.time.InstantSource;
import java.util.Optional;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.HealthWarehouseException;

/**
 * Takes what Garmin's Health API and Activity API send to the addresses of an application that has an agreement with
 * Garmin. The application receives the requests, answers them with 200, and gives what they brought to
 * {@code warehouse.ingest()}; with this module beside the core the pages are understood there, also without a
 * connector. Nothing is asked of Garmin here. Thread-safe.
 *
 * <pre>{@code
 * GarminHealthApi api = new GarminHealthApi(InstantSource.system());
 * for (GarminDelivery.Push push : api.read(body).pushes()) {
 *     warehouse.ingest().submit(userOf(push.vendorUserId()), push.page());
 * }
 * }</pre>
 */
public final class GarminHealthApi {
    static final String FOLDER = "health-api/";
    private static final String FILES = "activityFiles";

    private final InstantSource clock;

    /**
     * For requests as they come.
     *
     * @param clock which tells when things came
     */
    public GarminHealthApi(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Takes the body of a request apart by what it is and whom it is about. Data may come in it (push), or addresses at
     * which they wait (ping). Tokens that Garmin writes beside them are left out.
     *
     * @throws HealthWarehouseException with a {@link org.healthwarehouse.model.Failure.MalformedResponse} if it is no
     *     such body
     */
    public GarminDelivery read(byte[] body) {
        try {
            return new HealthApiRequest(this).read(body);
        } catch (MalformedResponseException e) {
            throw new HealthWarehouseException(e.failure(), e);
        }
    }

    /** What the address of a callback answered with, as a page for {@code warehouse.ingest()}. */
    public RawPage page(GarminDelivery.Callback callback, byte[] answer) {
        return callback.type().equals(FILES) ? file(answer) : page(callback.type(), answer);
    }

    RawPage page(String type, byte[] objects) {
        return page(RawPage.Origin.PUSH, new FeedId(FOLDER + type), "application/json", objects);
    }

    /** A file is the word of the device, as one that a person hands in. */
    private RawPage file(byte[] bytes) {
        return page(RawPage.Origin.IMPORT, FitImporter.FEED, "application/vnd.ant.fit", bytes);
    }

    private RawPage page(RawPage.Origin origin, FeedId feed, String mediaType, byte[] bytes) {
        return new RawPage(
                origin,
                FitImporter.SOURCE,
                feed,
                Optional.empty(),
                clock.instant(),
                Optional.empty(),
                0,
                mediaType,
                RawBody.of(bytes));
    }
}
