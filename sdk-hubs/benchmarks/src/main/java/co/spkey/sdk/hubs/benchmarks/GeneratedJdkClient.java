package co.spkey.sdk.hubs.benchmarks;

import co.spkey.peers.jdk.ApiClient;
import co.spkey.peers.jdk.DefaultApi;
import co.spkey.peers.jdk.model.ProvisionHub;

/** The OpenAPI generator's {@code native} client. */
final class GeneratedJdkClient implements Contestant {

    private final DefaultApi api;

    GeneratedJdkClient(String baseUrl) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(baseUrl);
        client.setRequestInterceptor(request ->
                request.header("Authorization", "Bearer " + Sample.BEARER_TOKEN).header("X-API-Key", Sample.API_KEY));
        api = new DefaultApi(client);
    }

    @Override
    public void call() throws Exception {
        ProvisionHub request = new ProvisionHub();
        request.setHubId(Sample.HUB_ID);
        request.setSerial(Sample.SERIAL);
        request.setModel(Sample.MODEL);
        request.setThingName(Sample.THING_NAME);
        request.setVendorName(Sample.VENDOR_NAME);
        if (!api.provisionHub(Sample.HUB_ID, request).getSuccess()) {
            throw new IllegalStateException("not provisioned");
        }
    }
}
