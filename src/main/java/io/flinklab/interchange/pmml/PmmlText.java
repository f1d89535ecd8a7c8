package io.flinklab.interchange.pmml;

import io.flinklab.interchange.ExportMetadata;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A document before it is a model, read to its end: pmml4s stops behind the model, would follow a
 * document type's references to other files, and takes every file for UTF-8.
 *
 * @param xml the document
 * @param metadata that is in it, or that of a document without one
 */
record PmmlText(String xml, ExportMetadata metadata) {
    /** pmml4s calls itself for each level; a deeper tree would end the thread. */
    private static final int MAX_DEPTH = 500;

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException it is no whole PMML document, one with a document type, or
     *     one nested more than 500 deep
     */
    static PmmlText read(byte[] content) {
        try {
            String encoding =
                    factory()
                            .createXMLStreamReader(new ByteArrayInputStream(content))
                            .getEncoding();
            Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
            String text = new String(content, charset);
            String xml = text.startsWith("\uFEFF") ? text.substring(1) : text;
            // What is looked at is what pmml4s gets, not what other bytes might mean.
            return new PmmlText(
                    xml, metadata(factory().createXMLStreamReader(new StringReader(xml))));
        } catch (XMLStreamException | IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw damaged(e.getMessage(), e);
        }
    }

    static IllegalArgumentException damaged(String found, Throwable cause) {
        return new IllegalArgumentException(
                "Expected a whole PMML document; found: %s. Export it again."
                        .formatted(found.replaceAll("\\s+", " ").replaceAll("\\.$", "")),
                cause);
    }

    private static ExportMetadata metadata(XMLStreamReader reader) throws XMLStreamException {
        ExportMetadata metadata = ExportMetadata.none();
        int depth = 0;
        boolean first = true;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw damaged("a document type, which could refer to other files", null);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                if (++depth > MAX_DEPTH) {
                    throw damaged("elements nested more than " + MAX_DEPTH + " deep", null);
                }
                if (first && !reader.getLocalName().equals("PMML")) {
                    throw damaged("a root element " + reader.getLocalName(), null);
                }
                first = false;
                if (isMetadata(reader)) {
                    metadata = ExportMetadata.parse(reader.getAttributeValue(null, "value"));
                }
            }
        }
        return metadata;
    }

    private static boolean isMetadata(XMLStreamReader reader) {
        String name = reader.getAttributeValue(null, "name");
        return reader.getLocalName().equals("Extension")
                && PmmlExport.EXTENDER.equals(reader.getAttributeValue(null, "extender"))
                && (PmmlExport.METADATA.equals(name) || PmmlExport.EARLIER_METADATA.equals(name));
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Ours is the limit, the same on every JDK: from Java 24 on there is one of 100 levels.
        factory.setProperty("jdk.xml.maxElementDepth", 0);
        return factory;
    }
}
