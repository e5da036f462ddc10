//! Who publishes a chart and what may be done with it, inside its picture: metadata of SVG, and
//! texts of PNG (W3C PNG, 11.3.3). Both hold XMP as Creative Commons asks for it, which search
//! engines and programs for pictures read.

use crate::base::markup::escape;

/// Who publishes the charts of a site, and under which terms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Credit {
    /// The publisher.
    pub publisher: String,
    /// The terms in words: `Giấy phép dữ liệu: CC BY 4.0`.
    pub rights: Option<String>,
    /// The address of the licence.
    pub licence: Option<String>,
    /// The absolute address below which each chart has its page, ending in `/`.
    pub pages: Option<String>,
}

impl Credit {
    /// The metadata element of the drawing of a chart.
    pub(super) fn of_svg(&self, chart: &str, title: &str) -> String {
        format!("<metadata>{}</metadata>", self.rdf(chart, title))
    }

    /// The picture of a chart with texts behind its head; as it is where it has none.
    #[cfg(feature = "pictures")]
    pub(super) fn in_png(&self, chart: &str, title: &str, mut png: Vec<u8>) -> Vec<u8> {
        // The signature, and a chunk of 13 bytes with its length, kind and sum.
        const HEAD: usize = 8 + 13 + 12;
        if png.len() < HEAD {
            return png;
        }
        let rdf = self.rdf(chart, title);
        let packet = format!("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">{rdf}</x:xmpmeta>");
        let mut texts = text("Title", title);
        let copyright = [Some(&self.publisher), self.rights.as_ref()];
        let copyright: Vec<&str> = copyright.into_iter().flatten().map(|s| &**s).collect();
        texts.extend(text("Copyright", &copyright.join(". ")));
        texts.extend(text("XML:com.adobe.xmp", &packet));
        png.splice(HEAD..HEAD, texts);
        png
    }

    /// What is said of a chart, as RDF.
    fn rdf(&self, chart: &str, title: &str) -> String {
        let mut out = String::from(
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:cc=\"http://creativecommons.org/ns#\" \
             xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\">\
             <rdf:Description rdf:about=\"\">",
        );
        out.push_str(&in_any_language("title", title));
        let publisher = escape(&self.publisher);
        out.push_str(&format!(
            "<dc:publisher><rdf:Bag><rdf:li>{publisher}</rdf:li></rdf:Bag></dc:publisher>"
        ));
        if let Some(pages) = &self.pages {
            let address = escape(&format!("{pages}{chart}/"));
            out.push_str(&format!("<dc:source>{address}</dc:source>"));
        }
        if let Some(rights) = &self.rights {
            out.push_str(&in_any_language("rights", rights));
            out.push_str("<xmpRights:Marked>True</xmpRights:Marked>");
        }
        if let Some(licence) = &self.licence {
            let licence = escape(licence);
            out.push_str(&format!(
                "<xmpRights:WebStatement>{licence}</xmpRights:WebStatement>\
                 <cc:license rdf:resource=\"{licence}\"/>"
            ));
        }
        out.push_str("</rdf:Description></rdf:RDF>");
        out
    }
}

/// A text of the Dublin Core for readers of any language.
fn in_any_language(name: &str, text: &str) -> String {
    let text = escape(text);
    format!(
        "<dc:{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{text}</rdf:li></rdf:Alt></dc:{name}>"
    )
}

/// A chunk with a text in UTF-8 that is not packed.
#[cfg(feature = "pictures")]
fn text(keyword: &str, text: &str) -> Vec<u8> {
    let mut data = b"iTXt".to_vec();
    data.extend(keyword.as_bytes());
    // Not packed, by no method; no language, no translated keyword.
    data.extend([0; 5]);
    data.extend(text.as_bytes());
    let Ok(length) = u32::try_from(data.len() - 4) else {
        return Vec::new();
    };
    let sum = crc32fast::hash(&data);
    [&length.to_be_bytes()[..], &data, &sum.to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credit() -> Credit {
        Credit {
            publisher: "Liên đoàn <A> & B".into(),
            rights: Some("Giấy phép dữ liệu: CC BY 4.0".into()),
            licence: Some("https://creativecommons.org/licenses/by/4.0/".into()),
            pages: Some("https://x.example/bieu-do/".into()),
        }
    }

    #[test]
    fn a_drawing_says_who_publishes_it_and_its_terms() {
        let text = credit().of_svg("map-a", "Cao & thấp");
        for part in [
            "<rdf:li xml:lang=\"x-default\">Cao &amp; thấp</rdf:li>",
            "<rdf:li>Liên đoàn &lt;A&gt; &amp; B</rdf:li>",
            "<dc:source>https://x.example/bieu-do/map-a/</dc:source>",
            "<cc:license rdf:resource=\"https://creativecommons.org/licenses/by/4.0/\"/>",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        let none = Credit::default().of_svg("map-a", "A");
        assert!(
            !none.contains("rights>") && !none.contains("license"),
            "{none}"
        );
    }

    #[cfg(feature = "pictures")]
    #[test]
    fn a_picture_has_texts_that_a_decoder_reads() {
        let mut plain = Vec::new();
        let mut encoder = png::Encoder::new(&mut plain, 1, 1);
        encoder.set_color(png::ColorType::Grayscale);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&[7]).unwrap();
        writer.finish().unwrap();
        let bytes = credit().in_png("map-a", "Cao", plain);
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
            .read_info()
            .unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels, [7]);
        let texts = &reader.info().utf8_text;
        let of = |keyword: &str| {
            let text = texts.iter().find(|text| text.keyword == keyword).unwrap();
            text.get_text().unwrap()
        };
        assert_eq!(of("Title"), "Cao");
        let copyright = "Liên đoàn <A> & B. Giấy phép dữ liệu: CC BY 4.0";
        assert_eq!(of("Copyright"), copyright);
        assert!(of("XML:com.adobe.xmp").contains("<cc:license "));
    }
}
