package co.spkey.sdk.hubs.testkit;

import java.net.URI;

/** A server on which every clause can be tried, and what to tell a run about it. */
final class ContractTargets {

    private static final String[] HUBS = {"hub-1", "hub-2", "hub-3", "hub-4", "hub-5", "hub-6", "hub-7"};

    private ContractTargets() {}

    static ReferenceServer server() {
        return ReferenceServer.builder()
                .strictThings("spare")
                .strictThings(HUBS)
                .start();
    }

    static ContractTarget of(URI url) {
        return ContractTarget.at(url)
                .apiKey(ReferenceServer.DEFAULT_API_KEY)
                .bearerToken(ReferenceServer.DEFAULT_BEARER_TOKEN)
                .allowWrites(HUBS)
                .spareThing("spare")
                .missingThing("no-such-thing")
                .build();
    }
}
