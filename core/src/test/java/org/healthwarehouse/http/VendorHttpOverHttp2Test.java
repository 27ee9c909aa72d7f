package org.healthwarehouse.http;

class VendorHttpOverHttp2Test extends VendorHttpContract {
    VendorHttpOverHttp2Test() {
        super("HTTP/2.0");
    }
}
