package co.spkey.sdk.hubs.testkit;

import static co.spkey.sdk.hubs.testkit.Clause.Level.F;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What every answer carries (PH-RES-10, PH-ERR-03), and what of a request is ignored (PH-REQ-02, PH-REQ-11). */
final class WireClauses {

    static final List<Clause> ALL = List.of(
            open("PH-RES-10", "media-type", "JSON comes as application/json, with charset UTF-8 or none", p -> {
                ProviderAnswer answer = empty(p);
                String type =
                        answer.header("Content-Type").toLowerCase(Locale.ROOT).replace(" ", "");
                answer.expect(
                        type.equals("application/json") || type.equals("application/json;charset=utf-8"),
                        "Content-Type application/json, not " + Shown.quoted(answer.header("Content-Type")));
            }),
            open("PH-RES-10", "gzip", "The answer is compressed with gzip if the request allows it", p -> {
                ProviderAnswer answer = empty(p, "Accept-Encoding", "gzip");
                answer.expect(answer.header("Content-Encoding").equals("gzip"), "Content-Encoding gzip");
            }),
            open("PH-ERR-03", "cf-ray", "Every answer has the header cf-ray", p -> {
                ProviderAnswer answer = empty(p);
                answer.expect(!answer.header("cf-ray").isBlank(), "a cf-ray");
            }),
            open(
                    "PH-REQ-02",
                    "media-type-plays-no-part",
                    "The body is parsed as JSON whatever Content-Type says",
                    p -> {
                        ProviderAnswer answer = p.provision(p.probe(), "[]");
                        ProviderAnswer asText = p.provision(p.probe(), "[]", "Content-Type", "text/plain");
                        asText.expect(
                                asText.status() == answer.status()
                                        && asText.body().equals(answer.body()),
                                "the same answer as for application/json");
                    }),
            open("PH-REQ-11", "query-is-ignored", "A query string has no effect", p -> {
                String path = "/hubs/" + Provider.encode(p.probe()) + "/ProvisionHub?contract=check";
                ProviderAnswer answer = p.send("POST", path, "{}", p.credentials());
                answer.expectStatus(empty(p).status());
            }));

    private WireClauses() {}

    private static Clause open(String id, String name, String statement, ClauseCheck check) {
        return new Clause(id, name, F, statement, Set.of(), Set.of(), check);
    }

    /** A request that lacks what a command must have. */
    private static ProviderAnswer empty(Provider provider, String... more) throws IOException, InterruptedException {
        return provider.provision(provider.probe(), "{}", more);
    }
}
