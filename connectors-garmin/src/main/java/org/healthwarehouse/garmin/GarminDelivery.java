package org.healthwarehouse.garmin;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.RawPage;

/**
 * What a request of Garmin's Health API to an application's own address brought, by whom it is about.
 *
 * @param pushes data, to be given to {@code warehouse.ingest()}
 * @param callbacks addresses at which data wait to be fetched
 * @param deregistrations people who ended the connection
 * @param permissionChanges people who allowed more or less than before
 * @param unreadTypes kinds of data that came and are not read here
 * @param skipped how many objects were left out because they do not say whom they are about, or name no valid address
 */
public record GarminDelivery(
        List<Push> pushes,
        List<Callback> callbacks,
        List<Deregistration> deregistrations,
        List<PermissionChange> permissionChanges,
        Set<String> unreadTypes,
        int skipped) {
    /** Copies the collections. */
    public GarminDelivery {
        pushes = List.copyOf(pushes);
        callbacks = List.copyOf(callbacks);
        deregistrations = List.copyOf(deregistrations);
        permissionChanges = List.copyOf(permissionChanges);
        unreadTypes = Set.copyOf(unreadTypes);
    }

    /**
     * Data of one kind about one person.
     *
     * @param vendorUserId Garmin's id of the person
     * @param page for {@code Ingest.submit} under the application's own id of that person
     */
    public record Push(String vendorUserId, RawPage page) {}

    /**
     * Data of one kind about one person that Garmin keeps ready. The library fetches nothing; what the address answers
     * with becomes a page by {@link GarminHealthApi#page}. Before an application sends its token there it makes sure
     * {@linkplain #isAtGarmin whose address it is}: anybody can send a request to an address of the application.
     *
     * @param vendorUserId Garmin's id of the person
     * @param type the kind, for example {@code dailies} or {@code activityFiles}
     * @param address to be asked
     */
    public record Callback(String vendorUserId, String type, URI address) {
        /** Whether the address is encrypted and one of Garmin's. */
        public boolean isAtGarmin() {
            String host = address.getHost();
            return "https".equalsIgnoreCase(address.getScheme())
                    && host != null
                    && host.toLowerCase(java.util.Locale.ROOT).matches("([a-z0-9-]+\\.)*garmin\\.(com|cn)");
        }

        /** Without the address, which holds a token. */
        @Override
        public String toString() {
            return "Callback[type=" + type + "]";
        }
    }

    /**
     * A person ended the connection: nothing may be asked about that person any more.
     *
     * @param vendorUserId Garmin's id of the person
     */
    public record Deregistration(String vendorUserId) {}

    /**
     * A person changed what the application may have.
     *
     * @param vendorUserId Garmin's id of the person
     * @param permissions all that the application has now, for example {@code HEALTH_EXPORT}
     * @param changedAt when that was; empty if Garmin does not say
     */
    public record PermissionChange(String vendorUserId, Set<String> permissions, Optional<Instant> changedAt) {
        /** Copies the permissions. */
        public PermissionChange {
            permissions = Set.copyOf(permissions);
        }
    }
}
