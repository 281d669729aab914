/** An application that is a module. */
module org.example.onboarding {
    requires co.spkey.sdk.hubs;
}
