package co.spkey.sdk.examples.springboot;

import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.error.CallTimeoutException;
import co.spkey.sdk.core.error.ClientClosedException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.ProvisionHubResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Registers the hub that is named in the path: {@code PUT /hubs/hub-0042}. */
@RestController
class HubsController {

    private static final Logger LOG = LoggerFactory.getLogger(HubsController.class);

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

    /** A part of the request that the API refused, and why. */
    record Refused(List<String> path, String message) {}

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

    /**
     * What went wrong behind this service. The message of an exception may name addresses and files and quote what came
     * back, which isn't for everybody: it is for the log. By the request id it is found there, and by support.
     */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(SpkeyException failed) {
        ProblemDetail problem = problem(failed);
        problem.setProperty("requestId", failed.requestId());
        problem.setProperty("hubMayExist", failed.outcomeUnknown());
        HttpHeaders headers = new HttpHeaders();
        if (failed instanceof ApiException answer) {
            problem.setProperty("apiStatus", answer.status());
            describe(answer, problem, headers);
        }
        if (isOfTheCaller(problem)) {
            LOG.info("A hub was refused", failed);
        } else {
            LOG.warn("A hub could not be registered", failed);
        }
        return ResponseEntity.status(problem.getStatus()).headers(headers).body(problem);
    }

    private static ProblemDetail problem(SpkeyException failed) {
        if (failed instanceof CallTimeoutException) {
            return problem(504, "Registering the hub took too long. The same request can be sent again.");
        }
        int apiStatus = failed instanceof ApiException answer ? answer.status() : 0;
        if (failed instanceof ClientClosedException || apiStatus == 429 || apiStatus == 503) {
            return problem(503, "No hub can be registered at the moment. Try again later.");
        }
        return switch (failed instanceof ApiException answer && answer.fromApi() ? apiStatus : 0) {
            case 400, 409, 422 -> problem(apiStatus, "The hub was refused. Correct the request.");
            default -> problem(502, "The hub could not be registered.");
        };
    }

    private static ProblemDetail problem(int status, String detail) {
        return ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), detail);
    }

    private static boolean isOfTheCaller(ProblemDetail problem) {
        return problem.getStatus() < 500;
    }

    /** Passes on what the caller can act upon: what to correct, or when to come back. */
    private static void describe(ApiException answer, ProblemDetail problem, HttpHeaders headers) {
        if (isOfTheCaller(problem)) {
            List<Refused> errors = answer.errors().stream()
                    .map(error -> new Refused(error.path(), error.message()))
                    .toList();
            problem.setProperty("errors", errors);
        }
        Duration wait = answer.retryAfter();
        if (wait != null && problem.getStatus() == 503) {
            long seconds = wait.plusNanos(999_999_999).toSeconds(); // Rounded up: never sooner than asked.
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
    }
}
