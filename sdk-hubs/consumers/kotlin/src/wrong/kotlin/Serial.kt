package org.example

import co.spkey.sdk.hubs.ProvisionHubRequest

/** Wrong: a hub has a serial. */
fun withoutSerial(): ProvisionHubRequest = ProvisionHubRequest.of("hub-1", null, "M-1")
