//! Packing of answers.

use std::{cell::RefCell, io::Write as _};

use bytes::Bytes;

use crate::edge::Encoding;

/// Packs bytes; `None` when that fails or would not make them smaller.
#[must_use]
pub fn compress(bytes: &[u8], encoding: Encoding, level: u32) -> Option<Bytes> {
    let mut out = Vec::with_capacity(bytes.len() / 3);
    match encoding {
        Encoding::Brotli => {
            let mut writer = brotli::CompressorWriter::new(&mut out, 4096, level, 22);
            writer.write_all(bytes).ok()?;
            drop(writer);
        }
        Encoding::Gzip => {
            let mut writer = flate2::write::GzEncoder::new(&mut out, flate2::Compression::new(level.min(9)));
            writer.write_all(bytes).ok()?;
            writer.finish().ok()?;
        }
        Encoding::Zstd => out = zstandard(bytes, i32::try_from(level).ok()?)?,
        Encoding::Plain => return None,
    }
    (out.len() < bytes.len()).then(|| out.into())
}

/// Packs with a working memory that each thread keeps: making it anew costs more than packing a page.
fn zstandard(bytes: &[u8], level: i32) -> Option<Vec<u8>> {
    thread_local! {
        static PACKER: RefCell<Option<zstd::bulk::Compressor<'static>>> = const { RefCell::new(None) };
    }
    PACKER.with_borrow_mut(|packer| {
        if packer.is_none() {
            *packer = zstd::bulk::Compressor::new(level).ok();
        }
        let packer = packer.as_mut()?;
        packer.set_compression_level(level).ok()?;
        packer.compress(bytes).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ux_19_what_is_packed_is_unpacked_the_same() {
        let text = "une idée ".repeat(200);
        let packed = compress(text.as_bytes(), Encoding::Zstd, 1).expect("smaller");
        assert_eq!(
            zstd::bulk::decompress(&packed, 10_000).expect("unpacks"),
            text.as_bytes()
        );
        let mut out = Vec::new();
        let packed = compress(text.as_bytes(), Encoding::Brotli, 5).expect("smaller");
        brotli::BrotliDecompress(&mut packed.as_ref(), &mut out).expect("unpacks");
        assert_eq!(out, text.as_bytes());
    }
}
