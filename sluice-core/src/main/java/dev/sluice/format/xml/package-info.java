/// XML as rows, and rows as XML, as Spark's format `xml` has it, on the parser of the JDK. Document types are not read,
/// so that a text can neither reach for other files nor blow itself up.
///
/// ```text
/// text ──▶ XmlEvents ──▶ XmlObjects ──▶ XmlRows ──▶ chunks
///                   └──▶ XmlInference ──▶ columns
/// chunks ──▶ XmlText ──▶ text
/// ```
@NullMarked
package dev.sluice.format.xml;

import org.jspecify.annotations.NullMarked;
