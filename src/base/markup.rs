//! Characters that XML and HTML write as entities.

/// The entities that escaping makes, as characters again.
pub fn unescaped(text: &str) -> String {
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    let plain = |text: String, (entity, sign): (&str, &str)| text.replace(entity, sign);
    pairs.into_iter().fold(text.to_owned(), plain)
}
