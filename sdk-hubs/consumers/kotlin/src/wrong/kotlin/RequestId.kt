package org.example

import co.spkey.sdk.hubs.ProvisionHubResponse

/** Wrong: an answer needn't carry a request id. */
fun requestId(response: ProvisionHubResponse): String = response.metadata().requestId()
