package co.spkey.sdk.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/**
 * A throw-away OpenPGP key, so that a rehearsal can sign without anybody's real key and without a gpg binary. The secret
 * half has no passphrase.
 */
final class SigningKey {

    private static final String OWNER = "Rehearsal of a release <rehearsal@example.org>";

    private static final int BITS = 3072;

    private final PGPSecretKey key;

    private SigningKey(PGPSecretKey key) {
        this.key = key;
    }

    static SigningKey generate() {
        RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
        generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(0x10001), new SecureRandom(), BITS, 100));
        try {
            PGPKeyPair pair = new BcPGPKeyPair(
                    PublicKeyPacket.VERSION_4,
                    PublicKeyAlgorithmTags.RSA_GENERAL,
                    generator.generateKeyPair(),
                    Date.from(Instant.now()));
            return new SigningKey(new PGPSecretKey(
                    PGPSignature.POSITIVE_CERTIFICATION,
                    pair,
                    OWNER,
                    new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                    null,
                    null,
                    new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.RSA_GENERAL, HashAlgorithmTags.SHA256),
                    null));
        } catch (PGPException e) {
            throw new IllegalStateException("no signing key could be made: " + e.getMessage(), e);
        }
    }

    PGPPublicKey publicKey() {
        return key.getPublicKey();
    }

    PGPSecretKey secretKey() {
        return key;
    }

    /** Returns the secret half as the text that the Maven GPG plugin takes from {@code MAVEN_GPG_KEY}. */
    String armoredSecretKey() {
        return armored(key::encode);
    }

    String armoredPublicKey() {
        return armored(key.getPublicKey()::encode);
    }

    /** Writes the two halves to {@code secret.asc} and {@code public.asc} of a folder. */
    void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("secret.asc"), armoredSecretKey());
        Files.writeString(folder.resolve("public.asc"), armoredPublicKey());
    }

    private static String armored(Encoding encoding) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArmoredOutputStream armor = ArmoredOutputStream.builder().build(bytes)) {
            encoding.encode(armor);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    private interface Encoding {

        void encode(OutputStream out) throws IOException;
    }
}
