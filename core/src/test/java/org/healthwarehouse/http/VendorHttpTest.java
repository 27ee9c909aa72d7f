package org.healthwarehouse.http;

class VendorHttpTest extends VendorHttpContract {
    VendorHttpTest() {
        super("HTTP/1.1");
    }
}
