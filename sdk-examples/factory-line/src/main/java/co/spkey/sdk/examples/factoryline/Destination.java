package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.hubs.HubsClient;
import java.net.URI;
import java.util.List;

/** Where the hubs are provisioned, and what has to be said about it. */
interface Destination extends AutoCloseable {

    HubsClient hubs();

    /** Where the API is. */
    URI baseUrl();

    boolean isDemo();

    /** What is said before the first hub, line by line. */
    List<String> opening(Manifest manifest);

    /** What is said after the last hub, line by line. */
    List<String> closing();

    @Override
    void close();
}
