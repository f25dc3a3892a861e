//! Pictures people send: checked by what they are (never by their name), decoded within limits, turned the
//! right way up, resized, and encoded anew, so that nothing of the sent file survives but what it shows.

use std::io::Cursor;

use fast_image_resize as fir;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder};

/// Largest file taken, in bytes.
pub const MAX_BYTES: usize = 12 * 1024 * 1024;
/// Largest side of the sent picture, in pixels.
pub const MAX_SIDE: u32 = 12_000;
/// Widths kept, in pixels: card, page, full.
pub const WIDTHS: [u32; 3] = [400, 900, 1600];
/// Sides kept of a portrait, in pixels: beside a name, on a page.
pub const FACES: [u32; 2] = [96, 400];

/// Why a picture was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not a JPEG, PNG, WebP or GIF.
    #[error("this is not a picture of a known kind")]
    Kind,
    /// Too many bytes or pixels.
    #[error("this picture is too large")]
    TooLarge,
    /// It could not be read to its end.
    #[error("this picture is damaged")]
    Broken,
}

/// A picture ready to be stored.
pub struct Ready {
    /// Width and height of the largest kept variant, in pixels.
    pub size: (u32, u32),
    /// Each kept width with its JPEG bytes; a small picture is kept in its own width only once.
    pub variants: Vec<(u32, Vec<u8>)>,
}

/// Reads, turns, resizes and encodes. Blocking: call it off the async threads.
///
/// # Errors
/// [`Refused`] says what a person can do about it.
pub fn prepare(bytes: &[u8]) -> Result<Ready, Refused> {
    keep(read(bytes)?)
}

/// As [`prepare`], of the square in the middle of a picture: a portrait.
///
/// # Errors
/// As [`prepare`].
pub fn face(bytes: &[u8]) -> Result<Ready, Refused> {
    let whole = read(bytes)?;
    let side = whole.width().min(whole.height());
    let (left, top) = ((whole.width() - side) / 2, (whole.height() - side) / 2);
    keep_in(&whole.crop_imm(left, top, side, side), &FACES)
}

fn read(bytes: &[u8]) -> Result<DynamicImage, Refused> {
    if bytes.len() > MAX_BYTES {
        return Err(Refused::TooLarge);
    }
    let format = image::guess_format(bytes).map_err(|_| Refused::Kind)?;
    if !matches!(
        format,
        ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP | ImageFormat::Gif
    ) {
        return Err(Refused::Kind);
    }
    let picture = upright(decode(bytes, format)?, orientation(bytes));
    Ok(DynamicImage::ImageRgb8(flatten(&picture)))
}

/// Resizes and encodes a picture we hold already. Blocking.
///
/// # Errors
/// When it cannot be encoded.
pub fn keep(source: DynamicImage) -> Result<Ready, Refused> {
    keep_in(&source, &WIDTHS)
}

fn keep_in(source: &DynamicImage, widths: &[u32]) -> Result<Ready, Refused> {
    let mut variants: Vec<(u32, Vec<u8>)> = Vec::with_capacity(widths.len());
    let mut size = (source.width(), source.height());
    for width in widths {
        let width = (*width).min(source.width());
        let resized = resize(source, width)?;
        size = (resized.width(), resized.height());
        variants.push((width, encode(&resized)?));
        if width == source.width() {
            break;
        }
    }
    Ok(Ready { size, variants })
}

fn decode(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, Refused> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(256 * 1024 * 1024);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(why)?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(Refused::Broken);
    }
    if u64::from(width) * u64::from(height) > 60_000_000 {
        return Err(Refused::TooLarge);
    }
    DynamicImage::from_decoder(decoder).map_err(why)
}

fn why(error: image::ImageError) -> Refused {
    match error {
        image::ImageError::Limits(_) => Refused::TooLarge,
        image::ImageError::Unsupported(_) => Refused::Kind,
        _ => Refused::Broken,
    }
}

/// The EXIF orientation, 1 to 8; 1 where there is none.
fn orientation(bytes: &[u8]) -> u32 {
    exif::Reader::new()
        .read_from_container(&mut Cursor::new(bytes))
        .ok()
        .and_then(|e| {
            e.get_field(exif::Tag::Orientation, exif::In::PRIMARY)
                .and_then(|f| f.value.get_uint(0))
        })
        .unwrap_or(1)
}

fn upright(picture: DynamicImage, orientation: u32) -> DynamicImage {
    match orientation {
        2 => picture.fliph(),
        3 => picture.rotate180(),
        4 => picture.flipv(),
        5 => picture.rotate90().fliph(),
        6 => picture.rotate90(),
        7 => picture.rotate270().fliph(),
        8 => picture.rotate270(),
        _ => picture,
    }
}

