package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// AES by the JDK, in the forms that Spark has: the initialization vector, if there is one, stands before the
/// encrypted bytes.
enum Aes {
    ECB("PKCS", "AES/ECB/PKCS5Padding", 0),
    CBC("PKCS", "AES/CBC/PKCS5Padding", 16),
    GCM("NONE", "AES/GCM/NoPadding", 12);

    private static final int TAG_BITS = 128;

    private final String padding;
    private final String transformation;
    private final int ivLength;

    Aes(String padding, String transformation, int ivLength) {
        this.padding = padding;
        this.transformation = transformation;
        this.ivLength = ivLength;
    }

    static Aes of(String mode, String padding) {
        for (Aes known : values()) {
            boolean padded = padding.equalsIgnoreCase(known.padding) || padding.equalsIgnoreCase("DEFAULT");
            if (known.name().equals(mode.toUpperCase(Locale.ROOT)) && padded) return known;
        }
        throw ErrorCondition.AES_MODE
                .error()
                .with("mode", mode)
                .with("padding", padding)
                .build();
    }

    /// @param given the initialization vector, made by chance if it is empty
    /// @param aad additional data that are authenticated
    /// @param place says which row of the query this is, see [AesChance]
    byte[] encrypt(byte[] text, byte[] key, byte[] given, byte[] aad, long... place) {
        if (ivLength == 0 && given.length > 0) throw refused(ErrorCondition.AES_MODE_IV);
        if (given.length > 0 && given.length != ivLength) {
            throw ErrorCondition.AES_IV_LENGTH
                    .error()
                    .with("mode", name())
                    .with("actualLength", given.length)
                    .build();
        }
        byte[] iv = given.length < ivLength ? AesChance.vector(key, place, text, ivLength) : given;
        if (this != GCM && aad.length > 0) throw refused(ErrorCondition.AES_MODE_AAD);
        byte[] encrypted = run(Cipher.ENCRYPT_MODE, key, iv, text, 0, aad);
        byte[] out = Arrays.copyOf(iv, iv.length + encrypted.length);
        System.arraycopy(encrypted, 0, out, iv.length, encrypted.length);
        return out;
    }

    /// @param aad counts in mode GCM; in others Spark leaves it alone
    byte[] decrypt(byte[] bytes, byte[] key, byte[] aad) {
        return run(Cipher.DECRYPT_MODE, key, bytes, bytes, ivLength, aad);
    }

    private SluiceException refused(ErrorCondition condition) {
        return condition
                .error()
                .with("functionName", "`aes_encrypt`")
                .with("mode", name())
                .build();
    }

    /// @param start has the initialization vector in front
    private byte[] run(int direction, byte[] key, byte[] start, byte[] bytes, int from, byte[] aad) {
        if (key.length != 16 && key.length != 24 && key.length != 32) {
            throw ErrorCondition.AES_KEY_LENGTH
                    .error()
                    .with("actualLength", key.length)
                    .build();
        }
        try {
            Cipher cipher = Cipher.getInstance(transformation);
            var secret = new SecretKeySpec(key, "AES");
            switch (this) {
                case ECB -> cipher.init(direction, secret);
                case CBC -> cipher.init(direction, secret, new IvParameterSpec(start, 0, ivLength));
                case GCM -> cipher.init(direction, secret, new GCMParameterSpec(TAG_BITS, start, 0, ivLength));
            }
            if (this == GCM) cipher.updateAAD(aad);
            return cipher.doFinal(bytes, from, bytes.length - from);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw ErrorCondition.AES_CRYPTO_ERROR
                    .error()
                    .with("detailMessage", String.valueOf(e.getMessage()))
                    .cause(e)
                    .build();
        }
    }

    /// The same, with null for what can't be decrypted.
    static byte @Nullable [] tryDecrypt(byte[] bytes, byte[] key, String mode, String padding, byte[] aad) {
        try {
            return of(mode, padding).decrypt(bytes, key, aad);
        } catch (SluiceException e) {
            return null;
        }
    }
}
