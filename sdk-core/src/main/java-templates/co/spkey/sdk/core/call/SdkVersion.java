package co.spkey.sdk.core.call;

/** Filled in by the build: a resource gets lost where jars are merged into one, and takes time to read. */
final class SdkVersion {

    static final String VALUE = "${project.version}";

    private SdkVersion() {}
}
