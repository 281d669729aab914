/**
 * The call engine of the SmartphoneKey SDK: credentials, limits, retries, errors. It knows no endpoint; the module {@code
 * co.spkey.sdk.hubs}, which brings it along, has the client to begin with.
 *
 * <p>Of this module a caller uses
 *
 * <ul>
 *   <li>{@link co.spkey.sdk.core}: where the API is, what a single call may set for itself, what came back with an answer;
 *   <li>{@link co.spkey.sdk.core.credentials}: API keys and tokens, and the places that they come from;
 *   <li>{@link co.spkey.sdk.core.error}: the exceptions, all of them unchecked and below {@link
 *       co.spkey.sdk.core.error.SpkeyException};
 *   <li>{@link co.spkey.sdk.core.retry}: how often and how patiently a call is tried again;
 *   <li>{@link co.spkey.sdk.core.observe}: the events for meters and traces.
 * </ul>
 *
 * <p>What may be null is marked {@link org.jspecify.annotations.Nullable}; nothing else is ever null, neither taken nor given.
 */
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
