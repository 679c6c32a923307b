//! PNG: chunks with their checksums, and the picture itself inflated to its size.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::{Broken, Measured, big, part};

/// Pixels at most; more is no picture for a test.
const MOST_PIXELS: u64 = 100_000_000;

pub(super) fn measured(bytes: &[u8]) -> Result<Measured, Broken> {
    let (mut at, mut head, mut packed) = (8, None, Vec::new());
    loop {
        let length = usize::try_from(big(bytes, at)?).map_err(|_| Broken::Damaged)?;
        let name = part(bytes, at + 4, 4)?;
        let body = part(bytes, at + 8, length)?;
        if crc(part(bytes, at + 4, length + 4)?) != big(bytes, at + 8 + length)? {
            return Err(Broken::Damaged);
        }
        match (name, &head) {
            (b"IHDR", None) => head = Some(Head::of(body)?),
            (_, None) => return Err(Broken::Damaged),
            (b"IDAT", _) => packed.extend_from_slice(body),
            (b"IEND", Some(head)) => return head.holds(&packed),
            _ => {}
        }
        at += 12 + length;
    }
}

struct Head {
    width: u32,
    height: u32,
    bits_a_pixel: u64,
    interlaced: bool,
}

impl Head {
    fn of(body: &[u8]) -> Result<Self, Broken> {
        let (width, height) = (big(body, 0)?, big(body, 4)?);
        let &[depth, colour, compression, filter, interlace] = part(body, 8, 5)? else {
            return Err(Broken::Damaged);
        };
        let channels = match colour {
            0 | 3 => 1,
            4 => 2,
            2 => 3,
            6 => 4,
            _ => return Err(Broken::Damaged),
        };
        let pixels = u64::from(width) * u64::from(height);
        let is_sane = matches!(depth, 1 | 2 | 4 | 8 | 16)
            && (compression, filter) == (0, 0)
            && interlace <= 1
            && (1..=MOST_PIXELS).contains(&pixels);
        if !is_sane {
            return Err(Broken::Damaged);
        }
        Ok(Self {
            width,
            height,
            bits_a_pixel: channels * u64::from(depth),
            interlaced: interlace == 1,
        })
    }

    /// The inflated bytes are those of all lines, each with its filter.
    fn holds(&self, packed: &[u8]) -> Result<Measured, Broken> {
        if packed.is_empty() {
            return Err(Broken::Empty);
        }
        let most = self.length() + 1;
        let mut inflated = ZlibDecoder::new(packed).take(most);
        let length = std::io::copy(&mut inflated, &mut std::io::sink());
        match length.map_err(|_| Broken::Damaged)? {
            length if length == self.length() => Ok(Measured::picture(self.width, self.height)),
            length if length < self.length() => Err(Broken::CutShort),
            _ => Err(Broken::Damaged),
        }
    }

    fn length(&self) -> u64 {
        let lines = |width: u64, height: u64| match width {
            0 => 0,
            width => height * (1 + (width * self.bits_a_pixel).div_ceil(8)),
        };
        let (width, height) = (u64::from(self.width), u64::from(self.height));
        if !self.interlaced {
            return lines(width, height);
        }
        // First column and line of each of the seven passes, and the steps between them.
        let passes = [
            (0, 0, 8, 8),
            (4, 0, 8, 8),
            (0, 4, 4, 8),
            (2, 0, 4, 4),
            (0, 2, 2, 4),
            (1, 0, 2, 2),
            (0, 1, 1, 2),
        ];
        let of = |(x, y, dx, dy): (u64, u64, u64, u64)| {
            let count =
                |size: u64, first: u64, step: u64| size.saturating_sub(first).div_ceil(step);
            lines(count(width, x, dx), count(height, y, dy))
        };
        passes.into_iter().map(of).sum()
    }
}

/// The checksum of the format (ISO 3309).
pub(super) fn crc(bytes: &[u8]) -> u32 {
    let mut sum = flate2::Crc::new();
    sum.update(bytes);
    sum.sum()
}
