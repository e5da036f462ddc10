//! What feeds carry of an article besides its summary: its whole text, and its picture.

use super::{PageBuilder, RenderContext};
use crate::base::markup::escape;
use crate::chart::{Chart, PICTURES};
use crate::page::markdown;
use crate::page::plan::Kind;

/// The text of an article for readers of feeds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeedText {
    /// HTML without scripts, styles and classes; all its addresses are absolute. It begins with the
    /// picture of the article.
    pub html: String,
    /// Address below the root of the picture of the article.
    pub picture: Option<String>,
}

/// The text of page `index` of the plan, when that is an article and the site has an address.
/// What is wrong in it was reported when its page was made.
pub fn feed_text(context: RenderContext<'_>, index: usize) -> FeedText {
    let mut builder = PageBuilder::of(context, index);
    let (Kind::Article(article), Some(base)) = (&builder.page.kind, &context.portal.site.base_url)
    else {
        return FeedText::default();
    };
    let news = &context.portal.news[*article];
    builder.root = format!("{base}{}", context.plan.prefix());
    builder.files = base.clone();
    builder.in_feed = true;
    let image = news.image.as_ref().and_then(|image| builder.image(image));
    let lead = image.as_ref().map(|image| {
        let photo = context
            .theme
            .image("photo.html", image, &builder.files, &builder.page.url);
        photo.unwrap_or_default()
    });
    let html = lead.unwrap_or_default() + &builder.prose(&news.body, &news.origin);
    let address = format!("{}{}", builder.root, builder.page.url);
    FeedText {
        html: markdown::for_feed(&html, &address),
        picture: image.map(|image| image.src),
    }
}

impl PageBuilder<'_> {
    /// A chart in the text of a feed: its picture, or a link alone in a program
    /// without pictures.
    pub(super) fn chart_in_feed(&self, chart: &Chart, title: &str) -> String {
        let title = escape(title);
        let picture = if PICTURES {
            let file = self.chart_picture(&chart.id, "png");
            format!("<img src=\"{}{file}\" alt=\"{title}\">", self.files)
        } else {
            String::new()
        };
        let page = format!("{}{}#{}", self.root, self.page.url, chart.id);
        let subtitle = escape(&chart.subtitle);
        let source = match &chart.source {
            Some(source) => format!(" {}: {}.", chart.source_word, escape(source)),
            None => String::new(),
        };
        format!(
            "<figure>{picture}<figcaption><a href=\"{page}\">{title}</a> \
             {subtitle}.{source}</figcaption></figure>"
        )
    }
}
