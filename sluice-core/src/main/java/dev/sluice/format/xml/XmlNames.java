package dev.sluice.format.xml;

/// Which fields of a row are not elements by their own name.
///
/// @param attributePrefix what begins the name of a field that is an attribute
/// @param value the field that is the text of an element which has attributes or other elements too
/// @param wildcard the field that takes all elements that no other field takes, each as text
/// @param attributes whether attributes are read
/// @param prefixes whether the prefix of a namespace belongs to a name
public record XmlNames(String attributePrefix, String value, String wildcard, boolean attributes, boolean prefixes) {

    /// The name of an element or attribute as fields have it.
    String local(String written) {
        return prefixes ? written : written.substring(written.lastIndexOf(':') + 1);
    }
}
