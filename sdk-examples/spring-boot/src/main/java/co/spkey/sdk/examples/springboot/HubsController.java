package co.spkey.sdk.examples.springboot;

import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.error.BadRequestException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.ProvisionHubResponse;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Registers the hub that is named in the path: {@code PUT /hubs/hub-0042}. */
@RestController
class HubsController {

    private final HubsClient hubs;

    HubsController(HubsClient hubs) {
        this.hubs = hubs;
    }

    /** A field that the caller left out is refused like an empty one. */
    record NewHub(String serial, String model) {

        NewHub {
            serial = Objects.requireNonNullElse(serial, "");
            model = Objects.requireNonNullElse(model, "");
        }
    }

    record Registered(String hubId, String outcome) {}

    @PutMapping("/hubs/{hubId}")
    Registered register(@PathVariable String hubId, @RequestBody NewHub hub) {
        ProvisionHubResponse response = hubs.provision(ProvisionHubRequest.of(hubId, hub.serial(), hub.model()));
        return new Registered(hubId, response.outcome().name());
    }

    /** What the caller of this service did wrong. */
    @ExceptionHandler
    ProblemDetail invalid(IllegalArgumentException invalid) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, invalid.getMessage());
    }

    /** What went wrong behind this service; the ids are what support asks for. */
    @ExceptionHandler
    ProblemDetail failed(SpkeyException failed) {
        HttpStatus status = failed instanceof BadRequestException ? HttpStatus.BAD_REQUEST : HttpStatus.BAD_GATEWAY;
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, failed.getMessage());
        problem.setProperty("requestId", failed.requestId());
        problem.setProperty("hubMayExist", failed.outcomeUnknown());
        if (failed instanceof ApiException answer) {
            problem.setProperty("apiStatus", answer.status());
        }
        return problem;
    }
}
