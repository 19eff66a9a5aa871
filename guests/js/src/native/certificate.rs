//! What a certificate says (RFC 5280).

use rquickjs::{Array, Ctx, Exception, Object, Result};
use sha2::Digest;
use x509_parser::{
    certificate::X509Certificate,
    extensions::GeneralName,
    objects::{oid_registry, oid2abbrev},
    prelude::FromDer,
    x509::X509Name,
};

use crate::bytes::Bytes;

/// Takes a certificate in DER. Names are lists of `[attribute, value]`, times are milliseconds since the Unix epoch, alternative
/// names one text each as OpenSSL writes them, numbers and fingerprints hexadecimal.
pub(super) fn parse<'js>(ctx: Ctx<'js>, der: Bytes<'js>) -> Result<Object<'js>> {
    let der = der.as_slice();
    let Ok((_, certificate)) = X509Certificate::from_der(der) else {
        return Err(Exception::throw_message(&ctx, "this is not an X.509 certificate"));
    };
    let parsed = Object::new(ctx.clone())?;
    parsed.set("subject", name(&ctx, certificate.subject())?)?;
    parsed.set("issuer", name(&ctx, certificate.issuer())?)?;
    parsed.set("validFrom", certificate.validity().not_before.timestamp() as f64 * 1000.0)?;
    parsed.set("validTo", certificate.validity().not_after.timestamp() as f64 * 1000.0)?;
    let serial = hexadecimal(certificate.raw_serial(), "");
    parsed.set("serialNumber", serial.strip_prefix("00").unwrap_or(&serial))?;
    parsed.set("ca", certificate.is_ca())?;
    let names = Array::new(ctx.clone())?;
    let alternatives = certificate.subject_alternative_name().ok().flatten();
    let alternatives = alternatives.iter().flat_map(|extension| &extension.value.general_names);
    for (index, alternative) in alternatives.filter_map(alternative_name).enumerate() {
        names.set(index, alternative)?;
    }
    parsed.set("alternativeNames", names)?;
    parsed.set("fingerprint", hexadecimal(&sha1::Sha1::digest(der), ":"))?;
    parsed.set("fingerprint256", hexadecimal(&sha2::Sha256::digest(der), ":"))?;
    parsed.set("fingerprint512", hexadecimal(&sha2::Sha512::digest(der), ":"))?;
    Ok(parsed)
}

fn name<'js>(ctx: &Ctx<'js>, name: &X509Name<'_>) -> Result<Array<'js>> {
    let list = Array::new(ctx.clone())?;
    for (index, attribute) in name.iter_attributes().enumerate() {
        let kind = attribute.attr_type();
        let pair = Array::new(ctx.clone())?;
        match oid2abbrev(kind, oid_registry()) {
            Ok(abbreviation) => pair.set(0, abbreviation)?,
            Err(_) => pair.set(0, kind.to_id_string())?,
        }
        match attribute.as_str() {
            Ok(text) => pair.set(1, text)?,
            Err(_) => pair.set(1, hexadecimal(attribute.attr_value().data, ""))?,
        }
        list.set(index, pair)?;
    }
    Ok(list)
}

fn alternative_name(name: &GeneralName<'_>) -> Option<String> {
    Some(match name {
        GeneralName::DNSName(name) => format!("DNS:{name}"),
        GeneralName::URI(uri) => format!("URI:{uri}"),
        GeneralName::RFC822Name(address) => format!("email:{address}"),
        GeneralName::IPAddress(bytes) => match bytes.len() {
            4 => format!("IP Address:{}", std::net::Ipv4Addr::from(<[u8; 4]>::try_from(*bytes).ok()?)),
            16 => format!("IP Address:{}", std::net::Ipv6Addr::from(<[u8; 16]>::try_from(*bytes).ok()?)),
            _ => return None,
        },
        _ => return None,
    })
}

fn hexadecimal(bytes: &[u8], separator: &str) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(separator)
}
