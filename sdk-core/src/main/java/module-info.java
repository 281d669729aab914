/** The call engine of the SmartphoneKey SDK: credentials, limits, retries, errors. It knows no endpoint. */
@SuppressWarnings("module") // The module behind the qualified export is compiled after this one.
module co.spkey.sdk.core {
    requires transitive org.jspecify;
    requires transitive java.net.http;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires io.github.resilience4j.core;
    requires io.github.resilience4j.retry;
    requires org.slf4j;

    exports co.spkey.sdk.core;
    exports co.spkey.sdk.core.credentials;
    exports co.spkey.sdk.core.error;
    exports co.spkey.sdk.core.observe;
    exports co.spkey.sdk.core.retry;
    exports co.spkey.sdk.core.call to
            co.spkey.sdk.hubs;
}
