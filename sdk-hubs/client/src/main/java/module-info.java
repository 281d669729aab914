/** The hubs client of the SmartphoneKey SDK. */
module co.spkey.sdk.hubs {
    requires transitive co.spkey.sdk.core;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;

    exports co.spkey.sdk.hubs;
    exports co.spkey.sdk.hubs.pace;
}
