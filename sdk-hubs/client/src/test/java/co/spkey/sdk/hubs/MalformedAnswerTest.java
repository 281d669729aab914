package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.error.MalformedResponseException;
import co.spkey.sdk.core.error.UnexpectedStatusException;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Successes that don't look like the contract's: read where they can be, named where they can't. */
class MalformedAnswerTest {

    private static final char LONE = '\ud800';

    private final Stub stub = new Stub();

    @AfterEach
    void stop() {
        stub.close();
    }

    private ProvisionHubResponse read(String body) {
        stub.answer(200, body);
        try (HubsClient hubs = stub.client().build()) {
            return hubs.provision(Stub.REQUEST);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'aggregateId':'a','version':1}                     | success is missing (PH-RES-01)",
                "{'success':true,'version':1}                        | aggregateId is missing (PH-RES-01)",
                "{'success':true,'aggregateId':'a'}                  | version is missing (PH-RES-01)",
                "{'success':'yes','aggregateId':'a','version':1}     | success is a string where a boolean belongs",
                "{'success':null,'aggregateId':'a','version':1}      | success is null where a boolean belongs",
                "{'success':true,'aggregateId':7,'version':1}        | aggregateId is a number where a string belongs",
                "{'success':true,'aggregateId':null,'version':1}     | aggregateId is null where a string belongs",
                "{'success':true,'aggregateId':'a','version':'1'}    | version is a string where a number belongs",
                "{'success':true,'aggregateId':'a','version':[1]}    | version is an array where a number belongs",
                "{'success':true,'aggregateId':'a','version':1,'event':7}   | event is a number where an object or null",
                "{'success':true,'aggregateId':'a','version':1,'event':[]}  | event is an array where an object or null",
                "{'success':true,'aggregateId':'a','version':1,'event':'x'} | event is a string where an object or null",
                "{'success':true,'aggregateId':'a','version':1e99999999999}  | version is a number that can't be read",
                "{'success':true,'aggregateId':'a','version':NaN}    | the body is not JSON",
                "{'success':true,'aggregateId':'a','version':1} {}   | something follows the body's object",
                "{'success':true,'aggregateId':'a','version':1}}     | the body is not JSON",
                "{'success':true,'aggregateId':'a','version':1} junk | the body is not JSON",
                "{'success':true,'aggregateId':'a','version':1       | the body is not JSON",
                "[{'success':true}]                                  | the body is an array where an object belongs",
                "null                                                | the body is null where an object belongs",
                "'text'                                              | the body is a string where an object belongs",
                "''                                                  | the body is a string where an object belongs",
            })
    void areNamed(String body, String problem) {
        for (CallPath path : CallPath.values()) {
            stub.answer(201, body.replace('\'', '"'));
            try (HubsClient hubs = stub.client().build()) {
                MalformedResponseException failure = catchThrowableOfType(
                        MalformedResponseException.class, () -> path.provision(hubs, Stub.REQUEST));

                assertThat(failure).hasMessageContaining("201, but the answer breaks the contract: " + problem);
                assertThat(failure.outcomeUnknown()).isTrue();
                assertThat(failure.requestId()).isEqualTo("8c1f-AMS");
                assertThat(failure.attempts()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void saySoWhenTheBodyIsEmpty(int status) {
        stub.answer(status, "");
        try (HubsClient hubs = stub.client().build()) {
            assertThat(catchThrowableOfType(MalformedResponseException.class, () -> hubs.provision(Stub.REQUEST)))
                    .hasMessageContaining("the body is empty where an object belongs");
        }
    }

    @ParameterizedTest
    @EnumSource
    void areFailuresWhenTheySaySo(CallPath path) {
        stub.answer(200, "{\"success\":false,\"error\":\"Odd\",\"message\":\"why not\"}");
        try (HubsClient hubs = stub.client().build()) {
            UnexpectedStatusException failure =
                    catchThrowableOfType(UnexpectedStatusException.class, () -> path.provision(hubs, Stub.REQUEST));

            assertThat(failure.status()).isEqualTo(200);
            assertThat(failure.errorName()).isEqualTo("Odd");
            assertThat(failure).hasMessageContaining("success:false (PH-RES-08): why not");
            assertThat(failure.outcomeUnknown()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'success':false,'error':'Odd','message':'why not','aggregateId':null,'version':null,'event':null}",
                "{'aggregateId':7,'version':[{'success':true}],'event':[1],'success':false,'error':'Odd','message':'why not'}",
                "{'version':'1','event':{'data':[]},'success':false,'error':'Odd','message':'why not'}",
            })
    void areFailuresWhenTheySaySoWhateverElseIsInThem(String body) {
        stub.answer(200, body.replace('\'', '"'));
        try (HubsClient hubs = stub.client().build()) {
            UnexpectedStatusException failure =
                    catchThrowableOfType(UnexpectedStatusException.class, () -> hubs.provision(Stub.REQUEST));

            assertThat(failure.errorName()).isEqualTo("Odd");
            assertThat(failure).hasMessageContaining("success:false (PH-RES-08): why not");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "-7", "3.14", "12345678901234567890123", "1e999999999", "1e-999999999", "1.50"})
    void keepAnyNumberAsVersion(String number) {
        assertThat(read("{\"success\":true,\"aggregateId\":\"a\",\"version\":" + number + "}")
                        .version())
                .isEqualTo(new BigDecimal(number));
    }

    @Test
    void areReadInAnyOrderWithFieldsNobodyKnowsYet() {
        ProvisionHubResponse response = read("{\"x\":{\"y\":[1,{\"success\":false}]},\"event\":{\"z\":[],\"data\":"
                + "{\"provisionedAt\":1.5e3,\"new\":{},\"model\":\"M\",\"vendorName\":null,\"serial\":\"S\","
                + "\"thingName\":\"T\",\"hubId\":\"h\"},\"type\":\"HubProvisioned\"},\"version\":2,\"aggregateId\":\"a\","
                + "\"success\":true,\"last\":null}");

        assertThat(response.event())
                .isEqualTo(new HubProvisioned("h", "S", "M", "T", null, Instant.ofEpochMilli(1500)));
    }

    @Test
    void countAMissingEventAsNone() {
        assertThat(read("{\"success\":true,\"aggregateId\":\"a\",\"version\":0}")
                        .event())
                .isNull();
    }

    @Test
    void keepHalfASurrogatePairInTexts() {
        ProvisionHubResponse response = read("{\"success\":true,\"aggregateId\":\"\\ud800\",\"version\":1,\"event\":"
                + "{\"type\":\"\\ud800\",\"data\":{\"x\":\"\\udfff\"}}}");

        assertThat(response.aggregateId()).isEqualTo(String.valueOf(LONE));
        assertThat(response.event()).isInstanceOfSatisfying(UnrecognizedHubEvent.class, event -> {
            assertThat(event.type()).isEqualTo(String.valueOf(LONE));
            assertThat(event.json()).contains("\udfff");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'HubPainted','data':{'colour':'red','n':[1,2.5,1e400]}}",
                "{'type':'HubProvisioned'}",
                "{'type':'HubProvisioned','data':null}",
                "{'type':'HubProvisioned','data':[]}",
                "{'type':'HubProvisioned','data':{}}",
                "{'type':'HubProvisioned','data':{'hubId':7,'serial':'S','model':'M','thingName':'T','provisionedAt':1}}",
                "{'type':'HubProvisioned','data':{'hubId':'h','serial':'S','model':'M','thingName':'T'}}",
                "{'type':'HubProvisioned','data':{'hubId':'h','serial':'S','model':'M','thingName':'T','provisionedAt':'1'}}",
                "{'type':'HubProvisioned','data':{'hubId':'h','serial':'S','model':'M','thingName':'T','provisionedAt':1e400}}",
                "{'type':'HubProvisioned','data':{'hubId':'h','serial':'S','model':'M','thingName':'T','provisionedAt':-1E400}}",
                "{'type':'HubProvisioned','data':{'hubId':'h','serial':'S','model':'M','thingName':'T','provisionedAt':1e999999999}}",
                "{'type':'HubProvisioned','data':{'hubId':'h','serial':'S','model':'M','thingName':'T','provisionedAt':1e99999999999}}",
                "{'type':'HubPainted','data':{'n':[1e99999999999,1.50,-0]}}",
                "{'type':7,'data':{}}",
                "{}",
            })
    void keepAnEventThatCannotBeReadAsItCame(String event) {
        String json = event.replace('\'', '"');

        ProvisionHubResponse response =
                read("{\"success\":true,\"aggregateId\":\"a\",\"version\":1,\"event\":" + json + "}");

        assertThat(response.event()).isInstanceOfSatisfying(UnrecognizedHubEvent.class, kept -> {
            assertThat(kept.type()).isEqualTo(event.replaceAll("^\\{('type':'(\\w+)')?.*", "$2"));
            assertThat(kept.json()).isEqualTo(json);
        });
        assertThat(response.outcome()).isEqualTo(ProvisionOutcome.PROVISIONED);
    }

    @Test
    void areNotWhatANumberOfAnyLengthMakes() {
        String long1 = "7".repeat(500_000);
        ProvisionHubResponse response = read("{\"success\":true,\"aggregateId\":\"a\",\"version\":1,\"new\":-" + long1
                + ".5,\"event\":{\"type\":\"HubProvisioned\",\"data\":{\"hubId\":\"h\",\"serial\":\"S\","
                + "\"model\":\"M\",\"thingName\":\"T\",\"provisionedAt\":" + long1 + "}}}");

        assertThat(response.event())
                .isInstanceOfSatisfying(
                        UnrecognizedHubEvent.class,
                        kept -> assertThat(kept.json()).contains("\"provisionedAt\":" + long1 + "}"));
    }

    @Test
    void nameANumberThatIsTooLongToBeRead() {
        assertThatThrownBy(() -> read("{\"success\":true,\"aggregateId\":\"a\",\"version\":" + "7".repeat(1001) + "}"))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("version is a number of more than 1000 digits");
    }

    @Test
    void readATimeThatIsTooFineForAMillisecond() {
        assertThat(
                        read("{\"success\":true,\"aggregateId\":\"a\",\"version\":1,\"event\":{\"type\":\"HubProvisioned\",\"data\":"
                                        + "{\"hubId\":\"h\",\"serial\":\"S\",\"model\":\"M\",\"thingName\":\"T\",\"provisionedAt\":1e-999999999}}}")
                                .event())
                .isInstanceOfSatisfying(
                        HubProvisioned.class,
                        event -> assertThat(event.provisionedAt()).isEqualTo(Instant.EPOCH));
    }
}
