package co.spkey.sdk.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.jspecify.annotations.Nullable;

/** Tells whether files were signed by one key. */
final class Signatures {

    private final PGPPublicKeyRingCollection keys;

    private Signatures(PGPPublicKeyRingCollection keys) {
        this.keys = keys;
    }

    static Signatures by(Path publicKey) throws IOException {
        try (InputStream in = PGPUtil.getDecoderStream(Files.newInputStream(publicKey))) {
            return new Signatures(new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator()));
        } catch (PGPException e) {
            throw new IOException(publicKey + " holds no OpenPGP public key: " + e.getMessage(), e);
        }
    }

    /** Says what is wrong with the detached signature of a file; empty when nothing is. */
    String problem(Path file, Path signatureFile) throws IOException {
        PGPSignature signature = read(signatureFile);
        if (signature == null) {
            return "holds no signature";
        }
        PGPPublicKey key = key(signature.getKeyID());
        if (key == null) {
            return "was made by another key, " + Long.toHexString(signature.getKeyID());
        }
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), key);
            signature.update(Files.readAllBytes(file));
            return signature.verify() ? "" : "doesn't fit the file";
        } catch (PGPException e) {
            return "can't be read: " + e.getMessage();
        }
    }

    private @Nullable PGPPublicKey key(long id) {
        for (PGPPublicKeyRing ring : keys) {
            PGPPublicKey key = ring.getPublicKey(id);
            if (key != null) {
                return key;
            }
        }
        return null;
    }

    private static @Nullable PGPSignature read(Path signatureFile) throws IOException {
        try (InputStream in = PGPUtil.getDecoderStream(Files.newInputStream(signatureFile))) {
            PGPObjectFactory objects = new BcPGPObjectFactory(in);
            return objects.nextObject() instanceof PGPSignatureList list && !list.isEmpty() ? list.get(0) : null;
        }
    }
}
