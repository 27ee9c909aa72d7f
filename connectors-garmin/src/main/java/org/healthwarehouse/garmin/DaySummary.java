package org.healthwarehouse.garmin;

import java.time.LocalDate;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.Failure;

/** Asks whether anything was measured on a date, which the service knows even of days that it has put away. */
record DaySummary(ConnectClient client, ConnectFacts facts, FetchContext context) {
    /**
     * Whether the summary of the date has any figure that only measurements can give.
     *
     * @throws FetchException if it cannot be asked, or the login may not see it
     */
    boolean hasMeasured(LocalDate date) throws FetchException, InterruptedException {
        String path = GarminFeed.SUMMARY.path(facts.displayName(context), date, date.plusDays(1), 0);
        VendorResponse response = client.get(path, "application/json", "summary", context);
        if (ConnectParser.isNothing(response.status())) {
            return false;
        }
        try {
            ExportItem day = ConnectFacts.object(response.body());
            requireAuthorised(day);
            return day.number("totalSteps").orElse(0) > 0
                    || day.number("minHeartRate").isPresent()
                    || day.number("restingHeartRate").isPresent();
        } catch (MalformedResponseException e) {
            throw new FetchException(e.failure(), e);
        }
    }

    /** @throws FetchException if the account does not show its days to the login */
    static void requireAuthorised(ExportItem summary) throws FetchException {
        if (Boolean.TRUE.equals(summary.left().get("privacyProtected"))) {
            throw new FetchException(new Failure.NoPermission(
                    "Garmin shows no days of this account to this login; log in as the person whose account it is"));
        }
    }
}
