//! URLs (WHATWG URL), by the crate `url`, whose `quirks` module is made for this.

use rquickjs::{Ctx, Exception, Result, prelude::Opt};
use url::{Url, form_urlencoded, quirks};

use crate::bytes::Text;

/// The components in the order that lib/web/url.js reads them.
fn components(url: &Url) -> Vec<String> {
    vec![
        quirks::href(url).to_owned(),
        quirks::origin(url),
        quirks::protocol(url).to_owned(),
        quirks::username(url).to_owned(),
        quirks::password(url).to_owned(),
        quirks::host(url).to_owned(),
        quirks::hostname(url).to_owned(),
        quirks::port(url).to_owned(),
        quirks::pathname(url).to_owned(),
        quirks::search(url).to_owned(),
        quirks::hash(url).to_owned(),
    ]
}

pub(super) fn parse<'js>(href: Text<'js>, base: Opt<Option<Text<'js>>>) -> Option<Vec<String>> {
    let base = match base.0.as_ref().and_then(Option::as_ref) {
        Some(base) => Some(Url::parse(&base.as_str()).ok()?),
        None => None,
    };
    let url = Url::options().base_url(base.as_ref()).parse(&href.as_str()).ok()?;
    Some(components(&url))
}

/// Sets one component; a value that the standard ignores leaves the URL as it was.
pub(super) fn set<'js>(
    ctx: Ctx<'js>,
    href: Text<'js>,
    component: Text<'js>,
    value: Text<'js>,
) -> Result<Option<Vec<String>>> {
    let Ok(mut url) = Url::parse(&href.as_str()) else {
        return Ok(None);
    };
    let value = value.as_str();
    // An ignored value is no error to a setter of the URL class.
    let _ = match &*component.as_str() {
        "href" => return Ok(Url::parse(&value).ok().map(|url| components(&url))),
        "protocol" => quirks::set_protocol(&mut url, &value),
        "username" => quirks::set_username(&mut url, &value),
        "password" => quirks::set_password(&mut url, &value),
        "host" => quirks::set_host(&mut url, &value),
        "hostname" => quirks::set_hostname(&mut url, &value),
        "port" => quirks::set_port(&mut url, &value),
        "pathname" => {
            quirks::set_pathname(&mut url, &value);
            Ok(())
        }
        "search" => {
            quirks::set_search(&mut url, &value);
            Ok(())
        }
        "hash" => {
            quirks::set_hash(&mut url, &value);
            Ok(())
        }
        other => return Err(Exception::throw_type(&ctx, &format!("`{other}` is not a component of a URL"))),
    };
    Ok(Some(components(&url)))
}

pub(super) fn domain_to_ascii(domain: Text<'_>) -> String {
    quirks::domain_to_ascii(&domain.as_str())
}

pub(super) fn domain_to_unicode(domain: Text<'_>) -> String {
    quirks::domain_to_unicode(&domain.as_str())
}

pub(super) fn form_encode(text: Text<'_>) -> String {
    form_urlencoded::byte_serialize(text.as_str().as_bytes()).collect()
}

pub(super) fn form_parse(text: Text<'_>) -> Vec<String> {
    form_urlencoded::parse(text.as_str().as_bytes())
        .flat_map(|(name, value)| [name.into_owned(), value.into_owned()])
        .collect()
}
