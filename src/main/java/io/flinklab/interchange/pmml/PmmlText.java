package io.flinklab.interchange.pmml;

import io.flinklab.interchange.ModelCard;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A document before it is a model, read to its end: pmml4s stops behind the model, would follow a
 * document type's references to other files, and takes every file for UTF-8.
 *
 * @param xml the document
 * @param card that is in it, or that of a document without one
 */
record PmmlText(String xml, ModelCard card) {

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException it is no whole PMML document, or one with a document type
     */
    static PmmlText read(byte[] content) {
        try {
            XMLStreamReader reader =
                    factory().createXMLStreamReader(new ByteArrayInputStream(content));
            Charset charset =
                    reader.getEncoding() == null
                            ? StandardCharsets.UTF_8
                            : Charset.forName(reader.getEncoding());
            ModelCard card = card(reader);
            String xml = new String(content, charset);
            return new PmmlText(xml.startsWith("\uFEFF") ? xml.substring(1) : xml, card);
        } catch (XMLStreamException e) {
            throw damaged(e.getMessage(), e);
        }
    }

    static IllegalArgumentException damaged(String found, Throwable cause) {
        return new IllegalArgumentException(
                "Expected a whole PMML document; found: %s. Export it again."
                        .formatted(found.replaceAll("\\s+", " ").replaceAll("\\.$", "")),
                cause);
    }

    private static ModelCard card(XMLStreamReader reader) throws XMLStreamException {
        ModelCard card = ModelCard.none();
        boolean first = true;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw damaged("a document type, which could refer to other files", null);
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                if (first && !reader.getLocalName().equals("PMML")) {
                    throw damaged("a root element " + reader.getLocalName(), null);
                }
                first = false;
                if (isCard(reader)) {
                    card = ModelCard.parse(reader.getAttributeValue(null, "value"));
                }
            }
        }
        return card;
    }

    private static boolean isCard(XMLStreamReader reader) {
        return reader.getLocalName().equals("Extension")
                && PmmlExport.EXTENDER.equals(reader.getAttributeValue(null, "extender"))
                && PmmlExport.CARD.equals(reader.getAttributeValue(null, "name"));
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
