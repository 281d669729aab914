/** The call engine of the SmartphoneKey SDK. */
module co.spkey.sdk.core {
    requires transitive org.jspecify;

    exports co.spkey.sdk.core;
}
