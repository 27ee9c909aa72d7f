package org.healthwarehouse.testkit.person;

/** A point on the ground, in degrees. */
record Spot(double latitude, double longitude) {
    private static final double METRES_PER_DEGREE = 111_320;

    /** The flat approximation is off by centimetres over the few kilometres a day covers. */
    Spot moved(double northMetres, double eastMetres) {
        double metresPerLongitude = METRES_PER_DEGREE * StrictMath.cos(StrictMath.toRadians(latitude));
        return new Spot(latitude + northMetres / METRES_PER_DEGREE, longitude + eastMetres / metresPerLongitude);
    }

    Spot towards(Spot other, double fraction) {
        return new Spot(
                latitude + (other.latitude - latitude) * fraction,
                longitude + (other.longitude - longitude) * fraction);
    }

    /** The compass course to the other spot in [0, 360). */
    double courseTo(Spot other) {
        double north = other.latitude - latitude;
        double east = (other.longitude - longitude) * StrictMath.cos(StrictMath.toRadians(latitude));
        double degrees = StrictMath.toDegrees(StrictMath.atan2(east, north));
        return degrees < 0 ? degrees + 360 : degrees;
    }
}
