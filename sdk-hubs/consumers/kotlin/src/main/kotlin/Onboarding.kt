package org.example

import co.spkey.sdk.core.credentials.Credentials
import co.spkey.sdk.core.error.SpkeyException
import co.spkey.sdk.hubs.HubsClient
import co.spkey.sdk.hubs.ProvisionHubRequest
import java.net.URI

/** Registers hubs, and says what happened to each with the id that support asks for. */
class Onboarding(baseUrl: URI, apiKey: String) : AutoCloseable {

    private val hubs: HubsClient = HubsClient.builder()
        .baseUrl(baseUrl)
        .credentials { Credentials.apiKey(apiKey) }
        .build()

    fun register(hubId: String, serial: String, model: String): String =
        try {
            val response = hubs.provision(ProvisionHubRequest.of(hubId, serial, model))
            val requestId: String? = response.metadata().requestId()
            "${response.outcome()} ${requestId ?: "without a request id"}"
        } catch (failed: SpkeyException) {
            val requestId: String = failed.requestId() ?: "without a request id"
            "${failed::class.simpleName} $requestId"
        }

    override fun close() = hubs.close()
}
