//! Ogg: pages with their checksums, of a Vorbis or Opus stream that begins and ends.

use super::{Broken, Measured, little, part};

pub(super) fn measured(bytes: &[u8]) -> Result<Measured, Broken> {
    let (mut at, mut rate, mut last, mut ended) = (0, None, 0_u64, false);
    while at < bytes.len() {
        let head = part(bytes, at, 27)?;
        if &head[..4] != b"OggS" || head[4] != 0 {
            return Err(Broken::Damaged);
        }
        let lengths = part(bytes, at + 27, usize::from(head[26]))?;
        let body: usize = lengths.iter().map(|length| usize::from(*length)).sum();
        let begin = 27 + lengths.len();
        let page = part(bytes, at, begin + body)?;
        if checksum(page) != little(page, 22)? {
            return Err(Broken::Damaged);
        }
        if rate.is_none() {
            rate = Some(stream(&page[begin..])?);
        }
        let place = u64::from(little(page, 6)?) | (u64::from(little(page, 10)?) << 32);
        // A page on which no packet ends has no place.
        if place != u64::MAX {
            last = place;
        }
        ended = head[5] & 4 != 0;
        at += page.len();
    }
    match (rate, ended, last) {
        (None, ..) | (_, true, 0) => Err(Broken::Empty),
        (_, false, _) => Err(Broken::CutShort),
        (Some(rate), true, last) => Ok(Measured::recording(
            last.saturating_mul(1000) / u64::from(rate),
        )),
    }
}

/// Places a second of the stream whose first packet this is.
fn stream(packet: &[u8]) -> Result<u32, Broken> {
    if packet.starts_with(b"OpusHead") {
        return Ok(48_000);
    }
    if packet.starts_with(b"\x01vorbis") {
        return match little(packet, 12)? {
            0 => Err(Broken::Damaged),
            rate => Ok(rate),
        };
    }
    Err(Broken::Damaged)
}

/// The checksum of a page, counted as if its own place were empty (RFC 3533).
fn checksum(page: &[u8]) -> u32 {
    let mut sum = 0_u32;
    for (at, byte) in page.iter().enumerate() {
        let byte = if (22..26).contains(&at) { 0 } else { *byte };
        sum ^= u32::from(byte) << 24;
        for _ in 0..8 {
            sum = match sum & 0x8000_0000 {
                0 => sum << 1,
                _ => (sum << 1) ^ 0x04c1_1db7,
            };
        }
    }
    sum
}
