package co.spkey.sdk.hubs.benchmarks;

import co.spkey.peers.okhttp.ApiClient;
import co.spkey.peers.okhttp.DefaultApi;
import co.spkey.peers.okhttp.model.ProvisionHub;

/** The OpenAPI generator's {@code okhttp-gson} client. */
final class GeneratedOkHttpClient implements Contestant {

    private final DefaultApi api;

    GeneratedOkHttpClient(String baseUrl) {
        ApiClient client = new ApiClient();
        client.setBasePath(baseUrl);
        client.setBearerToken(Sample.BEARER_TOKEN);
        client.setApiKey(Sample.API_KEY);
        client.setHttpClient(OkHttpPool.of(client.getHttpClient()));
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
