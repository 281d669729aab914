/**
 * Registers manufactured smart-lock hubs with SmartphoneKey. Begin with {@link co.spkey.sdk.hubs.HubsClient}: make one, and
 * keep it for the life of the application.
 *
 * <pre>{@code
 * try (HubsClient hubs = HubsClient.builder()
 *         .environment(Environment.STAGING)
 *         .credentials(CredentialsProvider.fromEnvironment())
 *         .build()) {
 *     ProvisionHubResponse response = hubs.provision(ProvisionHubRequest.of("hub-0042", "SN-0042", "SPK-HUB-2"));
 *     System.out.println(response.outcome());
 * }
 * }</pre>
 *
 * <p>Any number of hubs goes through {@link co.spkey.sdk.hubs.HubsClient#bulk()}. Credentials, limits, retries and exceptions
 * are those of the module {@code co.spkey.sdk.core}, which comes along. To test against a backend in memory, see the module
 * {@code co.spkey.sdk.hubs.testkit}.
 */
module co.spkey.sdk.hubs {
    requires transitive co.spkey.sdk.core;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;

    exports co.spkey.sdk.hubs;
    exports co.spkey.sdk.hubs.pace;
}
