package org.healthwarehouse.auth;

import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/**
 * Somebody logged in at a source as another person than the one whose data the user already has from there. The login
 * was not stored, else the data of two people would mix.
 */
public final class AccountMismatchException extends HealthWarehouseException {
    private static final long serialVersionUID = 1L;

    AccountMismatchException(UserId user, SourceId source) {
        super(new Failure.InvalidParameter("user '" + user + "' is connected to " + source
                + " as another person; log in as that person, or give the new one a user of their own"));
    }
}
