package dev.sluice.api;

/// Functions of XPath and AES that [functions] itself does not have. Further arguments are Columns or
/// constants.
abstract class PathAndCipherFunctions extends VectorFunctions {

    PathAndCipherFunctions() {}

    /// Decrypts what aes_encrypt made; behind the key: mode, padding, additional data.
    public static Column aes_decrypt(Column argument, Object second) {
        return of("aes_decrypt", argument, second);
    }

    /// Decrypts what aes_encrypt made; behind the key: mode, padding, additional data.
    public static Column aes_decrypt(Column argument, Object second, Object third) {
        return of("aes_decrypt", argument, second, third);
    }

    /// Decrypts what aes_encrypt made; behind the key: mode, padding, additional data.
    public static Column aes_decrypt(Column argument, Object second, Object third, Object fourth) {
        return of("aes_decrypt", argument, second, third, fourth);
    }

    /// Decrypts what aes_encrypt made; behind the key: mode, padding, additional data.
    public static Column aes_decrypt(Column argument, Object second, Object third, Object fourth, Object fifth) {
        return of("aes_decrypt", argument, second, third, fourth, fifth);
    }

    /// Encrypts bytes by AES; behind the key: mode, padding, initialization vector, additional data.
    public static Column aes_encrypt(Column argument, Object second) {
        return of("aes_encrypt", argument, second);
    }

    /// Encrypts bytes by AES; behind the key: mode, padding, initialization vector, additional data.
    public static Column aes_encrypt(Column argument, Object second, Object third) {
        return of("aes_encrypt", argument, second, third);
    }

    /// Encrypts bytes by AES; behind the key: mode, padding, initialization vector, additional data.
    public static Column aes_encrypt(Column argument, Object second, Object third, Object fourth) {
        return of("aes_encrypt", argument, second, third, fourth);
    }

    /// Encrypts bytes by AES; behind the key: mode, padding, initialization vector, additional data.
    public static Column aes_encrypt(Column argument, Object second, Object third, Object fourth, Object fifth) {
        return of("aes_encrypt", argument, second, third, fourth, fifth);
    }

    /// Encrypts bytes by AES; behind the key: mode, padding, initialization vector, additional data.
    public static Column aes_encrypt(
            Column argument, Object second, Object third, Object fourth, Object fifth, Object sixth) {
        return of("aes_encrypt", argument, second, third, fourth, fifth, sixth);
    }

    /// Decrypts what aes_encrypt made, and gives NULL for what can't be decrypted.
    public static Column try_aes_decrypt(Column argument, Object second) {
        return of("try_aes_decrypt", argument, second);
    }

    /// Decrypts what aes_encrypt made, and gives NULL for what can't be decrypted.
    public static Column try_aes_decrypt(Column argument, Object second, Object third) {
        return of("try_aes_decrypt", argument, second, third);
    }

    /// Decrypts what aes_encrypt made, and gives NULL for what can't be decrypted.
    public static Column try_aes_decrypt(Column argument, Object second, Object third, Object fourth) {
        return of("try_aes_decrypt", argument, second, third, fourth);
    }

    /// Decrypts what aes_encrypt made, and gives NULL for what can't be decrypted.
    public static Column try_aes_decrypt(Column argument, Object second, Object third, Object fourth, Object fifth) {
        return of("try_aes_decrypt", argument, second, third, fourth, fifth);
    }

    /// Gives the values of the nodes of XML that a path of XPath finds; an element's is NULL.
    public static Column xpath(Column argument, Object second) {
        return of("xpath", argument, second);
    }

    /// Tells whether a path of XPath finds something in XML, or is true.
    public static Column xpath_boolean(Column argument, Object second) {
        return of("xpath_boolean", argument, second);
    }

    /// Gives the number that a path of XPath finds in XML, NaN if there is none.
    public static Column xpath_double(Column argument, Object second) {
        return of("xpath_double", argument, second);
    }

    /// Gives the FLOAT that a path of XPath finds in XML, NaN if there is none.
    public static Column xpath_float(Column argument, Object second) {
        return of("xpath_float", argument, second);
    }

    /// Gives the INT that a path of XPath finds in XML, 0 if there is none.
    public static Column xpath_int(Column argument, Object second) {
        return of("xpath_int", argument, second);
    }

    /// Gives the BIGINT that a path of XPath finds in XML, 0 if there is none.
    public static Column xpath_long(Column argument, Object second) {
        return of("xpath_long", argument, second);
    }

    /// Gives the number that a path of XPath finds in XML, NaN if there is none.
    public static Column xpath_number(Column argument, Object second) {
        return of("xpath_number", argument, second);
    }

    /// Gives the SMALLINT that a path of XPath finds in XML, 0 if there is none.
    public static Column xpath_short(Column argument, Object second) {
        return of("xpath_short", argument, second);
    }

    /// Gives the text of the first node that a path of XPath finds in XML, empty if there is none.
    public static Column xpath_string(Column argument, Object second) {
        return of("xpath_string", argument, second);
    }
}
