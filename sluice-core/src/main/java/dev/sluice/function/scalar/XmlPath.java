package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// A path over texts of XML. Nothing outside of a text is read for it: no entity, no document type. Not for several
/// threads.
final class XmlPath {

    private static final int MOST_DEPTH = 1_000;
    private static final int MOST_ATTRIBUTES = 10_000;

    private final String path;
    private final XPathExpression compiled;
    private final DocumentBuilder reader;

    XmlPath(String path) {
        this.path = path;
        try {
            compiled = XPathFactory.newDefaultInstance().newXPath().compile(path);
            reader = factory().newDocumentBuilder();
        } catch (XPathExpressionException e) {
            throw invalid(e);
        } catch (ParserConfigurationException e) {
            throw SluiceException.bug("the JDK's reader of XML lacks a feature: " + e);
        }
        reader.setErrorHandler(new Thrower());
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        // The JDK's own limits became so low with 24 that plain documents pass them.
        factory.setAttribute("jdk.xml.maxElementDepth", MOST_DEPTH);
        factory.setAttribute("jdk.xml.elementAttributeLimit", MOST_ATTRIBUTES);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory;
    }

    /// @param kind one of [javax.xml.xpath.XPathConstants]
    Object evaluate(String xml, QName kind) {
        try {
            Document document = reader.parse(new InputSource(new StringReader(xml)));
            return compiled.evaluate(document, kind);
        } catch (XPathExpressionException e) {
            throw invalid(e);
        } catch (SAXException e) {
            throw ErrorCondition.XPATH_MALFORMED_XML
                    .error()
                    .with("reason", String.valueOf(e.getMessage()))
                    .cause(e)
                    .build();
        } catch (IOException e) {
            throw SluiceException.bug("reading from memory threw " + e);
        }
    }

    private SluiceException invalid(XPathExpressionException e) {
        Throwable reason = e.getCause() == null ? e : e.getCause();
        return ErrorCondition.XPATH_INVALID_PATH
                .error()
                .with("path", path)
                .with("reason", String.valueOf(reason.getMessage()))
                .cause(e)
                .build();
    }

    /// The reader's own would print.
    private static final class Thrower implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) {}

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