/// On white, because JPEG knows no transparency.
fn flatten(picture: &DynamicImage) -> image::RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let rgba = picture.to_rgba8();
    image::RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [r, g, b, a] = rgba.get_pixel(x, y).0;
        let over = |c: u8| {
            let blend = (u16::from(c) * u16::from(a) + 255 * (255 - u16::from(a))) / 255;
            u8::try_from(blend).unwrap_or(255)
        };
        image::Rgb([over(r), over(g), over(b)])
    })
}

fn resize(source: &DynamicImage, width: u32) -> Result<DynamicImage, Refused> {
    if width == source.width() {
        return Ok(source.clone());
    }
    let height = (u64::from(source.height()) * u64::from(width) / u64::from(source.width())).max(1);
    let mut target = DynamicImage::new_rgb8(width, u32::try_from(height).map_err(|_| Refused::TooLarge)?);
    fir::Resizer::new()
        .resize(source, &mut target, None)
        .map_err(|_| Refused::Broken)?;
    Ok(target)
}

fn encode(picture: &DynamicImage) -> Result<Vec<u8>, Refused> {
    let mut out = Vec::new();
    picture
        .write_with_encoder(JpegEncoder::new_with_quality(&mut out, 82))
        .map_err(|_| Refused::Broken)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let picture = image::RgbaImage::from_fn(width, height, |x, _| {
            image::Rgba([if x < width / 2 { 255 } else { 0 }, 0, 0, 255])
        });
        DynamicImage::ImageRgba8(picture)
            .write_to(&mut out, ImageFormat::Png)
            .expect("encodes");
        out.into_inner()
    }

    #[test]
    fn a_large_picture_is_kept_in_three_widths() {
        let ready = prepare(&png(2000, 1000)).expect("taken");
        assert_eq!(ready.variants.iter().map(|v| v.0).collect::<Vec<_>>(), WIDTHS);
        assert_eq!(ready.size, (1600, 800));
    }

    #[test]
    fn a_portrait_is_the_square_in_the_middle() {
        let ready = face(&png(1000, 500)).expect("taken");
        assert_eq!(ready.variants.iter().map(|v| v.0).collect::<Vec<_>>(), FACES);
        assert_eq!(ready.size, (400, 400));
        let square = image::load_from_memory(&ready.variants[1].1)
            .expect("a picture")
            .to_rgb8();
        let red = |x| square.get_pixel(x, 200).0[0];
        assert!(red(20) > 200 && red(380) < 50, "both halves are there");
        assert_eq!(face(&png(300, 60)).expect("taken").size, (60, 60), "not enlarged");
    }

    #[test]
    fn a_small_picture_is_not_enlarged() {
        let ready = prepare(&png(120, 60)).expect("taken");
        assert_eq!(ready.variants.len(), 1);
        assert_eq!(ready.size, (120, 60));
    }

    #[test]
    fn sec_27_what_is_no_picture_is_refused() {
        assert_eq!(prepare(b"<svg onload=alert(1)>").err(), Some(Refused::Kind));
        assert_eq!(prepare(b"%PDF-1.4").err(), Some(Refused::Kind));
        assert_eq!(prepare(&[]).err(), Some(Refused::Kind));
        let mut cut = png(300, 300);
        cut.truncate(60);
        assert!(prepare(&cut).is_err());
        assert_eq!(prepare(&vec![0; MAX_BYTES + 1]).err(), Some(Refused::TooLarge));
    }

    #[test]
    fn sec_27_a_picture_that_claims_to_be_huge_is_refused_before_it_is_decoded() {
        // A PNG header that announces 20 000 × 20 000 pixels.
        let mut huge = png(10, 10);
        huge[16..20].copy_from_slice(&20_000_u32.to_be_bytes());
        huge[20..24].copy_from_slice(&20_000_u32.to_be_bytes());
        assert!(prepare(&huge).is_err());
    }

    #[test]
    fn priv_27_position_and_orientation_do_not_survive() {
        // A JPEG with an EXIF segment that says "turn me a quarter" and carries a marker text.
        let mut jpeg = Vec::new();
        DynamicImage::new_rgb8(40, 20)
            .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, 90))
            .expect("ok");
        let mut tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        tiff.extend_from_slice(b"GPS-SECRET");
        let mut segment = b"Exif\0\0".to_vec();
        segment.extend_from_slice(&tiff);
        let length = u16::try_from(segment.len() + 2).expect("short").to_be_bytes();
        let mut sent = jpeg[..2].to_vec();
        sent.extend_from_slice(&[0xFF, 0xE1, length[0], length[1]]);
        sent.extend_from_slice(&segment);
        sent.extend_from_slice(&jpeg[2..]);
        assert_eq!(orientation(&sent), 6);
        let ready = prepare(&sent).expect("taken");
        assert_eq!(ready.size, (20, 40), "turned the right way up");
        for (_, kept) in &ready.variants {
            assert!(!kept.windows(10).any(|w| w == b"GPS-SECRET"));
            assert_eq!(orientation(kept), 1);
        }
    }
}
