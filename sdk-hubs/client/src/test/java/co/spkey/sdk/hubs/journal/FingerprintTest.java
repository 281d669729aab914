package co.spkey.sdk.hubs.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest {

    private final Fingerprint hub = Fingerprint.of("hub", "S", "M", "T", "V");

    @Test
    void anyOtherFieldIsOtherDataOfTheSameHub() {
        for (Fingerprint other : new Fingerprint[] {
            Fingerprint.of("hub", "s", "M", "T", "V"),
            Fingerprint.of("hub", "S", "m", "T", "V"),
            Fingerprint.of("hub", "S", "M", "t", "V"),
            Fingerprint.of("hub", "S", "M", "T", "v"),
            Fingerprint.of("hub", "S", "M", "T", ""),
            Fingerprint.of("hub", "S", "M", "T", null)
        }) {
            assertThat(other.data()).isNotEqualTo(hub.data());
            assertThat(other.idHigh()).isEqualTo(hub.idHigh());
            assertThat(other.idLow()).isEqualTo(hub.idLow());
        }
    }

    @Test
    void anAbsentThingNameIsTheHubId() {
        assertThat(Fingerprint.of("hub", "S", "M", null, null)).isEqualTo(Fingerprint.of("hub", "S", "M", "hub", null));
    }

    @Test
    void fieldsCannotRunIntoEachOther() {
        assertThat(Fingerprint.of("hub", "ab", "c", "T", null).data())
                .isNotEqualTo(Fingerprint.of("hub", "a", "bc", "T", null).data());
    }

    @Test
    void whatTheJournalSaysIsTheSameFingerprint() {
        assertThat(Fingerprint.of("hub", Long.parseUnsignedLong(hub.dataHex(), 16)))
                .isEqualTo(hub);
    }
}
