use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::*;

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut named = name.to_vec();
    named.extend_from_slice(body);
    let mut chunk = u32::try_from(body.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend_from_slice(&named);
    chunk.extend_from_slice(&png::crc(&named).to_be_bytes());
    chunk
}

/// A grey picture; `lines` of them are there.
fn picture(width: u32, height: u32, lines: u32) -> Vec<u8> {
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend_from_slice(&[8, 0, 0, 0, 0]);
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    let line = vec![0_u8; width as usize + 1];
    (0..lines).for_each(|_| packed.write_all(&line).unwrap());
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(chunk(b"IHDR", &head));
    bytes.extend(chunk(b"IDAT", &packed.finish().unwrap()));
    bytes.extend(chunk(b"IEND", &[]));
    bytes
}

fn recording(seconds: u32) -> Vec<u8> {
    let (rate, length) = (8_000_u32, 8_000 * seconds);
    let mut bytes = b"RIFF".to_vec();
    bytes.extend((36 + length).to_le_bytes());
    bytes.extend(b"WAVEfmt ");
    bytes.extend(16_u32.to_le_bytes());
    bytes.extend([1_u16, 1].map(u16::to_le_bytes).concat());
    bytes.extend([rate, rate].map(u32::to_le_bytes).concat());
    bytes.extend([1_u16, 8].map(u16::to_le_bytes).concat());
    bytes.extend(b"data");
    bytes.extend(length.to_le_bytes());
    bytes.resize(bytes.len() + length as usize, 128);
    bytes
}

/// Frames of 128 kbit/s at 44.1 kHz: 417 bytes, 26.122 ms each.
fn frames(count: usize) -> Vec<u8> {
    let mut frame = vec![0_u8; 417];
    frame[..4].copy_from_slice(&[0xff, 0xfb, 0x90, 0x00]);
    frame.repeat(count)
}

fn known(bytes: &[u8]) -> (Option<MediaType>, Result<Measured, Broken>) {
    let found = MediaType::sniffed(bytes);
    (found, measured(found.unwrap(), bytes))
}

#[test]
fn a_picture_is_known_by_its_content_and_measured() {
    let (found, measured) = known(&picture(3, 2, 2));
    assert_eq!(found, Some(MediaType::Png));
    assert_eq!(measured, Ok(Measured::picture(3, 2)));
    let jpeg = [
        &b"\xff\xd8\xff\xe0\x00\x04ab"[..],
        b"\xff\xc0\x00\x0b\x08\x00\x02\x00\x03\x01\x01\x11\x00",
        b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12\xff\x00\x34\xff\xd9",
    ]
    .concat();
    assert_eq!(
        known(&jpeg),
        (Some(MediaType::Jpeg), Ok(Measured::picture(3, 2)))
    );
    assert_eq!(known(&jpeg[..jpeg.len() - 2]).1, Err(Broken::CutShort));
}

#[test]
fn a_picture_that_is_damaged_or_cut_short_is_none() {
    let whole = picture(30, 20, 20);
    let mut damaged = whole.clone();
    damaged[45] ^= 1;
    assert_eq!(known(&damaged).1, Err(Broken::Damaged));
    assert_eq!(known(&whole[..whole.len() - 13]).1, Err(Broken::CutShort));
    assert_eq!(known(&picture(30, 20, 19)).1, Err(Broken::CutShort));
    assert_eq!(known(&picture(30, 20, 21)).1, Err(Broken::Damaged));
    assert_eq!(known(&picture(0, 20, 20)).1, Err(Broken::Damaged));
}

#[test]
fn a_recording_is_as_long_as_its_samples_or_frames() {
    let (found, measured) = known(&recording(3));
    assert_eq!(
        (found, measured),
        (Some(MediaType::Wav), Ok(Measured::recording(3000)))
    );
    let (found, measured) = known(&frames(100));
    assert_eq!(
        (found, measured),
        (Some(MediaType::Mp3), Ok(Measured::recording(2612)))
    );
    let tagged = [&b"ID3\x04\x00\x00\x00\x00\x00\x02xx"[..], &frames(100)].concat();
    assert_eq!(
        known(&tagged),
        (Some(MediaType::Mp3), Ok(Measured::recording(2612)))
    );
}

#[test]
fn a_recording_that_is_damaged_or_cut_short_is_none() {
    let whole = recording(1);
    assert_eq!(known(&whole[..whole.len() - 1]).1, Err(Broken::CutShort));
    assert_eq!(known(&recording(0)).1, Err(Broken::Empty));
    let mut damaged = whole;
    damaged[20] = 99;
    assert_eq!(known(&damaged).1, Err(Broken::Damaged));
    let frames = frames(10);
    assert_eq!(known(&frames[..frames.len() - 1]).1, Err(Broken::CutShort));
    let noisy = [&frames[..], b"noise"].concat();
    assert_eq!(known(&noisy).1, Err(Broken::Damaged));
}

const BEGIN: u32 = 0x24d9_6c84;
const END: u32 = 0x2c39_5fe0;

/// A page of Ogg whose checksum was computed by another program (RFC 3533's polynomial).
#[test]
fn an_ogg_page_with_a_wrong_checksum_is_damaged_and_a_stream_without_end_cut_short() {
    let page = |flags: u8, place: u64, body: &[u8], sum: u32| {
        let mut page = b"OggS\x00".to_vec();
        page.push(flags);
        page.extend(place.to_le_bytes());
        page.extend(1_u32.to_le_bytes());
        page.extend(0_u32.to_le_bytes());
        page.extend(sum.to_le_bytes());
        page.extend([1, u8::try_from(body.len()).unwrap()]);
        page.extend_from_slice(body);
        page
    };
    let body = b"OpusHead\x01\x01\x00\x00\x80\xbb\x00\x00\x00\x00\x00";
    let (begin, end) = (page(2, 0, body, BEGIN), page(4, 96_000, b"x", END));
    let whole = [begin.clone(), end].concat();
    assert_eq!(
        known(&whole),
        (Some(MediaType::Ogg), Ok(Measured::recording(2000)))
    );
    assert_eq!(known(&page(2, 9, body, BEGIN)).1, Err(Broken::Damaged));
    assert_eq!(known(&begin).1, Err(Broken::CutShort));
}

#[test]
fn what_is_no_picture_and_no_recording_is_not_known() {
    for bytes in [
        &b"<svg xmlns='x'/>"[..],
        b"%PDF-1.7",
        b"",
        b"\xff\xfb",
        b"GIF89a",
        b"MZ",
    ] {
        assert_eq!(MediaType::sniffed(bytes), None, "{bytes:?}");
    }
    assert_eq!(
        MediaType::named("Audio/MP3; charset=x"),
        Some(MediaType::Mp3)
    );
    assert_eq!(MediaType::named("image/svg+xml"), None);
}
