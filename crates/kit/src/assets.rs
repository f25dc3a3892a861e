//! Static files, inside the binary. Styles of every component and feature are put together at start; each
//! file has its digest in its address and may be kept for ever; each is compressed once, when first asked for.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use sha2::{Digest, Sha256};

use crate::edge::{Encoding, compress};

/// A file as it is served.
pub struct Asset {
    /// Its bytes.
    pub bytes: Bytes,
    kind: HeaderValue,
    digest: String,
    packed: [OnceLock<Bytes>; 2],
}

/// All files, by their plain name (`app.css`, `icons.svg`, `js/app.js`).
pub struct Assets {
    files: HashMap<String, Arc<Asset>>,
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "json" | "webmanifest" => "application/json",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn packs(name: &str) -> bool {
    matches!(
        name.rsplit('.').next().unwrap_or_default(),
        "css" | "js" | "svg" | "json" | "txt" | "webmanifest"
    )
}

impl Assets {
    /// Puts the files together. Addresses of the form `/assets/<name>` inside styles and scripts are replaced by
    /// those with a digest.
    #[must_use]
    pub fn gather(files: Vec<(String, Vec<u8>)>) -> Self {
        let mut assets = Self {
            files: HashMap::new(),
        };
        let (texts, others): (Vec<_>, Vec<_>) = files
            .into_iter()
            .partition(|(name, _)| name.ends_with(".css") || name.ends_with(".js"));
        for (name, bytes) in others {
            assets.add(name, bytes);
        }
        // Scripts name other scripts (the map loads its library), styles name only fonts and pictures.
        let (styles, mut scripts): (Vec<_>, Vec<_>) =
            texts.into_iter().partition(|(name, _)| name.ends_with(".css"));
        scripts.sort_by_key(|(name, _)| (!name.starts_with("vendor/"), name == "js/app.js", name.clone()));
        for (name, bytes) in styles.into_iter().chain(scripts) {
            let bytes = assets.rewrite(bytes);
            assets.add(name, bytes);
        }
        assets
    }

    fn add(&mut self, name: String, bytes: Vec<u8>) {
        let digest: String = Sha256::digest(&bytes)
            .iter()
            .take(6)
            .map(|b| format!("{b:02x}"))
            .collect();
        let kind = HeaderValue::from_static(kind(&name));
        let asset = Asset {
            bytes: bytes.into(),
            kind,
            digest,
            packed: [OnceLock::new(), OnceLock::new()],
        };
        self.files.insert(name, Arc::new(asset));
    }

    fn rewrite(&self, bytes: Vec<u8>) -> Vec<u8> {
        let Ok(mut text) = String::from_utf8(bytes.clone()) else {
            return bytes;
        };
        for name in self.files.keys() {
            let plain = format!("/assets/{name}");
            if text.contains(&plain) {
                text = text.replace(&plain, &self.url(name));
            }
        }
        text.into_bytes()
    }

    /// The address of a file, with its digest: `/assets/<digest>/<name>`.
    #[must_use]
    pub fn url(&self, name: &str) -> String {
        match self.files.get(name) {
            Some(asset) => format!("/assets/{}/{name}", asset.digest),
            None => format!("/assets/missing/{name}"),
        }
    }

    /// The file of an address part `<digest>/<name>` or plain `<name>`.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<(&Arc<Asset>, bool)> {
        if let Some(asset) = self.files.get(path) {
            return Some((asset, false));
        }
        let (digest, name) = path.split_once('/')?;
        let asset = self.files.get(name)?;
        Some((asset, asset.digest == digest))
    }

    /// Every name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Serves a file.
    #[must_use]
    pub fn serve(&self, path: &str, headers: &HeaderMap) -> Response {
        let Some((asset, exact)) = self.find(path) else {
            return crate::Problem::NotFound.into_response();
        };
        let tag = format!("\"{}\"", asset.digest);
        let age = if exact {
            "public, max-age=31536000, immutable"
        } else {
            "public, max-age=300"
        };
        let mut response = if headers
            .get(header::IF_NONE_MATCH)
            .is_some_and(|v| v.as_bytes() == tag.as_bytes())
        {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            asset.body(path, headers)
        };
        let h = response.headers_mut();
        h.insert(header::CACHE_CONTROL, HeaderValue::from_static(age));
        h.insert(header::CONTENT_TYPE, asset.kind.clone());
        h.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            h.insert(header::ETAG, tag);
        }
        response
    }
}

impl Asset {
    fn body(&self, path: &str, headers: &HeaderMap) -> Response {
        let encoding = Encoding::accepted(headers);
        let slot = match encoding {
            Encoding::Brotli => 0,
            Encoding::Gzip => 1,
            _ => return self.bytes.clone().into_response(),
        };
        if !packs(path) {
            return self.bytes.clone().into_response();
        }
        let packed = self.packed[slot].get_or_init(|| compress(&self.bytes, encoding, 9).unwrap_or_default());
        let mut response = packed.clone().into_response();
        response.headers_mut().insert(
            header::CONTENT_ENCODING,
            HeaderValue::from_static(encoding.name()),
        );
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_point_to_the_digest_of_their_fonts() {
        let assets = Assets::gather(vec![
            (
                "app.css".into(),
                b"@font-face{src:url(/assets/fonts/a.woff2)}".to_vec(),
            ),
            ("fonts/a.woff2".into(), b"font".to_vec()),
        ]);
        let (css, _) = assets.find("app.css").expect("there");
        let text = String::from_utf8_lossy(&css.bytes).into_owned();
        assert!(text.contains(&assets.url("fonts/a.woff2")), "{text}");
    }

    #[test]
    fn ux_19_an_old_digest_still_gives_the_file_but_is_not_kept_for_ever() {
        let assets = Assets::gather(vec![("a.txt".into(), b"one".to_vec())]);
        assert!(assets.find("000000000000/a.txt").is_some_and(|(_, exact)| !exact));
        let url = assets.url("a.txt");
        assert!(
            assets
                .find(url.trim_start_matches("/assets/"))
                .is_some_and(|(_, exact)| exact)
        );
        assert!(assets.find("../Cargo.toml").is_none());
    }
}
